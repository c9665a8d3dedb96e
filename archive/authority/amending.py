"""Articles that are read anew, with what the archive's owner says about names of places."""

from archive.authority import all_of
from archive.facts import completion
from archive.facts.regions import Amendments
from archive.model.article import Article


class Amender:
    """Works out regions as the owner wants them, made ready once for many articles."""

    def __init__(self, amendments: Amendments) -> None:
        self._amendments = amendments
        self._finder = all_of(amendments).finder()

    def amended(self, article: Article) -> Article | None:
        """The article with the owner's regions, None where they say nothing that concerns it."""
        if not self._finder.finds(article):
            return None
        return completion.with_regions(article, self._amendments)

"""Articles that are read anew, with what the archive's owner says about names of places."""

from archive import facts
from archive.article import Article
from archive.authority import all_of
from archive.regions import Amendments


class Amender:
    """Works out regions as the owner wants them, made ready once for many articles."""

    def __init__(self, amendments: Amendments) -> None:
        self._amendments = amendments
        self._finder = all_of(amendments).finder()

    def amended(self, article: Article) -> Article | None:
        """The article with the owner's regions, None where they say nothing that concerns it."""
        if not self._finder.finds(article):
            return None
        return facts.with_regions(article, self._amendments)

"""Articles told by their headlines, the first of many."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.model.text import one_line
from archive.store.reader import StoreReader

MOST_TOLD = 20
_LONGEST_HEADLINE = 200


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """Article by its id and headline; `is_held` says whether the archive still holds it."""

    id: str
    headline: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class ToldArticles:
    """The first articles of some, and how many there are besides."""

    first: tuple[ToldArticle, ...]
    more: int

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.first) + self.more


def told(store: StoreReader, ids: Sequence[str], most: int = MOST_TOLD) -> ToldArticles:
    """Articles of some ids in their order, those that were removed by their last headline."""
    shown = ids[:most]
    held = store.get_many(shown)
    return ToldArticles(
        tuple(
            ToldArticle(each, _headline(store, each, held[each].headline), is_held=True)
            if each in held
            else ToldArticle(each, _headline(store, each, None), is_held=False)
            for each in shown
        ),
        len(ids) - len(shown),
    )


def _headline(store: StoreReader, article_id: str, headline: str | None) -> str:
    if headline is None:
        headline = next((v.headline for v in reversed(store.versions(article_id))), "")
    return one_line(headline)[:_LONGEST_HEADLINE] or "(no headline)"

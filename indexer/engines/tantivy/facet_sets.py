"""The sets of values that articles have in a facet, as numbers.

Most sets are shared by many articles, so a column of their numbers is small, and counting is
one count of numbers and one sum over the values of each. What a number stands for is in the
index as terms of every article that has it, "facet:number:piece:text".
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from tantivy import Searcher

from archive.model.article import Article
from indexer.engines.tantivy.schema import SET_TERMS
from indexer.engines.tantivy.term_length import in_pieces
from indexer.schema.fields import Facet

# Stands between the values of one article.
_SEPARATOR = "\x1f"


class FacetSets:
    """The numbers of the sets that a writer knows, and new ones for those that it meets."""

    def __init__(self, facet: str, known: Mapping[int, str]) -> None:
        self._facet = facet
        self._next = max(known, default=0) + 1
        self._known = {values: self._spelled(number, values) for number, values in known.items()}

    def numbered(self, values: str) -> tuple[int, list[str]]:
        """The number of a set as `joined_values` gives it, 0 for none; its terms as JSON."""
        if not values:
            return 0, []
        known = self._known.get(values)
        if known is None:
            known = self._known[values] = self._spelled(self._next, values)
            self._next += 1
        return known

    def _spelled(self, number: int, values: str) -> tuple[int, list[str]]:
        terms = [
            f"{self._facet}:{number}:{place}:{piece}"
            for place, piece in enumerate(in_pieces(values))
        ]
        return number, [json.dumps(term, ensure_ascii=False) for term in terms]


def known_sets(searcher: Searcher, facet: str) -> dict[int, str]:
    """The sets of a facet in an index, by their numbers."""
    return sets_in_terms(t for t, _ in searcher.terms_with_prefix(SET_TERMS, f"{facet}:"))


def sets_in_terms(terms: Iterable[str]) -> dict[int, str]:
    """The sets of one facet by their numbers, from their terms in any order."""
    pieces: dict[int, dict[int, str]] = defaultdict(dict)
    for term in terms:
        _, number, place, piece = term.split(":", 3)
        pieces[int(number)][int(place)] = piece
    return {number: "".join(of[i] for i in range(len(of))) for number, of in pieces.items()}


def joined_values(facet: Facet, article: Article) -> str:
    """All values of an article in a facet, "" where it has none."""
    values = facet.values(article)
    if not values and facet.missing is not None:
        values = [facet.missing]
    return _SEPARATOR.join(sorted(values))


def parted_values(joined: str) -> list[str]:
    """The values that `joined_values` joined."""
    return joined.split(_SEPARATOR)

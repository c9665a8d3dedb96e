"""Dictionary encoding of facets: each distinct set of values in a facet has a number.

Most sets are shared by many articles, so the column of set numbers is small, and facet counts
are a count by number, then a sum over the values of each set.

The dictionary is in the index itself: every article with a set also has the terms
"facet:number:piece:text" that spell it out, in pieces as long as a term can be. Three articles by
Ruth Awino, by Ruth Awino and Callum Dray, and by Ruth Awino again have the sets 1, 2 and 1 of
byline, and the terms (with | for the separator of values, and no roles):

    byline:1:0:Ruth Awino
    byline:2:0:Callum Dray|Ruth Awino

A filter on Ruth Awino passes the sets 1 and 2. Number 0 is the empty set, and has no term.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from tantivy import Searcher

from archive.model.article import Article
from indexer.engines.tantivy.schema import SET_TERMS
from indexer.engines.tantivy.term_length import in_pieces
from indexer.schema.fields import Facet

# Separates the values of one set.
_SEPARATOR = "\x1f"


class FacetSets:
    """The set numbers of one facet in a writer; a new set gets the next number."""

    def __init__(self, facet: str, known: Mapping[int, str]) -> None:
        self._facet = facet
        self._next = max(known, default=0) + 1
        self._known = {values: self._spelled(number, values) for number, values in known.items()}

    def numbered(self, values: str) -> tuple[int, list[str]]:
        """The number and the terms, as JSON, of a set from `joined_values`; 0 for the empty set."""
        if not values:
            return 0, []
        known = self._known.get(values)
        if known is None:
            known = self._known[values] = self._spelled(self._next, values)
            self._next += 1
        return known

    def _spelled(self, number: int, values: str) -> tuple[int, list[str]]:
        terms = [
            f"{self._facet}:{number}:{position}:{piece}"
            for position, piece in enumerate(in_pieces(values))
        ]
        return number, [json.dumps(term, ensure_ascii=False) for term in terms]


def known_sets(searcher: Searcher, facet: str) -> dict[int, str]:
    """The joined values of each set of a facet in an index, by number."""
    return sets_in_terms(t for t, _ in searcher.terms_with_prefix(SET_TERMS, f"{facet}:"))


def sets_in_terms(terms: Iterable[str]) -> dict[int, str]:
    """Decode the dictionary of one facet from its terms, which may come in any order."""
    pieces: dict[int, dict[int, str]] = defaultdict(dict)
    for term in terms:
        _, number, position, piece = term.split(":", 3)
        pieces[int(number)][int(position)] = piece
    return {
        number: "".join(piece for _, piece in sorted(by_position.items()))
        for number, by_position in pieces.items()
    }


def joined_values(facet: Facet, article: Article) -> str:
    """An article's values in a facet, sorted and joined."""
    return _SEPARATOR.join(sorted(facet.values_of(article)))


def parted_values(joined: str) -> list[str]:
    """Split the values that `joined_values` joined."""
    return joined.split(_SEPARATOR)

"""Where words and phrases stand, and which stand near each other, in all documents at once.

A place is one number, the document in its upper half and the position in its lower: places of
one document are as far apart as its words, those of two documents farther than any words.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import QueryTerm
from indexer.engines.whoosh_engine.postings import Docs, Segments
from indexer.engines.whoosh_engine.scoring import Counted
from indexer.fields import TextField
from indexer.nearness import Part, near_parts
from indexer.query import Near

_HALF = 32
Places = NDArray[np.int64]


class Standing:
    """Finds phrases, and what stands near each other, in one open index."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments

    def phrase(self, terms: Sequence[QueryTerm], field: TextField) -> Counted:
        """The documents that have terms at these distances, and how often."""
        return self._counted(self._starts(terms, field), field)

    def near(self, near: Near, field: TextField) -> Counted:
        """The documents that have words near each other, and in how many stretches."""
        parts = near_parts(near, field.analyzer)
        starts = [self._starts(part.terms, field) for part in parts]
        if not all(map(len, starts)):
            return self._counted(starts[0][:0], field)
        span = near.others + sum(part.length for part in parts)
        together = _in_order if near.ordered else _in_any_order
        return self._counted(together(parts, starts, span), field)

    def _starts(self, terms: Sequence[QueryTerm], field: TextField) -> Places:
        """Where all the terms stand at their distances from there on, ascending."""
        docs = self._having(terms, field)
        each = [self._places(term, field, docs) for term in terms]
        each.sort(key=len)
        found, *others = each
        for other in others:
            found = found[_are_among(found, other)]
        return found

    def _having(self, terms: Sequence[QueryTerm], field: TextField) -> Docs:
        """The documents that have all the terms, wherever."""
        each = [self._segments.postings(field.name, term.term).docs for term in terms]
        each.sort(key=len)
        docs, *others = each
        for other in others:
            docs = docs[_are_among(docs, other)]
        return docs

    def _places(self, term: QueryTerm, field: TextField, wanted: Docs) -> Places:
        docs, positions = self._segments.places(field.name, term.term, wanted)
        return (docs.astype(np.int64) << _HALF) + (positions.astype(np.int64) - term.offset)

    def _counted(self, starts: Places, field: TextField) -> Counted:
        docs, counts = np.unique(starts >> _HALF, return_counts=True)
        return Counted(field, docs.astype(np.int32), counts.astype(np.float32))


def _are_among(places: NDArray[Any], others: NDArray[Any]) -> NDArray[np.bool_]:
    if not len(others):
        return np.zeros(len(places), np.bool_)
    at = np.minimum(np.searchsorted(others, places), len(others) - 1)
    return others[at] == places


def _in_any_order(parts: Sequence[Part], starts: Sequence[Places], span: int) -> Places:
    """The places of any part from which on a span has all of them, each as often as named."""
    wanted = Counter(part.terms for part in parts)
    firsts = np.unique(np.concatenate(starts))
    for part, each in zip(parts, starts, strict=True):
        beyond = np.searchsorted(each, firsts + (span - part.length), "right")
        there = beyond - np.searchsorted(each, firsts)
        firsts = firsts[there >= wanted[part.terms]]
    return firsts


def _in_order(parts: Sequence[Part], starts: Sequence[Places], span: int) -> Places:
    """The places of the first part from which on the others follow, each as early as can be."""
    firsts = starts[0]
    free = firsts + parts[0].length
    for part, each in zip(parts[1:], starts[1:], strict=True):
        at = np.searchsorted(each, free)
        follows = at < len(each)
        firsts, free = firsts[follows], each[at[follows]] + part.length
    return firsts[free <= firsts + span]

"""Phrase and proximity matching, by positions in all documents at once.

A place is a document and a position in one 64-bit number, the document in the upper half: position
7 of document 3 is 3 * 2**32 + 7. Places of one document are as far apart as its words, those of two
documents farther than any words. So a phrase is an intersection. With "market" at positions 7 and
20 of document 3 and "day" at 8, "market day" begins where a place of "market" is one of "day" less
its offset of 1:

>>> document = 3 << 32
>>> market, day = np.array([document + 7, document + 20]), np.array([document + 8])
>>> (intersect(market, day - 1) - document).tolist()
[7]
"""

from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from archive.time_budget import give_way
from indexer.analysis.analyzer import Analyzer, QueryTerm, query_alternatives
from indexer.engines.doc_values import Docs
from indexer.engines.whoosh.search.bm25f import FieldFrequencies
from indexer.engines.whoosh.segment.doc_sets import count_runs, intersect, intersect_docs
from indexer.engines.whoosh.segment.reader import Segments
from indexer.engines.whoosh.segment.term_postings import Postings
from indexer.query.ast import Near
from indexer.query.proximity import Part, near_alternatives
from indexer.schema.fields import TEXT_FIELDS, TextField

_HALF = 32
Places = NDArray[np.int64]
_NOWHERE: Places = np.empty(0, np.int64)


class ResolvedPhrase(msgspec.Struct, frozen=True, gc=False):
    """A word or phrase resolved against the terms of a field, all of which occur there.

    `offsets` are each term's distance from the first. `max_docs`, the lowest document frequency,
    is an upper bound of the documents that match.
    """

    field: TextField
    terms: tuple[Postings, ...]
    offsets: tuple[int, ...]
    max_docs: int

    @property
    def is_phrase(self) -> bool:
        """Whether there are several words."""
        return len(self.terms) > 1


class PhraseFinder:
    """Matches words, phrases and NEAR groups in one open index."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        prose = (field.name for field in TEXT_FIELDS if field.analyzer is Analyzer.PROSE)
        self._languages = sorted(segments.languages(prose))

    def resolve(self, text: str, field: TextField) -> list[ResolvedPhrase]:
        """Analyse text in each language of the index and look its terms up in a field.

        Those of which all terms are there; no text has those of two languages.
        """
        every = query_alternatives(text, field.analyzer, self._languages)
        return [found for terms in every if (found := self._resolve(terms, field))]

    def docs(self, phrase: ResolvedPhrase, among: Docs | None = None) -> Docs:
        """The documents that have a word or phrase, out of `among` or of all."""
        if phrase.is_phrase:
            return self.frequencies(phrase, among).docs
        docs = phrase.terms[0].docs
        return docs if among is None else intersect_docs(among, docs)

    def frequencies(self, phrase: ResolvedPhrase, among: Docs | None = None) -> FieldFrequencies:
        """The documents that have a word or phrase, and its frequency in each.

        `among` restricts a phrase to some documents; for a word it is ignored.
        """
        if phrase.is_phrase:
            return _frequencies(self._phrase_starts(phrase, among), phrase.field)
        term = phrase.terms[0]
        return FieldFrequencies(phrase.field, term.docs, term.counts)

    def near(self, near: Near, field: TextField) -> FieldFrequencies:
        """The documents that match a NEAR group, and at how many starting places each does."""
        every = near_alternatives(near, field.analyzer, self._languages)
        found = [starts for parts in every if len(starts := self._near_starts(parts, near, field))]
        if len(found) > 1:
            return _frequencies(np.unique(np.concatenate(found)), field)
        return _frequencies(found[0] if found else _NOWHERE, field)

    def _near_starts(self, parts: Sequence[Part], near: Near, field: TextField) -> Places:
        every = [self._resolve(part.terms, field) for part in parts]
        starts = [_NOWHERE if each is None else self._phrase_starts(each, None) for each in every]
        if not all(map(len, starts)):
            return _NOWHERE
        span = near.others + sum(part.length for part in parts)
        together = _in_order if near.ordered else _in_any_order
        return together(parts, starts, span)

    def _resolve(self, terms: Sequence[QueryTerm], field: TextField) -> ResolvedPhrase | None:
        if len(terms) == 1:
            term = self._segments.postings(field.name, terms[0].term)
            return (
                ResolvedPhrase(field, (term,), (terms[0].offset,), term.size) if term.size else None
            )
        found: list[Postings] = []
        for each in terms:
            term = self._segments.postings(field.name, each.term)
            if not term.size:
                return None
            found.append(term)
        if not found:
            return None
        max_docs = min(term.size for term in found)
        return ResolvedPhrase(field, tuple(found), tuple(each.offset for each in terms), max_docs)

    def _phrase_starts(self, phrase: ResolvedPhrase, among: Docs | None) -> Places:
        """Where a phrase begins: the places from which all terms stand at their offsets, ascending.

        The rarest term is read first, and of the others only the positions in documents that are
        still left.
        """
        terms = sorted(zip(phrase.terms, phrase.offsets, strict=True), key=lambda t: t[0].size)
        docs = among
        for term, _ in terms:
            docs = term.docs if docs is None else intersect_docs(docs, term.docs)
        found: Places | None = None
        for term, offset in terms:
            give_way()
            if docs is None or not len(docs):
                return _NOWHERE
            places = self._start_places(term, offset, docs)
            found = places if found is None else intersect(found, places)
            docs, _ = count_runs((found >> _HALF).astype(np.int32))
        return _NOWHERE if found is None else found

    def _start_places(self, term: Postings, offset: int, wanted: Docs) -> Places:
        """A term's places in some of its documents, each moved back by `offset`."""
        docs, positions = self._segments.places(term.field, term.term, wanted)
        if offset:
            # A phrase that began before position 0 would be in the document before.
            follows = positions >= offset
            docs, positions = docs[follows], positions[follows]
        return (docs.astype(np.int64) << _HALF) + (positions.astype(np.int64) - offset)


def _frequencies(starts: Places, field: TextField) -> FieldFrequencies:
    docs, counts = count_runs((starts >> _HALF).astype(np.int32))
    return FieldFrequencies(field, docs, counts)


def _in_any_order(parts: Sequence[Part], starts: Sequence[Places], span: int) -> Places:
    """Unordered proximity: the places of any part from which a span of so many words has all parts.

    A part that is named twice has to be there twice.
    """
    wanted = Counter(part.terms for part in parts)
    # A stable sort merges what is sorted already; `np.unique` takes five times as long.
    firsts, _ = count_runs(np.sort(np.concatenate(starts), kind="stable"))
    for part, each in zip(parts, starts, strict=True):
        give_way()
        beyond = np.searchsorted(each, firsts + (span - part.length), "right")
        there = beyond - np.searchsorted(each, firsts)
        firsts = firsts[there >= wanted[part.terms]]
    return firsts


def _in_order(parts: Sequence[Part], starts: Sequence[Places], span: int) -> Places:
    """Ordered proximity: the places of the first part whose span has the others in order.

    Greedy: each part is taken at its first place behind the part before.
    """
    firsts = starts[0]
    free = firsts + parts[0].length
    for part, each in zip(parts[1:], starts[1:], strict=True):
        at = np.searchsorted(each, free)
        follows = at < len(each)
        firsts, free = firsts[follows], each[at[follows]] + part.length
    return firsts[free <= firsts + span]

"""Where words and phrases stand, and which stand near each other, in all documents at once.

A place is one number, the document in its upper half and the position in its lower: places of
one document are as far apart as its words, those of two documents farther than any words.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.analysis.analyzer import QueryTerm, query_terms
from indexer.engines.doc_values import Docs
from indexer.engines.whoosh.search.bm25f import FieldFrequencies
from indexer.engines.whoosh.segment.doc_sets import count_runs, intersect, intersect_docs
from indexer.engines.whoosh.segment.reader import Segments
from indexer.engines.whoosh.segment.term_postings import Postings
from indexer.query.ast import Near
from indexer.query.proximity import Part, near_parts
from indexer.schema.fields import TextField

_HALF = 32
Places = NDArray[np.int64]
_NOWHERE: Places = np.empty(0, np.int64)


class ResolvedPhrase(msgspec.Struct, frozen=True, gc=False):
    """One word, or words next to each other, in a field that has each of them somewhere.

    `offsets` says of each term how far it stands from the first. No more than `most` documents
    can have all.
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
    """Finds words, phrases, and what stands near each other, in one open index."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments

    def resolve(self, text: str, field: TextField) -> ResolvedPhrase | None:
        """Words as they are looked for in a field, None where it cannot have them."""
        return self._resolve(query_terms(text, field.analyzer), field)

    def docs(self, phrase: ResolvedPhrase, among: Docs | None = None) -> Docs:
        """The documents that have a word or phrase, of some or of all."""
        if phrase.is_phrase:
            return self.frequencies(phrase, among).docs
        docs = phrase.terms[0].docs
        return docs if among is None else intersect_docs(among, docs)

    def frequencies(self, phrase: ResolvedPhrase, among: Docs | None = None) -> FieldFrequencies:
        """The documents that have a word or phrase, and how often each does.

        Of a phrase they are told for some documents or for all; of a word for all.
        """
        if phrase.is_phrase:
            return _frequencies(self._phrase_starts(phrase, among), phrase.field)
        term = phrase.terms[0]
        return FieldFrequencies(phrase.field, term.docs, term.counts)

    def near(self, near: Near, field: TextField) -> FieldFrequencies:
        """The documents that have words near each other, and in how many stretches."""
        parts = near_parts(near, field.analyzer)
        every = [self._resolve(part.terms, field) for part in parts]
        starts = [_NOWHERE if each is None else self._phrase_starts(each, None) for each in every]
        if not all(map(len, starts)):
            return _frequencies(_NOWHERE, field)
        span = near.others + sum(part.length for part in parts)
        together = _in_order if near.ordered else _in_any_order
        return _frequencies(together(parts, starts, span), field)

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
        """Where all the terms stand at their distances from there on, ascending.

        The rarest first: of a common one only the places in the documents that are left are read.
        """
        terms = sorted(zip(phrase.terms, phrase.offsets, strict=True), key=lambda t: t[0].size)
        docs = among
        for term, _ in terms:
            docs = term.docs if docs is None else intersect_docs(docs, term.docs)
        found: Places | None = None
        for term, offset in terms:
            if docs is None or not len(docs):
                return _NOWHERE
            places = self._start_places(term, offset, docs)
            found = places if found is None else intersect(found, places)
            docs, _ = count_runs((found >> _HALF).astype(np.int32))
        return _NOWHERE if found is None else found

    def _start_places(self, term: Postings, offset: int, wanted: Docs) -> Places:
        """The places so far before those of a term in some documents that have it."""
        docs, positions = self._segments.places(term.field, term.term, wanted)
        if offset:
            # What would begin before a document begins would be of the one before it.
            follows = positions >= offset
            docs, positions = docs[follows], positions[follows]
        return (docs.astype(np.int64) << _HALF) + (positions.astype(np.int64) - offset)


def _frequencies(starts: Places, field: TextField) -> FieldFrequencies:
    docs, counts = count_runs((starts >> _HALF).astype(np.int32))
    return FieldFrequencies(field, docs, counts)


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

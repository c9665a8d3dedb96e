"""The terms of one field of a segment with their postings, as Whoosh's readers ask for them."""

import heapq
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.field_types import ALSO_WRITTEN
from indexer.engines.whoosh.segment.term_dictionary import TermDictionary, TermEntry


@dataclass(frozen=True, slots=True)
class PostingList:
    """Postings of one term: ascending documents, and the term frequency in each.

    `positions` reads the positions, concatenated over the documents; None for a term without.
    """

    docs: NDArray[Any]
    counts: NDArray[Any]
    positions: Callable[[], NDArray[Any]] | None = None


class FieldTerms(Protocol):
    """Terms of a field in byte order; methods raise `KeyError` for a term that is missing."""

    def terms_from(self, start: bytes) -> Iterator[bytes]:
        """The terms from one on that need not be among them."""
        ...

    def size(self, term: bytes) -> int:
        """How many documents have a term."""
        ...

    def postings(self, term: bytes) -> PostingList:
        """The postings of a term."""
        ...


class TextTerms:
    """Terms of a text field, merged from two dictionaries: stemmed terms and words as written.

    A word as written that is also a term has the suffix `ALSO_WRITTEN`; the plain form is the term.
    """

    def __init__(self, terms: TermDictionary, written: TermDictionary | None) -> None:
        self._terms = terms
        self._written = written

    def terms_from(self, start: bytes) -> Iterator[bytes]:
        """The terms and words from one on."""
        first = start.decode(errors="ignore").removesuffix(ALSO_WRITTEN)
        every = [each.terms_from(first) for each in (self._terms, self._written) if each]
        before = None
        for word in heapq.merge(*every):
            found = (word + ALSO_WRITTEN if word == before else word).encode()
            before = word
            if found >= start:
                yield found

    def size(self, term: bytes) -> int:
        """How many documents have a term or a word."""
        return self._place(term)[1].size

    def postings(self, term: bytes) -> PostingList:
        """The postings of a term with positions, or of a word without."""
        dictionary, place = self._place(term)
        docs = dictionary.docs(place)
        if not dictionary.has_positions:
            return PostingList(docs, np.ones(len(docs), np.uint8))

        def positions() -> NDArray[Any]:
            found = dictionary.list_among(place, docs).positions
            return docs[:0] if found is None else found

        return PostingList(docs, dictionary.counts(place), positions)

    def _place(self, term: bytes) -> tuple[TermDictionary, TermEntry]:
        text = term.decode(errors="replace")
        word = text.removesuffix(ALSO_WRITTEN)
        # No term has a line end, which parts them in a block.
        if "\n" not in word:
            every = (self._terms, self._written) if word == text else (self._written,)
            for dictionary in every:
                if dictionary and (place := dictionary.place(word)) is not None:
                    return dictionary, place
        raise KeyError(term)


class ValueTerms:
    """Terms of a keyword field, derived from a column in memory: no postings are stored."""

    def __init__(self, terms: Sequence[bytes], numbers: NDArray[Any], docs: NDArray[Any]) -> None:
        """`numbers` and `docs` are parallel: for each value of a document, its place in `terms`.

        Both `terms` and `docs` ascend.
        """
        order = np.argsort(numbers, kind="stable")
        self._docs = docs[order]
        ends = np.searchsorted(numbers[order], np.arange(len(terms) + 1)).tolist()
        there = [number for number in range(len(terms)) if ends[number] < ends[number + 1]]
        self._terms = [terms[number] for number in there]
        self._spans = [(ends[number], ends[number + 1]) for number in there]

    def terms_from(self, start: bytes) -> Iterator[bytes]:
        """The values from one on."""
        yield from self._terms[bisect_left(self._terms, start) :]

    def size(self, term: bytes) -> int:
        """How many documents have a value."""
        first, end = self._span(term)
        return end - first

    def postings(self, term: bytes) -> PostingList:
        """The documents that have a value."""
        first, end = self._span(term)
        return PostingList(self._docs[first:end], np.ones(end - first, np.uint8))

    def _span(self, term: bytes) -> tuple[int, int]:
        at = bisect_left(self._terms, term)
        if at == len(self._terms) or self._terms[at] != term:
            raise KeyError(term)
        return self._spans[at]


def terms_of_numbers(values: NDArray[Any], encoded: Callable[[int], bytes]) -> ValueTerms:
    """Terms of a numeric column, where 0 is none; `encoded` has to keep the order."""
    docs = values.nonzero()[0]
    numbers, which = np.unique(values[docs], return_inverse=True)
    return ValueTerms([encoded(number) for number in numbers.tolist()], which, docs)


def terms_of_sets(sets: Sequence[tuple[str, ...]], set_of_doc: NDArray[Any]) -> ValueTerms:
    """Terms of a facet: each value of each document's set."""
    values = sorted({value for each in sets for value in each})
    number_of = {value: number for number, value in enumerate(values)}
    sizes = np.array([len(each) for each in sets], np.int64)
    numbers = np.array([number_of[value] for each in sets for value in each], np.int64)
    sizes_of_docs = sizes[set_of_doc]
    docs = np.arange(len(set_of_doc)).repeat(sizes_of_docs)
    begins = (sizes.cumsum() - sizes)[set_of_doc] - (sizes_of_docs.cumsum() - sizes_of_docs)
    places = begins.repeat(sizes_of_docs) + np.arange(len(docs))
    return ValueTerms([value.encode() for value in values], numbers[places], docs)

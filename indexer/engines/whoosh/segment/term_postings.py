"""Postings of one term over all segments, read lazily and cached."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.engines.doc_values import Docs, Mask
from indexer.engines.whoosh.segment.byte_cache import ByteBoundedCache
from indexer.engines.whoosh.segment.doc_sets import NO_DOCS
from indexer.engines.whoosh.segment.term_dictionary import TermDictionary, TermEntry

# Sizes of the caches in bytes: of documents, and of term frequencies.
_DOCS_BYTES, _COUNTS_BYTES = 5 << 20, 3 << 20


class SegmentTerm(msgspec.Struct, frozen=True, gc=False):
    """A term found in one segment, whose document numbers start at `first`."""

    field: TermDictionary
    place: TermEntry
    first: int
    documents: int


class PostingCache:
    """Caches of postings. `live` are the documents that are not deleted, as a mask."""

    def __init__(self, live: Mask) -> None:
        self.live = live
        self.has_deleted = not live.all()
        self.docs: ByteBoundedCache[tuple[str, str], Docs] = ByteBoundedCache(_DOCS_BYTES)
        self.counts: ByteBoundedCache[tuple[str, str], NDArray[Any]] = ByteBoundedCache(
            _COUNTS_BYTES
        )


class Postings:
    """The postings of a term in a field.

    `size` is the document frequency with deleted documents, known without reading a list.
    """

    __slots__ = ("_key", "_lists", "_placed", "field", "size", "term")

    def __init__(
        self, lists: PostingCache, field: str, term: str, placed: Sequence[SegmentTerm]
    ) -> None:
        self.field, self.term = field, term
        self._lists = lists
        self._key = (field, term)
        self._placed = placed
        self.size = sum(each.place.size for each in placed)

    @property
    def docs(self) -> Docs:
        """The documents that have the term and are not deleted, ascending."""
        docs = self._lists.docs.get(self._key)
        if docs is None:
            docs = _concatenated([self._docs_in(each) for each in self._placed])
            self._lists.docs.keep(self._key, docs, docs.nbytes)
        return docs

    @property
    def counts(self) -> NDArray[Any]:
        """The term frequency in each of `docs`."""
        counts = self._lists.counts.get(self._key)
        if counts is None:
            counts = _concatenated([self._counts_in(each) for each in self._placed])
            self._lists.counts.keep(self._key, counts, counts.nbytes)
        return counts

    def places(self, wanted: Docs) -> tuple[Docs, NDArray[Any]]:
        """Occurrences in some of its documents: parallel arrays of document and position."""
        docs: list[Docs] = [NO_DOCS]
        positions: list[NDArray[Any]] = [np.empty(0, np.uint32)]
        for each in self._placed:
            begin, end = wanted.searchsorted((each.first, each.first + each.documents))
            if begin == end:
                continue
            lists = each.field.list_among(each.place, wanted[begin:end] - each.first)
            if lists.counts is not None and lists.positions is not None:
                docs.append(wanted[begin:end].repeat(lists.counts))
                positions.append(lists.positions)
        return np.concatenate(docs), np.concatenate(positions)

    def _docs_in(self, placed: SegmentTerm) -> Docs:
        docs = placed.field.docs(placed.place).view(np.int32)
        if placed.first:
            docs += np.int32(placed.first)
        return docs[self._lists.live[docs]] if self._lists.has_deleted else docs

    def _counts_in(self, placed: SegmentTerm) -> NDArray[Any]:
        counts = placed.field.counts(placed.place)
        if not self._lists.has_deleted:
            return counts
        docs = placed.field.docs(placed.place) + np.uint32(placed.first)
        return counts[self._lists.live[docs]]


def _concatenated(parts: list[NDArray[Any]]) -> NDArray[Any]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else NO_DOCS

"""Blocks: some neighbouring terms of a field with their postings, as they stand in a file.

A block has up to 128 terms, or one that many documents have. It is the terms, how many documents
have each, then the documents, how often, and where, each of these for all its terms in one array
of `varints`. The gap between a document and the one before has its lowest bit set where the term
stands there more than once, and only then is counted how often; bare terms have bare gaps.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh_engine.errors import DamageError
from indexer.engines.whoosh_engine.lists import TermLists, ascending, gaps
from indexer.engines.whoosh_engine.varints import Numbers, cut, packed, unpacked

# What has to be unpacked to find a term: little for rare ones, not many pieces for common ones.
# Blocks of 4,096 postings take 1 % less room, and looking for words that were not asked for
# before takes 8 % longer (measured on 35,000 stories).
TERMS_A_BLOCK = 128
POSTINGS_A_BLOCK = 1_024
# Bytes that terms may come to, however they were compressed.
_MOST_TERM_BYTES = 1 << 28


@dataclass(frozen=True, slots=True)
class BlockBytes:
    """A block's parts. `sizes` has of each term how many documents have it."""

    first_term: str
    terms: bytes
    sizes: bytes
    docs: bytes
    counts: bytes
    positions: bytes


def blocks_of(lists: TermLists) -> Iterator[BlockBytes]:
    """The blocks that terms make."""
    ends = np.cumsum(lists.sizes)
    sizes = _Stream(lists.sizes)
    docs, counts, positions = _streams(lists)
    first = 0
    for last in _block_ends(ends):
        start, end = int(ends[first] - lists.sizes[first]), int(ends[last - 1])
        yield BlockBytes(
            lists.terms[first],
            joined(lists.terms[first:last]),
            sizes.cut(first, last),
            docs.cut(start, end),
            counts.cut(start, end),
            positions.cut(start, end),
        )
        first = last


class Block:
    """A block's terms, and what stands in documents of some of them."""

    def __init__(self, content: BlockBytes, *, has_positions: bool) -> None:
        self._content = content
        self._has_positions = has_positions
        self.terms = divided(content.terms)

    @cached_property
    def sizes(self) -> Numbers:
        """Of each term, how many documents have it."""
        sizes = unpacked(self._content.sizes)
        if len(sizes) != len(self.terms):
            raise DamageError("a block has terms without postings")
        return sizes

    def lists(self, first: int, last: int, *, positions: bool = False) -> TermLists:
        """The lists of the terms from one place on and before another."""
        terms, sizes = self.terms[first:last], self.sizes[first:last]
        start = int(self.sizes[:first].sum(dtype=np.int64))
        end = start + int(sizes.sum(dtype=np.int64))
        between = self._gaps[start:end]
        if not self._has_positions:
            return TermLists(terms, sizes, ascending(between, sizes))
        docs = ascending(between >> np.uint32(1), sizes)
        before = int(np.count_nonzero(self._gaps[:start] & 1))
        repeated = (between & 1).astype(np.bool_)
        counts = np.ones(len(docs), np.uint32)
        counts[repeated] = self._further[before : before + int(np.count_nonzero(repeated))] + 2
        if not positions:
            return TermLists(terms, sizes, docs, counts)
        begin = self._positions_before(first)
        until = begin + int(counts.sum(dtype=np.int64))
        places = unpacked(self._content.positions)[begin:until]
        return TermLists(terms, sizes, docs, counts, ascending(places, counts))

    def list_among(self, number: int, wanted: NDArray[Any]) -> TermLists:
        """The list of one term in some documents that have it, ascending, with its positions.

        Of a common word's positions no others are unpacked.
        """
        whole = self.lists(number, number + 1)
        if whole.counts is None:
            raise DamageError("bare terms have no positions")
        chosen = np.searchsorted(whole.docs, wanted)
        counts = whole.counts[chosen]
        starts = self._positions_before(number) + np.cumsum(whole.counts, dtype=np.int64)[chosen]
        places = unpacked(cut(self._content.positions, starts - counts, counts))
        docs = whole.docs[chosen]
        return TermLists(
            whole.terms, np.array([len(docs)]), docs, counts, ascending(places, counts)
        )

    def _positions_before(self, number: int) -> int:
        """How many positions all terms before one have."""
        postings = int(self.sizes[:number].sum(dtype=np.int64))
        repeated = int(np.count_nonzero(self._gaps[:postings] & 1))
        return postings + repeated + int(self._further[:repeated].sum(dtype=np.int64))

    @cached_property
    def _gaps(self) -> Numbers:
        gaps_of_all = unpacked(self._content.docs)
        if len(gaps_of_all) != int(self.sizes.sum(dtype=np.int64)):
            raise DamageError("a block has postings without terms")
        return gaps_of_all

    @cached_property
    def _further(self) -> Numbers:
        """How much more than twice each term stands where it does so more than once."""
        return unpacked(self._content.counts)


def joined(terms: list[str]) -> bytes:
    """Terms, which have no line ends, compressed."""
    return zlib.compress("\n".join(terms).encode(), 6)


def divided(content: bytes) -> list[str]:
    """The terms that `joined` wrote."""
    return inflated(content, _MOST_TERM_BYTES).decode().split("\n")


def inflated(content: bytes, most_bytes: int) -> bytes:
    """What was compressed; `DamageError` where it is not whole, or more than it can be."""
    unpacking = zlib.decompressobj()
    found = unpacking.decompress(content, most_bytes)
    if not unpacking.eof:
        raise DamageError("a part is longer than it can be, or not whole")
    return found


class _Stream:
    """Packed numbers that are cut at given ones."""

    def __init__(self, numbers: NDArray[np.integer], at: NDArray[np.integer] | None = None) -> None:
        """`at` has the numbers at which it may be cut, None for any."""
        self._content, places = packed(numbers)
        self._places = places if at is None else places[at]

    def cut(self, first: int, last: int) -> bytes:
        return self._content[self._places[first] : self._places[last]]


def _streams(lists: TermLists) -> tuple[_Stream, _Stream, _Stream]:
    """Documents, counts and positions, to be cut at any posting."""
    between = gaps(lists.docs, lists.sizes)
    if lists.counts is None or lists.positions is None:
        nothing = _Stream(between[:0], np.zeros(len(between) + 1, np.int64))
        return _Stream(between), nothing, nothing
    repeated = lists.counts > 1
    return (
        _Stream(between << 1 | repeated),
        _Stream(lists.counts[repeated] - 2, np.concatenate(([0], np.cumsum(repeated)))),
        _Stream(
            gaps(lists.positions, lists.counts),
            np.concatenate(([0], np.cumsum(lists.counts, dtype=np.int64))),
        ),
    )


def _block_ends(ends: NDArray[np.int64]) -> Iterator[int]:
    """Behind which terms a block ends, from how many postings there are up to each."""
    first, done = 0, 0
    while first < len(ends):
        last = int(np.searchsorted(ends, done + POSTINGS_A_BLOCK, "right"))
        last = min(max(last, first + 1), first + TERMS_A_BLOCK)
        yield last
        first, done = last, int(ends[last - 1])

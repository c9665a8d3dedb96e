"""Blocks: some neighbouring terms of a field with their postings, as they stand in a file.

A block has up to 128 terms, or one that many documents have. It is the terms, how many documents
have each, then the documents, how often, and where, each of these for all its terms in one array
of `varints`. The gap between a document and the one before has its lowest bit set where the term
stands there more than once, and only then is counted how often; bare terms have bare gaps.
"""

import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.errors import DamageError
from indexer.engines.whoosh.segment.posting_lists import TermLists, from_deltas, to_deltas
from indexer.engines.whoosh.segment.varint import (
    Numbers,
    decode_varints,
    encode_varints,
    first_bytes,
    gather_varints,
    slice_varints,
)

# What has to be unpacked to find a term: little for rare ones, not many pieces for common ones.
# Blocks of 4,096 postings take 1 % less room, and looking for words that were not asked for
# before takes 8 % longer (measured on 35,000 stories).
TERMS_A_BLOCK = 128
POSTINGS_A_BLOCK = 1_024
_MOST_IN_A_BYTE = 255
# Of each size, itself as it is packed and where its postings end.
_BYTES_A_SIZE = 9
# Bytes that terms may come to, however they were compressed.
_MOST_TERM_BYTES = 1 << 28


class PostingBlockBytes(msgspec.Struct, frozen=True, gc=False):
    """A block's parts. `sizes` has of each term how many documents have it."""

    first_term: str
    terms: bytes
    sizes: bytes
    docs: bytes
    counts: bytes
    positions: bytes


def blocks_of(lists: TermLists) -> Iterator[PostingBlockBytes]:
    """The blocks that terms make."""
    ends = np.cumsum(lists.sizes)
    sizes = _VarintStream(lists.sizes)
    docs, counts, positions = _varint_streams(lists)
    first = 0
    for last in _block_ends(ends):
        start, end = int(ends[first] - lists.sizes[first]), int(ends[last - 1])
        yield PostingBlockBytes(
            lists.terms[first],
            compress_terms(lists.terms[first:last]),
            sizes.cut(first, last),
            docs.cut(start, end),
            counts.cut(start, end),
            positions.cut(start, end),
        )
        first = last


class PostingBlock:
    """A block's terms, and what stands in documents of some of them.

    Little is unpacked before it is asked for, and nothing else stays so: blocks are kept at hand
    by the bytes that they have, `size_bytes`.
    """

    __slots__ = ("_content", "_ends", "_has_positions", "_lines", "size_bytes")

    def __init__(self, content: PostingBlockBytes, *, has_positions: bool) -> None:
        self._content = content
        self._has_positions = has_positions
        # With a line end on either side of every term.
        self._lines = b"\n%b\n" % decompress(content.terms, _MOST_TERM_BYTES)
        # Where the postings of each term end. Most words that are looked for are not there.
        self._ends: NDArray[np.int64] | None = None
        parts = (self._lines, content.docs, content.counts, content.positions)
        self.size_bytes = sum(map(len, parts)) + _BYTES_A_SIZE * len(content.sizes)

    @property
    def sizes(self) -> Numbers:
        """Of each term, how many documents have it."""
        sizes = decode_varints(self._content.sizes)
        if len(sizes) != self._lines.count(b"\n") - 1:
            raise DamageError("a block has terms without postings")
        return sizes

    @property
    def ends(self) -> NDArray[np.int64]:
        """How many postings there are up to each term, with its own."""
        if self._ends is None:
            self._ends = self.sizes.cumsum(dtype=np.int64)
        return self._ends

    @property
    def terms(self) -> list[str]:
        """The terms, ascending."""
        return self._lines[1:-1].decode().split("\n")

    def place(self, term: str) -> int | None:
        """The place of a term among them, None where it is not there."""
        at = self._lines.find(b"\n%b\n" % term.encode())
        return None if at < 0 else self._lines.count(b"\n", 0, at)

    def size(self, number: int) -> int:
        """How many documents have one of the terms."""
        first, last = self._span(number, number + 1)
        return last - first

    def docs(self, number: int) -> Numbers:
        """The documents that have one of the terms."""
        first, last = self._span(number, number + 1)
        content = self._content.docs
        encoded = content if len(self.ends) == 1 else slice_varints(content, first, last)
        deltas = decode_varints(encoded)
        if len(deltas) != last - first:
            raise DamageError("a block has postings without terms")
        if self._has_positions:
            deltas >>= np.uint32(1)
        return np.cumsum(deltas, dtype=np.uint32)

    def counts(self, number: int) -> NDArray[Any]:
        """How often one of the terms stands in each of its documents."""
        first, last = self._span(number, number + 1)
        raw = np.frombuffer(self._content.docs, np.uint8)
        # Of gaps the first byte has the bit.
        firsts = raw if len(raw) == self.ends[-1] else first_bytes(raw)
        lowest = (firsts & np.uint8(1)).view(np.bool_)
        counts = np.ones(last - first, np.uint8)
        repeated = lowest[first:last].nonzero()[0]
        if not len(repeated):
            return counts
        before = int(np.count_nonzero(lowest[:first]))
        extra = self._extra_counts()[before : before + len(repeated)]
        # Few terms stand anywhere so often as that it takes more than a byte.
        if (most := int(extra.max()) + 2) > _MOST_IN_A_BYTE:
            counts = counts.astype(np.min_scalar_type(most))
        counts[repeated] = extra + 2
        return counts

    def lists(self, first: int, last: int, *, positions: bool = False) -> TermLists:
        """The lists of the terms from one place on and before another."""
        terms, sizes = self.terms[first:last], self.sizes[first:last]
        start, end = self._span(first, last)
        all_deltas = self._deltas()
        deltas = all_deltas[start:end]
        if not self._has_positions:
            return TermLists(terms, sizes, from_deltas(deltas, sizes))
        docs = from_deltas(deltas >> np.uint32(1), sizes)
        before = int(np.count_nonzero(all_deltas[:start] & 1))
        repeated = (deltas & 1).astype(np.bool_)
        extra = self._extra_counts()
        counts = np.ones(len(docs), np.uint32)
        counts[repeated] = extra[before : before + int(np.count_nonzero(repeated))] + 2
        if not positions:
            return TermLists(terms, sizes, docs, counts)
        begin = start + before + int(extra[:before].sum(dtype=np.int64))
        until = begin + int(counts.sum(dtype=np.int64))
        places = decode_varints(self._content.positions)[begin:until]
        return TermLists(terms, sizes, docs, counts, from_deltas(places, counts))

    def list_among(self, number: int, wanted: NDArray[Any]) -> TermLists:
        """The list of one term in some documents that have it, ascending, with its positions.

        Of a common word's positions no others are unpacked.
        """
        docs, counts = self.docs(number), self.counts(number)
        chosen = docs.searchsorted(wanted)
        starts = self._positions_before(number) + np.cumsum(counts, dtype=np.int64)[chosen]
        docs, counts = docs[chosen], counts[chosen].astype(np.uint32)
        places = decode_varints(gather_varints(self._content.positions, starts - counts, counts))
        terms = self.terms[number : number + 1]
        return TermLists(terms, np.array([len(docs)]), docs, counts, from_deltas(places, counts))

    def _span(self, first: int, last: int) -> tuple[int, int]:
        """Where the postings of the terms from one place on begin, and those of another."""
        return (int(self.ends[first - 1]) if first else 0), int(self.ends[last - 1])

    def _positions_before(self, number: int) -> int:
        """How many positions all terms before one have."""
        if not number:
            return 0
        postings = int(self.ends[number - 1])
        repeated = int(np.count_nonzero(self._deltas()[:postings] & 1))
        return postings + repeated + int(self._extra_counts()[:repeated].sum(dtype=np.int64))

    def _deltas(self) -> Numbers:
        all_deltas = decode_varints(self._content.docs)
        if len(all_deltas) != self.ends[-1]:
            raise DamageError("a block has postings without terms")
        return all_deltas

    def _extra_counts(self) -> Numbers:
        """How much more than twice each term stands where it does so more than once."""
        return decode_varints(self._content.counts)


def compress_terms(terms: list[str]) -> bytes:
    """Terms, which have no line ends, compressed."""
    return zlib.compress("\n".join(terms).encode(), 6)


def decompress_terms(content: bytes) -> list[str]:
    """The terms that `joined` wrote."""
    return decompress(content, _MOST_TERM_BYTES).decode().split("\n")


def decompress(content: bytes, most_bytes: int) -> bytes:
    """What was compressed; `DamageError` where it is not whole, or more than it can be."""
    unpacking = zlib.decompressobj()
    found = unpacking.decompress(content, most_bytes)
    if not unpacking.eof:
        raise DamageError("a part is longer than it can be, or not whole")
    return found


class _VarintStream:
    """Packed numbers that are cut at given ones."""

    def __init__(self, numbers: NDArray[np.integer], at: NDArray[np.integer] | None = None) -> None:
        """`at` has the numbers at which it may be cut, None for any."""
        self._content, places = encode_varints(numbers)
        self._places = places if at is None else places[at]

    def cut(self, first: int, last: int) -> bytes:
        return self._content[self._places[first] : self._places[last]]


def _varint_streams(lists: TermLists) -> tuple[_VarintStream, _VarintStream, _VarintStream]:
    """Documents, counts and positions, to be cut at any posting."""
    deltas = to_deltas(lists.docs, lists.sizes)
    if lists.counts is None or lists.positions is None:
        nothing = _VarintStream(deltas[:0], np.zeros(len(deltas) + 1, np.int64))
        return _VarintStream(deltas), nothing, nothing
    repeated = lists.counts > 1
    return (
        _VarintStream(deltas << 1 | repeated),
        _VarintStream(lists.counts[repeated] - 2, np.concatenate(([0], np.cumsum(repeated)))),
        _VarintStream(
            to_deltas(lists.positions, lists.counts),
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

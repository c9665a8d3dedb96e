"""Posting blocks: the on-disk form of neighbouring terms of a field with their postings lists.

A block is up to 128 terms, or one frequent term. It has the terms, compressed, then four arrays of
varints, each over all its terms: document frequencies, documents, term frequencies, positions.
Documents and positions are delta coded. A document's delta is shifted left by one bit, and the
lowest bit set where the term occurs there more than once; only then is a frequency stored, less 2.
Terms without positions have plain deltas. "rice" once in document 3, at position 5, and three
times in document 10, at positions 2, 4 and 9, is

>>> rice = TermLists(
...     ["rice"],
...     sizes=np.array([2]),
...     docs=np.array([3, 10], np.uint32),
...     counts=np.array([1, 3], np.uint32),
...     positions=np.array([5, 2, 4, 9], np.uint32),
... )
>>> (block,) = blocks_of(rice)
>>> list(block.docs)  # 3 * 2, then (10 - 3) * 2 + 1
[6, 15]
>>> list(block.counts)  # 3 - 2
[1]
>>> list(block.positions)  # 5 | 2, 4 - 2, 9 - 4
[5, 2, 2, 5]
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

# A lookup decodes one block: small for rare terms, not too many pieces for frequent ones.
# Blocks of 4,096 postings take 1 % less room, and looking up words that are not cached takes 8 %
# longer (measured on 35,000 stories).
TERMS_A_BLOCK = 128
POSTINGS_A_BLOCK = 1_024
_MOST_IN_A_BYTE = 255
# In memory, for each term: its encoded document frequency, and where its postings end.
_BYTES_A_SIZE = 9
# The most bytes that decompressed terms may take.
_MOST_TERM_BYTES = 1 << 28


class PostingBlockBytes(msgspec.Struct, frozen=True, gc=False):
    """A block's parts, encoded. `sizes` are document frequencies, `counts` term frequencies."""

    first_term: str
    terms: bytes
    sizes: bytes
    docs: bytes
    counts: bytes
    positions: bytes


def blocks_of(lists: TermLists) -> Iterator[PostingBlockBytes]:
    """Encode postings lists as blocks."""
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
    """A block, decoded lazily: each call decodes what it needs and keeps only where lists end.

    So a cached block takes about `size_bytes`, whatever was read of it. A term's `number` is its
    place in the block.
    """

    __slots__ = ("_content", "_ends", "_has_positions", "_lines", "size_bytes")

    def __init__(self, content: PostingBlockBytes, *, has_positions: bool) -> None:
        self._content = content
        self._has_positions = has_positions
        # With a line end on either side of every term.
        self._lines = b"\n%b\n" % decompress(content.terms, _MOST_TERM_BYTES)
        # Where the postings of each term end, once a term is found: most lookups find none.
        self._ends: NDArray[np.int64] | None = None
        parts = (self._lines, content.docs, content.counts, content.positions)
        self.size_bytes = sum(map(len, parts)) + _BYTES_A_SIZE * len(content.sizes)

    @property
    def sizes(self) -> Numbers:
        """The document frequency of each term."""
        sizes = decode_varints(self._content.sizes)
        if len(sizes) != self._lines.count(b"\n") - 1:
            raise DamageError("a block has terms without postings")
        return sizes

    @property
    def ends(self) -> NDArray[np.int64]:
        """Where the postings of each term end: the running sum of `sizes`."""
        if self._ends is None:
            self._ends = self.sizes.cumsum(dtype=np.int64)
        return self._ends

    @property
    def terms(self) -> list[str]:
        """The terms, ascending."""
        return self._lines[1:-1].decode().split("\n")

    def place(self, term: str) -> int | None:
        """The number of a term, None where the block does not have it."""
        at = self._lines.find(b"\n%b\n" % term.encode())
        return None if at < 0 else self._lines.count(b"\n", 0, at)

    def size(self, number: int) -> int:
        """The document frequency of a term."""
        first, last = self._span(number, number + 1)
        return last - first

    def docs(self, number: int) -> Numbers:
        """The documents of a term, ascending."""
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
        """The term frequency in each of a term's documents.

        The flags for "more than once" are read from the first byte of each varint, and the
        frequencies themselves decoded only where some are set.
        """
        first, last = self._span(number, number + 1)
        raw = np.frombuffer(self._content.docs, np.uint8)
        # The flag is the lowest bit of a delta, which is in its first byte.
        firsts = raw if len(raw) == self.ends[-1] else first_bytes(raw)
        lowest = (firsts & np.uint8(1)).view(np.bool_)
        counts = np.ones(last - first, np.uint8)
        repeated = lowest[first:last].nonzero()[0]
        if not len(repeated):
            return counts
        before = int(np.count_nonzero(lowest[:first]))
        extra = self._extra_counts()[before : before + len(repeated)]
        # Hardly any term occurs more than 255 times in a document.
        if (most := int(extra.max()) + 2) > _MOST_IN_A_BYTE:
            counts = counts.astype(np.min_scalar_type(most))
        counts[repeated] = extra + 2
        return counts

    def lists(self, first: int, last: int, *, positions: bool = False) -> TermLists:
        """The postings lists of terms `first` to `last`, exclusive."""
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
        """The postings of a term in some of its documents, ascending, with positions.

        Only the positions in these documents are decoded.
        """
        docs, counts = self.docs(number), self.counts(number)
        chosen = docs.searchsorted(wanted)
        starts = self._positions_before(number) + np.cumsum(counts, dtype=np.int64)[chosen]
        docs, counts = docs[chosen], counts[chosen].astype(np.uint32)
        places = decode_varints(gather_varints(self._content.positions, starts - counts, counts))
        terms = self.terms[number : number + 1]
        return TermLists(terms, np.array([len(docs)]), docs, counts, from_deltas(places, counts))

    def _span(self, first: int, last: int) -> tuple[int, int]:
        """Where the postings of terms `first` to `last`, exclusive, begin and end."""
        return (int(self.ends[first - 1]) if first else 0), int(self.ends[last - 1])

    def _positions_before(self, number: int) -> int:
        """How many positions the terms before a term have.

        One for each posting, one more for each flagged one, and what these have beyond two.
        """
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
        """The term frequencies above 1, each less 2, in the order of the flagged postings."""
        return decode_varints(self._content.counts)


def compress_terms(terms: list[str]) -> bytes:
    """Terms, none of which has a line end, as compressed lines."""
    return zlib.compress("\n".join(terms).encode(), 6)


def decompress_terms(content: bytes) -> list[str]:
    """The terms that `compress_terms` wrote."""
    return decompress(content, _MOST_TERM_BYTES).decode().split("\n")


def decompress(content: bytes, most_bytes: int) -> bytes:
    """Decompress with a bound. Raises `DamageError` for more bytes, or for an incomplete stream."""
    unpacking = zlib.decompressobj()
    found = unpacking.decompress(content, most_bytes)
    if not unpacking.eof:
        raise DamageError("a part is longer than it can be, or not whole")
    return found


class _VarintStream:
    """Varints for all postings of a run of terms, to be cut where a block ends.

    `cut` takes posting numbers, also of a stream that does not have one number a posting: positions
    have several, frequencies none where a term occurs once. `at` has the number at which each
    posting begins: of frequencies 1, 3, 1, 2 the stream has 3 - 2 and 2 - 2, and `at` is
    0, 0, 1, 1, 2.
    """

    def __init__(self, numbers: NDArray[np.integer], at: NDArray[np.integer] | None = None) -> None:
        """`at` is None where there is one number for each posting."""
        self._content, places = encode_varints(numbers)
        self._places = places if at is None else places[at]

    def cut(self, first: int, last: int) -> bytes:
        return self._content[self._places[first] : self._places[last]]


def _varint_streams(lists: TermLists) -> tuple[_VarintStream, _VarintStream, _VarintStream]:
    """The streams of documents, term frequencies and positions."""
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
    """Where to end blocks, as numbers of terms, from where the postings of each term end.

    A block ends before the term that would take it over either bound. Terms of 600, 400, 2,000 and
    1 documents make three blocks:

    >>> list(_block_ends(np.array([600, 1_000, 3_000, 3_001])))
    [2, 3, 4]
    """
    first, done = 0, 0
    while first < len(ends):
        last = int(np.searchsorted(ends, done + POSTINGS_A_BLOCK, "right"))
        last = min(max(last, first + 1), first + TERMS_A_BLOCK)
        yield last
        first, done = last, int(ends[last - 1])

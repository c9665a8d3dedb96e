"""Term dictionary of one field in a segment, over its posting blocks.

A field has two sections: its blocks, and a sparse index with the first term of each block, the
sizes of its parts, and two CRC-32, one of its positions and one of all the rest. Every byte is
verified before it is used.
"""

import struct
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.errors import DamageError
from indexer.engines.whoosh.segment.byte_cache import ByteBoundedCache
from indexer.engines.whoosh.segment.file import SegmentFile, SegmentFileWriter
from indexer.engines.whoosh.segment.posting_blocks import (
    PostingBlock,
    PostingBlockBytes,
    blocks_of,
    compress_terms,
    decompress_terms,
)
from indexer.engines.whoosh.segment.posting_lists import TermLists
from indexer.engines.whoosh.segment.varint import Numbers

_HEADER = struct.Struct("<II")
# Of each block, the sizes of its five parts and the two checksums.
_PARTS, _ROW = 5, 7
# Enough for terms that are looked up in order, and so are often of one block.
_KEPT_BYTES = 1 << 18


def write_field(
    file: SegmentFileWriter, name: str, every: Iterable[TermLists], *, has_positions: bool
) -> None:
    """Write a field from batches of postings lists, whose terms ascend over all batches."""
    first_terms: list[str] = []
    rows: list[tuple[int, ...]] = []
    with file.section(_blocks(name)) as stream:
        for lists in every:
            for block in blocks_of(lists):
                parts = (block.terms, block.sizes, block.docs, block.counts)
                head = b"".join(parts)
                stream.write(head)
                stream.write(block.positions)
                crcs = zlib.crc32(head), zlib.crc32(block.positions)
                rows.append((*map(len, parts), len(block.positions), *crcs))
                first_terms.append(block.first_term)
    terms = compress_terms(first_terms)
    table = np.array(rows, "<u4").reshape(-1, _ROW).tobytes()
    file.write(_directory(name), _HEADER.pack(has_positions, len(terms)) + terms + table)


class TermEntry(msgspec.Struct, frozen=True, gc=False):
    """A term found in a dictionary: its block, its number in it, and its document frequency."""

    block: int
    number: int
    size: int


class TermDictionary:
    """The terms and postings of one field of an open segment."""

    def __init__(self, file: SegmentFile, name: str, kept: "BlockCache | None" = None) -> None:
        """`kept` is a cache of blocks shared with other fields, None for a small one of its own."""
        self._file = file
        self._name = _blocks(name)
        directory = file.read(_directory(name))
        has_positions, size = _HEADER.unpack_from(directory)
        self.has_positions = bool(has_positions)
        self._rows = np.frombuffer(directory[_HEADER.size + size :], "<u4").reshape(-1, _ROW)
        terms = decompress_terms(directory[_HEADER.size : _HEADER.size + size])
        self.first_terms = terms if len(self._rows) else []
        ends = np.cumsum(self._rows[:, :_PARTS].ravel(), dtype=np.int64)
        # The offsets of all parts of all blocks, and last the length of the section.
        self._places = np.concatenate(([0], ends))
        self._kept = BlockCache(_KEPT_BYTES) if kept is None else kept

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Every term with its document frequency, ascending."""
        for number in range(len(self.first_terms)):
            block = self._read_block(number)
            yield from zip(block.terms, block.sizes.tolist(), strict=True)

    def terms_from(self, first: str) -> Iterator[str]:
        """The terms from `first` on, which need not be a term itself."""
        start = max(bisect_right(self.first_terms, first) - 1, 0)
        for number in range(start, len(self.first_terms)):
            terms = self._block(number).terms
            yield from terms[bisect_left(terms, first) :] if number == start else terms

    def place(self, term: str) -> TermEntry | None:
        """Look up a term, None where the field does not have it."""
        number = bisect_right(self.first_terms, term) - 1
        if number < 0:
            return None
        block = self._block(number)
        found = block.place(term)
        return None if found is None else TermEntry(number, found, block.size(found))

    def docs(self, place: TermEntry) -> Numbers:
        """The documents of a term, ascending."""
        return self._block(place.block).docs(place.number)

    def counts(self, place: TermEntry) -> NDArray[Any]:
        """The term frequency in each of them; only for a field with positions."""
        return self._block(place.block).counts(place.number)

    def list_among(self, place: TermEntry, wanted: NDArray[Any]) -> TermLists:
        """The postings of a term, with positions, in `wanted`, all of which have it."""
        return self._block(place.block, positions=True).list_among(place.number, wanted)

    def between(
        self, first: str, end: str | None = None, *, positions: bool = False
    ) -> Iterator[TermLists]:
        """The postings lists of the terms from `first` up to `end`, exclusive, block by block."""
        start = max(bisect_right(self.first_terms, first) - 1, 0)
        until = len(self.first_terms) if end is None else bisect_left(self.first_terms, end)
        for number in range(start, until):
            block = self._read_block(number, positions=positions)
            terms = block.terms
            here = bisect_left(terms, first)
            there = len(terms) if end is None else bisect_left(terms, end)
            if here < there:
                yield block.lists(here, there, positions=positions)

    def _block(self, number: int, *, positions: bool = False) -> PostingBlock:
        """A block, by way of the cache."""
        key = (self, number, positions)
        block = self._kept.get(key)
        if block is None:
            block = self._read_block(number, positions=positions)
            self._kept.keep(key, block, block.size_bytes)
        return block

    def _read_block(self, number: int, *, positions: bool = False) -> PostingBlock:
        first = number * _PARTS
        places = self._places[first : first + _PARTS + 1].tolist()
        begin, positions_begin, end = places[0], places[-2], places[-1]
        head = self._file.read_piece(self._name, begin, positions_begin)
        placed = self._file.read_piece(self._name, positions_begin, end) if positions else b""
        crc, positions_crc = self._rows[number, _PARTS:].tolist()
        if zlib.crc32(head) != crc or (positions and zlib.crc32(placed) != positions_crc):
            raise DamageError("a block of postings is not as it was written")
        terms, sizes, docs, counts = (
            head[first - begin : last - begin] for first, last in pairwise(places[:-1])
        )
        content = PostingBlockBytes(self.first_terms[number], terms, sizes, docs, counts, placed)
        return PostingBlock(content, has_positions=self.has_positions)


# Blocks by dictionary, number, and whether positions were read.
BlockCache = ByteBoundedCache[tuple[TermDictionary, int, bool], PostingBlock]


def field_names(file: SegmentFile) -> list[str]:
    """The fields that a segment has terms of."""
    prefix = _directory("")
    return [name.removeprefix(prefix) for name in file.names() if name.startswith(prefix)]


def _blocks(name: str) -> str:
    return f"blocks/{name}"


def _directory(name: str) -> str:
    return f"directory/{name}"

"""The terms of one field in a segment, found by way of its blocks.

A field has two sections: its blocks, and a directory with the first term of each block, the sizes
of its parts, and two CRC-32, one of its positions and one of all the rest. A byte that was not
written is not believed.
"""

import struct
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh_engine.blocks import Block, BlockBytes, blocks_of, divided, joined
from indexer.engines.whoosh_engine.errors import DamageError
from indexer.engines.whoosh_engine.lists import TermLists
from indexer.engines.whoosh_engine.segment_file import SegmentFile, SegmentFileWriter

_HEADER = struct.Struct("<II")
# Of each block, the sizes of its five parts and the two checksums.
_PARTS, _ROW = 5, 7
# How many unpacked blocks of a field stay at hand, at some 30 KB each.
_BLOCKS_KEPT = 16


def write_field(
    file: SegmentFileWriter, name: str, every: Iterable[TermLists], *, has_positions: bool
) -> None:
    """Write a field's sections, from lists of terms that go on where the ones before ended."""
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
    terms = joined(first_terms)
    table = np.array(rows, "<u4").reshape(-1, _ROW).tobytes()
    file.write(_directory(name), _HEADER.pack(has_positions, len(terms)) + terms + table)


class Dictionary:
    """One field of an open segment."""

    def __init__(self, file: SegmentFile, name: str) -> None:
        self._file = file
        self._name = _blocks(name)
        directory = file.read(_directory(name))
        has_positions, size = _HEADER.unpack_from(directory)
        self.has_positions = bool(has_positions)
        self._rows = np.frombuffer(directory[_HEADER.size + size :], "<u4").reshape(-1, _ROW)
        terms = divided(directory[_HEADER.size : _HEADER.size + size])
        self.first_terms = terms if len(self._rows) else []
        ends = np.cumsum(self._rows[:, :_PARTS].ravel(), dtype=np.int64)
        # Where each part of each block ends; before the first stands where it begins.
        self._places = np.concatenate(([0], ends))
        # Fields of names have few, and terms that are looked for in order are often of one.
        self._block = lru_cache(maxsize=_BLOCKS_KEPT)(self._read_block)

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Every term with how many documents have it."""
        for number in range(len(self.first_terms)):
            block = self._block(number)
            yield from zip(block.terms, block.sizes.tolist(), strict=True)

    def find(self, term: str) -> TermLists | None:
        """The list of one term without positions, None where there is none."""
        placed = self._placed(term)
        return placed and self._block(placed[0]).lists(placed[1], placed[1] + 1)

    def find_among(self, term: str, wanted: NDArray[Any]) -> TermLists | None:
        """The list of one term, with positions, in documents that have it; None for no term."""
        placed = self._placed(term)
        return placed and self._block(placed[0], positions=True).list_among(placed[1], wanted)

    def between(
        self, first: str, end: str | None = None, *, positions: bool = False
    ) -> Iterator[TermLists]:
        """The lists of the terms from `first` on and before `end`, some at a time."""
        start = max(bisect_right(self.first_terms, first) - 1, 0)
        until = len(self.first_terms) if end is None else bisect_left(self.first_terms, end)
        for number in range(start, until):
            block = self._block(number, positions=positions)
            here = bisect_left(block.terms, first)
            there = len(block.terms) if end is None else bisect_left(block.terms, end)
            if here < there:
                yield block.lists(here, there, positions=positions)

    def _placed(self, term: str) -> tuple[int, int] | None:
        """The block that has a term, and its place there."""
        number = bisect_right(self.first_terms, term) - 1
        if number < 0:
            return None
        terms = self._block(number).terms
        place = bisect_left(terms, term)
        return (number, place) if terms[place : place + 1] == [term] else None

    def _read_block(self, number: int, *, positions: bool = False) -> Block:
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
        content = BlockBytes(self.first_terms[number], terms, sizes, docs, counts, placed)
        return Block(content, has_positions=self.has_positions)


def field_names(file: SegmentFile) -> list[str]:
    """The fields that a segment has terms of."""
    prefix = _directory("")
    return [name.removeprefix(prefix) for name in file.names() if name.startswith(prefix)]


def _blocks(name: str) -> str:
    return f"blocks/{name}"


def _directory(name: str) -> str:
    return f"directory/{name}"

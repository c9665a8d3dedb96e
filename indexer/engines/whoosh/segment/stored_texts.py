"""Stored fields: one text a document, such as its headline, in compressed chunks.

A section of chunks, each the texts of 256 neighbouring documents as a compressed JSON array, and a
directory with the size and the CRC-32 of each.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

import numpy as np

from indexer.engines.whoosh.errors import DamageError
from indexer.engines.whoosh.segment.file import SegmentFile, SegmentFileWriter
from indexer.engines.whoosh.segment.posting_blocks import decompress

# 256 headlines take 9 KB, and a sixth of a millisecond to read. The last chunks read, some 2 MB at
# most, are cached: a list by score jumps between them.
_TEXTS_A_PIECE = 256
_MOST_PIECE_BYTES = 1 << 28
_PIECES_KEPT = 64


def write_texts(file: SegmentFileWriter, name: str, texts: Iterable[str]) -> None:
    """Write a text for each document."""
    rows: list[tuple[int, int]] = []
    left = iter(texts)
    with file.section(_pieces(name)) as stream:
        while some := list(islice(left, _TEXTS_A_PIECE)):
            content = zlib.compress(json.dumps(some, ensure_ascii=False).encode(), 6)
            stream.write(content)
            rows.append((len(content), zlib.crc32(content)))
    file.write(_directory(name), np.array(rows, "<u4").tobytes())


class StoredTexts:
    """The texts of so many documents of an open segment; `DamageError` where one cannot be read."""

    def __init__(self, file: SegmentFile, name: str, documents: int) -> None:
        self._file = file
        self._name = _pieces(name)
        rows = np.frombuffer(file.read(_directory(name)), "<u4").reshape(-1, 2)
        self._ends = rows[:, 0].cumsum(dtype=np.int64).tolist()
        self._crcs = rows[:, 1].tolist()
        self._documents = documents
        self._piece = lru_cache(_PIECES_KEPT)(self._read_piece)

    def __getitem__(self, document: int) -> str:
        number, at = divmod(document, _TEXTS_A_PIECE)
        return self._piece(number)[at]

    def __iter__(self) -> Iterator[str]:
        return (self[document] for document in range(self._documents))

    def _read_piece(self, number: int) -> list[str]:
        start = self._ends[number - 1] if number else 0
        content = self._file.read_piece(self._name, start, self._ends[number])
        if zlib.crc32(content) != self._crcs[number]:
            raise DamageError("a piece of the stored texts is not as it was written")
        return json.loads(decompress(content, _MOST_PIECE_BYTES))


def _pieces(name: str) -> str:
    return f"texts/{name}"


def _directory(name: str) -> str:
    return f"places/{name}"

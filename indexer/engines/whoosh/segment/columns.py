"""The columns of a segment, and the sets of values of its facets, as sections of its file."""

import json
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.errors import DamageError
from indexer.engines.whoosh.segment.file import SegmentFile, SegmentFileWriter
from indexer.engines.whoosh.segment.posting_blocks import decompress

_MOST_SET_BYTES = 1 << 30


def write_column(file: SegmentFileWriter, name: str, values: NDArray[Any]) -> None:
    """Write a number for each document, in as few bytes as the greatest of them needs."""
    width = np.min_scalar_type(values.max(initial=0)).itemsize
    narrow = values.astype(f"<u{width}")
    content = zlib.compress(narrow.tobytes(), 1)
    file.write(_column(name), bytes([width]) + content)


def read_column(file: SegmentFile, name: str, documents: int) -> NDArray[Any] | None:
    """The numbers of so many documents, None where the segment has no such column."""
    if _column(name) not in file.names():
        return None
    content = file.read(_column(name))
    width = content[0]
    values = decompress(content[1:], documents * width)
    if len(values) != documents * width:
        raise DamageError(f"the column {name} is not of {documents} documents")
    return np.frombuffer(values, f"<u{width}")


def write_sets(file: SegmentFileWriter, facet: str, sets: Sequence[Sequence[str]]) -> None:
    """Write the sets of values that a facet's column numbers."""
    file.write(_sets(facet), zlib.compress(json.dumps(sets).encode(), 6))


def read_sets(file: SegmentFile, facet: str) -> list[tuple[str, ...]]:
    """The sets that `write_sets` wrote."""
    return [
        tuple(each) for each in json.loads(decompress(file.read(_sets(facet)), _MOST_SET_BYTES))
    ]


def column_names(file: SegmentFile) -> list[str]:
    """The columns that a segment has."""
    prefix = _column("")
    return [name.removeprefix(prefix) for name in file.names() if name.startswith(prefix)]


def _column(name: str) -> str:
    return f"column/{name}"


def _sets(facet: str) -> str:
    return f"sets/{facet}"

"""Doc values: the numeric columns of a segment, and the value sets of its facets.

A facet has the distinct sets of values that documents have, and a column with the number of each
document's set.
"""

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
    """Write one number a document, at the narrowest width that holds them all, compressed.

    The first byte of the section is the width in bytes.
    """
    width = np.min_scalar_type(values.max(initial=0)).itemsize
    narrow = values.astype(f"<u{width}")
    content = zlib.compress(narrow.tobytes(), 1)
    file.write(_column(name), bytes([width]) + content)


def read_column(file: SegmentFile, name: str, documents: int) -> NDArray[Any] | None:
    """Read a column, None where the segment has no such column.

    Raises `DamageError` where it is not of so many documents.
    """
    if _column(name) not in file.names():
        return None
    content = file.read(_column(name))
    width = content[0]
    values = decompress(content[1:], documents * width)
    if len(values) != documents * width:
        raise DamageError(f"the column {name} is not of {documents} documents")
    return np.frombuffer(values, f"<u{width}")


def write_sets(file: SegmentFileWriter, facet: str, sets: Sequence[Sequence[str]]) -> None:
    """Write the value sets of a facet, in the order of their numbers."""
    file.write(_sets(facet), zlib.compress(json.dumps(sets).encode(), 6))


def read_sets(file: SegmentFile, facet: str) -> list[tuple[str, ...]]:
    """The sets that `write_sets` wrote."""
    return [
        tuple(each) for each in json.loads(decompress(file.read(_sets(facet)), _MOST_SET_BYTES))
    ]


def column_names(file: SegmentFile) -> list[str]:
    """The names of a segment's columns, those of facets among them."""
    prefix = _column("")
    return [name.removeprefix(prefix) for name in file.names() if name.startswith(prefix)]


def _column(name: str) -> str:
    return f"column/{name}"


def _sets(facet: str) -> str:
    return f"sets/{facet}"

"""Arrays of numbers as bytes, small numbers in few: LEB128 (DWARF 5, 7.6), seven bits a byte.

Postings are gaps between ascending numbers, and most gaps are small.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
_BITS = 7
_MORE = 128
_MOST_BYTES = 5


def packed(numbers: NDArray[Any]) -> tuple[bytes, NDArray[np.int64]]:
    """Numbers below 2**32 as bytes, and where each begins; one place more for where all end."""
    values = numbers.astype(np.uint32)
    sizes = np.ones(len(values), np.int64)
    for count in range(1, _MOST_BYTES):
        sizes += values >= 1 << _BITS * count
    places = np.zeros(len(values) + 1, np.int64)
    np.cumsum(sizes, out=places[1:])
    content = np.zeros(places[-1], np.uint8)
    for count in range(int(sizes.max(initial=0))):
        reaching = np.flatnonzero(sizes > count) if count else slice(None)
        bits = (values[reaching] >> _BITS * count & _MORE - 1).astype(np.uint8)
        goes_on = (sizes[reaching] > count + 1) * np.uint8(_MORE)
        content[places[:-1][reaching] + count] = bits | goes_on
    return content.tobytes(), places


def cut(content: bytes, starts: NDArray[Any], sizes: NDArray[Any]) -> bytes:
    """Of packed numbers, those from some places on, so many at each; the rest is not unpacked."""
    raw = np.frombuffer(content, np.uint8)
    ends = np.concatenate((np.zeros(1, np.int64), (raw < _MORE).nonzero()[0] + 1))
    first = ends[starts]
    lengths = ends[starts + sizes] - first
    first -= np.cumsum(lengths) - lengths
    return raw[np.repeat(first, lengths) + np.arange(int(lengths.sum()))].tobytes()


def unpacked(content: bytes) -> Numbers:
    """The numbers that `packed` wrote; `ValueError` where it cannot have written this."""
    raw = np.frombuffer(content, np.uint8)
    is_last = raw < _MORE
    if is_last.all():
        return raw.astype(np.uint32)
    ends = is_last.nonzero()[0]
    if not len(ends) or ends[-1] != len(raw) - 1:
        raise ValueError("the last number has no end")
    values = raw[ends].astype(np.uint32)
    # Numbers of more than one byte: where the rest of each begins, and how long it is.
    rest = np.diff(ends, prepend=-1) - 1
    longer = rest.nonzero()[0]
    rest, starts = rest[longer], ends[longer] - rest[longer]
    if (most := int(rest.max())) >= _MOST_BYTES:
        raise ValueError("a number with no end")
    values[longer] <<= (_BITS * rest).astype(np.uint32)
    values[longer] |= raw[starts] & _MORE - 1
    for count in range(1, most):
        reaching = (rest > count).nonzero()[0]
        bits = (raw[starts[reaching] + count] & _MORE - 1).astype(np.uint32)
        values[longer[reaching]] |= bits << _BITS * count
    return values

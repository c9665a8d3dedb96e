"""Varints: arrays of unsigned integers as bytes, in LEB128 (DWARF 5, section 7.6).

Each byte holds seven bits of a number, lowest first; its top bit says that another byte follows.
Postings are stored as deltas, most of which are small, so most take one byte:

>>> content, starts = encode_varints(np.array([5, 300, 7]))
>>> content.hex(" ")  # 300 is 2 * 128 + 44: 44 with the top bit set, then 2
'05 ac 02 07'
>>> starts.tolist()
[0, 1, 3, 4]
>>> decode_varints(content).tolist()
[5, 300, 7]
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
_BITS = 7
_MORE = 128
_MOST_BYTES = 5
_MOST = 2**32 - 1
# So many are unpacked one by one in less time than NumPy takes to begin.
_FEW_BYTES = 96


def encode_varints(numbers: NDArray[Any]) -> tuple[bytes, NDArray[np.int64]]:
    """Encode numbers below 2**32. Also returns the offset of each, and last the total length.

    The offsets let the bytes be cut before any number.
    """
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


def gather_varints(content: bytes, starts: NDArray[Any], sizes: NDArray[Any]) -> bytes:
    """Copy out several runs of encoded numbers: `sizes` of them from each of `starts` on.

    Nothing is decoded. `starts` and `sizes` count numbers, not bytes:

    >>> content, _ = encode_varints(np.array([5, 300, 7, 8, 900]))
    >>> decode_varints(gather_varints(content, np.array([1, 4]), np.array([2, 1]))).tolist()
    [300, 7, 900]
    """
    raw = np.frombuffer(content, np.uint8)
    ends = (raw < _MORE).nonzero()[0]
    first = np.where(starts > 0, ends[starts - 1] + 1, 0)
    lengths = ends[starts + sizes - 1] + 1 - first
    first -= lengths.cumsum() - lengths
    return raw[first.repeat(lengths) + np.arange(int(lengths.sum()))].tobytes()


def slice_varints(content: bytes, first: int, last: int) -> bytes:
    """The bytes of encoded numbers `first` to `last`, exclusive; nothing is decoded.

    Raises `IndexError` where there are not so many.
    """
    ends = (np.frombuffer(content, np.uint8) < _MORE).nonzero()[0]
    return content[int(ends[first - 1]) + 1 if first else 0 : int(ends[last - 1]) + 1]


def first_bytes(raw: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The first byte of every encoded number, which holds its lowest seven bits."""
    follows = np.empty(len(raw), np.bool_)
    follows[:1] = True
    np.less(raw[:-1], _MORE, out=follows[1:])
    return raw[follows]


def decode_varints(content: bytes) -> Numbers:
    """Decode all numbers; `ValueError` for bytes that `encode_varints` cannot have written."""
    if len(content) <= _FEW_BYTES:
        return _decode_few(content)
    raw = np.frombuffer(content, np.uint8)
    goes_on = raw >= _MORE
    if not goes_on.any():
        return raw.astype(np.uint32)
    if goes_on[-1]:
        raise ValueError("the last number has no end")
    ends = (~goes_on).nonzero()[0]
    values = raw[ends].astype(np.uint32)
    # Numbers of more than one byte, from their last to their first. Before the first byte of all
    # is taken to be the last of all, which ends a number.
    places = ends - 1
    longer = goes_on[places].nonzero()[0]
    places = places[longer]
    for _ in range(1, _MOST_BYTES):
        values[longer] = values[longer] << _BITS | raw[places] & _MORE - 1
        places -= 1
        further = goes_on[places]
        longer, places = longer[further], places[further]
        if not len(longer):
            return values
    raise ValueError("a number with no end")


def _decode_few(content: bytes) -> Numbers:
    values: list[int] = []
    value = bits = 0
    for byte in content:
        value |= (byte & _MORE - 1) << bits
        if byte < _MORE:
            values.append(value)
            value = bits = 0
        else:
            bits += _BITS
    if bits:
        raise ValueError("the last number has no end")
    if values and max(values) > _MOST:
        raise ValueError("a number with no end")
    return np.array(values, np.uint32)

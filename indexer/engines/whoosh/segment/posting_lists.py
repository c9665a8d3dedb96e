"""Postings lists of many terms as flat arrays: inversion and delta coding.

Nothing here steps through postings one by one: a segment has millions.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.segment.varint import Numbers

_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True)
class TermLists:
    """Postings lists of the ascending terms of one field, concatenated.

    `sizes` is each term's document frequency. `docs` and `counts` (term frequencies) have one value
    a posting, `positions` one an occurrence; each ascends within its term or document. Terms
    indexed without positions have neither `counts` nor `positions`. For "ham" in document 4, and
    "rice" in 3 once and in 10 twice:

        terms ham, rice   sizes 1, 2   docs 4, 3, 10   counts 1, 1, 2   positions 0, 5, 2, 9
    """

    terms: list[str]
    sizes: NDArray[Any]
    docs: Numbers
    counts: Numbers | None = None
    positions: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Term occurrences in document order: parallel arrays of term number, document and position.

    `numbers` index the ascending `terms`. For each term, documents ascend, and positions within
    each document. `positions` is None for terms indexed without them.
    """

    terms: list[str]
    numbers: Numbers
    docs: Numbers
    positions: Numbers | None


def invert(found: Occurrences) -> TermLists:
    """Invert occurrences into postings lists; terms that do not occur are left out."""
    numbers, places = _sorted(found.numbers)
    docs = found.docs[places]
    starts = np.flatnonzero(_run_starts(numbers) | _run_starts(docs))
    sizes = np.bincount(numbers[starts], minlength=len(found.terms))
    there = np.flatnonzero(sizes)
    terms = [found.terms[number] for number in there.tolist()]
    if found.positions is None:
        return TermLists(terms, sizes[there], docs[starts])
    counts = np.diff(starts, append=len(docs)).astype(np.uint32)
    return TermLists(terms, sizes[there], docs[starts], counts, found.positions[places])


def from_deltas(deltas: Numbers, sizes: NDArray[Any]) -> Numbers:
    """Delta decoding of concatenated lists of these sizes.

    One running sum covers all lists; each then has the sum up to its start taken off. The sum may
    wrap modulo 2**32, as the difference does too.

    >>> from_deltas(np.array([3, 7, 4, 2], np.uint32), np.array([2, 2])).tolist()
    [3, 10, 4, 6]
    """
    sums = np.cumsum(deltas, dtype=np.uint32)
    if len(sizes) == 1:
        return sums
    before = np.cumsum(sizes, dtype=np.int64) - sizes
    return sums - np.repeat(np.concatenate((np.zeros(1, np.uint32), sums))[before], sizes)


def to_deltas(numbers: Numbers, sizes: NDArray[Any]) -> Numbers:
    """Delta coding of concatenated ascending lists: each starts with its first number, whole.

    >>> to_deltas(np.array([3, 10, 4, 6], np.uint32), np.array([2, 2])).tolist()
    [3, 7, 4, 2]
    """
    deltas = np.diff(numbers, prepend=np.zeros(1, np.uint32))
    starts = (np.cumsum(sizes, dtype=np.int64) - sizes)[sizes > 0]
    deltas[starts] = numbers[starts]
    return deltas


def _sorted(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Stable sort: the numbers in order, and the place that each came from.

    Each is sorted as one 64-bit key, the number above its place, in a sixth of the time of NumPy's
    stable sort (measured on 2 million).

    >>> [each.tolist() for each in _sorted(np.array([7, 2, 7], np.uint32))]
    [[2, 7, 7], [1, 0, 2]]
    """
    keys = numbers.astype(np.uint64)
    keys <<= _HALF
    keys |= np.arange(len(numbers), dtype=np.uint32)
    keys.sort()
    places = keys.astype(np.uint32)
    keys >>= _HALF
    return keys.astype(np.uint32), places


def _run_starts(values: NDArray[Any]) -> NDArray[np.bool_]:
    changed = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed

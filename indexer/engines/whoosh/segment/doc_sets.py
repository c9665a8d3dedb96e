"""Doc sets as sorted arrays: membership, intersection and union.

Each of the two ways to do these takes less time on sets of some size: binary search or sorting for
small ones, and a mask with a place for every document for large ones.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.doc_values import Docs, Mask

NO_DOCS: Docs = np.empty(0, np.int32)
NO_DOCS.setflags(write=False)
# Up to so many documents, a binary search, or sorting, takes less time than a mask (2,000 among
# 30,000: 30 microseconds against 60; 20,000: 420 against 80).
MANY, _MANY_TO_SORT = 5_000, 1_500


def is_in(numbers: NDArray[Any], others: NDArray[Any]) -> Mask:
    """Which of the sorted `numbers` are in `others`, sorted too, by binary search.

    >>> is_in(np.array([2, 5, 9]), np.array([1, 2, 9, 12])).tolist()
    [True, False, True]
    """
    if not len(others):
        return np.zeros(len(numbers), np.bool_)
    # A number greater than all others is compared with the last of them.
    return others.take(others.searchsorted(numbers), mode="clip") == numbers


def intersect(numbers: NDArray[Any], others: NDArray[Any]) -> NDArray[Any]:
    """The intersection of two sorted arrays, the shorter searched for in the longer."""
    if len(numbers) > len(others):
        numbers, others = others, numbers
    return numbers[is_in(numbers, others)]


def are_docs_in(docs: Docs, others: Docs) -> Mask:
    """Which of `docs` are in `others`; by a mask over all documents where they are many."""
    if len(docs) <= MANY or not len(others):
        return is_in(docs, others)
    marked = np.zeros(max(docs[-1], others[-1]) + 1, np.bool_)
    marked[_as_places(others)] = True
    return marked[docs]


def intersect_docs(docs: Docs, others: Docs) -> Docs:
    """The intersection of two doc sets."""
    if len(docs) > len(others):
        docs, others = others, docs
    return docs[are_docs_in(docs, others)]


def union_docs(lists: Sequence[Docs]) -> Docs:
    """The union of doc sets."""
    lists = [each for each in lists if len(each)]
    if len(lists) < 2:
        return lists[0] if lists else NO_DOCS
    if sum(map(len, lists)) > _MANY_TO_SORT:
        marked = np.zeros(max(each[-1] for each in lists) + 1, np.bool_)
        for each in lists:
            marked[_as_places(each)] = True
        return marked.nonzero()[0].astype(np.int32)
    docs = np.concatenate(lists)
    docs.sort()
    return docs[_run_starts(docs)]


def count_runs(numbers: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Run lengths: the distinct values of a sorted array, and how often it has each.

    >>> [each.tolist() for each in count_runs(np.array([3, 3, 7]))]
    [[3, 7], [2, 1]]
    """
    starts = _run_starts(numbers).nonzero()[0]
    return numbers[starts], np.diff(starts, append=len(numbers))


def _as_places(docs: Docs) -> NDArray[np.intp]:
    """Documents as native indices, by which NumPy assigns in less than half the time."""
    return docs.astype(np.intp)


def _run_starts(numbers: NDArray[Any]) -> Mask:
    changed = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=changed[1:])
    return changed

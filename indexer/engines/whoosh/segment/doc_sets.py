"""Lists of ascending numbers, documents mostly: what two have in common, what all have together."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.doc_values import Docs, Mask

NO_DOCS: Docs = np.empty(0, np.int32)
NO_DOCS.setflags(write=False)
# So many documents are looked up among others, or sorted, in less time than it takes to mark
# those others among all that there are (2,000 among 30,000: 30 microseconds against 60; 20,000:
# 420 against 80).
MANY, _MANY_TO_SORT = 5_000, 1_500


def is_in(numbers: NDArray[Any], others: NDArray[Any]) -> Mask:
    """Which of some numbers others have as well."""
    if not len(others):
        return np.zeros(len(numbers), np.bool_)
    # What is greater than all others is held against the last of them.
    return others.take(others.searchsorted(numbers), mode="clip") == numbers


def intersect(numbers: NDArray[Any], others: NDArray[Any]) -> NDArray[Any]:
    """The numbers that are in both of two lists."""
    if len(numbers) > len(others):
        numbers, others = others, numbers
    return numbers[is_in(numbers, others)]


def are_docs_in(docs: Docs, others: Docs) -> Mask:
    """Which of some documents others have as well."""
    if len(docs) <= MANY or not len(others):
        return is_in(docs, others)
    marked = np.zeros(max(docs[-1], others[-1]) + 1, np.bool_)
    marked[_as_places(others)] = True
    return marked[docs]


def intersect_docs(docs: Docs, others: Docs) -> Docs:
    """The documents that are in both of two lists."""
    if len(docs) > len(others):
        docs, others = others, docs
    return docs[are_docs_in(docs, others)]


def union_docs(lists: Sequence[Docs]) -> Docs:
    """The documents that are in any of some lists."""
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
    """Each number of a list that may have some several times, and how often it has each."""
    starts = _run_starts(numbers).nonzero()[0]
    return numbers[starts], np.diff(starts, append=len(numbers))


def _as_places(docs: Docs) -> NDArray[np.intp]:
    """Documents as what NumPy writes by in less than half of the time."""
    return docs.astype(np.intp)


def _run_starts(numbers: NDArray[Any]) -> Mask:
    changed = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=changed[1:])
    return changed

"""Facet counts from the dictionary-encoded facet columns of a Tantivy index."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.doc_values import Clusters, Docs, FacetColumn
from indexer.engines.tantivy.facet_sets import parted_values
from indexer.engines.tantivy.schema import FACET_SET
from indexer.engines.tantivy.search.fast_fields import FastFields


class SetColumn(FacetColumn):
    """Facet column over set numbers, which are made dense on opening."""

    def __init__(
        self, columns: FastFields, clusters: Clusters, facet: str, sets: Mapping[int, str]
    ) -> None:
        """`sets` has the joined values by number; `ValueError` where it lacks one of the column."""
        self._numbers = np.array(sorted({0, *sets}), np.uint32)
        values = [parted_values(sets[n]) if n in sets else [] for n in self._numbers.tolist()]
        column = columns.taken(FACET_SET[facet])
        super().__init__(_indices(self._numbers, column), values, clusters)

    @property
    def set_count(self) -> int:
        """The number of sets, with the empty one."""
        return len(self._numbers)

    def counts_of_sets(self, counts: Mapping[int, int], in_clusters: Docs) -> dict[str, int]:
        """Counts by value from counts by set number.

        `in_clusters` are the counted documents that are in a cluster, which counts once.
        """
        numbers = np.array(list(counts), np.uint32)
        sets = np.zeros(self.set_count, np.int64)
        sets[_indices(self._numbers, numbers)] = list(counts.values())
        return self.summed(sets, in_clusters)


def _indices(numbers: NDArray[np.uint32], column: NDArray[np.uint32]) -> NDArray[Any]:
    """The index of each of a column's values in ascending `numbers`; `ValueError` if absent.

    For the numbers 0, 3, 7 and the column 7, 0, 3, 3 they are 2, 0, 1, 1. The array, of one index
    an article, has the smallest type that will do.
    """
    indices = np.searchsorted(numbers, column)
    if (indices == len(numbers)).any() or (numbers[indices] != column).any():
        raise ValueError("a set of values is not spelled out")
    return indices.astype(np.min_scalar_type(len(numbers)))

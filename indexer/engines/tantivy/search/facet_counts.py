"""The facets of a Tantivy index, as its columns and terms have them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.doc_values import Clusters, Docs, FacetColumn
from indexer.engines.tantivy.facet_sets import parted_values
from indexer.engines.tantivy.schema import FACET_SET
from indexer.engines.tantivy.search.fast_fields import FastFields


class SetColumn(FacetColumn):
    """One facet of every document, which has the number of a set of values in the index."""

    def __init__(
        self, columns: FastFields, clusters: Clusters, facet: str, sets: Mapping[int, str]
    ) -> None:
        """Raises `ValueError` where a set of values is not spelled out."""
        self._numbers = np.array(sorted({0, *sets}), np.uint32)
        values = [parted_values(sets[n]) if n in sets else [] for n in self._numbers.tolist()]
        column = columns.taken(FACET_SET[facet])
        super().__init__(_places(self._numbers, column), values, clusters)

    @property
    def set_count(self) -> int:
        """How many sets of values there are."""
        return len(self._numbers)

    def counts_of_sets(self, counts: Mapping[int, int], in_clusters: Docs) -> dict[str, int]:
        """How many documents have each value, told from how many have each set.

        `in_clusters` are those of them whose cluster counts as one.
        """
        numbers = np.array(list(counts), np.uint32)
        sets = np.zeros(self.set_count, np.int64)
        sets[_places(self._numbers, numbers)] = list(counts.values())
        return self.summed(sets, in_clusters)


def _places(numbers: NDArray[np.uint32], column: NDArray[np.uint32]) -> NDArray[Any]:
    """Where in the ascending numbers those of a column are; `ValueError` where one is not.

    They are as small as can be: there is one for every article.
    """
    places = np.searchsorted(numbers, column)
    if (places == len(numbers)).any() or (numbers[places] != column).any():
        raise ValueError("a set of values is not spelled out")
    return places.astype(np.min_scalar_type(len(numbers)))

"""The facets of a Tantivy index, as its columns and terms have them."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from indexer.columns import Clusters, Docs, FacetColumn
from indexer.engines.tantivy_engine.columns import Columns
from indexer.engines.tantivy_engine.facet_sets import parted_values
from indexer.engines.tantivy_engine.layout import FACET_SET


def facet_column(
    columns: Columns, clusters: Clusters, facet: str, sets: Mapping[int, str]
) -> FacetColumn:
    """One facet of every document; `ValueError` where a set of values is not spelled out."""
    numbers = np.array(sorted({0, *sets}), np.uint32)
    values = [parted_values(sets[n]) if n in sets else [] for n in numbers.tolist()]
    return FacetColumn(_places(numbers, columns.taken(FACET_SET[facet])), values, clusters)


def _places(numbers: NDArray[np.uint32], column: NDArray[np.uint32]) -> Docs:
    """Where in the ascending numbers those of a column are; `ValueError` where one is not."""
    places = np.searchsorted(numbers, column)
    if (places == len(numbers)).any() or (numbers[places] != column).any():
        raise ValueError("a set of values is not spelled out")
    return places.astype(np.int32)

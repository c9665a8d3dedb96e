"""Counting and filtering by facets over whole columns."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from indexer.engine import FacetFilter
from indexer.engines.tantivy_engine.clusters import Clusters, changes, having
from indexer.engines.tantivy_engine.columns import Columns, Docs, Mask
from indexer.engines.tantivy_engine.facet_sets import parted_values
from indexer.engines.tantivy_engine.layout import FACET_SET


class FacetColumn:
    """One facet of every document.

    Documents point to the set of values that they have. Where a list is collapsed, only
    documents in no cluster are counted by it, and beside them the values that each cluster has.
    """

    def __init__(
        self, columns: Columns, clusters: Clusters, facet: str, sets: Mapping[int, str]
    ) -> None:
        numbers = np.array(sorted({0, *sets}), np.uint32)
        values = [parted_values(sets[n]) if n in sets else [] for n in numbers.tolist()]
        self._set_of_doc = _places(numbers, columns.taken(FACET_SET[facet]))
        self._set_count = len(numbers)
        self._values = sorted({value for members in values for value in members})
        self._number = {value: number for number, value in enumerate(self._values)}
        self._set_of_member = np.array(
            [i for i, members in enumerate(values) for _ in members], np.int64
        )
        self._value_of_member = np.array(
            [self._number[value] for members in values for value in members], np.int64
        )
        self._alone = clusters.alone
        self._pair_up(clusters)

    def _pair_up(self, clusters: Clusters) -> None:
        """Note which documents have each pair of a value and a cluster that there is."""
        sets = self._set_of_doc[clusters.docs]
        sizes = np.bincount(self._set_of_member, minlength=self._set_count)
        first_members = np.cumsum(sizes) - sizes
        per_doc = sizes[sets]
        places = np.arange(int(per_doc.sum())) - np.repeat(np.cumsum(per_doc) - per_doc, per_doc)
        members = np.repeat(first_members[sets], per_doc) + places
        values = self._value_of_member[members]
        numbers = np.repeat(clusters.numbers, per_doc)
        order = np.lexsort((numbers, values))
        self._doc_of_having = np.repeat(clusters.docs, per_doc)[order]
        starts = changes(values[order]) | changes(numbers[order])
        self._pair_of_having = np.cumsum(starts) - 1
        self._value_of_pair = values[order][starts]

    def counts(self, docs: Docs, *, collapse: bool) -> dict[str, int]:
        """How many of the documents have each value, where there are any.

        `collapse` counts the documents of one cluster as one.
        """
        counted = docs[self._alone[docs]] if collapse else docs
        sets = np.bincount(self._set_of_doc[counted], minlength=self._set_count)
        totals = np.bincount(
            self._value_of_member, weights=sets[self._set_of_member], minlength=len(self._values)
        )
        if collapse:
            found = np.zeros(len(self._value_of_pair), np.bool_)
            in_list = having(docs, len(self._alone))[self._doc_of_having]
            found[self._pair_of_having[in_list]] = True
            totals += np.bincount(self._value_of_pair[found], minlength=len(self._values))
        return {self._values[i]: int(totals[i]) for i in np.flatnonzero(totals)}

    def included(self, ticked: FacetFilter) -> Mask | None:
        """Which documents have a ticked value, None where nothing is ticked."""
        return self._having(ticked.include) if ticked.include else None

    def excluded(self, ticked: FacetFilter) -> Mask | None:
        """Which documents have an excluded value, None where nothing is excluded."""
        return self._having(ticked.exclude) if ticked.exclude else None

    def _having(self, values: frozenset[str]) -> Mask:
        wanted = [self._number[value] for value in values if value in self._number]
        sets = np.zeros(self._set_count, np.bool_)
        sets[self._set_of_member[np.isin(self._value_of_member, wanted)]] = True
        return sets[self._set_of_doc]


def _places(numbers: NDArray[np.uint32], column: NDArray[np.uint32]) -> Docs:
    """Where in the ascending numbers those of a column are; `ValueError` where one is not."""
    places = np.searchsorted(numbers, column)
    if (places == len(numbers)).any() or (numbers[places] != column).any():
        raise ValueError("a set of values is not spelled out")
    return places.astype(np.int32)

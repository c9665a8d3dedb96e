"""Counting and filtering by facets over whole columns."""

import numpy as np

from indexer.engine import FacetFilter
from indexer.engines.whoosh_engine.clusters import Clusters, changes
from indexer.engines.whoosh_engine.postings import Mask, Segments
from indexer.engines.whoosh_engine.schema import FACET_HASH, FACET_TERMS, facet_values, term_hash


class FacetColumn:
    """One facet of every document.

    Documents point to the set of values that they have; most sets are shared by many, so
    counting is one count of sets and one sum over their values. Where a list is collapsed, only
    documents in no cluster are counted so, and beside them the values that each cluster has.
    """

    def __init__(self, segments: Segments, clusters: Clusters, facet: str) -> None:
        sets = sorted((term_hash(term), term) for term in segments.lexicon(FACET_TERMS[facet]))
        hashes = np.array([0, *(number for number, _ in sets)], np.uint64)
        self._set_of_doc = np.searchsorted(hashes, segments.column(FACET_HASH[facet]))
        values = [[], *(facet_values(term) for _, term in sets)]
        self._values = sorted({value for members in values for value in members})
        number = {value: i for i, value in enumerate(self._values)}
        self._set_of_member = np.array(
            [i for i, members in enumerate(values) for _ in members], int
        )
        self._value_of_member = np.array([number[v] for members in values for v in members], int)
        self._number = number
        self._set_count = len(values)
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

    def counts(self, mask: Mask, *, collapse: bool) -> dict[str, int]:
        """How many of the documents have each value, where there are any.

        `collapse` counts the documents of one cluster as one.
        """
        counted = mask & self._alone if collapse else mask
        sets = np.bincount(self._set_of_doc[counted], minlength=self._set_count)
        totals = np.bincount(
            self._value_of_member, weights=sets[self._set_of_member], minlength=len(self._values)
        )
        if collapse:
            found = np.zeros(len(self._value_of_pair), np.bool_)
            found[self._pair_of_having[mask[self._doc_of_having]]] = True
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

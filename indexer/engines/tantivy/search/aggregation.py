"""Counts and sorted pages of queries with many matches, left to Tantivy.

To hand over a matching document takes Tantivy some 0.3 µs, a hundred times as long as to count
it. So only the documents of the page are handed over, and those in clusters, since a collapsed
list counts a cluster once; facet sets are counted by a terms aggregation.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
from tantivy import FieldType, Occur, Order, Query, Schema, Searcher

from indexer.engines.doc_values import Docs
from indexer.engines.engine import Sort
from indexer.engines.tantivy.schema import ARRIVAL, CLUSTER, FACET_SET, ID, MOMENT, ORDINAL
from indexer.engines.tantivy.search.collapsing import Collapsing, Listing, no_docs
from indexer.engines.tantivy.search.facet_counts import SetColumn
from indexer.engines.tantivy.search.fast_fields import FastFields
from indexer.engines.tantivy.search.matching_docs import MatchingDocs

# Tantivy refuses to make more than 65,000 buckets.
_MAX_SETS = 60_000
# Hits asked for beyond those needed, since some are collapsed away; and the factor of each retry.
_SPARE, _GROWTH = 50, 8


class Aggregator:
    """Counts and sorts the matches of queries in one open index."""

    def __init__(
        self,
        searcher: Searcher,
        schema: Schema,
        columns: FastFields,
        facets: Mapping[str, SetColumn],
        collapsing: Collapsing,
    ) -> None:
        self._searcher = searcher
        self._schema = schema
        self._columns = columns
        self._facets = facets
        self._collapsing = collapsing
        self._matching = MatchingDocs(searcher, schema, columns)

    def can_count(self, facets: Sequence[str]) -> bool:
        """Whether one aggregation has room for all sets of values of these facets."""
        return sum(self._facets[name].set_count for name in facets) <= _MAX_SETS

    def counted(
        self, query: Query, count: int, facets: Sequence[str], *, collapse: bool
    ) -> tuple[Listing, dict[str, dict[str, int]]]:
        """The list of a query's `count` matches, collapsed or not, and the counts by facet."""
        in_clusters = self._in_clusters(query) if collapse else no_docs()
        listing = (
            self._collapsing.collapsed_count(count, in_clusters)
            if collapse
            else Listing(count, None)
        )
        if not facets:
            return listing, {}
        request = {
            name: {
                "terms": {
                    "field": FACET_SET[name],
                    "size": _MAX_SETS,
                    "segment_size": _MAX_SETS,
                }
            }
            for name in facets
        }
        answer = cast("Any", self._searcher.aggregate(query, request))
        return listing, {
            name: self._facets[name].counts_of_sets(
                {int(bucket["key"]): bucket["doc_count"] for bucket in answer[name]["buckets"]},
                in_clusters,
            )
            for name in facets
        }

    def _in_clusters(self, query: Query) -> Docs:
        if not self._collapsing:
            return no_docs()
        clustered = self._in_range(query, CLUSTER, 1, None)
        count = cast("Any", self._searcher.search(clustered, 1)).count
        return self._matching.docs(clustered, count)

    def first(self, query: Query, listing: Listing, end: int, sort: Sort) -> Docs:
        """The first `end` documents of a list in an order without scores."""
        match sort:
            case Sort.RELEVANCE | Sort.FRESH | Sort.NEWEST:
                return self._by(MOMENT, query, listing, end, Order.Desc)
            case Sort.RECEIVED:
                return self._by(ARRIVAL, query, listing, end, Order.Desc)
            case Sort.OLDEST:
                dated = self._in_range(query, MOMENT, 1, None)
                first = self._by(MOMENT, dated, listing, end, Order.Asc)
                undated = self._in_range(query, MOMENT, 0, 0)
                left = end - len(first)
                last = self._sorted(undated, listing, left, ID, Order.Asc) if left else first[:0]
                return np.concatenate([first, last])

    def _by(self, name: str, query: Query, listing: Listing, end: int, order: Order) -> Docs:
        """The first `end` documents by a column, then by date, newest first, then by id.

        Tantivy sorts by the column only, so those that share the last value reached are sorted
        anew.
        """
        docs = self._sorted(query, listing, end, name, order)
        if not len(docs):
            return docs
        values = self._columns[name][docs]
        before = docs[values != values[-1]]
        keys = self._columns[name][before] * (1 if order == Order.Asc else -1)
        moments = -self._columns[MOMENT][before]
        before = before[np.lexsort((self._columns[ID][before], moments, keys))]
        last = int(values[-1])
        tied = self._in_range(query, name, last, last)
        left = end - len(before)
        if name == MOMENT:
            rest = self._sorted(tied, listing, left, ID, Order.Asc)
        else:
            rest = self._by(MOMENT, tied, listing, left, Order.Desc)
        return np.concatenate([before, rest])

    def _sorted(self, query: Query, listing: Listing, end: int, name: str, order: Order) -> Docs:
        limit = end + _SPARE
        while True:
            hits = self._searcher.search(
                query, limit, count=False, order_by_field=name, order=order
            ).hits
            taken: Any = self._searcher.fast_field_values(ORDINAL, [address for _, address in hits])
            docs = self._columns.docs(np.array(taken, np.int64))
            kept = docs[listing.holds(docs)]
            if len(kept) >= end or len(hits) < limit:
                return kept[:end]
            limit *= _GROWTH

    def _in_range(self, query: Query, name: str, first: int, last: int | None) -> Query:
        in_range = Query.range_query(self._schema, name, FieldType.Unsigned, first, last)
        return Query.boolean_query(
            [(Occur.Must, query), (Occur.Must, Query.const_score_query(in_range, 0.0))]
        )

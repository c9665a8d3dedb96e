"""Answers on what finds many articles, for which Tantivy counts and sorts.

It names each article at some 0.3 µs, and counts a hundred of them meanwhile: only those in
clusters, which count by cluster, and those of the page are named here.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
from tantivy import FieldType, Occur, Order, Query, Schema, Searcher

from indexer.engines.doc_values import Docs
from indexer.engines.engine import Sort
from indexer.engines.tantivy.schema import CLUSTER, FACET_SET, ID, MOMENT, ORDINAL
from indexer.engines.tantivy.search.collapsing import Collapsing, Listing, no_docs
from indexer.engines.tantivy.search.facet_counts import SetColumn
from indexer.engines.tantivy.search.fast_fields import FastFields
from indexer.engines.tantivy.search.matching_docs import MatchingDocs

# Tantivy refuses to count more than 65,000 different numbers.
_MOST_SETS = 60_000
# So many more than are looked for are sorted at first, then so many times more each time.
_MORE, _GROWTH = 50, 8


class Aggregator:
    """Counts and sorts what queries find in one open index."""

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
        self._found = MatchingDocs(searcher, schema, columns)

    def can_count(self, facets: Sequence[str]) -> bool:
        """Whether the sets of values of these facets can be counted at once."""
        return sum(self._facets[name].set_count for name in facets) <= _MOST_SETS

    def counted(
        self, query: Query, count: int, facets: Sequence[str], *, collapse: bool
    ) -> tuple[Listing, dict[str, dict[str, int]]]:
        """The list of all that a query finds, so many, and the facets' counts."""
        in_clusters = self._in_clusters(query) if collapse else no_docs()
        listing = self._collapsing.many(count, in_clusters) if collapse else Listing(count, None)
        if not facets:
            return listing, {}
        asked = {
            name: {
                "terms": {
                    "field": FACET_SET[name],
                    "size": _MOST_SETS,
                    "segment_size": _MOST_SETS,
                }
            }
            for name in facets
        }
        answer = cast("Any", self._searcher.aggregate(query, asked))
        return listing, {
            name: self._facets[name].counts_of_sets(
                {int(each["key"]): each["doc_count"] for each in answer[name]["buckets"]},
                in_clusters,
            )
            for name in facets
        }

    def _in_clusters(self, query: Query) -> Docs:
        if not self._collapsing:
            return no_docs()
        within = self._with(query, CLUSTER, 1, None)
        count = cast("Any", self._searcher.search(within, 1)).count
        return self._found.docs(within, count)

    def first(self, query: Query, listing: Listing, end: int, sort: Sort) -> Docs:
        """The first documents of a list that no score orders, `end` of them; ties go by id."""
        match sort:
            case Sort.RELEVANCE | Sort.FRESH:
                return self._sorted(query, listing, end, ID, Order.Asc)
            case Sort.NEWEST:
                return self._by_date(query, listing, end, Order.Desc)
            case Sort.OLDEST:
                dated = self._with(query, MOMENT, 1, None)
                first = self._by_date(dated, listing, end, Order.Asc)
                undated = self._with(query, MOMENT, 0, 0)
                left = end - len(first)
                last = self._sorted(undated, listing, left, ID, Order.Asc) if left else first[:0]
                return np.concatenate([first, last])

    def _by_date(self, query: Query, listing: Listing, end: int, order: Order) -> Docs:
        """By moment, then by id: of the last that is reached there may be more than are taken."""
        docs = self._sorted(query, listing, end, MOMENT, order)
        if not len(docs):
            return docs
        moments = self._columns[MOMENT][docs]
        before = docs[moments != moments[-1]]
        keys = self._columns[MOMENT][before] * (1 if order == Order.Asc else -1)
        before = before[np.lexsort((self._columns[ID][before], keys))]
        last = int(moments[-1])
        tied = self._with(query, MOMENT, last, last)
        rest = self._sorted(tied, listing, end - len(before), ID, Order.Asc)
        return np.concatenate([before, rest])

    def _sorted(self, query: Query, listing: Listing, end: int, name: str, order: Order) -> Docs:
        limit = end + _MORE
        while True:
            hits = self._searcher.search(
                query, limit, count=False, order_by_field=name, order=order
            ).hits
            taken: Any = self._searcher.fast_field_values(ORDINAL, [where for _, where in hits])
            docs = self._columns.docs(np.array(taken, np.int64))
            kept = docs[listing.holds(docs)]
            if len(kept) >= end or len(hits) < limit:
                return kept[:end]
            limit *= _GROWTH

    def _with(self, query: Query, name: str, first: int, last: int | None) -> Query:
        within = Query.range_query(self._schema, name, FieldType.Unsigned, first, last)
        return Query.boolean_query(
            [(Occur.Must, query), (Occur.Must, Query.const_score_query(within, 0.0))]
        )

"""The doc set of a query as an array, decoded from sums of bits.

Tantivy's Python binding returns hits, one object each, or aggregations. Few hits are read one by
one. For many, a histogram over the ordinals has a bucket for each group of `BITS` documents, and
sums their `BIT` in it, which is 1 << ordinal % BITS. Each document has another bit, so the sum is
the bitmap of those that match. With groups of 4 rather than 48:

    matching ordinals     1, 2           5, 7
    group starts at       0              4
    bits                  2 + 4          2 + 8
    sum                   6 = 0b0110     10 = 0b1010
    bits set              1, 2           1, 3
    start + bit           1, 2           5, 7

That makes up to 48 times fewer objects: with half of 400,000 documents matching, 13 ms and not 60.
"""

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from tantivy import FieldType, Occur, Order, Query, Schema, Searcher

from indexer.engines.doc_values import Docs
from indexer.engines.tantivy.schema import BIT, BITS, ID, ORDINAL
from indexer.engines.tantivy.search.fast_fields import FastFields

# To read a group takes as long as to read so many hits.
_HITS_A_GROUP = 10
# Tantivy refuses to make more than 65,000 buckets: so many are asked for at a time.
_GROUPS = 60_000
_SUMS = {
    "groups": {
        "histogram": {"field": ORDINAL, "interval": BITS, "min_doc_count": 1},
        "aggs": {"bits": {"sum": {"field": BIT}}},
    }
}


class MatchingDocs:
    """Retrieves the doc sets of queries in one open index."""

    def __init__(self, searcher: Searcher, schema: Schema, columns: FastFields) -> None:
        self._searcher = searcher
        self._schema = schema
        self._columns = columns

    def docs(self, query: Query, count: int) -> Docs:
        """The doc set of a query, ascending; `count` is its known size."""
        if count >= self._columns.ordinal_count / BITS * _HITS_A_GROUP:
            return self._columns.docs(self._ordinals(query))
        hits = self._searcher.search(
            query, max(count, 1), count=False, order_by_field=ORDINAL, order=Order.Asc
        ).hits
        return self._columns.docs(np.array([ordinal for ordinal, _ in hits], np.int64))

    def ids(self, query: Query) -> list[int]:
        """The ids of the documents that match a query, which are supposed to be many."""
        return self._columns[ID][self._columns.docs(self._ordinals(query))].tolist()

    def _ordinals(self, query: Query) -> NDArray[np.int64]:
        width = _GROUPS * BITS
        starts = range(0, self._columns.ordinal_count, width)
        if len(starts) <= 1:
            return self._decoded_sums(query)
        ranges = (
            Query.range_query(self._schema, ORDINAL, FieldType.Unsigned, start, start + width - 1)
            for start in starts
        )
        parts = (
            Query.boolean_query([(Occur.Must, query), (Occur.Must, in_range)])
            for in_range in ranges
        )
        return np.concatenate([self._decoded_sums(part) for part in parts])

    def _decoded_sums(self, query: Query) -> NDArray[np.int64]:
        groups = cast("Any", self._searcher.aggregate(query, _SUMS))["groups"]["buckets"]
        if not groups:
            return np.empty(0, np.int64)
        starts = np.array([group["key"] for group in groups], np.int64)
        sums = np.array([group["bits"]["value"] for group in groups]).astype("<u8")
        bits = np.unpackbits(sums.view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        group, bit = np.nonzero(bits)
        return starts[group] + bit

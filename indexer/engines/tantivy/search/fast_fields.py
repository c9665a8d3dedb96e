"""Fast fields of an open index, loaded into NumPy arrays.

Rows are the live documents in order of their ordinals, which never change. With the ordinals 0, 1
and 4 left after deletions, document 2 is the one of ordinal 4.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from tantivy import FieldType, Order, Query, Schema, Searcher

from indexer.engines.doc_values import Docs
from indexer.engines.tantivy.schema import (
    ARRIVAL,
    CLUSTER,
    FACET_SET,
    ID,
    MOMENT,
    ORDINAL,
    ordinals_used,
)

# How many documents to load at a time, at some 200 bytes each as Python objects.
_BLOCK = 1 << 14
_TYPES = {ID: np.uint64, CLUSTER: np.uint64, MOMENT: np.int64, ARRIVAL: np.int64}


class FastFields:
    """Columns of the index; each array has one value a document."""

    def __init__(self, searcher: Searcher, schema: Schema) -> None:
        self.size = searcher.num_docs
        self.ordinal_count = ordinals_used(searcher)
        self._values: dict[str, NDArray[Any]] = {
            name: np.zeros(self.size, _TYPES.get(name, np.uint32))
            for name in (*_TYPES, *FACET_SET.values())
        }
        ordinals = np.zeros(self.size, np.int64)
        filled = 0
        for first in range(0, self.ordinal_count, _BLOCK):
            block = Query.range_query(
                schema, ORDINAL, FieldType.Unsigned, first, first + _BLOCK - 1
            )
            hits = searcher.search(
                block, _BLOCK, count=False, order_by_field=ORDINAL, order=Order.Asc
            ).hits
            end = filled + len(hits)
            ordinals[filled:end] = [ordinal for ordinal, _ in hits]
            addresses = [address for _, address in hits]
            for name, values in self._values.items():
                taken: Any = searcher.fast_field_values(name, addresses)
                values[filled:end] = [value or 0 for value in taken]
            filled = end
        if filled != self.size or len(np.unique(ordinals)) != self.size:
            raise ValueError(f"{filled} of {self.size} documents have an ordinal")
        self._doc_of_ordinal = np.zeros(self.ordinal_count, np.int32)
        self._doc_of_ordinal[ordinals] = np.arange(self.size)

    def __getitem__(self, name: str) -> NDArray[Any]:
        """A column; 0 where a document has no value."""
        return self._values[name]

    def taken(self, name: str) -> NDArray[Any]:
        """Remove a column from memory here, and return it."""
        return self._values.pop(name)

    def docs(self, ordinals: NDArray[np.int64] | list[int]) -> Docs:
        """The documents with these ordinals, in the same order."""
        return self._doc_of_ordinal[ordinals]

"""The postings and columns of an open Whoosh index as NumPy arrays over all its segments.

Whoosh steps through postings one by one, at about a microsecond each. Its blocks of 128
hold them as arrays already; taking these whole is what makes counting every match affordable.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader, TermNotFound

Docs = NDArray[np.int32]
Mask = NDArray[np.bool_]
Weights = NDArray[np.float32]

# How many terms' postings stay decoded, at eight bytes each. A question takes one for each of
# its words and fields; of what people ask 100,000 articles, 2,048 take some 30 MB.
_CACHED_TERMS = 2_048


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term stands: ascending document numbers, and how often in each."""

    docs: Docs
    weights: Weights


_NONE = Postings(np.empty(0, np.int32), np.empty(0, np.float32))


class Segments:
    """All segments of one index as if they were one.

    Document numbers run over the segments; deleted documents are in no postings.
    """

    def __init__(self, reader: IndexReader) -> None:
        self._leaves = [part for part in reader.leaf_readers() if part[0].doc_count_all()]
        self.size = reader.doc_count_all()
        self.live = np.ones(self.size, np.bool_)
        for leaf, offset in self._leaves:
            if leaf.has_deletions():
                self.live[offset : offset + leaf.doc_count_all()] = False
                self.live[np.fromiter(leaf.all_doc_ids(), np.int64) + offset] = True
        self.postings = lru_cache(_CACHED_TERMS)(self._postings)

    def column(self, name: str) -> NDArray[Any]:
        """A column's value for every document, deleted ones too; 0 where one has none."""
        values = np.zeros(self.size, np.uint64)
        for leaf, offset in self._leaves:
            if leaf.has_column(name):
                column: Any = leaf.column_reader(name, translate=False)
                values[offset : offset + len(column)] = column.array
        return values

    def lexicon(self, field: str) -> set[str]:
        """Every term of a field."""
        return {term.decode() for leaf, _ in self._leaves for term in leaf.lexicon(field)}

    def any_with_prefix(self, field: str, prefix: str) -> Mask:
        """Which documents have a term that begins with a prefix."""
        mask = np.zeros(self.size, np.bool_)
        for leaf, offset in self._leaves:
            for term in leaf.expand_prefix(field, prefix.encode()):
                for block in _blocks(leaf, field, term):
                    mask[block.docs() + offset] = True
        return mask & self.live

    def any_of(self, field: str, terms: Iterable[str]) -> Mask:
        """Which documents have any of some terms."""
        mask = np.zeros(self.size, np.bool_)
        for term in terms:
            for leaf, offset in self._leaves:
                for block in _blocks(leaf, field, term.encode()):
                    mask[block.docs() + offset] = True
        return mask & self.live

    def _postings(self, field: str, term: str) -> Postings:
        blocks = [
            (block.docs() + offset, block.weights())
            for leaf, offset in self._leaves
            for block in _blocks(leaf, field, term.encode())
        ]
        if not blocks:
            return _NONE
        docs = np.concatenate([docs for docs, _ in blocks])
        weights = np.concatenate([weights for _, weights in blocks])
        live = self.live[docs]
        return Postings(docs[live], weights[live])

    def positions(self, field: str, term: str, wanted: Docs) -> list[bytes]:
        """The packed positions of a term in the wanted documents, which all have it."""
        found: list[bytes] = []
        for leaf, offset in self._leaves:
            for block in _blocks(leaf, field, term.encode()):
                first, last = np.searchsorted(
                    wanted, (block.first + offset, block.last + offset + 1)
                )
                if first < last:
                    places = np.searchsorted(block.docs() + offset, wanted[first:last])
                    values = block.values()
                    found += [values[int(place)] for place in places]
        return found


class _Block:
    """The postings of one block, unpacked when they are first asked for."""

    def __init__(self, matcher: Any, first: int) -> None:  # noqa: ANN401 - Whoosh's own
        self._matcher = matcher
        self.first = first
        self.last: int = matcher.block_max_id()

    def docs(self) -> Docs:
        return np.cumsum(np.array(self._data()[0], np.int32), dtype=np.int32)

    def weights(self) -> Weights:
        weights = self._data()[1]
        if weights is None or isinstance(weights, float):
            return np.full(len(self._data()[0]), weights or 1.0, np.float32)
        return np.array(weights, np.float32)

    def values(self) -> Sequence[bytes]:
        return self._data()[2]

    def _data(self) -> Any:  # noqa: ANN401 - what Whoosh pickled
        if self._matcher._data is None:  # noqa: SLF001 - see the module's docstring
            self._matcher._read_data()  # noqa: SLF001
        return self._matcher._data  # noqa: SLF001


def _blocks(leaf: Any, field: str, term: bytes) -> Iterator[_Block]:  # noqa: ANN401
    """The blocks of a term in one segment; each is good until the next is taken."""
    try:
        matcher = leaf._terms.matcher(field, term, leaf.schema[field].format)  # noqa: SLF001
    except TermNotFound:
        return
    first = 0
    while matcher.is_active():
        block = _Block(matcher, first)
        yield block
        first = block.last + 1
        matcher._next_block()  # noqa: SLF001

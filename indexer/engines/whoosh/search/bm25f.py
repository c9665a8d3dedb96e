"""How much what a query finds counts: BM25F (Robertson and Zaragoza, 2009).

What stands in several fields of an article counts once, as often as it stands in all of them,
each time by the field's weight and held against the field's length. So a word in the headline and
in the body is not two words found.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.engines.doc_values import Docs, Mask
from indexer.engines.whoosh.index_entry import LENGTH, MEASURED
from indexer.engines.whoosh.segment.doc_sets import MANY, union_docs
from indexer.engines.whoosh.segment.reader import Segments
from indexer.schema.fields import TextField

# How fast repetition stops to count, and how much a long text is held against a word in it: the
# best of 1.2 to 2.5 and 0.3 to 0.9 on five collections (`python -m tests.bench.ranking`).
K1, B = 1.8, 0.75

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scored:
    """Ascending documents, and the score of each."""

    docs: Docs
    scores: Weights


class FieldFrequencies(msgspec.Struct, frozen=True, gc=False):
    """The documents that have something in a field, and how often each does."""

    field: TextField
    docs: Docs
    counts: NDArray[Any]


class Scoring:
    """Scores what stands in the fields of one open index."""

    def __init__(self, segments: Segments) -> None:
        self._size = segments.size
        self._live_count = int(segments.live.sum())
        self._norms = {
            name: _norm(segments.column(LENGTH[name]), segments.live) for name in MEASURED
        }

    def score_all(self, found: Sequence[FieldFrequencies]) -> Scored:
        """The documents that have something in any of some fields, scored by all of them."""
        docs = union_docs([each.docs for each in found])
        return Scored(docs, self.scores(found, docs, len(docs)))

    def scores(self, found: Iterable[FieldFrequencies], docs: Docs, total: int) -> Weights:
        """What something counts in some documents, 0 in those that do not have it.

        `total` is how many documents have it altogether.
        """
        is_dense = len(docs) > MANY
        weigh = self._dense_weighted_frequencies if is_dense else self._weighted_frequencies
        frequencies = weigh(found, docs)
        rarity = np.log1p((self._live_count - total + 0.5) / (total + 0.5))
        return (rarity * frequencies * (K1 + 1) / (frequencies + K1)).astype(np.float32)

    def _weighted_frequencies(self, found: Iterable[FieldFrequencies], docs: Docs) -> Weights:
        """How often something stands in documents, the fields weighed against each other."""
        frequencies = np.zeros(len(docs), np.float32)
        for each in found:
            if len(each.docs):
                at = each.docs.searchsorted(docs)
                here = (each.docs.take(at, mode="clip") == docs).nonzero()[0]
                frequencies[here] += self._normalised(each, each.counts[at[here]], docs[here])
        return frequencies

    def _dense_weighted_frequencies(self, found: Iterable[FieldFrequencies], docs: Docs) -> Weights:
        frequencies = np.zeros(self._size, np.float32)
        for each in found:
            places = each.docs.astype(np.intp)
            frequencies[places] += self._normalised(each, each.counts, places)
        return frequencies[docs]

    def _normalised(
        self, each: FieldFrequencies, counts: NDArray[Any], docs: NDArray[Any]
    ) -> Weights:
        weighted = counts.astype(np.float32) * np.float32(each.field.weight)
        norm = self._norms.get(each.field.name)
        return weighted if norm is None else weighted / norm[docs]


def _norm(lengths: NDArray[Any], live: Mask) -> NDArray[np.float32]:
    """What counts are divided by: 1 for a text of mean length, more for longer ones."""
    present = lengths[live & (lengths > 0)]
    mean = float(present.mean()) if len(present) else 1.0
    return (1 - B + B * lengths / mean).astype(np.float32)

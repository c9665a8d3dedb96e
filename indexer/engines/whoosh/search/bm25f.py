"""BM25F scoring (Robertson and Zaragoza, 2009).

A term's frequencies in all fields, each by the field's weight and length norm, are added up before
they saturate. So a word that is in the headline and in the body does not score as two words.
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

# Saturation of term frequency, and length normalisation: the best of 1.2 to 2.5 and 0.3 to 0.9 on
# five collections (`python -m tests.bench.ranking`).
K1, B = 1.8, 0.75

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scored:
    """A doc set, ascending, and the score of each document."""

    docs: Docs
    scores: Weights


class FieldFrequencies(msgspec.Struct, frozen=True, gc=False):
    """The documents that have a term or phrase in a field, and its frequency in each."""

    field: TextField
    docs: Docs
    counts: NDArray[Any]


class Scoring:
    """Scores terms and phrases of one open index; has the length norms of its fields."""

    def __init__(self, segments: Segments) -> None:
        self._size = segments.size
        self._live_count = int(segments.live.sum())
        self._norms = {
            name: _norm(segments.column(LENGTH[name]), segments.live) for name in MEASURED
        }

    def score_all(self, found: Sequence[FieldFrequencies]) -> Scored:
        """Score all documents that have a term in any field."""
        docs = union_docs([each.docs for each in found])
        return Scored(docs, self.scores(found, docs, len(docs)))

    def scores(self, found: Iterable[FieldFrequencies], docs: Docs, total: int) -> Weights:
        """Per-document scores of a term, 0 where it is absent.

        `found` has its frequencies in each field. `total`, its document frequency over all fields,
        gives the inverse document frequency.
        """
        is_dense = len(docs) > MANY
        weigh = self._dense_weighted_frequencies if is_dense else self._weighted_frequencies
        frequencies = weigh(found, docs)
        rarity = np.log1p((self._live_count - total + 0.5) / (total + 0.5))
        return (rarity * frequencies * (K1 + 1) / (frequencies + K1)).astype(np.float32)

    def _weighted_frequencies(self, found: Iterable[FieldFrequencies], docs: Docs) -> Weights:
        """The term frequency in each document, summed over the fields by weight and length norm."""
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
    """Length norms, by which frequencies are divided: 1 at mean length, more for longer texts."""
    present = lengths[live & (lengths > 0)]
    mean = float(present.mean()) if len(present) else 1.0
    return (1 - B + B * lengths / mean).astype(np.float32)

"""BM25F over postings; `indexer.engines.relevance` tells what is scored by which weights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.engines.doc_values import Docs, Mask
from indexer.engines.relevance import K1_SINGLE, NORMALISED, B, rarity, saturated
from indexer.engines.whoosh.index_entry import LENGTH
from indexer.engines.whoosh.segment.doc_sets import MANY, union_docs
from indexer.engines.whoosh.segment.reader import Segments
from indexer.schema.fields import TextField

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
        self._norms = {
            name: _norm(segments.column(LENGTH[name]), segments.live) for name in NORMALISED
        }

    def rarity(self, sizes: Iterable[int]) -> float:
        """The rarity of a word or phrase whose words have these document frequencies."""
        return rarity(self._size, sizes)

    def score_all(self, found: Sequence[FieldFrequencies]) -> Scored:
        """Score all documents that have a term in any field."""
        docs = union_docs([each.docs for each in found])
        return Scored(docs, self.scores(found, docs, self.rarity([len(docs)])))

    def scores(self, found: Iterable[FieldFrequencies], docs: Docs, rarity: float) -> Weights:
        """Per-document scores of a word or phrase, 0 where it is absent.

        `found` has its frequencies in each field.
        """
        is_dense = len(docs) > MANY
        weigh = self._dense_weighted_frequencies if is_dense else self._weighted_frequencies
        return (rarity * saturated(weigh(found, docs))).astype(np.float32)

    def single_scores(self, found: FieldFrequencies, docs: Docs, rarity: float) -> Weights:
        """Per-document BM25 scores of a phrase in one field, whatever the field's weight."""
        frequencies = self._weighted_frequencies([found], docs) / found.field.weight
        return (rarity * saturated(frequencies, K1_SINGLE)).astype(np.float32)

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
        weight = np.float32(each.field.weight)
        norm = self._norms.get(each.field.name)
        if norm is None:
            return np.full(len(counts), weight, np.float32)
        return counts.astype(np.float32) * weight / norm[docs]


def _norm(lengths: NDArray[Any], live: Mask) -> NDArray[np.float32]:
    """Length norms, by which frequencies are divided: 1 at mean length, more for longer texts.

    The mean is over all documents, also those without a word in the field.
    """
    mean = float(lengths[live].mean()) if live.any() else 0.0
    return (1 - B + B * lengths / (mean or 1.0)).astype(np.float32)

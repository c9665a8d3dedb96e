"""How much what a query finds counts: BM25F (Robertson and Zaragoza, 2009).

What stands in several fields of an article counts once, as often as it stands in all of them,
each time by the field's weight and held against the field's length. So a word in the headline and
in the body is not two words found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh_engine.postings import Docs, Mask, Segments, Weights
from indexer.engines.whoosh_engine.schema import LENGTH
from indexer.fields import TextField

# How fast repetition stops to count, and how much a long text is held against a word in it: the
# best of 1.2 to 2.5 and 0.3 to 0.9 on five collections (`python -m tests.bench.ranking`).
K1, B = 1.8, 0.75


@dataclass(frozen=True, slots=True)
class Matches:
    """Which documents a query finds, and the score of each; 0 where it finds none."""

    mask: Mask
    scores: Weights


@dataclass(frozen=True, slots=True)
class Counted:
    """The documents that have something in a field, and how often each does."""

    field: TextField
    docs: Docs
    counts: Weights


class Scoring:
    """Scores what stands in the fields of one open index."""

    def __init__(self, segments: Segments) -> None:
        self._size = segments.size
        self._live_count = int(segments.live.sum())
        self._norms = {
            name: _norm(segments.column(column), segments.live) for name, column in LENGTH.items()
        }

    def matches(self, found: Sequence[Counted]) -> Matches:
        """The documents that have something in any of some fields, scored by all of them."""
        times = np.zeros(self._size, np.float32)
        for each in found:
            counts = each.counts * np.float32(each.field.weight)
            if each.field.name in self._norms:
                counts = counts / self._norms[each.field.name][each.docs]
            times[each.docs] += counts
        mask = times > 0
        docs = np.flatnonzero(mask)
        rarity = np.log1p((self._live_count - len(docs) + 0.5) / (len(docs) + 0.5))
        scores = np.zeros(self._size, np.float32)
        scores[docs] = rarity * times[docs] * (K1 + 1) / (times[docs] + K1)
        return Matches(mask, scores)


def _norm(lengths: NDArray[Any], live: Mask) -> NDArray[np.float32]:
    """What counts are divided by: 1 for a text of mean length, more for longer ones."""
    present = lengths[live & (lengths > 0)]
    mean = float(present.mean()) if len(present) else 1.0
    return (1 - B + B * lengths / mean).astype(np.float32)

"""Whoosh's leaf matcher: a cursor over the postings of one term."""

from bisect import bisect_left
from copy import copy
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from whoosh.matching.mcore import LeafMatcher, ReadTooFar

from indexer.engines.whoosh.codec.field_terms import PostingList

# Block size for skipping blocks whose best score is too low; as in Whoosh's own codec.
_BLOCK = 128

# ruff: noqa: ANN401 - formats and scorers are Whoosh's, and a posting has a value of any type


class PostingMatcher(LeafMatcher):
    """Cursor over postings in memory; positions are read lazily.

    `lengths` has the field length in the document of each posting.
    """

    def __init__(
        self,
        term: tuple[str, bytes],
        postings: PostingList,
        lengths: NDArray[Any],
        format_: Any,
        scorer: Any,
    ) -> None:
        self._term = term
        self.format = format_
        self.scorer = scorer
        self._postings = postings
        self._lengths = lengths
        self._docs: list[int] = postings.docs.tolist()
        self._counts: list[int] = postings.counts.tolist()
        self._boost: float = format_.field_boost
        self._at = 0

    def is_active(self) -> bool:
        """Whether the cursor is on a posting, not past the last."""
        return self._at < len(self._docs)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def copy(self) -> Self:
        """An independent cursor at the same posting."""
        return copy(self)

    def id(self) -> int:
        """The document of this posting."""
        return self._docs[self._at]

    def next(self) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride] - Whoosh's own do
        """Go to the next posting; returns whether it starts a block.

        Raises `ReadTooFar` past the last posting.
        """
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return self._at % _BLOCK == 0

    def skip_to(self, id: int) -> bool:  # noqa: A002 # pyright: ignore[reportIncompatibleMethodOverride] - its name, and what its own do
        """Go to the first posting at or after a document; returns whether the block changed."""
        if not self.is_active():
            raise ReadTooFar
        before = self._at
        self._at = bisect_left(self._docs, id, before)
        return self._at // _BLOCK != before // _BLOCK

    def weight(self) -> float:
        """The term frequency times the weight of the field."""
        return self._counts[self._at] * self._boost

    def value(self) -> bytes:
        """The positions, encoded by the field's format."""
        return self.format.encode(self._positions())

    def value_as(self, astype: str) -> Any:
        """The frequency, weight or positions of this posting."""
        match astype:
            case "frequency":
                return self._counts[self._at]
            case "weight":
                return self.weight()
            case "positions":
                return self._positions()
            case _:
                return self.format.decode_as(astype, self.value())

    def block_max_weight(self) -> float:
        """The greatest weight in this block."""
        return self._heaviest[self._at // _BLOCK] * self._boost

    def block_min_length(self) -> int:
        """The length of the shortest field in this block."""
        return self._shortest[self._at // _BLOCK]

    def skip_to_quality(self, minquality: float) -> int:
        """Skip to a block that may score above `minquality`; returns how many were skipped."""
        passed = 0
        while self.is_active() and self.block_quality() <= minquality:
            self._at = (self._at // _BLOCK + 1) * _BLOCK
            passed += 1
        return passed

    def _positions(self) -> list[int]:
        start, end = self._spans[self._at]
        return self._places[start:end].tolist()

    @cached_property
    def _places(self) -> NDArray[Any]:
        read = self._postings.positions
        return np.empty(0, np.uint32) if read is None else read()

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        """For each posting, the start and end of its positions in `_places`."""
        if self._postings.positions is None:
            return [(0, 0)] * len(self._docs)
        ends = self._postings.counts.cumsum(dtype=np.int64).tolist()
        return list(pairwise([0, *ends]))

    @cached_property
    def _heaviest(self) -> list[int]:
        return np.maximum.reduceat(self._postings.counts, self._starts).tolist()

    @cached_property
    def _shortest(self) -> list[int]:
        return np.minimum.reduceat(self._lengths, self._starts).tolist()

    @property
    def _starts(self) -> NDArray[np.intp]:
        return np.arange(0, len(self._docs), _BLOCK)

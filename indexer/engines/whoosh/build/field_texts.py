"""The texts of one field in memory, and their inversion into postings lists."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from indexer.analysis.analyzer import PARAGRAPH_GAP
from indexer.analysis.chunks import chunk_keys
from indexer.engines.whoosh.build.token_memo import TokenMemo, TokenTerms
from indexer.engines.whoosh.segment.posting_lists import Occurrences, TermLists, invert
from indexer.engines.whoosh.segment.varint import Numbers


class FieldTexts:
    """Gathers a field's texts as chunk numbers; positions and terms are worked out at the end."""

    def __init__(self, memo: TokenMemo) -> None:
        self._memo = memo
        self._chunks = array("I")
        # For each text, how many chunks it has, and its document.
        self._sizes, self._docs = array("I"), array("I")

    def add(self, doc: int, texts: Iterable[str], language: str) -> None:
        """Add the texts of one document, in its language; documents have to ascend."""
        number_of = self._memo.__getitem__
        for text in texts:
            chunks = text.split()
            self._chunks.extend(map(number_of, chunk_keys(chunks, language)))
            self._sizes.append(len(chunks))
            self._docs.append(doc)

    def __len__(self) -> int:
        """How many chunks there are."""
        return len(self._chunks)

    def positioned(self, widths: Numbers) -> "PositionedTokens":
        """Assign positions. `widths` are how many positions each chunk of the memo takes.

        Positions start at 0 in each document, and `PARAGRAPH_GAP` more are left between its texts.
        """
        chunks, sizes = np.array(self._chunks, np.uint32), np.array(self._sizes, np.int64)
        docs = np.array(self._docs, np.uint32)
        ends = np.zeros(len(chunks) + 1, np.uint32)
        np.cumsum(widths[chunks], out=ends[1:])
        last_chunks = np.cumsum(sizes)
        starts = ends[last_chunks - sizes]
        lengths = ends[last_chunks] - starts
        # For each text, the place of the first text of its document.
        first_texts = np.searchsorted(docs, docs)
        gaps = (np.arange(len(docs)) - first_texts) * PARAGRAPH_GAP
        shifts = gaps.astype(np.uint32) - starts[first_texts]
        return PositionedTokens(
            chunks=chunks,
            docs=np.repeat(docs, sizes),
            places=ends[:-1] + np.repeat(shifts, sizes),
            lengths=np.bincount(docs, weights=lengths).astype(np.uint32),
        )


@dataclass(frozen=True, slots=True)
class PositionedTokens:
    """All chunks of a field in parallel arrays: chunk number, document and position.

    `lengths` has one value for each document up to the last with text: its texts' widths, without
    gaps.
    """

    chunks: Numbers
    docs: Numbers
    places: Numbers
    lengths: Numbers

    def lists(self, yielded: TokenTerms) -> TermLists:
        """The postings lists of the chunks' terms, with positions."""
        which, numbers, offsets = yielded.of(self.chunks)
        positions = self.places[which] + offsets
        return invert(Occurrences(yielded.terms, numbers, self.docs[which], positions))

    def bare_lists(self, yielded: TokenTerms) -> TermLists:
        """The postings lists of the chunks' terms, without positions."""
        which, numbers, _ = yielded.of(self.chunks)
        return invert(Occurrences(yielded.terms, numbers, self.docs[which], None))

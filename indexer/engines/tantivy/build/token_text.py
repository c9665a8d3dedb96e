"""Terms as Tantivy takes them fastest: as one text with a space behind each.

Where more terms than one stand in a place, the others are handed over with their positions: as
all terms are where they cannot be said in one text, which takes ten times as long.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.analysis.analyzer import PARAGRAPH_GAP, Analyzer, beginning, index_terms
from indexer.engines.tantivy.build.chunk_memo import (
    AWKWARD,
    BESIDE,
    BETWEEN,
    GAP,
    MOST_CHUNKS,
    WRITTEN,
    ChunkMemo,
    chunks_of,
)
from indexer.engines.tantivy.term_length import cut

_PLACES_BETWEEN = f"{GAP} " * PARAGRAPH_GAP
# Tantivy counts the positions in what is said second of a field on from the end of what was said
# first, and keeps 32 bits of them: what is taken off here is added there.
_POSITIONS = 1 << 32
_in_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class TermsAsJson:
    """The terms of one field of one article, as JSON for Tantivy; how many words they are.

    `written` are in the same way the words that stemming changed. Both are "" for none.
    """

    terms: str = ""
    written: str = ""
    words: int = 0


class TokenTexts:
    """The texts of fields of one analyzer, as Tantivy takes them."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._chunks = ChunkMemo(analyzer)

    def terms(self, texts: Sequence[str]) -> TermsAsJson:
        """The terms of texts that phrases must not reach across."""
        return _in_text(self._looked_up(texts)) or self._one_by_one(texts)

    def terms_and_beginning(
        self, texts: Sequence[str], words: int
    ) -> tuple[TermsAsJson, TermsAsJson]:
        """The terms of texts, and those of `beginning` of them."""
        said = self._looked_up(texts)
        whole, end = _in_text(said), _end_of_words(said, words)
        if whole and end == len(said):
            return whole, whole
        first = _in_text(said[:end]) if end is not None else None
        return whole or self._one_by_one(texts), first or self.terms(beginning(texts, words))

    def _looked_up(self, texts: Sequence[str]) -> list[str]:
        """What there is to say of each chunk of texts."""
        if len(self._chunks) > MOST_CHUNKS:
            self._chunks = ChunkMemo(self._analyzer, self._chunks)
        return list(map(self._chunks.__getitem__, chunks_of(texts)))

    def _one_by_one(self, texts: Sequence[str]) -> TermsAsJson:
        terms = index_terms(texts, self._analyzer)
        positions = [(place, cut(term)) for term, of in terms.positions.items() for place in of]
        written = [(0, cut(word)) for word in sorted(terms.written)]
        return TermsAsJson(_placed(sorted(positions)), _placed(written), terms.length)


def _in_text(said: Sequence[str]) -> TermsAsJson | None:
    """The terms of chunks, None where they must be said one by one."""
    # Places that are free at the end are not counted.
    parts = "".join(said).rstrip(BETWEEN).split(WRITTEN)
    text, written = "".join(parts[::2]), " ".join(dict.fromkeys(parts[1::2]))
    if AWKWARD in text:
        return None
    words = _words(text)
    text = text.replace(BETWEEN, _PLACES_BETWEEN)
    beside: list[tuple[int, str]] = []
    if BESIDE in text:
        text, beside = _parted(text)
        # The positions of one term must ascend.
        if any(f" {term} " in f" {text}" for _, term in beside):
            return None
    return TermsAsJson(_json(text, beside), written and f'"{written}"', words)


def _end_of_words(said: Sequence[str], words: int) -> int | None:
    """How many chunks have the first so many words, None where these end within one."""
    # Most chunks have one word.
    end = count = 0
    while count < words and end < len(said):
        step = words - count
        count += _words("".join(said[end : end + step]))
        end = min(end + step, len(said))
    while count > words:
        end -= 1
        count -= _words(said[end])
    return end if count == words or end == len(said) else None


def _words(text: str) -> int:
    return text.count(" ") - text.count(BESIDE)


def _parted(text: str) -> tuple[str, list[tuple[int, str]]]:
    """A text without what stands beside its terms, and that with the place of each.

    Places count back from the end of the text.
    """
    first, *rest = text.split(BESIDE)
    kept = [first]
    beside: list[tuple[int, str]] = []
    places = first.count(" ")
    for each in rest:
        term, _, behind = each.partition(" ")
        beside.append((places - 1, term))
        kept.append(behind)
        places += behind.count(" ")
    return "".join(kept), [(place - places - 1, term) for place, term in beside]


def _json(text: str, beside: Sequence[tuple[int, str]]) -> str:
    """A text that is plain, and what stands beside its terms, as Tantivy reads them."""
    if not beside:
        return text and f'"{text}"'
    return f'["{text}",{_placed(beside)}]'


def _placed(terms: Iterable[tuple[int, str]]) -> str:
    """Terms each with its position, as Tantivy reads them; "" for none.

    The numbers around a term are its offsets, which nothing is kept of, and how long it is.
    """
    tokens = [f"[0,0,{place % _POSITIONS},{_in_json(term)},1]" for place, term in terms]
    return f'{{"text":"","tokens":[{",".join(tokens)}]}}' if tokens else ""

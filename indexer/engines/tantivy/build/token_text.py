"""The terms of a field in the JSON of a Tantivy document.

The fastest form is one string with a space after each term, which the index's whitespace
tokenizer splits. Two forms need more, at ten times the cost:

A term that shares a position with another, as the joined word of "They co-operate." does, follows
in a second value of the field, already tokenized: [offset from, offset to, position, term, length].

    ["they co oper ", {"text": "", "tokens": [[0, 0, 4294967293, "cooper", 1]]}]

Tantivy numbers the tokens of the first value 0, 1, 2 and starts the second value at 4: the last
position plus the token's length plus a gap of one between values. "cooper" belongs at 1, which is
4 - 3. Tantivy reads and adds positions as unsigned 32-bit numbers, so -3 is written as
2**32 - 3 = 4294967293, and 4 + 4294967293 wraps around to 1.

Where some chunk cannot be written in a string at all, every term goes in tokenized.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.analysis.analyzer import PARAGRAPH_GAP, Analyzer, beginning, index_terms
from indexer.analysis.chunks import chunk_keys
from indexer.analysis.languages import ENGLISH
from indexer.engines.tantivy.build.chunk_memo import (
    GAP,
    MAX_CHUNKS,
    NOT_AS_TEXT,
    PARAGRAPH_BREAK,
    SAME_POSITION,
    UNSTEMMED,
    ChunkMemo,
    chunks_of,
)
from indexer.engines.tantivy.term_length import cut

_GAP_TOKENS = f"{GAP} " * PARAGRAPH_GAP
# Tantivy adds positions modulo this.
_POSITIONS = 1 << 32
_in_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class TermsAsJson:
    """The analysed terms of one field of one article, as JSON values for Tantivy.

    `terms` are those to index, `written` the folded words that are not their terms; both are "" for
    none. `words` is the number of words.
    """

    terms: str = ""
    written: str = ""
    words: int = 0


class TermEncoder:
    """Analyses the texts of fields that share an analyzer, and encodes the terms as JSON."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._chunks = ChunkMemo(analyzer)

    def terms(self, texts: Sequence[str], language: str = ENGLISH) -> TermsAsJson:
        """Encode texts (paragraphs, names); phrases do not reach from one into the next."""
        chunks = self._encoded_chunks(texts, language)
        return _as_text(chunks) or self._as_tokens(texts, language)

    def terms_and_beginning(
        self, texts: Sequence[str], words: int, language: str = ENGLISH
    ) -> tuple[TermsAsJson, TermsAsJson]:
        """Encode texts, and besides their `beginning` of so many words."""
        chunks = self._encoded_chunks(texts, language)
        whole, end = _as_text(chunks), _chunks_of_words(chunks, words)
        if whole and end == len(chunks):
            return whole, whole
        first = _as_text(chunks[:end]) if end is not None else None
        return (
            whole or self._as_tokens(texts, language),
            first or self.terms(beginning(texts, words), language),
        )

    def _encoded_chunks(self, texts: Sequence[str], language: str) -> list[str]:
        if len(self._chunks) > MAX_CHUNKS:
            self._chunks = ChunkMemo(self._analyzer, self._chunks)
        return list(map(self._chunks.__getitem__, chunk_keys(chunks_of(texts), language)))

    def _as_tokens(self, texts: Sequence[str], language: str) -> TermsAsJson:
        analysed = index_terms(texts, self._analyzer, language)
        tokens = sorted(
            (position, cut(term))
            for term, positions in analysed.positions.items()
            for position in positions
        )
        written = [(0, cut(word)) for word in sorted(analysed.written)]
        return TermsAsJson(_tokens_json(tokens), _tokens_json(written), analysed.length)


def _as_text(chunks: Sequence[str]) -> TermsAsJson | None:
    """Encode chunks as one string; None where only tokens will do."""
    # A gap after the last word would separate it from nothing.
    parts = "".join(chunks).rstrip(PARAGRAPH_BREAK).split(UNSTEMMED)
    # Every other part is a word between two marks.
    text, written = "".join(parts[::2]), " ".join(dict.fromkeys(parts[1::2]))
    if NOT_AS_TEXT in text:
        return None
    words = _word_count(text)
    text = text.replace(PARAGRAPH_BREAK, _GAP_TOKENS)
    sharing: list[tuple[int, str]] = []
    if SAME_POSITION in text:
        text, sharing = _split_off_sharing(text)
        # The positions of one term must ascend, over both values.
        if any(f" {term} " in f" {text}" for _, term in sharing):
            return None
    return TermsAsJson(_field_json(text, sharing), written and f'"{written}"', words)


def _chunks_of_words(chunks: Sequence[str], words: int) -> int | None:
    """The number of chunks that make up the first so many words; None if the last is cut in two.

    All chunks, if they have no more words than that.
    """
    # Most chunks have one word, so as many chunks as words are missing are added at a time.
    end = count = 0
    while count < words and end < len(chunks):
        step = words - count
        count += _word_count("".join(chunks[end : end + step]))
        end = min(end + step, len(chunks))
    while count > words:
        end -= 1
        count -= _word_count(chunks[end])
    return end if count == words or end == len(chunks) else None


def _word_count(text: str) -> int:
    return text.count(" ") - text.count(SAME_POSITION)


def _split_off_sharing(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Split encoded text into the terms with a position each, and those that share one.

    The latter have their positions relative to the start of a second value, all negative: from
    "they co ^cooper oper " come "they co oper " and [(-3, "cooper")].
    """
    first, *rest = text.split(SAME_POSITION)
    remaining = [first]
    sharing: list[tuple[int, str]] = []
    # Positions used so far: every term and every gap token has a space after it.
    used = first.count(" ")
    for part in rest:
        term, _, following = part.partition(" ")
        sharing.append((used - 1, term))
        remaining.append(following)
        used += following.count(" ")
    # One more than are used: the gap that Tantivy leaves between two values.
    start_of_second = used + 1
    return "".join(remaining), [(position - start_of_second, term) for position, term in sharing]


def _field_json(text: str, sharing: Sequence[tuple[int, str]]) -> str:
    """The JSON of a field: a plain string, with a second value for terms that share positions."""
    if not sharing:
        return text and f'"{text}"'
    return f'["{text}",{_tokens_json(sharing)}]'


def _tokens_json(terms: Iterable[tuple[int, str]]) -> str:
    """Pre-tokenized text of terms with their positions, negative ones modulo 2**32; "" for none.

    The zeros are character offsets, which the index does not keep; the 1 is the length.
    """
    tokens = [f"[0,0,{position % _POSITIONS},{_in_json(term)},1]" for position, term in terms]
    return f'{{"text":"","tokens":[{",".join(tokens)}]}}' if tokens else ""

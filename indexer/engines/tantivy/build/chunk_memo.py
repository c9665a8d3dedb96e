"""Memoised analysis: every whitespace-delimited chunk of text is analysed once.

No word has white space inside, so the terms of a text are those of its chunks in turn, and most
chunks recur. Lower case and dropping the punctuation that no word contains make them recur more.

A chunk's analysis is encoded as one string: each term with a space after it, `SAME_POSITION`
before a term that shares the position of the one before, and at the end, between `UNSTEMMED`
marks, the folded words that are not their terms. With the marks shown as ^ and |:

    running     ->  "run |running|"
    co-operate  ->  "co ^cooper oper |cooperate||operate|"
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Self

from indexer.analysis.analyzer import Analyzer, IndexTerms, index_terms, term_of
from indexer.analysis.chunks import chunk_key, language_and_chunk, plain_chunk
from indexer.engines.tantivy.term_length import cut

# A token that takes up a position and is not indexed: the schema's tokenizer drops it as a stop
# word, and Tantivy counts stop words. With a gap of 3, "grow - - - slowli" has "grow" at 0 and
# "slowli" at 4, so that no phrase reaches across. No term is a hyphen.
GAP = "-"
# Prefix of a term that has the position of the term before it.
SAME_POSITION = "\1"
# Before and after a folded word that is not its term.
UNSTEMMED = "\3"
# The encoding of a chunk whose terms cannot be written in one string.
NOT_AS_TEXT = "\0"
# The chunk between two texts, which is its own encoding.
PARAGRAPH_BREAK = "\2"

# A chunk takes some 200 bytes, and two generations of so many are kept; a third of that is as fast.
MAX_CHUNKS = 100_000

# Characters that JSON escapes.
_ESCAPED = re.compile(r'[\0-\x1f"\\]')
# Translation table of ASCII: lower case; a space for what no word has inside.
_PLAIN = bytes(
    ord(chr(code).lower() if chr(code).isalnum() or chr(code) in "'.,-" else " ")
    for code in range(128)
).ljust(256)
_LINE = ord("\n")
_PLAIN_LINES = _PLAIN[:_LINE] + PARAGRAPH_BREAK.encode() + _PLAIN[_LINE + 1 :]


def chunks_of(texts: Sequence[str]) -> list[str]:
    """Split texts into normalised chunks, with `PARAGRAPH_BREAK` between one text and the next."""
    text = " \n ".join(texts)
    if text.isascii() and text.count("\n") == len(texts) - 1:
        return text.encode().translate(_PLAIN_LINES).decode().split()
    return f" {PARAGRAPH_BREAK} ".join(map(_normalized, texts)).split()


def _normalized(text: str) -> str:
    """Normalise a text without changing its terms: lower case, less punctuation.

    Only texts in ASCII, but for typographic quotes and dashes, are changed.
    """
    if not text.isascii():
        text = text.replace("’", "'").replace("“", " ").replace("”", " ")
        text = text.replace("–", " ").replace("—", " ")
    if text.isascii():
        return text.encode().translate(_PLAIN).decode()
    return text.replace(PARAGRAPH_BREAK, " ")


class ChunkMemo(dict[str, str]):
    """Encoded analysis by `chunk_key`, computed on first access (see the module's docstring)."""

    def __init__(self, analyzer: Analyzer, older: Self | None = None) -> None:
        """`older` is the generation before: its entries move here as they are looked up."""
        super().__init__({PARAGRAPH_BREAK: PARAGRAPH_BREAK})
        self._analyzer = analyzer
        self._older = dict(older or {})

    def __missing__(self, key: str) -> str:
        encoded = self._older.get(key)
        if encoded is None:
            encoded = self._analysed(key)
        self[key] = encoded
        return encoded

    def _analysed(self, key: str) -> str:
        language, chunk = language_and_chunk(key)
        if chunk == PARAGRAPH_BREAK:
            return chunk
        plain = plain_chunk(chunk)
        if plain != chunk:
            return self[chunk_key(plain, language)]
        # Fast path: most chunks are a single plain word or number.
        if plain.isascii() and plain.isalpha():
            term = term_of(plain, self._analyzer, language)
            written = f"{UNSTEMMED}{cut(plain)}{UNSTEMMED}" if term != plain else ""
            return f"{cut(term)} {written}"
        if plain.isascii() and plain.isdecimal():
            return f"{cut(plain)} "
        return _encoded(index_terms([chunk], self._analyzer, language))


def _encoded(terms: IndexTerms) -> str:
    """Encode the analysis of one chunk; `NOT_AS_TEXT` where a position or a term forbids it."""
    at_position: dict[int, list[str]] = defaultdict(list)
    for term, positions in terms.positions.items():
        for position in positions:
            at_position[position].append(cut(term))
    unstemmed = [cut(word) for word in sorted(terms.written)]
    if len(at_position) != terms.length or not _are_plain(
        [*chain(*at_position.values()), *unstemmed]
    ):
        return NOT_AS_TEXT
    text = "".join(
        [
            f"{SAME_POSITION}{term} " if number else f"{term} "
            for position in range(terms.length)
            for number, term in enumerate(reversed(at_position[position]))
        ]
    )
    return text + "".join([f"{UNSTEMMED}{word}{UNSTEMMED}" for word in unstemmed])


def _are_plain(terms: list[str]) -> bool:
    """Whether terms survive a split at white space, are no gap, and need no escape in JSON."""
    text = " ".join(terms)
    return text.split() == terms and GAP not in terms and _ESCAPED.search(text) is None

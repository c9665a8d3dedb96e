"""What stands between white space in texts, and the terms of it, each taken apart once.

No word has white space inside, so the terms of a text are those of its chunks, one after the
other; and chunks come again. Fewer of them differ once all is in lower case and without the
punctuation that no word has inside.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Self

from indexer.analysis.analyzer import Analyzer, IndexTerms, index_terms, term_of
from indexer.analysis.chunks import plain_chunk
from indexer.engines.tantivy.term_length import cut

# Holds a position free. No word is a hyphen: words are letters and digits.
GAP = "-"
# Begins a term that stands where the one before it does.
BESIDE = "\1"
# Stand around a word, besides its term, that stemming changed.
WRITTEN = "\3"
# Stands for a chunk whose terms cannot be said in one text.
AWKWARD = "\0"
# The chunk that stands between two texts, and what there is to say of it.
BETWEEN = "\2"

# A chunk takes some 200 bytes, and is kept for up to twice as many more; with a third of them
# wording is as fast.
MOST_CHUNKS = 100_000

# What JSON writes otherwise.
_QUOTED = re.compile(r'[\0-\x1f"\\]')
# What a word of ASCII may have inside, in lower case; all else is as good as a space.
_PLAIN = bytes(
    ord(chr(code).lower() if chr(code).isalnum() or chr(code) in "'.,-" else " ")
    for code in range(128)
).ljust(256)
_LINE = ord("\n")
_PLAIN_LINES = _PLAIN[:_LINE] + BETWEEN.encode() + _PLAIN[_LINE + 1 :]


def chunks_of(texts: Sequence[str]) -> list[str]:
    """The chunks of texts in order, with `BETWEEN` between one text and the next."""
    text = " \n ".join(texts)
    if text.isascii() and text.count("\n") == len(texts) - 1:
        return text.encode().translate(_PLAIN_LINES).decode().split()
    return f" {BETWEEN} ".join(map(_plain, texts)).split()


def _plain(text: str) -> str:
    """A text of the same words, in ASCII without much punctuation if it has no other letters."""
    if not text.isascii():
        # One apostrophe is as good as another.
        text = text.replace("’", "'").replace("“", " ").replace("”", " ")
        text = text.replace("–", " ").replace("—", " ")
    if text.isascii():
        return text.encode().translate(_PLAIN).decode()
    return text.replace(BETWEEN, " ")


class ChunkMemo(dict[str, str]):
    """What there is to say of every chunk that was asked for.

    That is its terms in order, with a space behind each, then its words that stemming changed.
    """

    def __init__(self, analyzer: Analyzer, older: Self | None = None) -> None:
        """`older` is forgotten but for the chunks that are asked for again."""
        super().__init__({BETWEEN: BETWEEN})
        self._analyzer = analyzer
        self._older = dict(older or {})

    def __missing__(self, chunk: str) -> str:
        said = self._older.get(chunk)
        if said is None:
            said = self._taken_apart(chunk)
        self[chunk] = said
        return said

    def _taken_apart(self, chunk: str) -> str:
        plain = plain_chunk(chunk)
        if plain != chunk:
            return self[plain]
        # Most are a term by themselves, for which there is no need to look closer.
        if plain.isascii() and plain.isalpha():
            term = term_of(plain, self._analyzer)
            written = f"{WRITTEN}{cut(plain)}{WRITTEN}" if term != plain else ""
            return f"{cut(term)} {written}"
        if plain.isascii() and plain.isdecimal():
            return f"{cut(plain)} "
        return _said(index_terms([chunk], self._analyzer))


def _said(terms: IndexTerms) -> str:
    """What there is to say of one chunk, if it can be said so."""
    in_place: dict[int, list[str]] = defaultdict(list)
    for term, places in terms.positions.items():
        for place in places:
            in_place[place].append(cut(term))
    written = [cut(word) for word in sorted(terms.written)]
    if len(in_place) != terms.length or not _are_plain([*chain(*in_place.values()), *written]):
        return AWKWARD
    text = "".join(
        [
            f"{BESIDE}{term} " if is_beside else f"{term} "
            for place in range(terms.length)
            for is_beside, term in enumerate(reversed(in_place[place]))
        ]
    )
    return text + "".join([f"{WRITTEN}{word}{WRITTEN}" for word in written])


def _are_plain(terms: list[str]) -> bool:
    text = " ".join(terms)
    return text.split() == terms and GAP not in terms and _QUOTED.search(text) is None

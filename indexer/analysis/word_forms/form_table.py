"""Tables of word forms: the only module that knows the library behind them (marisa-trie).

A table maps a folded word to its stem, written as how many letters at its end go and what comes in
their place: "städte", folded "stadte", is in the German table as 1 and "".
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self, cast

import marisa_trie

_FOLDER = Path(__file__).parent / "tables"


class FormTable:
    """Table of one language, mapped from its file, which all processes share."""

    def __init__(self, trie: Any) -> None:  # noqa: ANN401 - the library has no types
        self._trie = trie

    @classmethod
    def of(cls, language: str) -> Self:
        """The table of a language that has one."""
        return cls(cast("Any", marisa_trie.BytesTrie()).mmap(str(_path(language))))

    def stem(self, word: str) -> str | None:
        """The stem of a folded word, None where the table does not have it."""
        # The library ends a key at a NUL.
        found: list[bytes] = [] if "\0" in word else self._trie.get(word, [])
        return _changed(word, found[0]) if found else None


def write_table(language: str, stems: Iterable[tuple[str, str]]) -> None:
    """Write a table from words and their stems."""
    changes = sorted((word, _change(word, stem)) for word, stem in stems)
    cast("Any", marisa_trie.BytesTrie(changes)).save(str(_path(language)))


def _path(language: str) -> Path:
    return _FOLDER / f"{language}.marisa"


def _change(word: str, stem: str) -> bytes:
    kept = next((i for i, (a, b) in enumerate(zip(word, stem, strict=False)) if a != b), None)
    kept = min(len(word), len(stem)) if kept is None else kept
    return bytes([len(word) - kept]) + stem[kept:].encode()


def _changed(word: str, change: bytes) -> str:
    return word[: len(word) - change[0]] + change[1:].decode()

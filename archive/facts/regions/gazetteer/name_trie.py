"""Names in a trie, as the gazetteer's file holds them: the one place that knows its library."""

from collections.abc import Iterable, Sequence
from typing import Any, Self, cast

import marisa_trie

_RECORD = "<IB"


class NameTrie:
    """Keys of names, each with its records: the number of a place, and the byte of a sense."""

    def __init__(self, trie: Any) -> None:  # noqa: ANN401 - the library has no types
        self._trie = trie

    @classmethod
    def of(cls, records: Iterable[tuple[str, tuple[int, int]]]) -> Self:
        """A trie of keys and records; a key may come several times."""
        return cls(marisa_trie.RecordTrie(_RECORD, records))

    @classmethod
    def loaded(cls, content: bytes) -> Self:
        """The trie that `dumped` gave."""
        return cls(cast("Any", marisa_trie.RecordTrie(_RECORD)).frombytes(content))

    def dumped(self) -> bytes:
        """The trie as bytes, the same ones for the same records."""
        return self._trie.tobytes()

    def records(self, name_key: str) -> Sequence[tuple[int, int]]:
        """What a key stands for, nothing if it is not known."""
        # The library takes a NUL for the end of a key.
        return () if "\0" in name_key else self._trie.get(name_key, ())

    def begins(self, beginning: str) -> bool:
        """Whether any key begins so."""
        return next(iter(self._trie.iterkeys(beginning)), None) is not None

    def keys(self, beginning: str) -> list[str]:
        """All keys that begin so."""
        return self._trie.keys(beginning)

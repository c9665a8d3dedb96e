"""Name trie of the gazetteer: the only module that knows the library behind it (marisa-trie)."""

from collections.abc import Iterable, Sequence
from typing import Any, Self, cast

import marisa_trie

_RECORD = "<IB"


class NameTrie:
    """Trie from the keys of names to records of place number and sense (`Sense`, plus `CASED`).

    A record is packed as a little-endian uint32 and a byte.
    """

    def __init__(self, trie: Any) -> None:  # noqa: ANN401 - the library has no types
        self._trie = trie

    @classmethod
    def from_records(cls, records: Iterable[tuple[str, tuple[int, int]]]) -> Self:
        """Build a trie of keys and their records; a key may have several."""
        return cls(marisa_trie.RecordTrie(_RECORD, records))

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Load the bytes that `to_bytes` gave."""
        return cls(cast("Any", marisa_trie.RecordTrie(_RECORD)).frombytes(content))

    def to_bytes(self) -> bytes:
        """Serialize the trie, to the same bytes for the same records."""
        return self._trie.tobytes()

    def records(self, name_key: str) -> Sequence[tuple[int, int]]:
        """The records of a key, empty if it is unknown."""
        # The library ends a key at a NUL.
        return () if "\0" in name_key else self._trie.get(name_key, ())

    def has_prefix(self, prefix: str) -> bool:
        """Whether any key begins with a prefix."""
        return next(iter(self._trie.iterkeys(prefix)), None) is not None

    def keys_with_prefix(self, prefix: str) -> list[str]:
        """All keys that begin with a prefix, repeated for each record."""
        return self._trie.keys(prefix)

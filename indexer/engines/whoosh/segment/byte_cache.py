"""An LRU cache bounded by bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

# About what an entry takes besides its value.
_OVERHEAD_BYTES = 300


class ByteBoundedCache(Generic[Key, Value]):
    """LRU cache: the entries longest unused are evicted once all exceed `most_bytes`."""

    def __init__(self, most_bytes: int) -> None:
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._left = most_bytes
        # One value alone does not drive out all others.
        self._largest = most_bytes // 2

    def get(self, key: Key) -> Value | None:
        """The value of a key, None where it is not cached."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def keep(self, key: Key, value: Value, size_bytes: int) -> Value:
        """Cache a value, unless it takes more than half of the room; returns it."""
        size_bytes += _OVERHEAD_BYTES
        if size_bytes <= self._largest and key not in self._values:
            self._values[key] = (value, size_bytes)
            self._left -= size_bytes
            while self._left < 0:
                _, (_, freed) = self._values.popitem(last=False)
                self._left += freed
        return value

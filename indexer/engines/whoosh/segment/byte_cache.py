"""What was worked out last stays at hand, up to so many bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

# What keeping anything takes besides its bytes, about.
_OVERHEAD_BYTES = 300


class ByteBoundedCache(Generic[Key, Value]):
    """Values by their keys, of which those longest not asked for make way for others."""

    def __init__(self, most_bytes: int) -> None:
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._left = most_bytes
        # One value alone does not drive out all others.
        self._largest = most_bytes // 2

    def get(self, key: Key) -> Value | None:
        """The value of a key, None where it is not at hand."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def keep(self, key: Key, value: Value, size_bytes: int) -> Value:
        """The value, which is at hand from now on."""
        size_bytes += _OVERHEAD_BYTES
        if size_bytes <= self._largest and key not in self._values:
            self._values[key] = (value, size_bytes)
            self._left -= size_bytes
            while self._left < 0:
                _, (_, freed) = self._values.popitem(last=False)
                self._left += freed
        return value

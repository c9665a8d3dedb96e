"""Values known by name that are imported one by one, as they are asked for."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import TypeVar

Value = TypeVar("Value")


class ByName(MutableMapping[str, Value]):
    """Values by name, each made when it is first asked for, and kept.

    All names are there from the beginning: only to look a value up imports what it needs.
    """

    def __init__(self, makers: Mapping[str, Callable[[], Value]]) -> None:
        self._makers = dict(makers)
        self._values: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._values:
            self._values[name] = self._makers[name]()
        return self._values[name]

    def __setitem__(self, name: str, value: Value) -> None:
        self._makers[name] = lambda: value
        self._values[name] = value

    def __delitem__(self, name: str) -> None:
        del self._makers[name]
        self._values.pop(name, None)

    def __contains__(self, name: object) -> bool:
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

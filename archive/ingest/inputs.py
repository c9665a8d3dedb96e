"""Inputs of one run: what documents come from, whether file, stream or web page."""

from collections.abc import Iterator
from typing import Protocol

from archive.model.document import Document, Unreadable


class Input(Protocol):
    """Input with the name that the user knows it by.

    `read_bytes` is the position up to which its documents have been taken, of `size_bytes` in all;
    both are 0 where its size is not known. `is_lasting` says whether another run finds the same
    under this name and what begins with it, so that this reading settles what was unreadable of it
    before.
    """

    name: str
    read_bytes: int
    size_bytes: int
    is_lasting: bool

    def documents(self) -> Iterator[Document | Unreadable]:
        """Documents in order, with an `Unreadable` in the place of each that cannot be had.

        Raises `SourceError` where the input itself cannot be had, so that nothing of it is kept.
        """
        ...

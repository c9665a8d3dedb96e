"""An element of a page's tree, as far as pages are read: lxml ships no types."""

from collections.abc import Iterator
from typing import Protocol


class HtmlElement(Protocol):
    """What `lxml.html.HtmlElement` is to those who read it."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator["HtmlElement"]:
        """Its children."""
        ...

    def __len__(self) -> int:
        """How many children it has; an element without is false, so ask for None."""
        ...

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        ...

    def set(self, name: str, value: str) -> None:
        """Give an attribute a value."""
        ...

    def items(self) -> list[tuple[str, str]]:
        """The attributes with their values."""
        ...

    def getparent(self) -> "HtmlElement | None":
        """What it stands in, None for the root."""
        ...

    def iter(self, *tags: str) -> Iterator["HtmlElement"]:
        """It and what stands in it, in the order of the page; those of the tags, if any."""
        ...

    def iterancestors(self, *tags: str) -> Iterator["HtmlElement"]:
        """What it stands in, from the inside out; those of the tags, if any."""
        ...

    def itertext(self) -> Iterator[str]:
        """The texts in it, in the order of the page."""
        ...

    def find(self, path: str) -> "HtmlElement | None":
        """The first element on a path (ElementPath), None where there is none."""
        ...

    def drop_tree(self) -> None:
        """Take it out of the tree, but not the text after it."""
        ...

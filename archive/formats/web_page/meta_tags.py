"""Meta and link elements in the head of a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from archive.model.text import one_line

# No headline, name or keyword is longer; what is longer is no statement of a fact.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Statement:
    """Statement of a page, and the part of it that makes it."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements of one part of a page, which may repeat itself."""

    values: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Meta:
    """The meta elements of a page: contents by name, property or itemprop in lower case."""

    contents: dict[str, tuple[str, ...]]

    def all(self, *names: str) -> Iterator[Statement]:
        """The statements under these names, in the order of the names."""
        for name in names:
            for content in self.contents.get(name, ()):
                yield Statement(content, _said(name))

    def each(self, *names: str) -> Iterator[Statements]:
        """The statements under these names, those of one name together."""
        for name in names:
            if values := self.contents.get(name):
                yield Statements(values, _said(name))

    def first(self, *names: str) -> Statement | None:
        """The first that is stated under one of these names."""
        return next(self.all(*names), None)


def read_meta(root: HtmlElement) -> Meta:
    """The meta elements of the page."""
    contents: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        value = element.get("content")
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if value and name and len(value) <= _LONGEST and (line := one_line(value)):
            seen = contents.setdefault(name.strip().lower(), [])
            if line not in seen:
                seen.append(line)
    return Meta({name: tuple(values) for name, values in contents.items()})


def _said(name: str) -> str:
    """The name of the part of the page for a reader: "og:title", "meta author"."""
    return name if ":" in name else f"meta {name}"

"""Meta and link elements in a page's head."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from archive.model.text import one_line, unescaped

# No headline, name or keyword is longer; what is longer is no statement of a fact.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Statement:
    """Value that a page states, and the part of the page that states it."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements of one part of a page, possibly repeated."""

    values: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Meta:
    """Meta elements of a page: contents by lower-case name, property or itemprop."""

    contents: dict[str, tuple[str, ...]]

    def all(self, *names: str) -> Iterator[Statement]:
        """The statements under these names, in the order of the names."""
        for name in names:
            for content in self.contents.get(name, ()):
                yield Statement(content, _said(name))

    def each(self, *names: str) -> Iterator[Statements]:
        """The statements under these names, grouped by name."""
        for name in names:
            if values := self.contents.get(name):
                yield Statements(values, _said(name))

    def first(self, *names: str) -> Statement | None:
        """The first statement under these names."""
        return next(self.all(*names), None)


def read_meta(root: HtmlElement) -> Meta:
    """The meta elements of the page."""
    contents: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        value = element.get("content")
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if value and name and len(value) <= _LONGEST and (line := one_line(unescaped(value))):
            seen = contents.setdefault(name.strip().lower(), [])
            if line not in seen:
                seen.append(line)
    return Meta({name: tuple(values) for name, values in contents.items()})


def _said(name: str) -> str:
    """The display name of a part of the page: "og:title", "meta author"."""
    return name if ":" in name else f"meta {name}"

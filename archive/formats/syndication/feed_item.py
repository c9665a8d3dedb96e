"""Feed and feed item: one model of RSS, Atom, RDF and JSON Feed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from archive.formats.syndication.item_text import Prose


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item as it is stated; "" where nothing is.

    `text_from` names the element that the text was taken from. `link` is absolute where
    anything says what it is relative to.
    """

    title: str
    prose: Prose
    text_from: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    topics: tuple[str, ...] = ()
    language: str = ""
    link: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed's own facts, and its items in their order, each made when it is asked for.

    One that cannot be made raises `SourceError`.
    """

    title: str = ""
    language: str = ""
    section: str = ""
    items: Iterator[Callable[[], FeedItem]] = field(default_factory=lambda: iter(()))

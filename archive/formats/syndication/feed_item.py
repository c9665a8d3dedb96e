"""Feed model: one for RSS, Atom, RDF and JSON Feed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from archive.formats.syndication.item_text import Prose


@dataclass(frozen=True, slots=True)
class FeedItem:
    """Item of a feed; "" for a fact that it does not state.

    `text_from` names the element with the text. `link` is absolute wherever a base is known.
    `authors` are groups of author fields as they stand, those that state it best first.
    """

    title: str
    prose: Prose
    text_from: str = ""
    authors: tuple[tuple[str, ...], ...] = ()
    published: str = ""
    updated: str = ""
    topics: tuple[str, ...] = ()
    language: str = ""
    link: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """Facts of a feed, and its items in order, each parsed when it is requested.

    An item that cannot be parsed raises `SourceError`.
    """

    title: str = ""
    language: str = ""
    section: str = ""
    items: Iterator[Callable[[], FeedItem]] = field(default_factory=lambda: iter(()))

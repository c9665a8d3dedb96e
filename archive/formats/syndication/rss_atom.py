"""XML feed parser: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, and CDF, in one.

Elements are matched by name and conventional prefix: feeds mix formats and leave namespaces
undeclared.
"""

import base64
import binascii
from collections.abc import Iterator
from functools import partial
from urllib.parse import urljoin

from archive.formats.markup.element import XmlElement
from archive.formats.syndication.element_names import (
    XML,
    Children,
    children,
    feed_root,
    first_text,
    last_text,
    name_of,
)
from archive.formats.syndication.feed_item import FeedItem, ParsedFeed
from archive.formats.syndication.item_text import (
    Prose,
    feed_name,
    html_line,
    html_prose,
    inner_html,
    is_markup,
    plain_prose,
)
from archive.model.text import one_line

_ITEMS = ("{*}item", "{*}entry", "{*}Item", "{*}ITEM")
_HTML_TYPES = frozenset({"html", "xhtml", "text/html", "application/xhtml+xml"})

# The elements that may state a fact, the one that states it best first.
_TITLES = ("title", "dc:title", "media:title")
_CONTENTS = ("content:encoded", "content", "xhtml:body", "body", "fullitem")
_SUMMARIES = (
    "description", "summary", "abstract", "dc:description", "itunes:summary", "media:description",
)  # fmt: skip
_PUBLISHED = ("pubdate", "published", "issued", "dcterms:issued", "dc:date", "created",
    "dcterms:created", "dcterms:available")  # fmt: skip
_UPDATED = ("updated", "modified", "dcterms:modified", "lastbuilddate")
_AUTHORS = ("author", "dc:creator", "dcterms:creator", "dc:author", "itunes:author")
_TOPICS = ("category", "dc:subject", "subject")

_LONGEST_ADDRESS = 4_000


def read_xml(text: str, address: str | None) -> ParsedFeed | None:
    """Parse an XML feed, as far as it can be made out; None for any other text."""
    root = feed_root(text)
    return None if root is None else _XmlFeed(root, address or "").feed()


class _XmlFeed:
    """Parser of one feed's tree, with the facts that its items share."""

    def __init__(self, root: XmlElement, address: str) -> None:
        self._root = root
        self._is_atom = name_of(root) == "feed"
        channels = (child for child in root if name_of(child) == "channel")
        self._channel: XmlElement = root if self._is_atom else next(channels, root)
        self._facts = children(self._channel)
        self._address = address
        self._bases: dict[XmlElement, str] = {}
        link = self._link(self._channel, self._facts)
        self._address = address or (link if "://" in link else "")
        self._bases = {}
        self._title = self._line(self._facts, _TITLES)
        self._language = (
            first_text(self._facts, ("language", "dc:language"))
            or self._channel.get(f"{XML}lang")
            or root.get(f"{XML}lang")
            or ""
        )

    def feed(self) -> ParsedFeed:
        """The feed's facts, and an iterator of its items."""
        categories = self._topics(self._facts)
        return ParsedFeed(
            title=self._title,
            language=self._language,
            section=categories[0] if len(categories) == 1 else "",
            items=(partial(self._item, each) for each in self._root.iter(*_ITEMS)),
        )

    def _item(self, item: XmlElement) -> FeedItem:
        facts = children(item)
        link = self._link(item, facts)
        text_from, prose = self._prose(facts, link)
        source = next(iter(facts.get("source", ())), None)
        origin = {} if source is None else children(source)
        return FeedItem(
            title=self._line(facts, _TITLES),
            prose=prose,
            text_from=text_from,
            authors=(
                *_authors(facts),
                *_authors(origin),
                *(_authors(self._facts) if self._is_atom else ()),
            ),
            published=last_text(facts, _PUBLISHED),
            updated=last_text(facts, _UPDATED) or item.get("LASTMOD", ""),
            topics=self._topics(facts),
            language=_language(item, facts) or self._language,
            link=link,
            source=self._line(origin, _TITLES)
            or ("" if source is None or len(source) else one_line(source.text or ""))
            or self._title,
        )

    def _prose(self, facts: Children, page: str) -> tuple[str, Prose]:
        """The text and the name of its element, full content before a summary.

        Its pictures are where its `page` is, unless the feed states a base.
        """
        for name in (*_CONTENTS, *_SUMMARIES):
            for element in facts.get(name, ()):
                is_html, text = self._text(element)
                base = self._base(element)
                base = page if page and base == self._address else base
                prose = html_prose(text, base) if is_html else plain_prose(text)
                if prose.body or prose.captions:
                    return name, prose
        return "", Prose()

    def _line(self, facts: Children, names: tuple[str, ...]) -> str:
        for name in names:
            for element in facts.get(name, ()):
                is_html, text = self._text(element)
                if line := html_line(text) if is_html else one_line(text):
                    return line
        return ""

    def _text(self, element: XmlElement) -> tuple[bool, str]:
        """The content of an element, and whether it is HTML.

        Atom states the type, plain by default; in RSS it is guessed from the text.
        """
        if len(element):
            return True, inner_html(element)
        text: str = element.text or ""
        kind = element.get("type", "").strip().lower()
        is_packed = element.get("mode", "").lower() == "base64" or _is_binary(kind)
        if is_packed:
            text, kind = _unpacked(text), ""
        if kind in _HTML_TYPES:
            return True, text
        is_stated = bool(kind) or (self._is_atom and not is_packed)
        return not is_stated and is_markup(text), text

    def _link(self, element: XmlElement, facts: Children) -> str:
        """The address of the page that an element is about."""
        links = [
            (one_line(link.get("href") or link.get("url") or link.text or ""), link)
            for link in facts.get("link", ())
            if link.get("rel", "alternate").lower() == "alternate"
        ]
        pages = [
            (address, link)
            for address, link in links
            if link.get("type", "text/html").lower() in _HTML_TYPES
        ]
        for address, link in (*pages, *links):
            if address:
                return self._absolute(address, link)
        for guid in facts.get("guid", ()):
            address = one_line(guid.text or "")
            is_permanent = guid.get("isPermaLink", guid.get("ispermalink", "true")) == "true"
            if is_permanent and address.lower().startswith(("http://", "https://")):
                return address
        address = one_line(element.get("HREF") or element.get("href") or _about(element))
        return self._absolute(address, element) if address else ""

    def _absolute(self, address: str, element: XmlElement) -> str:
        """Resolve a URL against the bases around it (XML Base); "" if it is too long."""
        return _joined(self._base(element), address) if len(address) <= _LONGEST_ADDRESS else ""

    def _base(self, element: XmlElement | None) -> str:
        """The base URL of an element (XML Base), cached as items share their parents."""
        if element is None:
            return self._address
        if element not in self._bases:
            stated: str = element.get(f"{XML}base", "")
            outer = self._base(element.getparent())
            self._bases[element] = _joined(outer, stated) if stated else outer
        return self._bases[element]

    def _topics(self, facts: Children) -> tuple[str, ...]:
        stated = (
            one_line(element.get("label") or element.get("term") or element.text or "")
            for name in _TOPICS
            for element in facts.get(name, ())
        )
        return tuple(dict.fromkeys(filter(None, stated)))


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return base


def _authors(facts: Children) -> Iterator[tuple[str, ...]]:
    """The author fields of each kind of element."""
    for kind in _AUTHORS:
        yield tuple(map(_name_in, facts.get(kind, ())))


def _name_in(author: XmlElement) -> str:
    """The name in an author element: that of Atom, or all its text."""
    names = [child for child in author if feed_name(child) == "name"]
    texts = [_all_text(name) for name in names]
    return " ".join(texts) if any(texts) else _all_text(author)


def _all_text(element: XmlElement) -> str:
    return " ".join(str(text) for text in element.itertext() if text.strip())


def _language(item: XmlElement, facts: Children) -> str:
    """The language of an item's text, from the nearest element that states one."""
    texts = (*_CONTENTS, *_SUMMARIES, *_TITLES)
    nearest = (*(element for name in texts for element in facts.get(name, ())), item)
    return next(
        (tag for element in nearest if (tag := str(element.get(f"{XML}lang", "")))), ""
    ) or first_text(facts, ("dc:language", "language"))


def _about(element: XmlElement) -> str:
    """The URL that RDF says an element is about."""
    return next((value for name, value in element.items() if name.endswith("}about")), "")


def _is_binary(kind: str) -> bool:
    """Whether Atom encodes content of a media type in base64 (RFC 4287, 4.1.3.3)."""
    return "/" in kind and not kind.startswith("text/") and not kind.endswith(("+xml", "/xml"))


def _unpacked(text: str) -> str:
    """Decode base64; "" for a picture, or damaged data."""
    try:
        return base64.b64decode(text).decode()
    except (binascii.Error, ValueError):
        return ""

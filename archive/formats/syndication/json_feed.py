"""JSON Feed parser, versions 1.0 and 1.1 (jsonfeed.org)."""

import json
from dataclasses import replace
from functools import partial
from typing import Any, cast
from urllib.parse import urljoin

from archive.formats.syndication.feed_item import FeedItem, ParsedFeed
from archive.formats.syndication.item_text import Prose, html_line, html_prose, plain_prose

_VERSION = "https://jsonfeed.org/version/"


def read_json(text: str, address: str | None) -> ParsedFeed | None:
    """Parse a JSON Feed, None for any other text."""
    try:
        stated: Any = json.loads(text)
    except (RecursionError, ValueError):
        return None
    if not isinstance(stated, dict):
        return None
    document = cast("_Object", stated)
    if _VERSION not in _text(document, "version"):
        return None
    base = address or _text(document, "feed_url") or _text(document, "home_page_url")
    feed = ParsedFeed(_text(document, "title"), _text(document, "language"))
    authors = _authors(document)
    items = (partial(_item, feed, base, authors, each) for each in _objects(document, "items"))
    return replace(feed, items=items)


_Object = dict[str, Any]


def _item(feed: ParsedFeed, base: str, feed_authors: tuple[str, ...], item: _Object) -> FeedItem:
    link = _link(item, base)
    text_from, prose = _prose(item, link or base)
    return FeedItem(
        title=html_line(_text(item, "title")),
        prose=prose,
        text_from=text_from,
        authors=(_authors(item), feed_authors),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        topics=tuple(tag for tag in _list(item, "tags") if isinstance(tag, str)),
        language=_text(item, "language") or feed.language,
        link=link,
        source=feed.title,
    )


def _prose(item: _Object, base: str) -> tuple[str, Prose]:
    for name in ("content_html", "content_text", "summary"):
        text = _text(item, name)
        prose = html_prose(text, base) if name == "content_html" else plain_prose(text)
        if prose.body or prose.captions:
            return name, prose
    return "", Prose()


def _link(item: _Object, base: str) -> str:
    """The URL of the item's page; its id where that is a URL, as the specification asks."""
    number = _text(item, "id")
    stated = (
        _text(item, "url")
        or _text(item, "external_url")
        or (number if number.startswith(("http://", "https://")) else "")
    )
    try:
        return urljoin(base, stated.strip()) if stated else ""
    except ValueError:
        return ""


def _authors(stated: _Object) -> tuple[str, ...]:
    """The authors' names: a list in version 1.1, one author in 1.0; some are bare texts."""
    stated_authors = [*_list(stated, "authors"), stated.get("author")]
    names = (
        _text(cast("_Object", each), "name") if isinstance(each, dict) else each
        for each in stated_authors
    )
    return tuple(name for name in names if isinstance(name, str) and name)


def _text(stated: _Object, name: str) -> str:
    value = stated.get(name)
    return value if isinstance(value, str) else ""


def _list(stated: _Object, name: str) -> list[Any]:
    value = stated.get(name)
    return cast("list[Any]", value) if isinstance(value, list) else []


def _objects(stated: _Object, name: str) -> list[_Object]:
    return [cast("_Object", value) for value in _list(stated, name) if isinstance(value, dict)]

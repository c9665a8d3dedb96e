"""Feed reader (RSS, Atom, RDF, JSON Feed): one article an item."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime

from archive.errors import SourceError
from archive.facts.dates import conventions_of, first_told, parse_date, parse_declared
from archive.facts.language_tags import parse_language
from archive.formats.markup.block import LONGEST_STORY_CHARACTERS
from archive.formats.markup.encoding import charset_parameter, decode_markup
from archive.formats.syndication.author_names import credits_of
from archive.formats.syndication.feed_item import FeedItem, ParsedFeed
from archive.formats.syndication.json_feed import read_json
from archive.formats.syndication.rss_atom import read_xml
from archive.formats.syndication.xml_repair import without_prologue
from archive.model.article import Article, Origin, Provenance, Published, Record
from archive.model.document import Document, Unreadable

# Feeds have tens of items, a site's whole export thousands.
MOST_ITEMS = 10_000

_XML_ROOT = re.compile(r"<(?:[\w.-]{1,20}:)?(?:rss|feed|rdf|channel)[\s>/]", re.IGNORECASE)
_JSON_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')
_PARAMETER = "x-backfile-items"
_CHOICE = re.compile(rf';\s*{_PARAMETER}="?(?P<parts>\d{{1,9}}(?:,\d{{1,9}})*)"?', re.IGNORECASE)
_LONGEST_DATE = 100
# The library takes the year 1 for 2001.
_YEAR_OF_ANTIQUITY = re.compile(r"(?<![+\-:\d])0\d{3}(?!\d)")


class FeedReader:
    """Feeds in RSS, Atom, RDF or JSON Feed: one article an item."""

    media_types = (
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/x-rss+xml",
    )
    suffixes = (".rss", ".atom", ".rdf", ".xml", ".json")

    def recognizes(self, head: bytes) -> bool:
        """Whether the first element is a feed's, or the version key JSON Feed's."""
        text = _text(head)
        if text.startswith("{"):
            return _JSON_VERSION.search(text) is not None
        return _XML_ROOT.match(without_prologue(text)) is not None

    def read(self, document: Document) -> Iterator[Record | Unreadable]:
        """The articles in order; the raw bytes of each are the whole document.

        Failures among selected items are reported as one, to be tried again together.
        """
        chosen = _chosen(document.media_type)
        is_empty = True
        faulty: list[Unreadable] = []
        for each in _read_items(document, read_feed(document), chosen):
            is_empty = False
            if chosen and isinstance(each, Unreadable):
                faulty.append(each)
            else:
                yield each
        if faulty:
            yield _together(document, faulty)
        if is_empty:
            raise SourceError(f"{document.name}: the feed has no items: there is nothing to add")


def only_items(document: Document, parts: Sequence[int]) -> Document:
    """A feed's document whose media type selects some of its items, counted from 1."""
    whole = _CHOICE.sub("", document.media_type)
    return replace(document, media_type=f'{whole}; {_PARAMETER}="{",".join(map(str, parts))}"')


def _chosen(media_type: str) -> frozenset[int]:
    """The items that a media type selects, empty where it means all."""
    choice = _CHOICE.search(media_type)
    return frozenset(map(int, choice["parts"].split(","))) if choice else frozenset()


def _together(document: Document, faulty: Sequence[Unreadable]) -> Unreadable:
    first, more = faulty[0], len(faulty) - 1
    positions = [each.position or document.position for each in faulty]
    parts = [position - document.position + 1 for position in positions]
    reason = f"{first.reason} (as of {more:,} more of its items)" if more else first.reason
    return replace(first, reason=reason, document=only_items(document, parts))


def _read_items(
    document: Document, feed: ParsedFeed, chosen: frozenset[int]
) -> Iterator[Record | Unreadable]:
    """The articles of a feed, of the selected items if there are any."""
    raw = document.raw
    provenance = document.provenance(raw)
    for part, make in enumerate(feed.items, 1):
        if chosen and part not in chosen:
            continue
        position = document.position + part - 1
        if part > MOST_ITEMS:
            yield Unreadable(
                f"{document.name}: more than {MOST_ITEMS:,} items: those from {part:,} on "
                "are left out: split it into several feeds",
                document.name,
                position,
            )
            return
        try:
            item = item_of(make)
        except SourceError as error:
            reason = f"{document.name}: item {part}: {error}"
            yield Unreadable(reason, document.name, position)
        else:
            yield Record(_article(item, feed, replace(provenance, position=position)), raw, part)


def read_feed(document: Document) -> ParsedFeed:
    """Parse the feed in a document; `SourceError` where there is none."""
    text = _text(document.content, charset_parameter(document.media_type))
    if text.startswith("{"):
        feed = read_json(text, document.address)
    else:
        feed = read_xml(without_prologue(text), document.address)
    if feed is None:
        raise SourceError(
            f"{document.name}: it is no feed that can be read: give RSS, Atom, RDF or JSON Feed"
        )
    return feed


def _text(content: bytes, charset: str | None = None) -> str:
    return decode_markup(content, charset).lstrip("\ufeff \t\r\n")


def item_of(make: Callable[[], FeedItem]) -> FeedItem:
    """Parse the next item; `SourceError` where it holds no article."""
    item = make()
    if not (item.title or item.prose.body):
        raise SourceError("it has neither a title nor text: nothing can be kept of it")
    if len(item.title) + sum(map(len, item.prose.body)) > LONGEST_STORY_CHARACTERS:
        raise SourceError(
            f"more than {LONGEST_STORY_CHARACTERS // 10**6} million characters, so no single "
            "article: split it into one item an article"
        )
    return item


def _article(item: FeedItem, feed: ParsedFeed, provenance: Provenance) -> Article:
    return Article(
        headline=item.title,
        body=item.prose.body,
        captions=item.prose.captions,
        subheads=item.prose.subheads,
        items=item.prose.items,
        pictures=item.prose.pictures,
        provenance=provenance,
        credits=credits_of(item, feed),
        published=first_told(_dates(item)),
        source=item.source or None,
        section=feed.section or None,
        topics=item.topics,
        language=parse_language(item.language.replace("_", "-")),
        url=item.link or None,
        origins=(Origin("body", item.text_from),) if item.text_from else (),
    )


def _dates(item: FeedItem) -> Iterator[Published]:
    """Parsed dates of an item, that of publication first.

    RFC 822 dates, with two-digit years and other deviations of feeds, are tried before a date is
    given up.
    """
    conventions = conventions_of(item.language)
    for stated, why in ((item.published, "published"), (item.updated, "updated")):
        date = parse_declared(stated, why, conventions)
        if date.value is None and len(stated) <= _LONGEST_DATE and (written := _rfc_822(stated)):
            yield parse_date(written.isoformat(), why)
        yield date


def _rfc_822(stated: str) -> datetime | None:
    if _YEAR_OF_ANTIQUITY.search(stated):
        return None
    try:
        return parsedate_to_datetime(stated)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None

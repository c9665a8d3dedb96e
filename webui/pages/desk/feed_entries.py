"""Feeds of a list: its articles in the order in which they first came in, the last one first.

The id of an entry is made of the archive's identity and the article's id: it never changes, and
depends neither on the address that the archive is served at nor on the list.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from archive.model.article import Article, Precision, Published
from archive.model.text import one_line
from archive.model.time_zones import zone_named
from indexer.highlight.snippets import TextSpan
from indexer.search.results import FoundArticle, Results
from webui.formatting import clipped, web_address
from webui.pages.list_names import list_name
from webui.search_state import SearchState

# All that XML 1.0 cannot hold (2.2, Char), what it discourages, and the marks that turn text over.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )
    + "]"
)
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_LONGEST_TITLE = 500
_LONGEST_SUMMARY = 2_000
_LONGEST_NAME = 200
_MOST_NAMES = 50
# The moment of a feed without entries.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Entry of a feed, of plain text; `link` is our page's address, `original` the publisher's.

    `published` is None where no day is known. `authors` are names, each with its role.
    """

    id: str
    title: str
    link: str
    original: str | None
    published: datetime | None
    updated: datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    language: str | None
    publisher: str
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """Page of a feed; `following` is the address of the next one, "" for none."""

    id: str
    title: str
    link: str
    itself: str
    first: str
    following: str
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> datetime:
        """Moment of the entry that changed last."""
        return max((entry.updated for entry in self.entries), default=_NEVER)


def feed_title(state: SearchState) -> str:
    """Title of the feed of a list."""
    return f"Backfile: {fit(list_name(state), _LONGEST_TITLE)}"


def feed_id(archive: UUID, state: SearchState) -> str:
    """Id of the feed of a list."""
    return uuid5(archive, f"list:{state.bare().query}").urn


def feed_entries(
    archive: UUID, results: Results, links: Mapping[str, str], corrected: Mapping[str, str]
) -> tuple[FeedEntry, ...]:
    """Entries of found articles, with their pages' addresses and last corrections by id."""
    zone = zone_named(results.time_zone)
    return tuple(
        _entry(archive, found, links[found.article.id], corrected.get(found.article.id, ""), zone)
        for found in results.found
    )


def fit(text: str, most: int) -> str:
    """Text on one line, of so many characters at most, of characters that every format can hold."""
    return _UNFIT.sub("", one_line(clipped(_UNFIT.sub("", text), most)))


def json_feed(feed: Feed) -> dict[str, Any]:
    """Feed as JSON Feed 1.1 (jsonfeed.org)."""
    paging = {"next_url": feed.following} if feed.following else {}
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.link,
        "feed_url": feed.itself,
        **paging,
        "items": [_item(entry) for entry in feed.entries],
    }


def _item(entry: FeedEntry) -> dict[str, Any]:
    values = {
        "id": entry.id,
        "url": entry.link,
        "external_url": entry.original,
        "title": entry.title,
        "content_text": entry.summary,
        "date_published": rfc3339(entry.published) if entry.published else None,
        "date_modified": rfc3339(entry.updated),
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.categories),
        "language": entry.language,
    }
    # An item has to have its content, be it empty.
    return {name: value for name, value in values.items() if value or name == "content_text"}


def rfc3339(moment: datetime) -> str:
    """Moment as Atom and JSON Feed write it."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def rfc822(moment: datetime) -> str:
    """Moment as RSS writes it."""
    return format_datetime(moment)


def _entry(
    archive: UUID, found: FoundArticle, link: str, corrected: str, zone: ZoneInfo
) -> FeedEntry:
    article = found.article
    changes = map(_moment, (article.arrived, article.provenance.received, corrected))
    return FeedEntry(
        id=entry_id(archive, article.id),
        title=fit(article.headline, _LONGEST_TITLE) or "(no headline)",
        link=link,
        original=_original(article.url),
        published=_published(article.published, zone),
        updated=max(filter(None, changes), default=_NEVER),
        authors=_authors(article),
        categories=_categories(article),
        language=article.language if _TAG.fullmatch(article.language or "") else None,
        publisher=fit(article.preferred_source or "", _LONGEST_NAME),
        summary=_summary(found.snippets),
    )


def entry_id(archive: UUID, article_id: str) -> str:
    """Id of an article for ever: a name-based UUID (RFC 9562, version 5)."""
    return uuid5(archive, f"article:{article_id}").urn


def _moment(text: str) -> datetime | None:
    """Moment of ISO 8601 in UTC, None for a text that is none."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _published(published: Published, zone: ZoneInfo) -> datetime | None:
    """Moment of publication, of a day its beginning; None where no day is stated."""
    if published.value is None or published.precision not in {Precision.INSTANT, Precision.DAY}:
        return None
    moment = datetime.fromisoformat(published.value)
    if not moment.tzinfo:
        moment = moment.replace(tzinfo=zone)
    offset = moment.utcoffset()
    if offset is None or not offset.total_seconds() % 60:
        return moment
    # No format can write the seconds that local times once had.
    return _moment(moment.isoformat())


def _original(url: str | None) -> str | None:
    address = web_address(url)
    return address if address and address.isprintable() and " " not in address else None


def _authors(article: Article) -> tuple[str, ...]:
    names = (f"{fit(each.preferred, _LONGEST_NAME)} ({each.role})" for each in article.credits)
    return tuple(dict.fromkeys(names))[:_MOST_NAMES]


def _categories(article: Article) -> tuple[str, ...]:
    regions = (" › ".join(region.path) for region in article.regions)
    names = (*regions, *article.topics, *([article.section] if article.section else ()))
    return _each_once(names)


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    short = (fit(name, _LONGEST_NAME) for name in names)
    return tuple(dict.fromkeys(filter(None, short)))[:_MOST_NAMES]


def _summary(snippets: tuple[tuple[TextSpan, ...], ...]) -> str:
    pieces = ("".join(span.text for span in snippet) for snippet in snippets)
    return fit(" … ".join(pieces), _LONGEST_SUMMARY)

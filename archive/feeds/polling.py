"""One poll of a feed: what is new in it, each with its page, and what to remember.

Nothing is written here. Whoever polls stores what is found, and then has the list record
`Poll.after`: what breaks off before that is found again by the next poll.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import urljoin

from archive.errors import SourceError
from archive.feeds.http_client import Answer, Fetcher
from archive.feeds.robots import Robots
from archive.formats.syndication.feed_reader import FeedReader, read_feed, read_items
from archive.model.article import Record
from archive.model.document import Document, Unreadable, bare_media_type
from archive.model.text import one_line
from archive.store.feed_list import Feed

# How long a feed is left alone after it answered, and after it failed for the first time.
INTERVAL = timedelta(minutes=30)
LONGEST_BACKOFF = timedelta(days=1)
# A server that asks for more is asked again all the same.
_LONGEST_RETRY_AFTER = timedelta(days=7)
# More than a feed brings in a day; what is beyond keeps the feed's own text.
PAGES_PER_POLL = 200

_FEED_TYPES = ", ".join((*FeedReader.media_types, "application/xml;q=0.9", "*/*;q=0.1"))
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_LINK = re.compile(r"<link\s[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]{1,40})\s*=\s*["']([^"']*)["']""")
_NOT_MODIFIED, _GONE = 304, 410


@dataclass(frozen=True, slots=True)
class NewItem:
    """A new item of a feed, as an article, and the page that it links to.

    `page` is None where it cannot be had; `reason` then says why, "" where there is no link.
    """

    item: Record
    page: Document | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Poll:
    """What came of asking for one feed.

    `stories` fetches pages while it is gone through. `after` is what to record once all that
    it gave is stored; `after.problem` says what went wrong, "" where nothing did.
    """

    feed: Feed
    after: Feed
    stories: Iterator[NewItem | Unreadable]


def poll(
    feed: Feed,
    fetcher: Fetcher,
    robots: Robots,
    *,
    known: Callable[[str], bool],
    now: datetime | None = None,
) -> Poll:
    """What is new in a feed; pages whose address is `known` are not fetched again."""
    now = now or datetime.now(UTC)
    try:
        answer = fetcher.get(
            feed.url, accept=_FEED_TYPES, etag=feed.etag, last_modified=feed.last_modified
        )
        if answer.status == _NOT_MODIFIED:
            return Poll(feed, _answered(feed, answer, now), iter(()))
        if not answer.is_success:
            return Poll(feed, _refused(feed, answer, now), iter(()))
    except SourceError as error:
        return Poll(feed, _failed(feed, str(error), now), iter(()))
    document = _document(feed, answer)
    try:
        stated = read_feed(document)
    except SourceError as error:
        return Poll(feed, _failed(feed, _named_feeds(feed, answer) or str(error), now), iter(()))
    found = list(read_items(document, stated))
    after = replace(
        _answered(feed, answer, now),
        title=one_line(stated.title),
        etag=answer.etag,
        last_modified=answer.last_modified,
        seen=frozenset(_key(each) for each in found if isinstance(each, Record)),
    )
    new = (each for each in found if isinstance(each, Unreadable) or _key(each) not in feed.seen)
    return Poll(feed, after, _stories(new, _Pages(fetcher, robots, known)))


def articles_of(
    story: NewItem, read: Callable[[Document], Iterable[Record | Unreadable]]
) -> list[Record]:
    """The article of the story's page, or the feed's own where the page gives none."""
    if story.page is None:
        return [story.item]
    try:
        return [each for each in read(story.page) if isinstance(each, Record)] or [story.item]
    except SourceError:
        return [story.item]


class _Pages:
    """Fetches the pages of one poll."""

    def __init__(self, fetcher: Fetcher, robots: Robots, known: Callable[[str], bool]) -> None:
        self._fetcher = fetcher
        self._robots = robots
        self.known = known
        self._left = PAGES_PER_POLL

    def get(self, url: str) -> Document:
        """The page; `SourceError` where it cannot be had."""
        if self._left == 0:
            raise SourceError(
                f"{url}: more than {PAGES_PER_POLL} new pages in one poll: "
                "the feed's own text is kept of it"
            )
        self._left -= 1
        if not self._robots.allow(url):
            raise SourceError(f"{url}: its site asks programs not to fetch it (robots.txt)")
        answer = self._fetcher.get(url, accept=", ".join(_PAGE_TYPES))
        if not answer.is_success:
            raise SourceError(
                f"{url}: the server answered {answer.status}: look at it in a browser"
            )
        if bare_media_type(answer.media_type) not in _PAGE_TYPES:
            raise SourceError(f"{url}: no page, but {bare_media_type(answer.media_type)[:80]}")
        return Document(
            answer.url,
            answer.content,
            answer.media_type,
            address=answer.url,
            retrieved=answer.retrieved,
        )


def _stories(new: Iterable[Record | Unreadable], pages: _Pages) -> Iterator[NewItem | Unreadable]:
    asked: set[str] = set()
    for each in new:
        if isinstance(each, Unreadable):
            yield each
            continue
        url = each.article.url or ""
        if not url.lower().startswith(("http://", "https://")):
            yield NewItem(each)
        elif url not in asked and not pages.known(url):
            asked.add(url)
            try:
                yield NewItem(each, pages.get(url))
            except SourceError as error:
                yield NewItem(each, reason=str(error))


def _document(feed: Feed, answer: Answer) -> Document:
    """The feed's document, of a feed's media type whatever the server calls it."""
    media_type = answer.media_type
    if bare_media_type(media_type) not in FeedReader.media_types:
        kind = "feed+json" if answer.content.lstrip().startswith(b"{") else "rss+xml"
        parameters = media_type.partition(";")[2]
        media_type = f"application/{kind}" + (f";{parameters}" if parameters else "")
    return Document(
        feed.url, answer.content, media_type, address=answer.url, retrieved=answer.retrieved
    )


def _named_feeds(feed: Feed, answer: Answer) -> str:
    """What to poll instead, where the answer is a page that names its feeds; else ""."""
    named: list[str] = []
    for link in _LINK.findall(answer.content.decode("utf-8", "replace")):
        stated = {name.lower(): value for name, value in _ATTRIBUTE.findall(link)}
        if stated.get("type", "").lower() in FeedReader.media_types and stated.get("href"):
            with suppress(ValueError):
                named.append(urljoin(answer.url, unescape(stated["href"])))
    if not named:
        return ""
    return f"{feed.url}: it is a page, not a feed: add one that it names: {', '.join(named[:5])}"


def _key(record: Record) -> str:
    """What an item is known by in the next poll."""
    return hashlib.sha256(record.article.identity().encode()).hexdigest()[:16]


def _answered(feed: Feed, answer: Answer, now: datetime) -> Feed:
    return replace(
        feed,
        url=answer.moved_to or feed.url,
        polled=_moment(now),
        next_poll=_moment(now + INTERVAL),
        failures=0,
        problem="",
    )


def _refused(feed: Feed, answer: Answer, now: datetime) -> Feed:
    """After an answer that is no feed. 410 says that there never will be one again."""
    if answer.status == _GONE:
        gone = _failed(feed, f"{feed.url}: the feed is gone for good (410): remove it", now)
        return replace(gone, stopped=True)
    failed = _failed(
        feed, f"{feed.url}: the server answered {answer.status}: check the address", now
    )
    asked_for = timedelta(seconds=answer.retry_after_s or 0)
    return replace(
        failed,
        next_poll=max(failed.next_poll, _moment(now + min(asked_for, _LONGEST_RETRY_AFTER))),
    )


def _failed(feed: Feed, problem: str, now: datetime) -> Feed:
    """After a failure the time to the next poll doubles, up to a day."""
    doublings = min(feed.failures, 10)
    return replace(
        feed,
        polled=_moment(now),
        next_poll=_moment(now + min(INTERVAL * 2**doublings, LONGEST_BACKOFF)),
        failures=feed.failures + 1,
        problem=one_line(problem),
    )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")

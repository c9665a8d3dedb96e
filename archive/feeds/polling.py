"""One poll of a feed: its new items, their pages, and the feed's next state.

Nothing is stored here. The caller adds the documents, then saves `Poll.after` in the feed list;
if it is interrupted before that, the next poll finds the same items again.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import islice
from urllib.parse import urljoin

from archive.errors import SourceError
from archive.feeds.http_client import Answer, Fetcher
from archive.feeds.web_page import PageFetcher
from archive.formats.syndication.feed_item import FeedItem
from archive.formats.syndication.feed_reader import (
    MOST_ITEMS,
    FeedReader,
    item_of,
    only_items,
    read_feed,
)
from archive.ingest.document_reading import within_limits
from archive.ingest.events import Preferred
from archive.model.article import Article, Provenance, Published, article_id
from archive.model.document import Document, Unreadable, bare_media_type
from archive.model.text import one_line
from archive.model.web_address import canonical_url
from archive.store.feed_list import Feed

# Time to the next poll after success and after a first failure; the latter doubles up to a day.
INTERVAL = timedelta(minutes=30)
LONGEST_BACKOFF = timedelta(days=1)
# Cap on Retry-After.
_LONGEST_RETRY_AFTER = timedelta(days=7)
# More than a feed brings in a day; items beyond it are kept with the feed's own text.
PAGES_PER_POLL = 200

_FEED_TYPES = ", ".join((*FeedReader.media_types, "application/xml;q=0.9", "*/*;q=0.1"))
_LINK = re.compile(r"<link\s[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]{1,40})\s*=\s*["']([^"']*)["']""")
_NOT_MODIFIED, _GONE = 304, 410


@dataclass(frozen=True, slots=True)
class Poll:
    """Result of polling one feed.

    `documents` lazily fetches the pages of new items, each with the item as its fallback, then
    gives the items without a page, and failures. `after` is the state to save once they are all
    stored. `problem` is a sentence, "" if there is none or one of the documents carries it.
    """

    after: Feed
    documents: Iterator[Document | Preferred | Unreadable]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _ItemToFetch:
    """Item of a feed: 1-based number, key for the next poll, address of its page, "" for none."""

    part: int
    key: str
    page: str


@dataclass(frozen=True, slots=True)
class _Contents:
    title: str
    items: Sequence[_ItemToFetch]


class Pages:
    """Page fetcher shared by all feeds of a run; fetches each page once.

    Pages are skipped for whose article id `known` returns True: the archive holds them. `missed`
    is called with a sentence for each page that cannot be fetched.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        known: Callable[[str], bool],
        missed: Callable[[str], None],
    ) -> None:
        self.fetcher = fetcher
        self._pages = PageFetcher(fetcher)
        self._known = known
        self._missed = missed
        self._asked: set[str] = set()

    def is_new(self, url: str) -> bool:
        """Whether a page is new to the archive and to this run; marks it as asked for."""
        wanted = article_id(f"url:{canonical_url(url)}")
        if wanted in self._asked or self._known(wanted):
            return False
        self._asked.add(wanted)
        return True

    def get(self, url: str, *, is_one_too_many: bool) -> Document | None:
        """Fetch a page; None, after a call of `missed`, where that fails."""
        if is_one_too_many:
            self._missed(
                f"{url}: more than {PAGES_PER_POLL} new pages in one poll: "
                "the feed's own text is kept of it"
            )
            return None
        try:
            return self._pages.fetch(url)
        except SourceError as error:
            self._missed(str(error))
            return None


def poll(feed: Feed, pages: Pages, *, now: datetime | None = None) -> Poll:
    """Poll a feed; failures become part of the result. `now` is for tests."""
    now = now or datetime.now(UTC)
    try:
        answer = pages.fetcher.get(
            feed.url, accept=_FEED_TYPES, etag=feed.etag, last_modified=feed.last_modified
        )
    except SourceError as error:
        return _without_documents(_failed(feed, str(error), now))
    if answer.status == _NOT_MODIFIED:
        return _without_documents(_answered(feed, answer, now))
    if not answer.is_success:
        return _without_documents(_refused(feed, answer, now))
    document = _document(feed, answer)
    try:
        contents = within_limits(document, lambda: _contents(document))
    except SourceError as error:
        if named := _named_feeds(feed, answer):
            return _without_documents(_failed(feed, named, now))
        unreadable = Unreadable(str(error), document.name, document.position, document)
        return Poll(_failed(feed, str(error), now), iter((unreadable,)))
    after = replace(
        _answered(feed, answer, now),
        title=contents.title,
        etag=answer.etag,
        last_modified=answer.last_modified,
        seen=frozenset(each.key for each in contents.items),
    )
    new = [each for each in contents.items if each.key not in feed.seen]
    return Poll(after, _documents(document, new, pages))


def _without_documents(after: Feed) -> Poll:
    return Poll(after, iter(()), after.problem)


def _documents(
    document: Document, new: Sequence[_ItemToFetch], pages: Pages
) -> Iterator[Document | Preferred]:
    """Pages of new items with their fallbacks, then one document of all items without a page."""
    own: list[int] = []
    asked = 0
    for item in new:
        page = None
        if item.page:
            if not pages.is_new(item.page):
                continue
            asked += 1
            page = pages.get(item.page, is_one_too_many=asked > PAGES_PER_POLL)
        if page:
            yield Preferred(page, only_items(document, [item.part]))
        else:
            own.append(item.part)
    if own:
        yield only_items(document, own)


def _contents(document: Document) -> _Contents:
    """Parse title and items of a feed; `SourceError` if it is not a feed."""
    feed = read_feed(document)
    # One more than are read, so that it is named.
    makers = enumerate(islice(feed.items, MOST_ITEMS + 1), 1)
    items = [_found(part, make, document) for part, make in makers]
    return _Contents(one_line(feed.title), items)


def _found(part: int, make: Callable[[], FeedItem], document: Document) -> _ItemToFetch:
    try:
        item = item_of(make)
    except SourceError as error:
        # It is named again when the feed has changed: it may be another one.
        return _ItemToFetch(part, _hashed(f"{error} {part} {document.raw.sha256}"), "")
    has_page = item.link.lower().startswith(("http://", "https://")) and part <= MOST_ITEMS
    return _ItemToFetch(part, _key(item), item.link if has_page else "")


def _document(feed: Feed, answer: Answer) -> Document:
    """Document of a response, with a feed's media type even if the server sends another."""
    media_type = answer.media_type
    if bare_media_type(media_type) not in FeedReader.media_types:
        kind = "feed+json" if answer.content.lstrip().startswith(b"{") else "rss+xml"
        parameters = media_type.partition(";")[2]
        media_type = f"application/{kind}" + (f";{parameters}" if parameters else "")
    return Document(
        feed.url, answer.content, media_type, address=answer.url, retrieved=answer.retrieved
    )


def _named_feeds(feed: Feed, answer: Answer) -> str:
    """Sentence naming the feeds that an HTML page links to (autodiscovery); "" if none."""
    named: list[str] = []
    for link in _LINK.findall(answer.content.decode("utf-8", "replace")):
        stated = {name.lower(): value for name, value in _ATTRIBUTE.findall(link)}
        if stated.get("type", "").lower() in FeedReader.media_types and stated.get("href"):
            with suppress(ValueError):
                named.append(urljoin(answer.url, unescape(stated["href"])))
    if not named:
        return ""
    return f"{feed.url}: it is a page, not a feed: add one that it names: {', '.join(named[:5])}"


def _key(item: FeedItem) -> str:
    """Key of an item across polls: a hash of its page's address, or else of its content."""
    stated = Article(
        item.title,
        item.prose.body,
        Provenance("", "", ""),
        published=Published(item.published or item.updated),
        source=item.source,
        url=item.link,
    )
    return _hashed(stated.identity())


def _hashed(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:16]


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
    """State after an error status: 410 stops the feed, Retry-After may delay the next poll."""
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
    """State after a failure: exponential backoff from `INTERVAL` to `LONGEST_BACKOFF`."""
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

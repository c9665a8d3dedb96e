from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.feeds import polling
from archive.feeds.http_client import Fetcher, Limits
from archive.feeds.polling import Pages, poll
from archive.ingest import document_reading
from archive.ingest.document_reading import read_document
from archive.ingest.events import Preferred
from archive.model.article import Record, article_id
from archive.model.document import Document
from archive.store.feed_list import Feed
from tests.support.web_site import running_site

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HALF_PAST = "2026-03-01T12:30:00+00:00"
NO_FEED = "it is no feed that can be read"


@pytest.fixture
def site():
    with running_site() as running:
        yield running


@dataclass
class Came:
    """What came of a poll, once all of its documents were asked for."""

    after: Feed
    documents: list
    missed: list
    problem: str

    @property
    def pages(self):
        """What each page holds, with the headline of the item that is read instead."""
        return [
            (each.document.content.decode(), *headlines(each.instead))
            for each in self.documents
            if isinstance(each, Preferred)
        ]

    @property
    def own(self):
        """The headlines of the items without a page."""
        documents = [each for each in self.documents if isinstance(each, Document)]
        return [headline for each in documents for headline in headlines(each)]


def headlines(document):
    read = read_document(document)
    return [each.article.headline for each in read if isinstance(each, Record)]


@pytest.fixture
def ask(site):
    """Polls a feed, by default the one at /feed, and goes through all of its documents."""
    fetcher = Fetcher(allow_private=True, limits=Limits(timeout_s=60, size_bytes=10_000, delay_s=0))

    def asked(feed=None, known=lambda _id: False):
        missed = []
        pages = Pages(fetcher, known=known, missed=missed.append)
        came = poll(feed or Feed(site.url("/feed")), pages, now=NOON)
        return Came(came.after, list(came.documents), missed, came.problem)

    return asked


def rss(*items, title="Tidewater Courier"):
    inside = "".join(f"<item>{each}</item>" for each in items)
    return f"<rss><channel><title>{title}</title>{inside}</channel></rss>"


def news(number):
    return f"<title>News {number}</title><link>/{number}</link>"


def test_each_new_item_comes_with_its_page(site, ask):
    site.give("/feed", rss(news(1), "<title>Unlinked</title>"), "application/rss+xml", ETag="e1")
    site.give("/1", "<p>One</p>", "text/html; charset=utf-8")
    came = ask()
    assert (came.pages, came.own) == ([("<p>One</p>", "News 1")], ["Unlinked"])
    page, own = came.documents[0].document, came.documents[1]
    assert page == Document(
        site.url("/1"),
        b"<p>One</p>",
        "text/html; charset=utf-8",
        address=site.url("/1"),
        retrieved=page.retrieved,
    )
    (item,) = read_document(own)
    assert own.media_type == 'application/rss+xml; x-backfile-items="2"'
    assert (own.name, own.address) == (site.url("/feed"), site.url("/feed"))
    assert (item.raw.media_type, item.part) == ("application/rss+xml", 2)
    assert item.raw.content == site.replies["/feed"].content
    assert came.after == Feed(
        site.url("/feed"),
        title="Tidewater Courier",
        etag="e1",
        polled="2026-03-01T12:00:00+00:00",
        next_poll=HALF_PAST,
        seen=came.after.seen,
    )
    assert len(came.after.seen) == 2


def test_what_a_recorded_poll_has_seen_does_not_come_again(site, ask):
    site.give("/feed", rss(news(1), "<title>Unlinked</title>", ""))
    after = ask().after
    site.give("/feed", rss(news(2), news(1), "<title>Unlinked</title>", ""))
    site.asked.clear()
    came = ask(after)
    assert (came.pages, came.own) == ([], ["News 2"])
    assert site.paths == ["/feed", "/robots.txt", "/2"]
    assert len(came.after.seen) == 4


def test_a_poll_that_was_not_recorded_is_made_again_but_for_what_is_known(site, ask):
    site.give("/feed", rss(news(1), news(2)))
    ask()
    site.asked.clear()
    first = article_id(f"url:{site.url('/1')}")
    assert ask(known=lambda wanted: wanted == first).own == ["News 2"]
    assert "/1" not in site.paths


def test_a_feed_that_has_not_changed_gives_nothing_and_stays_as_it_is(site, ask):
    site.give("/feed", status=304)
    before = Feed(
        site.url("/feed"), "Courier", "e1", "yesterday", failures=3, seen=frozenset({"a"})
    )
    came = ask(before)
    assert (came.documents, came.problem) == ([], "")
    assert came.after == replace(
        before, polled="2026-03-01T12:00:00+00:00", next_poll=HALF_PAST, failures=0
    )
    ((_, headers),) = site.asked
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ("e1", "yesterday")


def test_the_feeds_own_item_comes_where_the_page_cannot_be_had(site, ask):
    site.give("/robots.txt", "User-agent: Backfile\nDisallow: /3", "text/plain")
    site.give("/2", "%PDF", "application/pdf")
    site.give("/5", "a" * 10_001)
    odd = "<title>Odd</title><guid>http://[</guid>"
    mail = "<title>Mail</title><link>mailto:a@b</link>"
    site.give("/feed", rss(*map(news, range(1, 6)), mail, odd))
    came = ask()
    assert came.pages == []
    assert came.own == ["News 1", "News 2", "News 3", "News 4", "News 5", "Mail", "Odd"]
    assert came.missed == [
        f"{site.url('/1')}: the server answered 404: look at it in a browser",
        f"{site.url('/2')}: no page, but application/pdf: save it as a file, and add that",
        f"{site.url('/3')}: its site asks programs not to fetch it (robots.txt)",
        f"{site.url('/4')}: the server answered 404: look at it in a browser",
        f"{site.url('/5')}: larger than 0.01 MB: check the address, or try again later",
        "http://[: it is no web address: correct it",
    ]
    assert "/3" not in site.paths


def test_a_page_keeps_the_address_that_it_was_found_at(site, ask):
    site.give("/feed", rss(news(1)))
    site.give("/1", status=302, Location="/2026/one")
    site.give("/2026/one", "<p>One</p>")
    (story,) = ask().documents
    (item,) = read_document(story.instead)
    assert (story.document.address, item.article.url) == (site.url("/2026/one"), site.url("/1"))


def test_a_page_that_two_items_link_to_is_fetched_once(site, ask):
    site.give("/feed", rss(news(1), news(1)))
    assert ask().own == ["News 1"]
    assert site.paths.count("/1") == 1


def test_no_more_pages_are_fetched_in_one_poll_than_a_feed_brings_in_a_day(site, ask, monkeypatch):
    monkeypatch.setattr(polling, "PAGES_PER_POLL", 1)
    site.give("/feed", rss(news(1), news(2)))
    site.give("/1", "<p>One</p>")
    came = ask()
    assert (came.pages, came.own) == ([("<p>One</p>", "News 1")], ["News 2"])
    assert came.missed == [
        f"{site.url('/2')}: more than 1 new pages in one poll: the feed's own text is kept of it",
    ]


def test_items_at_fault_are_one_thing_to_try_again(site, ask):
    site.give("/feed", rss("", news(1), "<link>/2</link>", "<guid>3</guid>"))
    came = ask()
    assert "/2" not in site.paths
    item, unreadable = read_document(came.documents[0])
    assert item.article.headline == "News 1"
    assert unreadable.reason == (
        f"{site.url('/feed')}: item 1: it has neither a title nor text: "
        "nothing can be kept of it (as of 2 more of its items)"
    )
    assert unreadable.document.media_type == 'application/rss+xml; x-backfile-items="1,3,4"'
    assert list(read_document(unreadable.document)) == [unreadable]
    assert came.problem == ""


def test_a_feed_may_be_empty_for_a_while(site, ask):
    site.give("/feed", rss())
    came = ask()
    assert (came.after.title, came.problem, came.documents) == ("Tidewater Courier", "", [])


def test_a_feed_that_takes_too_long_to_read_is_kept_to_be_tried_again(site, ask, monkeypatch):
    def spin(_document):
        while True:
            pass

    monkeypatch.setattr(document_reading, "LONGEST_READING_S", 0.1)
    monkeypatch.setattr(polling, "read_feed", spin)
    site.give("/feed", rss(news(1)))
    came = ask()
    (unreadable,) = came.documents
    assert unreadable.reason == came.after.problem
    assert "reading it took more than 0 s: it is kept in quarantine" in unreadable.reason
    assert headlines(unreadable.document) == ["News 1"]


@pytest.mark.parametrize(
    ("media_type", "content", "taken_for"),
    [
        ("text/html; charset=utf-8", rss("<title>One</title>"), "application/rss+xml"),
        ("", rss("<title>One</title>"), "application/rss+xml"),
        (
            "application/json",
            '{"version": "https://jsonfeed.org/version/1", "items": [{"title": "One"}]}',
            "application/feed+json",
        ),
        (
            "application/atom+xml",
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>One</title></entry></feed>",
            "application/atom+xml",
        ),
    ],
)
def test_a_feed_is_one_whatever_its_server_calls_it(site, ask, media_type, content, taken_for):
    site.give("/feed", content, media_type)
    (document,) = ask().documents
    (item,) = read_document(document)
    assert (item.article.headline, item.raw.media_type) == ("One", taken_for)


def test_failures_double_the_time_to_the_next_poll_up_to_a_day(site, ask):
    site.give("/feed", status=500)
    feed, waits = Feed(site.url("/feed"), title="Courier", etag="e1"), []
    for _ in range(8):
        came = ask(feed)
        feed = came.after
        assert (came.documents, came.problem) == ([], feed.problem)
        waits.append(datetime.fromisoformat(feed.next_poll) - NOON)
    assert [wait / timedelta(hours=1) for wait in waits] == [0.5, 1, 2, 4, 8, 16, 24, 24]
    assert (feed.failures, feed.title, feed.etag) == (8, "Courier", "e1")
    assert feed.problem == (f"{site.url('/feed')}: the server answered 500: check the address")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<html><p>Welcome</p></html>", NO_FEED),
        ("a" * 10_001, "larger than 0.01 MB"),
    ],
)
def test_an_answer_that_is_no_feed_is_a_failure(site, ask, content, said):
    site.give("/feed", content)
    came = ask()
    assert came.after.problem.startswith(f"{site.url('/feed')}: {said}")
    assert (came.after.failures, came.after.next_poll) == (1, HALF_PAST)
    kept = [(each.reason, each.document.content.decode()) for each in came.documents]
    assert kept == ([(came.after.problem, content)] if said == NO_FEED else [])
    assert came.problem == ("" if said == NO_FEED else came.after.problem)


def test_a_page_is_no_feed_but_may_name_some(site, ask):
    site.give(
        "/feed",
        """<html><link rel="stylesheet" type="text/css" href="a.css">
        <LINK rel=alternate type='application/rss+xml' title="News" href='/rss?a=1&amp;b=2'/>
        <link rel="alternate" type="application/atom+xml" href="https://[">
        <link rel="alternate" href="https://wire.example/atom" type="application/atom+xml">""",
    )
    came = ask()
    assert came.documents == []
    assert came.problem == came.after.problem
    assert came.problem == (
        f"{site.url('/feed')}: it is a page, not a feed: add one that it names: "
        f"{site.url('/rss?a=1&b=2')}, https://wire.example/atom"
    )


@pytest.mark.parametrize(
    ("retry_after", "hours"), [("7200", 2), ("60", 0.5), ("999999999", 7 * 24), ("soon", 0.5)]
)
def test_a_server_is_left_alone_for_as_long_as_it_asks_within_reason(site, ask, retry_after, hours):
    site.give("/feed", status=429, Retry_After=retry_after)
    after = ask().after
    assert datetime.fromisoformat(after.next_poll) - NOON == timedelta(hours=hours)


def test_a_feed_that_is_gone_is_not_asked_again(site, ask):
    site.give("/feed", status=410)
    after = ask().after
    assert after.stopped
    assert after.problem == f"{site.url('/feed')}: the feed is gone for good (410): remove it"


def test_a_feed_that_has_moved_for_good_is_asked_at_its_new_address(site, ask):
    site.give("/feed", status=301, Location="/news/feed")
    site.give("/news/feed", rss("<title>One</title><link>one</link>"))
    came = ask()
    (document,) = came.documents
    (item,) = read_document(document)
    assert came.after.url == site.url("/news/feed")
    assert item.article.url == site.url("/news/one")


def test_a_feed_that_has_moved_for_now_keeps_its_address(site, ask):
    site.give("/feed", status=307, Location="/news/feed")
    site.give("/news/feed", rss())
    after = ask().after
    assert after.url == site.url("/feed")

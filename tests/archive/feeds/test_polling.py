from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.errors import SourceError
from archive.feeds import polling
from archive.feeds.http_client import Fetcher, Limits
from archive.feeds.polling import NewItem, articles_of, poll
from archive.feeds.robots import Robots
from archive.model.article import Record
from archive.model.document import Document, Unreadable
from archive.store.feed_list import Feed
from tests.support.articles import record
from tests.support.web_site import running_site

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HALF_PAST = "2026-03-01T12:30:00+00:00"


@pytest.fixture
def site():
    with running_site() as running:
        yield running


@pytest.fixture
def ask(site):
    """Polls a feed, by default the one at /feed, and goes through all of its stories."""
    fetcher = Fetcher(allow_private=True, limits=Limits(timeout_s=1, size_bytes=10_000, delay_s=0))

    def asked(feed=None, known=lambda _url: False):
        came = poll(
            feed or Feed(site.url("/feed")), fetcher, Robots(fetcher), known=known, now=NOON
        )
        return came.after, list(came.stories)

    return asked


def rss(*items, title="Tidewater Courier"):
    inside = "".join(f"<item>{each}</item>" for each in items)
    return f"<rss><channel><title>{title}</title>{inside}</channel></rss>"


def news(number):
    return f"<title>News {number}</title><link>/{number}</link>"


def summary(story):
    """A story's headline, what its page holds, and why it has none."""
    return (
        story.item.article.headline,
        story.page and story.page.content.decode(),
        story.reason,
    )


def test_each_new_item_comes_with_its_page(site, ask):
    site.give("/feed", rss(news(1), "<title>Unlinked</title>"), "application/rss+xml", ETag="e1")
    site.give("/1", "<p>One</p>", "text/html; charset=utf-8")
    after, (first, second) = ask()
    assert [summary(first), summary(second)] == [
        ("News 1", "<p>One</p>", ""),
        ("Unlinked", None, ""),
    ]
    assert first.page == Document(
        site.url("/1"),
        b"<p>One</p>",
        "text/html; charset=utf-8",
        address=site.url("/1"),
        retrieved=first.page.retrieved,
    )
    origin = first.item.article.provenance
    assert (origin.source, origin.address) == (site.url("/feed"), site.url("/feed"))
    assert (first.item.raw.media_type, first.item.part) == ("application/rss+xml", 1)
    assert after == Feed(
        site.url("/feed"),
        title="Tidewater Courier",
        etag="e1",
        polled="2026-03-01T12:00:00+00:00",
        next_poll=HALF_PAST,
        seen=after.seen,
    )
    assert len(after.seen) == 2


def test_what_a_recorded_poll_has_seen_does_not_come_again(site, ask):
    site.give("/feed", rss(news(1), "<title>Unlinked</title>"))
    after, _ = ask()
    site.give("/feed", rss(news(2), news(1), "<title>Unlinked</title>"))
    site.asked.clear()
    after, stories = ask(after)
    assert [story.item.article.headline for story in stories] == ["News 2"]
    assert site.paths == ["/feed", "/robots.txt", "/2"]
    assert len(after.seen) == 3


def test_a_poll_that_was_not_recorded_is_made_again_but_for_what_is_known(site, ask):
    site.give("/feed", rss(news(1), news(2)))
    ask()
    site.asked.clear()
    _, stories = ask(known=lambda url: url.endswith("/1"))
    assert [story.item.article.headline for story in stories] == ["News 2"]
    assert "/1" not in site.paths


def test_a_feed_that_has_not_changed_gives_nothing_and_stays_as_it_is(site, ask):
    site.give("/feed", status=304)
    before = Feed(
        site.url("/feed"), "Courier", "e1", "yesterday", failures=3, seen=frozenset({"a"})
    )
    after, stories = ask(before)
    assert stories == []
    assert after == replace(
        before, polled="2026-03-01T12:00:00+00:00", next_poll=HALF_PAST, failures=0
    )
    ((_, headers),) = site.asked
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ("e1", "yesterday")


def test_the_feeds_own_item_comes_where_the_page_cannot_be_had(site, ask):
    site.give("/robots.txt", "User-agent: Backfile\nDisallow: /3", "text/plain")
    site.give("/2", "%PDF", "application/pdf")
    site.give("/5", "a" * 10_001)
    site.give("/feed", rss(*map(news, range(1, 6)), "<title>Mail</title><link>mailto:a@b</link>"))
    _, stories = ask()
    assert [summary(story)[1:] for story in stories] == [
        (None, f"{site.url('/1')}: the server answered 404: look at it in a browser"),
        (None, f"{site.url('/2')}: no page, but application/pdf"),
        (None, f"{site.url('/3')}: its site asks programs not to fetch it (robots.txt)"),
        (None, f"{site.url('/4')}: the server answered 404: look at it in a browser"),
        (
            None,
            f"{site.url('/5')}: larger than 0.01 MB: check the address, or try again later",
        ),
        (None, ""),
    ]
    assert "/3" not in site.paths


def test_a_page_keeps_the_address_that_it_was_found_at(site, ask):
    site.give("/feed", rss(news(1)))
    site.give("/1", status=302, Location="/2026/one")
    site.give("/2026/one", "<p>One</p>")
    _, (story,) = ask()
    assert (story.page.address, story.item.article.url) == (site.url("/2026/one"), site.url("/1"))


def test_a_page_that_two_items_link_to_is_fetched_once(site, ask):
    site.give("/feed", rss(news(1), news(1)))
    _, stories = ask()
    assert len(stories) == 1
    assert site.paths.count("/1") == 1


def test_no_more_pages_are_fetched_in_one_poll_than_a_feed_brings_in_a_day(site, ask, monkeypatch):
    monkeypatch.setattr(polling, "PAGES_PER_POLL", 1)
    site.give("/feed", rss(news(1), news(2)))
    site.give("/1", "<p>One</p>")
    _, (first, second) = ask()
    assert summary(first) == ("News 1", "<p>One</p>", "")
    assert summary(second)[1:] == (
        None,
        f"{site.url('/2')}: more than 1 new pages in one poll: the feed's own text is kept of it",
    )


def test_an_item_without_anything_is_named(site, ask):
    site.give("/feed", rss(""))
    after, (unreadable,) = ask()
    assert isinstance(unreadable, Unreadable)
    assert unreadable.reason.startswith(f"{site.url('/feed')}: item 1: it has neither a title")
    assert after.problem == ""


def test_a_feed_may_be_empty_for_a_while(site, ask):
    site.give("/feed", rss())
    after, stories = ask()
    assert (after.title, after.problem, stories) == ("Tidewater Courier", "", [])


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
    _, (story,) = ask()
    assert story.item.article.headline == "One"
    assert story.item.raw.media_type == taken_for


def test_failures_double_the_time_to_the_next_poll_up_to_a_day(site, ask):
    site.give("/feed", status=500)
    feed, waits = Feed(site.url("/feed"), title="Courier", etag="e1"), []
    for _ in range(8):
        feed, stories = ask(feed)
        assert stories == []
        waits.append(datetime.fromisoformat(feed.next_poll) - NOON)
    assert [wait / timedelta(hours=1) for wait in waits] == [0.5, 1, 2, 4, 8, 16, 24, 24]
    assert (feed.failures, feed.title, feed.etag) == (8, "Courier", "e1")
    assert feed.problem == (f"{site.url('/feed')}: the server answered 500: check the address")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<html><p>Welcome</p></html>", "it is no feed that can be read"),
        ("a" * 10_001, "larger than 0.01 MB"),
    ],
)
def test_an_answer_that_is_no_feed_is_a_failure(site, ask, content, said):
    site.give("/feed", content)
    after, stories = ask()
    assert stories == []
    assert after.problem.startswith(f"{site.url('/feed')}: {said}")
    assert (after.failures, after.next_poll) == (1, HALF_PAST)


def test_a_page_is_no_feed_but_may_name_some(site, ask):
    site.give(
        "/feed",
        """<html><link rel="stylesheet" type="text/css" href="a.css">
        <LINK rel=alternate type='application/rss+xml' title="News" href='/rss?a=1&amp;b=2'/>
        <link rel="alternate" type="application/atom+xml" href="https://[">
        <link rel="alternate" href="https://wire.example/atom" type="application/atom+xml">""",
    )
    after, stories = ask()
    assert stories == []
    assert after.problem == (
        f"{site.url('/feed')}: it is a page, not a feed: add one that it names: "
        f"{site.url('/rss?a=1&b=2')}, https://wire.example/atom"
    )


@pytest.mark.parametrize(
    ("retry_after", "hours"), [("7200", 2), ("60", 0.5), ("999999999", 7 * 24), ("soon", 0.5)]
)
def test_a_server_is_left_alone_for_as_long_as_it_asks_within_reason(site, ask, retry_after, hours):
    site.give("/feed", status=429, Retry_After=retry_after)
    after, _ = ask()
    assert datetime.fromisoformat(after.next_poll) - NOON == timedelta(hours=hours)


def test_a_feed_that_is_gone_is_not_asked_again(site, ask):
    site.give("/feed", status=410)
    after, _ = ask()
    assert after.stopped
    assert after.problem == f"{site.url('/feed')}: the feed is gone for good (410): remove it"


def test_a_feed_that_has_moved_for_good_is_asked_at_its_new_address(site, ask):
    site.give("/feed", status=301, Location="/news/feed")
    site.give("/news/feed", rss("<title>One</title><link>one</link>"))
    after, (story,) = ask()
    assert after.url == site.url("/news/feed")
    assert story.item.article.url == site.url("/news/one")


def test_a_feed_that_has_moved_for_now_keeps_its_address(site, ask):
    site.give("/feed", status=307, Location="/news/feed")
    site.give("/news/feed", rss())
    after, _ = ask()
    assert after.url == site.url("/feed")


def fails(_document):
    raise SourceError("no article in it")


@pytest.mark.parametrize(
    "read", [fails, lambda _document: [], lambda _document: [Unreadable("no", "x")]]
)
def test_the_item_stands_in_for_a_page_that_holds_no_article(read):
    item, page = record("Item"), Document("x", b"<p>", "text/html")
    assert articles_of(NewItem(item, page), read) == [item]


def test_the_article_of_the_page_goes_before_the_item():
    item, whole = record("Item"), record("Whole")
    page = Document("x", b"<p>", "text/html")
    assert articles_of(NewItem(item, page), lambda _page: [whole]) == [whole]
    assert articles_of(NewItem(item), fails) == [item]
    assert isinstance(item, Record)

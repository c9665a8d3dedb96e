from contextlib import closing
from datetime import UTC, datetime

import pytest

from archive.errors import HomeError, NotFoundError, SourceError
from archive.store.connection import Database
from archive.store.feed_list import Feed, FeedList
from archive.store.store import Store

NEWS = "https://tidewater.example/news.xml"
WIRE = "https://wire.example/rss"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    Store.open(tmp_path / "archive.sqlite3", create=True).close()
    return tmp_path / "archive.sqlite3"


@pytest.fixture
def feeds(path):
    with Store.open(path) as store:
        yield FeedList(store.database)


def test_feeds_are_listed_by_address_and_kept_once(feeds):
    assert [feeds.add(url) for url in (WIRE, f" {NEWS}\n", WIRE)] == [True, True, False]
    assert feeds.list() == [Feed(NEWS), Feed(WIRE)]


def test_what_a_poll_came_to_is_kept_in_every_part(feeds, path):
    feeds.add(NEWS)
    after = Feed(
        NEWS,
        title="Tidewater Courier",
        etag='"1"',
        last_modified="Sat, 04 Jan 2014 08:15:00 GMT",
        polled="2026-03-01T12:00:00+00:00",
        next_poll="2026-03-01T12:30:00+00:00",
        failures=2,
        problem="no answer",
        stopped=True,
        seen=frozenset({"a" * 16, "b" * 16}),
    )
    feeds.record(NEWS, after)
    with Store.open(path) as store:
        assert FeedList(store.database).list() == [after]


def test_those_are_due_whose_time_has_come_the_longest_waiting_first(feeds):
    moments = {"a": "2026-03-01T12:00:00+00:00", "b": "", "c": "2026-03-01T12:00:01+00:00"}
    for name, moment in moments.items():
        feeds.add(f"https://{name}.example/")
        feeds.record(f"https://{name}.example/", Feed(f"https://{name}.example/", next_poll=moment))
    feeds.add(NEWS)
    feeds.record(NEWS, Feed(NEWS, stopped=True))
    assert [feed.url for feed in feeds.due(NOON)] == ["https://b.example/", "https://a.example/"]


def test_adding_a_feed_again_has_it_asked_again_and_forgets_its_failures(feeds):
    feeds.add(NEWS)
    feeds.record(NEWS, Feed(NEWS, "Courier", "e", failures=9, problem="gone", stopped=True))
    assert not feeds.add(NEWS)
    assert feeds.due(NOON) == [Feed(NEWS, "Courier", "e")]


def test_a_feed_that_has_moved_takes_the_place_of_the_one_at_its_new_address(feeds):
    feeds.add(NEWS)
    feeds.add(WIRE)
    feeds.record(NEWS, Feed(WIRE, "Moved"))
    assert feeds.list() == [Feed(WIRE, "Moved")]


def test_a_removed_feed_stays_removed_when_its_poll_ends(feeds):
    feeds.add(NEWS)
    feeds.remove(NEWS)
    feeds.record(NEWS, Feed(NEWS, "Courier"))
    assert feeds.list() == []
    with pytest.raises(NotFoundError, match="no such feed is polled: see 'backfile feeds list'"):
        feeds.remove(NEWS)


@pytest.mark.parametrize(
    "url", ["", "tidewater.example", "file:///etc/passwd", "http://", "http://[", "http://a b/"]
)
def test_what_is_no_web_address_is_not_put_on_the_list(feeds, url):
    with pytest.raises(SourceError, match=r"it is no address of a feed: give one with http"):
        feeds.add(url)
    assert feeds.list() == []


def test_a_database_without_the_list_is_named(tmp_path):
    path = tmp_path / "other.sqlite3"
    with (
        closing(Database(path)) as database,
        pytest.raises(HomeError, match="it is not a Backfile archive"),
    ):
        FeedList(database).list()

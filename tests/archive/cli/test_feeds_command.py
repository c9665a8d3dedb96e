import json
import os
import signal

import pytest
from click.testing import CliRunner

from archive.cli import feeds as feeds_cli
from archive.cli.session import Commands, Session
from archive.feeds.http_client import Fetcher, Limits
from archive.formats.syndication import feed_reader
from archive.formats.web_page.page_reader import WebPageReader
from archive.ingest import tasks
from archive.ingest.ingest import retry_quarantined
from archive.ingest.tally import Tally
from archive.settings import Settings
from archive.store.batch import Outcome
from archive.store.quarantine import Quarantine
from archive.store.refresh import refresh
from archive.store.stale_articles import stale_count
from archive.store.store import Store
from tests.support.web_site import running_site

ROOT = Commands("backfile", {"feeds": feeds_cli.feeds})
ONE = "<item><title>One</title><link>/1</link><description>First.</description></item>"
TWO = "<item><title>Two</title><description>Second.</description></item>"


@pytest.fixture
def site():
    with running_site() as running:
        yield running


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def run(home, monkeypatch):
    """Runs a command; its exit code, its output, and what it says beside."""
    monkeypatch.setattr(
        feeds_cli, "Fetcher", lambda **given: Fetcher(limits=Limits(delay_s=0), **given)
    )
    changes = []

    def run_command(*arguments):
        session = Session(Settings(home=home), lambda _session, _store: changes.append(1))
        ran = CliRunner().invoke(ROOT, ["feeds", *arguments], obj=session)
        return ran.exit_code, ran.stdout, ran.stderr

    run_command.changes = changes
    return run_command


def headlines(home):
    with Store.open(home / "archive.sqlite3") as store:
        return sorted(change.article.headline for change in store.changes_since(0))


def test_from_adding_a_feed_over_polling_it_to_removing_it(run, site, home):
    feed = site.url("/feed")
    site.give("/feed", f"<rss><channel><title>Courier</title>{ONE}{TWO}</channel></rss>")
    assert run("add", feed, feed) == (0, "1 added, 1 there before\n", "")
    assert run("list") == (0, f"{feed}\n  (no title yet) · not polled yet\n", "")
    assert run("poll", "--allow-private") == (
        0,
        "1 feeds polled: 2 added, 0 updated, 0 unchanged, 0 problems\n",
        f"backfile: {site.url('/1')}: the server answered 404: look at it in a browser\n",
    )
    assert headlines(home) == ["One", "Two"]
    assert run.changes == [1]
    assert run("poll") == (0, "0 feeds polled: 0 added, 0 updated, 0 unchanged, 0 problems\n", "")
    (listed,) = json.loads(run("list", "--json")[1])
    assert listed == {
        "url": feed,
        "title": "Courier",
        "polled": listed["polled"],
        "next_poll": listed["next_poll"],
        "failures": 0,
        "problem": "",
        "stopped": False,
    }
    assert run("list")[1] == (
        f"{feed}\n  Courier · polled {listed['polled']}, next at {listed['next_poll']}\n"
    )
    assert run("remove", feed) == (0, "removed\n", "")
    assert run("list") == (0, "no feeds: put one on the list with 'backfile feeds add URL'\n", "")
    assert headlines(home) == ["One", "Two"]


def test_a_failed_poll_is_said_and_the_other_feeds_are_read(run, site, home):
    site.give("/a", status=410)
    site.give("/b", status=500)
    site.give("/c", f"<rss><channel>{TWO}<item/></channel></rss>")
    run("add", *(site.url(path) for path in ("/a", "/b", "/c")))
    code, out, err = run("poll", "--allow-private", "--json")
    assert (code, json.loads(out)) == (
        75,
        {"feeds": 3, "added": 1, "updated": 0, "unchanged": 0, "problems": 3},
    )
    assert err == (
        f"backfile: {site.url('/a')}: the feed is gone for good (410): remove it\n"
        f"backfile: {site.url('/b')}: the server answered 500: check the address\n"
        f"backfile: {site.url('/c')}: item 2: it has neither a title nor text: "
        "nothing can be kept of it\n"
    )
    assert headlines(home) == ["Two"]
    _, listed, _ = run("list")
    assert f"stopped: {site.url('/a')}: the feed is gone" in listed
    assert "failed once, next at 20" in listed


def test_servers_in_private_networks_are_not_asked_unless_allowed(run, site):
    run("add", site.url("/feed"))
    code, _, err = run("poll")
    assert code == 75
    assert "it lies in a private network: allow that with --allow-private" in err
    assert site.asked == []


def test_a_poll_that_breaks_off_is_made_again(run, site, home, monkeypatch):
    site.give("/feed", f"<rss><channel>{ONE}{TWO}</channel></rss>", ETag="e1")
    run("add", site.url("/feed"))
    for broken in ("archive.feeds.polling.only_items", "archive.store.store.Store.take_in"):
        with monkeypatch.context() as breaking:
            breaking.setattr(broken, lambda *_given: (_ for _ in ()).throw(MemoryError))
            assert run("poll", "--allow-private")[0] == 1
    assert run("poll", "--allow-private")[0] == 0
    assert headlines(home) == ["One", "Two"]
    assert all("If-None-Match" not in headers for _, headers in site.asked)


def test_a_poll_that_ctrl_c_stops_keeps_what_it_has_read_and_goes_on_there(
    run, site, home, monkeypatch
):
    monkeypatch.setattr(tasks, "_LOOKED_UP", 1)

    def stop(handler):
        os.kill(os.getpid(), signal.SIGINT)
        handler.send_response(404)
        handler.end_headers()

    site.give("/a", f"<rss><channel>{TWO}</channel></rss>")
    site.give("/b", f"<rss><channel>{ONE}<item><title>Three</title></item></channel></rss>")
    site.replies["/1"] = stop
    run("add", site.url("/a"), site.url("/b"))
    assert run("poll", "--allow-private") == (
        130,
        "",
        (
            f"backfile: {site.url('/1')}: the server answered 404: look at it in a browser\n"
            "backfile: stopped: 1 articles of this run are stored: "
            "run the same command again to go on\n"
        ),
    )
    assert headlines(home) == ["Two"]
    site.give("/1", status=404)
    code, out, _ = run("poll", "--allow-private", "--json")
    assert (code, json.loads(out)["feeds"], headlines(home)) == (0, 1, ["One", "Three", "Two"])


PAGE = "<html><title>{0}</title><article><h1>{0}</h1><p>{1}</p></article></html>"
TEXT = "The boats sail from Lake Town again on Monday, its mayor said after a week of storms. " * 4


def fail(_reader, _document):
    yield from {}["x"]


def quarantined(home):
    with Store.open(home / "archive.sqlite3") as store:
        return [(each.name, each.position, each.reason) for each in store_list(store)]


def store_list(store):
    return list(Quarantine(store.database).listed())


def test_a_page_that_cannot_be_read_is_kept_and_the_items_own_text_until_it_can(
    run, site, home, monkeypatch
):
    site.give("/feed", f"<rss><channel>{ONE}</channel></rss>")
    site.give("/1", PAGE.format("Whole", TEXT))
    run("add", site.url("/feed"))
    with monkeypatch.context() as failing:
        failing.setattr(WebPageReader, "read", fail)
        reason = (
            f"{site.url('/1')}: record 1: its reader failed (KeyError: 'x'): it is kept in "
            "quarantine"
        )
        assert run("poll", "--allow-private") == (
            0,
            "1 feeds polled: 1 added, 0 updated, 0 unchanged, 0 problems\n",
            f"backfile: {reason}\n",
        )
    assert headlines(home) == ["One"]
    assert quarantined(home) == [(site.url("/1"), 1, reason)]
    with Store.open(home / "archive.sqlite3") as store:
        tally = Tally()
        retry_quarantined(store, (), tally)
        assert (tally.outcomes, store_list(store)) == ({Outcome.UPDATED: 1}, [])
    assert headlines(home) == ["Whole"]


def test_items_that_cannot_be_read_are_kept_with_their_bytes_and_told_once(
    run, site, home, monkeypatch
):
    site.give("/feed", f"<rss><channel>{TWO}<item/></channel></rss>")
    run("add", site.url("/feed"))
    reason = (
        f"{site.url('/feed')}: item 2: it has neither a title nor text: nothing can be kept of it"
    )
    code, out, err = run("poll", "--allow-private")
    assert (code, err) == (75, f"backfile: {reason}\n")
    assert out == "1 feeds polled: 1 added, 0 updated, 0 unchanged, 1 problems\n"
    assert quarantined(home) == [(site.url("/feed"), 2, reason)]
    run("add", site.url("/feed"))
    assert run("poll", "--allow-private")[0] == 0
    with Store.open(home / "archive.sqlite3") as store:
        retry_quarantined(store, (), Tally())
        assert [each.reason for each in store_list(store)] == [reason]
        monkeypatch.setattr(feed_reader, "item_of", lambda make: make())
        tally = Tally()
        retry_quarantined(store, (), tally)
        assert (tally.outcomes, store_list(store)) == ({Outcome.ADDED: 1}, [])


def test_what_comes_in_by_feeds_is_read_as_the_archives_owner_wants(run, site, home):
    site.give("/feed", f"<rss><channel>{ONE}{TWO}</channel></rss>")
    site.give("/1", PAGE.format("Boats of Hamnam", TEXT))
    run("add", site.url("/feed"))
    home.joinpath("regions.toml").write_text('[names]\nHamnam = "Nepal"\n')
    with Store.open(home / "archive.sqlite3") as store:
        refresh(store, home)
    assert run("poll", "--allow-private")[0] == 0
    with Store.open(home / "archive.sqlite3") as store:
        regions = {c.article.headline: c.article.regions for c in store.changes_since(0)}
        with store.database.reading() as connection:
            waiting = stale_count(connection)
    assert [each.path for each in regions["Boats of Hamnam"]] == [("Asia", "Nepal")]
    assert waiting == 0


def test_a_page_that_two_feeds_name_is_fetched_once(run, site, home):
    for path in ("/a", "/b"):
        site.give(path, f"<rss><channel>{ONE}</channel></rss>")
        run("add", site.url(path))
    site.give("/1", PAGE.format("Whole", TEXT))
    assert run("poll", "--allow-private")[1] == (
        "2 feeds polled: 1 added, 0 updated, 0 unchanged, 0 problems\n"
    )
    assert site.paths.count("/1") == 1
    assert headlines(home) == ["Whole"]


def test_what_is_wrong_is_said_in_a_sentence(run):
    assert run("list")[0] == 73
    assert run("add", "ftp://x.example") == (
        66,
        "",
        "backfile: ftp://x.example: it is no address of a feed: give one with http or https\n",
    )
    assert run("remove", "https://x.example") == (
        1,
        "",
        "backfile: https://x.example: no such feed is polled: see 'backfile feeds list'\n",
    )

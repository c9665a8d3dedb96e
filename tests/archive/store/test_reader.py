"""What only reads has the same articles as what writes, and leaves nothing open."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import HomeError, NotFoundError, SchemaTooNew
from archive.store.annotations import Annotations
from archive.store.corrections import Corrections
from archive.store.reader import StoreReader
from archive.store.schema_version import SCHEMA_VERSION
from archive.store.store import Store
from tests.support.articles import record
from tests.support.old_archives import WITHOUT_ARRIVALS

FERRY = "https://example.org/ferry"


@pytest.fixture
def path(tmp_path):
    """An archive with an article edited and tagged, one corrected, and a deleted one."""
    path = tmp_path / "archive.sqlite3"
    with Store.open(path, create=True, time_zone="Asia/Seoul") as store:
        store.add([record("Ferry runs", url=FERRY), record("Jetty", url="https://example.org/j")])
        store.add([record("Ferry runs again", body=("Half full.",), url=FERRY)])
        store.add([record("Gone", url="https://example.org/gone")])
        ferry, jetty, gone = (change.id for change in in_order_of_arrival(store))
        Annotations(store.database).add_tags([ferry], ["boats"], who="ann")
        Corrections(store.database).correct(jetty, {"source": "Herald"}, why="seen", who="ann")
        store.delete([gone])
    return path


def in_order_of_arrival(store):
    return sorted(store.changes_since(0), key=lambda change: change.article.arrival)


def test_it_reads_what_a_store_reads(path):
    with StoreReader.open(path) as reader, Store.open(path) as store:
        changes = list(reader.changes_since(0))
        assert changes == list(store.changes_since(0))
        ids = [change.id for change in changes]
        assert reader.snapshot(ids) == store.snapshot(ids)
        assert [reader.versions(each) for each in ids] == [store.versions(each) for each in ids]
        assert reader.counts() == store.counts()
        assert reader.latest(1) == store.latest(1) != reader.latest(2)
        assert (reader.time_zone, reader.sequence()) == ("Asia/Seoul", store.sequence())
    (ferry,) = (each for each in changes if each.article and each.article.tags)
    (jetty,) = (each for each in changes if each.article and each.article.corrections)
    assert "Half full." in ferry.article.added
    assert jetty.article.source == "Herald"


def test_it_sees_what_is_written_later(path):
    with StoreReader.open(path) as reader, Store.open(path) as store:
        before = reader.counts()
        store.add([record("Later", url="https://example.org/later")])
        assert reader.counts().articles == before.articles + 1


def test_what_is_written_during_a_transaction_is_not_seen_in_it(path):
    with StoreReader.open(path) as reader, Store.open(path) as store:
        with reader.database.raw_reading() as execute:
            count = "SELECT count(*) FROM articles"
            ((before,),) = execute(count, ())
            store.add([record("Later", url="https://example.org/later")])
            assert list(execute(count, ())) == [(before,)]
            with reader.database.raw_reading() as meanwhile:
                assert list(meanwhile(count, ())) == [(before + 1,)]
        with reader.database.raw_reading() as execute:
            assert list(execute(count, ())) == [(before + 1,)]


def test_threads_may_share_it(path):
    with StoreReader.open(path) as reader, ThreadPoolExecutor(4) as pool:
        ids = [change.id for change in reader.changes_since(0)]
        expected = reader.get_many(ids)
        for found in pool.map(lambda _: reader.get_many(ids), range(100)):
            assert found == expected


@pytest.mark.parametrize("opened", [StoreReader.open, Store.open], ids=["reader", "store"])
def test_nothing_stays_open(path, opened):
    with opened(path) as reader:
        reader.counts()
        assert open_files(path)
        with pytest.raises(NotFoundError):
            reader.get("0" * 16)
    assert open_files(path) == []


def open_files(path):
    links = list(Path("/proc/self/fd").iterdir())
    return [each for each in links if each.exists() and str(each.resolve()).startswith(str(path))]


def test_an_archive_of_an_older_schema_is_migrated(path):
    with StoreReader.open(path) as reader:
        before = list(reader.changes_since(0))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(WITHOUT_ARRIVALS)
        connection.execute("UPDATE counters SET value = 4 WHERE name = 'schema'")
        connection.commit()
    with StoreReader.open(path) as reader:
        assert [each.id for each in reader.changes_since(0)] == [each.id for each in before]


def test_where_there_is_no_archive_the_repair_is_named_and_none_is_made(tmp_path):
    with pytest.raises(HomeError, match="there is no archive here yet: make one with"):
        StoreReader.open(tmp_path / "archive.sqlite3")
    assert list(tmp_path.iterdir()) == []
    home = tmp_path / "home"
    home.write_text("x")
    with pytest.raises(HomeError, match="it is a file, not a folder"):
        StoreReader.open(home / "archive.sqlite3")


def test_an_archive_of_a_newer_backfile_is_refused(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'schema'")
        connection.commit()
    with pytest.raises(SchemaTooNew, match=f"schema {SCHEMA_VERSION + 1}"):
        StoreReader.open(path)
    assert open_files(path) == []

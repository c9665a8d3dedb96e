"""Archives as older Backfiles made them, in their own words, opened by this one."""

import hashlib
import json
import sqlite3
import zlib
from contextlib import closing
from datetime import date

import pytest

from archive.errors import HomeError, SchemaTooNew
from archive.model.article import Credit, RawDocument, Region, Role, article_id
from archive.store.batch import Outcome
from archive.store.credited_people import PEOPLE
from archive.store.names_in_use import CountedName
from archive.store.reader import Counts
from archive.store.stale_articles import apply_edition, stale_count
from archive.store.store import Store
from archive.store.tables import metadata
from tests.support.articles import record
from tests.support.old_archives import WITHOUT_ARRIVALS

SCHEMA_1 = """
CREATE TABLE counters (
    name VARCHAR(16) NOT NULL, value BIGINT NOT NULL, PRIMARY KEY (name)
);
CREATE TABLE articles (
    id VARCHAR(16) NOT NULL, identity TEXT NOT NULL, version INTEGER NOT NULL,
    sequence BIGINT NOT NULL, deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id), UNIQUE (identity), UNIQUE (sequence)
);
CREATE TABLE raw_documents (
    sha256 VARCHAR(64) NOT NULL, media_type TEXT NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (sha256)
);
CREATE TABLE versions (
    article_id VARCHAR(16) NOT NULL, version INTEGER NOT NULL, raw_sha256 VARCHAR(64) NOT NULL,
    raw_part INTEGER NOT NULL, digest VARCHAR(64) NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (article_id, version), FOREIGN KEY(article_id) REFERENCES articles (id),
    FOREIGN KEY(raw_sha256) REFERENCES raw_documents (sha256)
);
CREATE INDEX versions_by_raw ON versions (raw_sha256);
INSERT INTO counters VALUES ('schema', 1), ('sequence', 4);
"""
# What schema 2 had besides, as far as this one changes it.
SCHEMA_2 = """
ALTER TABLE articles ADD COLUMN signature BLOB;
ALTER TABLE articles ADD COLUMN cluster VARCHAR(16) DEFAULT '' NOT NULL;
CREATE INDEX articles_by_cluster ON articles (cluster) WHERE cluster != '';
CREATE TABLE near_duplicate_bands (
    band BIGINT NOT NULL, article_id VARCHAR(16) NOT NULL, PRIMARY KEY (band, article_id)
) WITHOUT ROWID;
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL, position INTEGER,
    reason TEXT NOT NULL, received VARCHAR(32) NOT NULL, media_type TEXT NOT NULL, address TEXT,
    retrieved TEXT NOT NULL, mapping TEXT NOT NULL, sha256 VARCHAR(64) NOT NULL, content BLOB,
    UNIQUE (name, position, sha256)
);
CREATE TABLE feeds (
    url TEXT NOT NULL, title TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL,
    polled VARCHAR(32) NOT NULL, next_poll VARCHAR(32) NOT NULL, failures INTEGER NOT NULL,
    problem TEXT NOT NULL, stopped BOOLEAN NOT NULL, seen TEXT NOT NULL, PRIMARY KEY (url)
);
CREATE TABLE readings (key VARCHAR(32) NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (key));
UPDATE counters SET value = 2 WHERE name = 'schema';
"""
LONG = (
    "The ferry between Kisumu and Mbita runs again from Monday, four months after a storm tore "
    "the pier of Mbita from its piles, the harbor office said. Workers under the engineer Ruth "
    "Awino drove 62 new piles and raised the deck by 1.4 meters, and the fare stays what it was. "
    "The first boat leaves Kisumu at six in the morning and takes ninety minutes."
)
STORIES = {
    "https://example.org/1": ("Ferry runs again", LONG),
    "https://example.org/2": ("Mbita has its boat back", f"KISUMU, May 3 — {LONG}"),
    "https://example.org/3": ("Jetty mended", "The jetty is mended."),
    "https://example.org/4": ("Deleted", LONG),
}
FIRST, SECOND, THIRD, DELETED = (article_id(f"url:{url}") for url in STORIES)


def document_1(url, headline, body, sha256):
    """An article as schema 1 kept it: it knows no wire facts and no origins."""
    said = {
        "headline": headline,
        "body": [body],
        "captions": [],
        "credits": [],
        "regions": [],
        "published": {"value": "2022-05-03", "precision": "day", "why": "declared"},
        "source": None,
        "section": None,
        "topics": [],
        "language": "en",
        "url": url,
    }
    provenance = {
        "sha256": sha256,
        "media_type": "text/plain",
        "source": "tests/support/articles.py",
        "position": 1,
        "received": "2022-05-04T08:00:00+00:00",
    }
    digest = hashlib.sha256(dumped(said).encode()).hexdigest()
    return digest, dumped(said | {"provenance": provenance})


def dumped(stored):
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))


@pytest.fixture
def old(tmp_path):
    """The path of an archive of schema 1 with three articles and a deleted one."""
    path = tmp_path / "archive.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA_1)
        for number, (url, (headline, body)) in enumerate(STORIES.items(), 1):
            known, content = article_id(f"url:{url}"), headline.encode()
            sha256 = hashlib.sha256(content).hexdigest()
            connection.execute(
                "INSERT INTO articles VALUES (?, ?, 1, ?, ?)",
                (known, f"url:{url}", number, known == DELETED),
            )
            connection.execute(
                "INSERT INTO raw_documents VALUES (?, 'text/plain', ?)",
                (sha256, zlib.compress(content)),
            )
            connection.execute(
                "INSERT INTO versions VALUES (?, 1, ?, 1, ?, ?)",
                (known, sha256, *document_1(url, headline, body, sha256)),
            )
        connection.commit()
    return path


def tables(path):
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: connection.execute(f"PRAGMA table_info({name})").fetchall()
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_")
        }


@pytest.mark.parametrize("create", [True, False])
def test_an_old_archive_is_brought_up_when_it_is_opened(old, create):
    with Store.open(old, create=create) as store:
        assert store.counts() == Counts(articles=3, versions=4, sequence=6)
        found = store.get_many([FIRST, SECOND, THIRD, DELETED])
        assert {each: article.headline for each, article in found.items()} == {
            FIRST: "Ferry runs again",
            SECOND: "Mbita has its boat back",
            THIRD: "Jetty mended",
        }
        cluster = min(FIRST, SECOND)
        assert [found[each].cluster for each in (FIRST, SECOND, THIRD)] == [cluster, cluster, ""]
        changed = list(store.changes_since(4))
        assert [change.id for change in changed] == sorted((FIRST, SECOND))
        sha256 = found[FIRST].provenance.sha256
        assert store.raw(sha256) == RawDocument(b"Ferry runs again", "text/plain")
        assert found[FIRST].provenance.received == "2022-05-04T08:00:00+00:00"
        assert [(found[each].arrival, found[each].arrived) for each in (FIRST, SECOND, THIRD)] == [
            (1, "2022-05-04T08:00:00+00:00"),
            (2, "2022-05-04T08:00:00+00:00"),
            (3, "2022-05-04T08:00:00+00:00"),
        ]


def test_an_archive_that_was_brought_up_has_the_tables_of_a_new_one(old, tmp_path):
    Store.open(old).close()
    Store.open(tmp_path / "new" / "archive.sqlite3", create=True).close()
    brought_up, new = tables(old), tables(tmp_path / "new" / "archive.sqlite3")
    assert brought_up == new
    assert set(new) == set(metadata.tables)


def test_what_was_added_before_is_unchanged_and_joins_clusters_after(old):
    url = "https://example.org/1"
    same = record("Ferry runs again", body=[LONG], published="2022-05-03", url=url, language="en")
    copy_url = "https://example.org/copy"
    copy = record("Boat is back", body=[LONG], published="2022-05-04", url=copy_url, language="en")
    alike = [FIRST, SECOND, article_id(f"url:{copy_url}")]
    with Store.open(old) as store:
        assert store.add([same]) == [Outcome.UNCHANGED]
        assert store.add([copy]) == [Outcome.ADDED]
        assert [store.get(each).cluster for each in alike] == [min(alike)] * 3
    with Store.open(old) as store:
        assert [store.get(each).cluster for each in alike] == [min(alike)] * 3


def test_an_old_archive_that_cannot_be_read_is_left_as_it_was(old):
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE versions SET document = '{' WHERE article_id = ?", (THIRD,))
        connection.commit()
    before = tables(old)
    with pytest.raises(HomeError, match="it is damaged: put back a copy of it"):
        Store.open(old)
    assert tables(old) == before


def test_an_archive_that_is_too_new_is_still_left_alone(old):
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE counters SET value = 6 WHERE name = 'schema'")
        connection.commit()
    before = tables(old)
    with pytest.raises(SchemaTooNew):
        Store.open(old)
    assert tables(old) == before


KENYA = {"path": ["Africa", "Kenya"], "code": "KE", "why": "text"}
NEPAL = {"path": ["Asia", "Nepal"], "code": "NP", "why": "declared"}
LATE = "2022-05-03T23:30:00-05:00"


@pytest.fixture
def old_2(old):
    """The path of an archive of schema 2, its articles with credits and regions."""
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(SCHEMA_2)
        found = "SELECT article_id, document FROM versions"
        for known, document in connection.execute(found).fetchall():
            said = json.loads(document)
            provenance = said.pop("provenance")
            said["regions"] = [NEPAL, KENYA]
            said["credits"] = [{"name": "RUTH AWINO", "role": "reporter"}]
            said["published"] = {"value": LATE, "precision": "instant", "why": "declared"}
            digest = hashlib.sha256(dumped(said).encode()).hexdigest()
            besides = {"origins": [], "provenance": provenance}
            connection.execute(
                "UPDATE versions SET digest = ?, document = ? WHERE article_id = ?",
                (digest, dumped(said | besides), known),
            )
        connection.commit()
    return old


def again(*regions, name="RUTH AWINO"):
    """The first story as it is read today."""
    return record(
        "Ferry runs again",
        body=[LONG],
        url="https://example.org/1",
        language="en",
        published=LATE,
        regions=regions,
        credits=(Credit(name, Role.REPORTER),),
    )


def test_what_was_found_in_a_text_is_no_part_of_what_an_old_article_says(old_2):
    stated = Region(("Asia", "Nepal"), "NP", "declared", ("Republic of Nepal",))
    better = Region(("Africa", "Kenya"), "KE", "named 2 times", ("Kisumu",))
    with Store.open(old_2) as store:
        assert store.add([again(stated, better)]) == [Outcome.UNCHANGED]
        assert store.get(FIRST).regions == (stated, better)
        assert store.get(FIRST).provenance.received == "2022-05-04T08:00:00+00:00"
        assert store.counts().versions == 4
        assert store.add([again(stated)]) == [Outcome.UNCHANGED]
        assert store.add([again(stated, name="Jan Lind")]) == [Outcome.UPDATED]


def test_an_old_archive_knows_its_people_and_its_days_are_those_of_utc(old_2):
    with Store.open(old_2, time_zone="Asia/Seoul") as store:
        assert store.time_zone == "UTC"
        assert PEOPLE.counted(store.database) == [CountedName("RUTH AWINO", (), 3)]
        article = store.get(FIRST)
        assert article.credits == (Credit("RUTH AWINO", Role.REPORTER, "RUTH AWINO"),)
        assert article.published.days() == (date(2022, 5, 4), date(2022, 5, 4))
        assert article.published.stated == LATE


def test_all_facts_of_an_old_archive_are_worked_out_anew_once(old_2):
    with Store.open(old_2) as store, store.database.writing() as connection:
        assert stale_count(connection) == 0
        apply_edition(connection)
        assert stale_count(connection) == 3
    with Store.open(old_2) as store, store.database.writing() as connection:
        apply_edition(connection)
        assert stale_count(connection) == 3


def test_an_archive_of_schema_4_keeps_the_edits_and_sources_that_it_has(tmp_path):
    path = tmp_path / "archive.sqlite3"
    with Store.open(path, create=True) as store:
        for words in (["The boats sail."], ["The boats sail again."]):
            store.add([record(body=words, source="The Shore", url="https://example.org/1")])
        (before,) = store.changes_since(0)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(WITHOUT_ARRIVALS)
        connection.execute("UPDATE counters SET value = 4 WHERE name = 'schema'")
        connection.commit()
    with Store.open(path) as store:
        (after,) = store.changes_since(0)
        assert after == before
        assert after.article.added == ("again",)
        assert store.edited_sources() == ("The Shore",)

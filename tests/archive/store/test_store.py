import pickle
import random
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import (
    BackfileError,
    BusyError,
    HomeError,
    NotFoundError,
    SchemaTooNew,
    SchemaTooOld,
)
from archive.model.article import Origin, RawDocument, Wire, article_id
from archive.store import database_file
from archive.store.batch import Arrivals, Outcome
from archive.store.prepared_record import prepare
from archive.store.reader import Change, Counts
from archive.store.store import Store
from tests.support.articles import record

ADDED, UPDATED, UNCHANGED = Outcome.ADDED, Outcome.UPDATED, Outcome.UNCHANGED
FERRY = "https://example.org/ferry"
JETTY = "https://example.org/jetty"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True) as opened:
        yield opened


def headlines(store):
    return [change.article and change.article.headline for change in store.changes_since(0)]


def ids(store):
    return [change.id for change in store.changes_since(0)]


def test_a_new_store_is_empty(store):
    assert store.counts() == Counts(articles=0, versions=0, sequence=0)
    assert list(store.changes_since(0)) == []


def test_an_article_comes_back_as_it_went_in_with_an_id_and_the_moment_it_was_received(store):
    new = record(
        captions=("A boat.",), regions=("Asia/Nepal",), published="2019-06", topics=("boats",)
    )
    store.add([new])
    (found,) = store.get_many(ids(store)).values()
    received = found.provenance.received
    assert len(found.id) == 16
    assert received.endswith("+00:00")
    provenance = replace(new.article.provenance, received=received)
    known = {"id": found.id, "arrival": 1, "arrived": received}
    assert found == replace(new.article, provenance=provenance, **known)
    assert store.get(found.id) == found


def test_an_article_is_added_once_and_updated_when_it_says_something_else(store):
    assert store.add([record("Ferry runs", url=FERRY)]) == [ADDED]
    assert store.add([record("Ferry runs", url=FERRY)]) == [UNCHANGED]
    assert store.add([record("Ferry runs again", url=FERRY)]) == [UPDATED]
    assert headlines(store) == ["Ferry runs again"]


def test_outcomes_come_in_the_order_of_the_records_also_within_one_batch(store):
    batch = [
        record("Ferry runs", url=FERRY),
        record("Ferry runs", url=f"{FERRY}?utm_source=letter#top"),
        record("Jetty mended", url=JETTY),
        record("Ferry runs again", url=FERRY),
        record("Jetty mended", url=JETTY),
    ]
    assert store.add(batch) == [ADDED, UPDATED, ADDED, UPDATED, UNCHANGED]
    assert store.counts() == Counts(articles=2, versions=4, sequence=2)


def test_articles_without_an_address_are_the_same_if_they_say_the_same(store):
    assert store.add([record("Ferry runs", content=b"1")]) == [ADDED]
    assert store.add([record("Ferry runs", content=b"2")]) == [UNCHANGED]
    assert store.add([record("Ferry runs", content=b"3", published="2019-06-04")]) == [ADDED]
    assert store.add([record("Ferry runs", content=b"4", section="Harbor")]) == [UPDATED]
    assert store.counts() == Counts(articles=2, versions=3, sequence=3)


def test_the_same_bytes_read_with_another_mapping_are_the_same_article(store):
    store.add([record("Harbor news", content=b"{}")])
    before = ids(store)
    assert store.add([record("Ferry runs", content=b"{}")]) == [UPDATED]
    assert store.add([record("Ferry runs", content=b"{}", url=FERRY)]) == [UPDATED]
    assert ids(store) == before
    assert headlines(store) == ["Ferry runs"]


def test_the_parts_of_one_file_are_articles_of_their_own(store):
    assert store.add(
        [record("One", content=b"x", part=1), record("Two", content=b"x", part=2)]
    ) == [
        ADDED,
        ADDED,
    ]
    assert store.add([record("Second", content=b"x", part=2)]) == [UPDATED]
    assert headlines(store) == ["One", "Second"]


def test_the_same_bytes_under_two_addresses_are_two_articles(store):
    assert store.add([record(content=b"page", url=FERRY)]) == [ADDED]
    assert store.add([record(content=b"page", url=JETTY)]) == [ADDED]
    assert store.counts().articles == 2


def test_bytes_seen_before_do_not_bring_an_older_version_back(store):
    store.add([record("Ferry runs", url=FERRY)])
    store.add([record("Ferry runs again", url=FERRY)])
    assert store.add([record("Ferry runs", url=FERRY)]) == [UNCHANGED]
    assert headlines(store) == ["Ferry runs again"]


def test_what_a_better_reader_finds_out_about_unchanged_facts_is_no_new_version(store):
    new = record("Ferry runs", url=FERRY, content=b"1")
    found = replace(
        new.article,
        origins=(Origin("headline", "og:title"),),
        provenance=replace(new.article.provenance, address=FERRY, retrieved="2022-05-03"),
    )
    store.add([new])
    assert store.add([replace(new, article=found)]) == [UNCHANGED]
    assert store.add([replace(new, article=replace(found, wire=Wire(urgency=1)))]) == [UPDATED]
    (stored,) = store.get_many(ids(store)).values()
    assert (stored.origins, stored.wire) == (found.origins, Wire(urgency=1))


def test_records_can_be_prepared_in_another_process(store):
    new = [record("One", content=b"x" * 2_000), record("Two", content=b"x" * 2_000, part=2)]
    prepared = pickle.loads(pickle.dumps([prepare(each) for each in new]))  # noqa: S301 - our own
    assert store.take_in(Arrivals(prepared)) == [ADDED, ADDED]
    assert store.add(new) == [UNCHANGED, UNCHANGED]
    assert headlines(store) == ["One", "Two"]
    assert [(each.source, each.position) for each in prepared] == [
        ("tests/support/articles.py", 1)
    ] * 2


def test_a_document_of_many_articles_is_compressed_and_kept_once(store):
    feed = b"<item>" * 1_000
    prepared = [prepare(record(f"News {part}", content=feed, part=part)) for part in range(1, 9)]
    assert len({id(each.raw) for each in prepared}) == 1
    assert len(prepared[0].raw) < len(feed) / 20
    store.take_in(Arrivals(prepared))
    with closing(sqlite3.connect(store.database.path)) as connection:
        assert connection.execute("SELECT count(*) FROM raw_documents").fetchone() == (1,)
    assert store.raw(prepared[0].raw_sha256) == RawDocument(feed, "text/plain")


def test_every_change_takes_the_next_number(store):
    store.add([record("One", url=f"{FERRY}/1"), record("Two", url=f"{FERRY}/2")])
    one, two = ids(store)
    assert [change.sequence for change in store.changes_since(0)] == [1, 2]
    store.add([record("One more", url=f"{FERRY}/1")])
    assert [(change.sequence, change.id) for change in store.changes_since(0)] == [
        (2, two),
        (3, one),
    ]
    store.delete([two])
    assert [(change.sequence, change.id) for change in store.changes_since(0)] == [
        (3, one),
        (4, two),
    ]
    assert store.sequence() == 4


def test_where_nothing_changes_no_number_is_taken(store):
    store.add([record("One")])
    assert store.add([record("One")]) == [UNCHANGED]
    assert store.add([]) == []
    assert store.delete(["0" * 16]) == 0
    assert store.delete([]) == 0
    assert store.sequence() == 1


def test_changes_are_read_after_one_number_and_up_to_another(store):
    for number in range(1, 6):
        store.add([record(f"News {number}")])
    assert [change.sequence for change in store.changes_since(2)] == [3, 4, 5]
    assert [change.sequence for change in store.changes_since(2, upto=4)] == [3, 4]
    assert list(store.changes_since(5)) == []
    assert list(store.changes_since(0, upto=0)) == []


def test_more_changes_than_one_page_holds_come_each_once(store):
    store.add([record(f"News {number}") for number in range(2_345)])
    assert [change.sequence for change in store.changes_since(0)] == list(range(1, 2_346))


def test_a_change_during_reading_comes_in_the_next_reading(store):
    store.add([record(f"News {number}", url=f"{FERRY}/{number}") for number in range(1_500)])
    reading = store.changes_since(0)
    first = next(reading)
    store.add([record("Late news", url=f"{FERRY}/1499"), record("New news")])
    read = [first, *reading]
    assert len(read) == 1_499
    assert "Late news" not in {change.article.headline for change in read}
    assert [change.article.headline for change in store.changes_since(1_500)] == [
        "Late news",
        "New news",
    ]


def test_a_deleted_article_leaves_a_tombstone(store):
    store.add([record("One"), record("Two")])
    one, two = ids(store)
    assert store.delete([one, one, "0" * 16]) == 1
    assert store.delete([one]) == 0
    assert [*store.changes_since(2)] == [Change(3, one, None)]
    assert list(store.get_many([one, two])) == [two]
    assert store.counts() == Counts(articles=1, versions=2, sequence=3)
    with pytest.raises(NotFoundError, match=f"^{one}: the archive holds no article of this id$"):
        store.get(one)


def test_a_deleted_article_comes_back_when_it_is_added_again(store):
    store.add([record("One")])
    (one,) = ids(store)
    store.delete([one])
    assert store.add([record("One")]) == [ADDED]
    assert ids(store) == [one]
    assert store.counts() == Counts(articles=1, versions=2, sequence=3)


def test_all_versions_are_kept_oldest_first_also_of_a_deleted_article(store):
    store.add([record("Ferry runs", url=FERRY)])
    store.add([record("Ferry runs again", url=FERRY)])
    (ferry,) = ids(store)
    store.delete([ferry])
    assert [version.headline for version in store.versions(ferry)] == [
        "Ferry runs",
        "Ferry runs again",
    ]
    assert store.versions("0" * 16) == []


def test_nothing_to_write_waits_for_no_writer(tmp_path, monkeypatch):
    monkeypatch.setattr(database_file, "LOCK_WAIT_S", 0.1)
    path = tmp_path / "archive.sqlite3"
    with (
        Store.open(path, create=True) as store,
        Store.open(path) as other,
        other.database.writing(),
    ):
        assert store.take_in(Arrivals(())) == []
        with pytest.raises(BusyError):
            store.add([record("One")])


def test_versions_are_counted_without_being_read(store):
    for headline in ("Ferry runs", "Ferry runs again"):
        store.add([record(headline, url=FERRY)])
    (ferry,) = ids(store)
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE versions SET document = 'none'")
    assert [store.version_count(each) for each in (ferry, "0" * 16)] == [2, 0]


@pytest.mark.parametrize(
    "content", [b"", b"\0\xff\xfe not text", "한국어".encode(), b"x" * 100_000]
)
def test_the_bytes_that_came_in_come_back(store, content):
    new = record(content=content)
    store.add([new])
    assert store.raw(new.raw.sha256) == RawDocument(content, "text/plain")
    assert store.raw_size_bytes(new.raw.sha256) == len(content)


@pytest.mark.parametrize("content", [b"x" * 9_000_001, bytes(range(256)) * 40_000])
def test_the_size_of_large_documents_is_told_without_holding_them(store, content):
    new = record(content=content)
    store.add([new])
    assert store.raw_size_bytes(new.raw.sha256) == len(content)


def test_no_size_is_told_of_what_is_not_there_or_damaged(store):
    assert store.raw_size_bytes("abc") is None
    new = record()
    store.add([new])
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE raw_documents SET content = x'00ff'")
    assert store.raw_size_bytes(new.raw.sha256) is None


def test_bytes_that_never_came_in_are_not_found(store):
    with pytest.raises(
        NotFoundError, match=r"^abc: the archive holds no document of this SHA-256$"
    ):
        store.raw("abc")


def test_more_articles_than_a_statement_takes_parameters_are_found_and_deleted(store):
    store.add([record(f"News {number}") for number in range(6_000)])
    every = ids(store)
    wanted = [f"{number:016x}" for number in range(40_000)] + every
    assert len(store.get_many(wanted)) == 6_000
    assert store.delete(wanted) == 6_000


def test_a_batch_that_fails_leaves_nothing_of_itself(store):
    broken = replace(record("Two"), raw=RawDocument(b"", None))
    with pytest.raises(Exception, match="NOT NULL"):
        store.add([record("One"), broken])
    assert store.counts() == Counts(articles=0, versions=0, sequence=0)


def test_two_stores_on_one_file_see_each_others_work(store, tmp_path):
    with Store.open(tmp_path / "archive.sqlite3") as other:
        store.add([record("One")])
        other.add([record("Two")])
        assert headlines(store) == headlines(other) == ["One", "Two"]


@pytest.mark.parametrize("name", ["what?now", "a#b", "100%25", "with space", "항구", "a'b"])
def test_a_home_may_have_any_name(tmp_path, name):
    path = tmp_path / name / "archive.sqlite3"
    with Store.open(path, create=True) as opened:
        opened.add([record()])
    assert path.is_file()
    with Store.open(path) as opened:
        assert opened.counts().articles == 1


def sentence_on_opening(path, **options):
    with pytest.raises(HomeError) as raised:
        Store.open(path, **options)
    sentence = str(raised.value)
    assert sentence.startswith(str(path.parent))
    assert "\n" not in sentence
    return raised.type, sentence.removeprefix(str(path.parent))


def test_where_there_is_no_archive_the_repair_is_named(tmp_path):
    assert sentence_on_opening(tmp_path / "archive.sqlite3") == (
        HomeError,
        ": there is no archive here yet: make one with 'backfile add PATH'",
    )
    assert list(tmp_path.iterdir()) == []


OTHER_VERSIONS = {
    6: (
        SchemaTooNew,
        (
            "/archive.sqlite3: written by a newer Backfile (schema 6, this one reads 5): "
            "upgrade with 'pip install --upgrade backfile'"
        ),
    ),
    0: (
        SchemaTooOld,
        (
            "/archive.sqlite3: written by an older Backfile (schema 0, this one reads 5): "
            "add the files anew into another --home"
        ),
    ),
}


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(("schema", "said"), OTHER_VERSIONS.items())
def test_an_archive_of_another_version_is_left_alone(tmp_path, schema, said, create):
    path = tmp_path / "archive.sqlite3"
    Store.open(path, create=True).close()
    execute(path, "UPDATE counters SET value = ? WHERE name = 'schema'", schema)
    assert sentence_on_opening(path, create=create) == said


NOT_OURS = "/archive.sqlite3: it is not a Backfile archive: choose another --home"


@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_database_is_left_alone(tmp_path, create):
    path = tmp_path / "archive.sqlite3"
    path.write_text("Dear diary, " * 100)
    assert sentence_on_opening(path, create=create) == (HomeError, NOT_OURS)
    assert path.read_text() == "Dear diary, " * 100


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("table", ["recipes (name)", "counters (cake)"])
def test_a_database_of_something_else_is_left_alone(tmp_path, create, table):
    path = tmp_path / "archive.sqlite3"
    execute(path, f"CREATE TABLE {table}")
    assert sentence_on_opening(path, create=create) == (HomeError, NOT_OURS)
    with closing(sqlite3.connect(path)) as connection:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    assert tables == 1


def test_an_empty_file_becomes_an_archive_only_when_something_is_added(tmp_path):
    path = tmp_path / "archive.sqlite3"
    path.touch()
    assert sentence_on_opening(path) == (
        HomeError,
        ": there is no archive here yet: make one with 'backfile add PATH'",
    )
    Store.open(path, create=True).close()
    Store.open(path).close()


def test_a_damaged_archive_is_never_met_by_anything_but_a_sentence(tmp_path):
    whole = tmp_path / "whole" / "archive.sqlite3"
    with Store.open(whole, create=True) as opened:
        opened.add([record(f"News {number}", body=["word " * 300]) for number in range(40)])
        known = ids(opened)
    content = whole.read_bytes()
    rng = random.Random(7)  # noqa: S311 - the same damage every time
    sentences = set()
    for number in range(60):
        damaged = bytearray(content)
        at = rng.randrange(len(content))
        damaged[at : at + 64] = rng.randbytes(len(damaged[at : at + 64]))
        path = tmp_path / "damaged.sqlite3"
        path.write_bytes(damaged[: rng.randrange(at, len(damaged))] if number % 3 == 0 else damaged)
        try:
            with Store.open(path) as opened:
                list(opened.changes_since(0))
                for article_id in known:
                    for version in opened.versions(article_id):
                        opened.raw(version.provenance.sha256)
                opened.add([record("News 1"), record("Newer news")])
        except BackfileError as error:
            sentences.add(str(error).removeprefix(f"{path}: "))
        path.with_name("damaged.sqlite3-wal").unlink(missing_ok=True)
        path.with_name("damaged.sqlite3-shm").unlink(missing_ok=True)
    assert "it is damaged: put back a copy of it, or add the files anew elsewhere" in sentences


def test_a_damaged_article_that_is_added_again_is_named(tmp_path):
    path = tmp_path / "archive.sqlite3"
    with Store.open(path, create=True) as opened:
        opened.add([record("Ferry runs again")])
    execute(path, "UPDATE versions SET document = substr(document, 1, 30)")
    with Store.open(path) as opened, pytest.raises(HomeError) as met:
        opened.add([record("Newer news"), record("Ferry runs again")])
    assert str(met.value) == (
        f"{path}: it is damaged: put back a copy of it, or add the files anew elsewhere"
    )
    with Store.open(path) as opened:
        assert opened.counts().articles == 1


def execute(path, statement, *parameters):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement, parameters)
        connection.commit()


class Model:
    """What a store holds, as plain as it can be said."""

    def __init__(self):
        self.versions = {}
        self.live = set()
        self.sequence = 0

    def add(self, batch):
        """What came of each record, and whose articles changed."""
        outcomes, changed = [], set()
        for new in batch:
            identity, said = new.article.identity(), (new.article.headline, new.article.section)
            versions = self.versions.setdefault(identity, [])
            if identity in self.live and said in versions:
                outcomes.append(UNCHANGED)
                continue
            outcomes.append(UPDATED if identity in self.live else ADDED)
            versions.append(said)
            self.live.add(identity)
            changed.add(identity)
        self.sequence += len(changed)
        return outcomes, changed

    def delete(self, identities):
        """How many were there, and whose articles changed."""
        changed = self.live & set(identities)
        self.live -= changed
        self.sequence += len(changed)
        return len(changed), changed


RECORDS = st.builds(
    lambda url, headline, section: record(headline, url=url, section=section),
    st.sampled_from((None, FERRY, JETTY)),
    st.sampled_from(("One", "Two", "Three")),
    st.sampled_from((None, "Harbor")),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(("add", "delete")), st.lists(RECORDS, max_size=5)), max_size=8
)


@settings(max_examples=40)
@given(STEPS)
def test_a_store_holds_what_a_plain_model_holds(steps):
    model = Model()
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder, "archive.sqlite3"), create=True) as store,
    ):
        for kind, records in steps:
            before = model.sequence
            if kind == "add":
                expected, changed = model.add(records)
                assert store.add(records) == expected
            else:
                identities = [each.article.identity() for each in records]
                expected, changed = model.delete(identities)
                assert store.delete(map(article_id, identities)) == expected
            changes = list(store.changes_since(before))
            assert {change.id for change in changes} == {*map(article_id, changed)}
            assert [change.sequence for change in changes] == [
                *range(before + 1, model.sequence + 1)
            ]
        held = {change.id: change.article for change in store.changes_since(0)}
        versions = sum(map(len, model.versions.values()))
        assert store.counts() == Counts(len(model.live), versions, model.sequence)
        assert len(held) == len(model.versions)
        for identity, said in model.versions.items():
            current = held[article_id(identity)]
            assert (current is not None) == (identity in model.live)
            assert current is None or (current.headline, current.section) == said[-1]
            kept = store.versions(article_id(identity))
            assert [(version.headline, version.section) for version in kept] == said


def test_what_cannot_be_text_is_the_id_of_no_article(tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        with pytest.raises(NotFoundError):
            store.get("\udcff")
        assert store.get_many(["\udcff", "é"]) == {}


def test_the_latest_are_those_whose_current_version_came_in_last(store):
    for headline in ("One", "Two", "Three"):
        store.add([record(headline, url=f"https://example.org/{headline}")])
    store.add([record("One again", url="https://example.org/One")])
    (two,) = [each.id for each in store.latest(9) if each.headline == "Two"]
    assert [each.headline for each in store.latest(2)] == ["One again", "Three"]
    store.delete([two])
    assert [each.headline for each in store.latest(9)] == ["One again", "Three"]

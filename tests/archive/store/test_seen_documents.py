"""What has been read before is not read again, unless reading it could give something else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.ingest import add_files
from archive.ingest.tally import Tally
from archive.model.document import Document
from archive.store import seen_documents
from archive.store.batch import Arrivals, Outcome
from archive.store.seen_documents import reading_key
from archive.store.store import Store

DOCUMENT = Document("a.jsonl", b'{"title":"One"}\n', "application/x-ndjson")


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "home" / "archive.sqlite3", create=True) as store:
        yield store


def test_documents_are_remembered_with_the_number_of_their_articles(store):
    for documents in ({"a": 3, "b": 0}, {"a": 4}, {}):
        store.take_in(Arrivals((), documents=documents))
    assert seen_documents.known(store.database, ["a", "b", "c"]) == {"a": 4, "b": 0}
    assert seen_documents.known(store.database, []) == {}


@pytest.mark.parametrize(
    "other",
    [
        replace(DOCUMENT, name="b.jsonl"),
        replace(DOCUMENT, content=b"{}"),
        replace(DOCUMENT, media_type="text/plain"),
        replace(DOCUMENT, address="https://example.org/"),
        replace(DOCUMENT, retrieved="2019"),
        replace(DOCUMENT, position=2),
        replace(DOCUMENT, mapping={"headline": "kicker"}),
    ],
)
def test_whatever_an_article_depends_on_makes_another_key(other):
    assert reading_key(other) != reading_key(DOCUMENT)


def test_better_readers_read_everything_again(monkeypatch):
    before = reading_key(DOCUMENT)
    monkeypatch.setattr(seen_documents, "READERS_EDITION", seen_documents.READERS_EDITION + 1)
    assert reading_key(DOCUMENT) != before


@given(st.dictionaries(st.text(), st.text()))
def test_the_key_goes_by_what_is_mapped_and_not_by_the_order_of_it(mapping):
    turned = dict(reversed(mapping.items()))
    assert reading_key(replace(DOCUMENT, mapping=mapping)) == reading_key(
        replace(DOCUMENT, mapping=turned)
    )


def add(store, *files):
    tally = Tally()
    add_files(store, files, {}, tally)
    return tally.outcomes


def test_a_file_that_was_added_is_not_read_again(store, tmp_path, monkeypatch):
    path = tmp_path / "wire.jsonl"
    path.write_text("".join(f'{{"title":"News {number}"}}\n' for number in range(700)))
    assert add(store, path) == {Outcome.ADDED: 700}
    monkeypatch.setattr("archive.ingest.reader_pool.prepare_document", None)
    assert add(store, path) == {Outcome.UNCHANGED: 700}


def test_of_a_file_that_has_grown_only_what_is_new_is_read(store, tmp_path, monkeypatch):
    path = tmp_path / "wire.jsonl"
    lines = [f'{{"title":"News {number}"}}\n' for number in range(1_100)]
    path.write_text("".join(lines[:1_000]))
    add(store, path)
    path.write_text("".join(lines))
    read = []
    prepare = seen_documents.reading_key

    def note(document):
        read.append(document.position)
        return prepare(document)

    monkeypatch.setattr("archive.ingest.tasks.reading_key", note)
    assert add(store, path) == {Outcome.UNCHANGED: 1_000, Outcome.ADDED: 100}
    assert read == [1, 501, 1_001]


def test_what_was_taken_out_comes_back_when_its_file_is_added_again(store, tmp_path):
    path = tmp_path / "wire.jsonl"
    path.write_text('{"title":"One"}\n{"title":"Two"}\n')
    add(store, path)
    (first,) = [c.id for c in store.changes_since(0) if c.article.headline == "One"]
    store.delete([first])
    assert add(store, path) == {Outcome.ADDED: 1, Outcome.UNCHANGED: 1}
    assert store.counts().articles == 2


def test_what_holds_a_fault_is_named_every_time(store, tmp_path):
    path = tmp_path / "wire.jsonl"
    path.write_text('{"title":"One"}\n{}\n')
    for outcome in (Outcome.ADDED, Outcome.UNCHANGED):
        tally = Tally()
        add_files(store, [path], {}, tally)
        assert tally.outcomes == {outcome: 1}
        assert len(tally.rejected) == 1

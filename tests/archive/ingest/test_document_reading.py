"""One document is read in bounded time, and whatever its reader does, a reason comes out."""

import time

import pytest

from archive.errors import SourceError
from archive.facts.regions import Amendments
from archive.formats.plain_text import PlainTextReader
from archive.ingest import document_reading
from archive.ingest.document_reading import prepare_document, read_document
from archive.model.article import Record
from archive.model.document import Document, Unreadable

PAGE = Document("page.txt", b"Salt boats return\n\nThe boats came back.", "text/plain")


class Reader:
    """A reader that gives the headline of a page, then does something else."""

    def __init__(self, then):
        self._then = then

    def read(self, document):
        yield from PlainTextReader().read(document)
        self._then()


@pytest.fixture
def then(monkeypatch):
    """Lets the reader of all documents do something after its first article."""

    def install(action):
        monkeypatch.setattr(document_reading, "reader_of", lambda _: Reader(action))

    return install


def fail(error):
    raise error


def spin():
    """Takes a hundred times as long as it may, and yet ends."""
    began = time.process_time()
    while time.process_time() < began + 20:
        pass


FAULTS = {
    "page.txt: nothing more: end": lambda: fail(SourceError("page.txt: nothing more: end")),
    "page.txt: record 1: its reader failed (KeyError: 'x'): it is kept in quarantine": (
        lambda: fail(KeyError("x"))
    ),
    "page.txt: record 1: reading it took more memory than there is: it is kept in quarantine": (
        lambda: fail(MemoryError())
    ),
    "page.txt: record 1: its reader failed (RecursionError: deep): it is kept in quarantine": (
        lambda: fail(RecursionError("deep"))
    ),
}


@pytest.mark.parametrize(("reason", "fault"), FAULTS.items())
def test_whatever_a_reader_raises_is_a_reason_after_what_it_gave(then, reason, fault):
    then(fault)
    record, unreadable = read_document(PAGE)
    assert record.article.headline == "Salt boats return"
    assert unreadable == Unreadable(reason, "page.txt", 1, PAGE)


def test_a_reader_that_does_not_end_is_ended(then, monkeypatch):
    monkeypatch.setattr(document_reading, "LONGEST_READING_S", 0.2)
    then(spin)
    record, unreadable = read_document(PAGE)
    assert isinstance(record, Record)
    assert unreadable.reason == (
        "page.txt: record 1: reading it took more than 0 s: it is kept in quarantine"
    )


@pytest.mark.parametrize(
    ("media_type", "kind"), [("image/png; q=1", "image/png"), ("", "its kind")]
)
def test_a_document_that_nothing_reads_is_named(media_type, kind):
    (unreadable,) = read_document(Document("a.bin", b"x", media_type, position=3))
    assert unreadable.reason == f"a.bin: record 3: no reader for {kind}: it is kept in quarantine"


def test_what_the_store_takes_comes_with_the_reasons_for_the_rest():
    lines = Document("w.jsonl", b'{"title":"One"}\n{}\n', "application/x-ndjson", position=8)
    read = prepare_document("key", lines)
    assert read.key == "key"
    assert [(each.source, each.position) for each in read.prepared] == [("w.jsonl", 8)]
    assert [each.position for each in read.unreadable] == [9]


def test_what_the_owner_says_about_places_counts_at_once_and_makes_no_other_version():
    row = b'{"title":"Boats", "region":["DPRK", "North Korea"], "text":"Off Hamnam."}'
    stated = Document("w.jsonl", row, "application/x-ndjson")
    found = Document("w.jsonl", b'{"title":"Boats", "text":"Off Hamnam."}', "application/x-ndjson")
    hamgyong = ("Asia", "North Korea", "South Hamgyong")
    owners = Amendments({"DPRK": None, "Hamnam": hamgyong})
    regions = [
        [each.path for record in read_document(*given) for each in record.article.regions]
        for given in ((stated,), (stated, owners), (found,), (found, owners))
    ]
    assert regions == [[("Asia", "North Korea")], [("Asia", "North Korea")], [], [hamgyong]]
    for document in (stated, found):
        (plain,) = prepare_document("key", document).prepared
        (amended,) = prepare_document("key", document, owners).prepared
        assert (amended.identity, amended.digest) == (plain.identity, plain.digest)
        assert amended.document != plain.document

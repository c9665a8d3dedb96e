"""One document is read in bounded time, and whatever its reader does, a reason comes out."""

import io
import time
import zipfile

import pytest

from archive.errors import SourceError
from archive.facts.regions import Amendments
from archive.formats.plain_text import PlainTextReader
from archive.ingest import document_reading
from archive.ingest.document_reading import prepare_document, read_document
from archive.model.article import Record
from archive.model.document import Document, Notice, Unreadable

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


class Holder:
    """A reader that gives the documents that a document holds, whatever it is."""

    def __init__(self, *held):
        self._held = held

    def read(self, document):
        yield Notice("pictures", f"{document.name}: left out: a picture")
        yield from self._held


def holding(monkeypatch, *held):
    """Lets all documents of a media type hold others."""
    readers = document_reading.reader_of
    holder = Holder(*held)
    monkeypatch.setattr(
        document_reading,
        "reader_of",
        lambda media_type: holder if media_type == "x/holder" else readers(media_type),
    )
    return Document("a.x", b"x", "x/holder")


def attached_page(name="a.x/page.txt"):
    return Document(name, PAGE.content, "text/plain")


def test_what_is_attached_is_read_after_the_document_and_notices_keep_their_place(monkeypatch):
    broken = Document("a.x/b.doc", b"x", "application/msword")
    document = holding(monkeypatch, attached_page(), broken, attached_page("a.x/c.txt"))
    notice, first, unreadable, last = read_document(document)
    assert notice == Notice("pictures", "a.x: left out: a picture")
    assert [each.article.provenance.source for each in (first, last)] == [
        "a.x/page.txt",
        "a.x/c.txt",
    ]
    assert unreadable.document == broken
    read = prepare_document("key", document)
    assert (len(read.prepared), len(read.unreadable), read.notices) == (2, 1, (notice,))


def letter(inside):
    return b"Subject: F\nContent-Type: message/rfc822\n\n" + inside


def test_letters_in_letters_are_read_to_a_bound():
    content = b"Subject: F\n\nThe boats came back."
    for depth in range(10):
        found = [
            each
            for each in read_document(Document("a.eml", content, "message/rfc822"))
            if not isinstance(each, Notice)
        ]
        assert len(found) == 1
        assert isinstance(found[0], Record if depth <= 5 else Unreadable)
        content = letter(content)
    (again,) = (each for each in read_document(found[0].document) if not isinstance(each, Notice))
    assert again.article.body == ("The boats came back.",)


def test_attachments_share_one_bound_of_time(monkeypatch):
    monkeypatch.setattr(document_reading, "LONGEST_READING_S", 0.0)
    document = holding(monkeypatch, attached_page(), attached_page("a.x/c.txt"))
    _, *found = read_document(document)
    assert [each.document.name for each in found] == ["a.x/page.txt", "a.x/c.txt"]
    assert found[0].reason == (
        "a.x/page.txt: record 1: too much is attached to be read with it: it is kept in quarantine"
    )


def test_attachments_share_one_bound_of_bytes(monkeypatch):
    monkeypatch.setattr(document_reading, "MOST_ATTACHED_BYTES", len(PAGE.content) + 1)
    document = holding(monkeypatch, attached_page(), attached_page("a.x/c.txt"))
    _, first, second = read_document(document)
    assert isinstance(first, Record)
    assert "too much is attached" in second.reason
    assert second.document.name == "a.x/c.txt"


def test_a_package_that_was_kept_is_opened_again():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("page.txt", PAGE.content)
    kept = Document("a.eml/b.zip", packed.getvalue(), "application/zip")
    (record,) = read_document(kept)
    assert record.article.provenance.source == "a.eml/b.zip/page.txt"

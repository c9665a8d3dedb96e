"""What could not be read stays on a list, and is read once it can be."""

import pytest
import sqlalchemy as sa

from archive.errors import NotFoundError
from archive.formats.tabular.json_lines import JsonLinesReader
from archive.ingest import document_reading
from archive.ingest.ingest import add_files, retry_quarantined
from archive.ingest.tally import Tally
from archive.model.document import Document, Unreadable
from archive.store.audit import lines
from archive.store.batch import Arrivals, Outcome
from archive.store.quarantine import Quarantine
from archive.store.store import Store
from archive.store.tables import dismissals


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "home" / "archive.sqlite3", create=True) as store:
        yield store


def put(store, unreadable):
    store.take_in(Arrivals((), unreadable=unreadable))


def listed(store):
    return [(each.name, each.position, each.reason) for each in Quarantine(store.database).listed()]


def add(store, *files, mapping=None):
    tally = Tally()
    add_files(store, files, mapping or {}, tally)
    return tally


def test_what_cannot_be_read_is_listed_by_name_and_position(store, tmp_path):
    wire, picture = tmp_path / "wire.jsonl", tmp_path / "picture.png"
    wire.write_text('{"title":"One"}\n{}\nno json\n')
    picture.write_bytes(b"\x89PNG")
    tally = add(store, wire, picture)
    assert tally.outcomes == {Outcome.ADDED: 1}
    assert [(name, position) for name, position, _ in listed(store)] == [
        (str(picture), None),
        (str(wire), 2),
        (str(wire), 3),
    ]
    assert [reason for *_, reason in listed(store)] == sorted(tally.rejected)


def test_what_is_kept_is_the_bytes_with_all_that_reading_them_needs(store):
    document = Document(
        name="crawl.warc",
        content=b"<html>",
        media_type="text/html; charset=euc-kr",
        address="https://example.org/a",
        retrieved="2019-06-04T00:00:00Z",
        position=7,
        mapping={"headline": "kicker"},
    )
    put(store, [Unreadable("crawl.warc: why", "crawl.warc", 7, document)])
    (each,) = Quarantine(store.database).listed()
    assert Quarantine(store.database).document(each.id) == document
    shown = each.to_json()
    assert shown.pop("received").startswith("20")
    assert shown == {
        "id": 1,
        "name": "crawl.warc",
        "position": 7,
        "reason": "crawl.warc: why",
        "media_type": "text/html; charset=euc-kr",
        "dismissed": None,
        "kept_bytes": len(b"x\x9c\xb3\xc9(\xc9\xcd\xb1\x03\x00\x07\xa2\x02#"),
    }


def test_the_same_thing_is_on_the_list_once_with_its_last_reason(store):
    for reason in ("first", "second"):
        put(store, [Unreadable(reason, "a.txt"), Unreadable(reason, "b.txt", 3)])
    assert listed(store) == [("a.txt", None, "second"), ("b.txt", 3, "second")]


def test_a_file_that_is_mended_leaves_the_list_when_it_is_added_again(store, tmp_path):
    wire, other = tmp_path / "wire.jsonl", tmp_path / "other.jsonl"
    wire.write_text('no json\n{"title":"Two"}\n[]\n')
    other.write_text("no json\n")
    add(store, wire, other)
    assert [(name, position) for name, position, _ in listed(store)] == [
        (str(other), 1),
        (str(wire), 1),
        (str(wire), 3),
    ]
    wire.write_text('{"title":"One"}\n{"title":"Two"}\n[]\n')
    tally = add(store, wire)
    assert tally.outcomes == {Outcome.ADDED: 1, Outcome.UNCHANGED: 1}
    assert [(name, position) for name, position, _ in listed(store)] == [
        (str(other), 1),
        (str(wire), 3),
    ]


def test_retrying_reads_what_is_kept_and_what_is_not_from_its_file(store, tmp_path, monkeypatch):
    missing = tmp_path / "late.jsonl"
    document = Document("wire.jsonl", b'{"title":"Kept"}', "image/png")
    put(
        store, [Unreadable("no table", "wire.jsonl", 4, document), Unreadable("gone", str(missing))]
    )
    tally = Tally()
    retry_quarantined(store, (), tally)
    assert len(tally.rejected) == 2
    assert [name for name, *_ in listed(store)] == [str(missing), "wire.jsonl"]

    missing.write_text('{"title":"Late"}')
    monkeypatch.setattr(document_reading, "reader_of", lambda _: JsonLinesReader())
    tally = Tally()
    retry_quarantined(store, (), tally)
    assert tally.outcomes == {Outcome.ADDED: 2}
    assert listed(store) == []


def test_a_file_that_several_faults_were_found_in_is_read_once_when_they_are_tried_again(
    store, tmp_path
):
    wire = tmp_path / "wire.jsonl"
    wire.write_text('{"title":"One"}')
    inside = Document(f"{wire}/inside", b"no json", "application/x-ndjson")
    put(store, [Unreadable("gone", str(wire)), Unreadable("gone", str(wire), 2)])
    put(store, [Unreadable("no table", inside.name, 1, inside)])
    tally = Tally()
    retry_quarantined(store, (), tally)
    assert tally.outcomes == {Outcome.ADDED: 1}
    assert [name for name, *_ in listed(store)] == [inside.name]


def test_only_what_is_named_is_tried_again(store, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text("no json")
        add(store, tmp_path / f"{name}.jsonl")
        (tmp_path / f"{name}.jsonl").write_text("[]")
    first, second = Quarantine(store.database).listed()
    tally = Tally()
    retry_quarantined(store, (second.id,), tally)
    assert tally.rejected == [second.reason]
    assert {each.id for each in Quarantine(store.database).listed()} == {first.id, second.id + 1}
    with pytest.raises(NotFoundError, match="99: nothing in quarantine has this number"):
        retry_quarantined(store, (99,), tally)


def test_what_is_dismissed_leaves_the_list_and_keeps_its_bytes(store):
    documents = [Document(f"{n}.html", b"<html>%d" % n, "text/html") for n in range(3)]
    put(store, [Unreadable(f"{each.name}: why", each.name, 1, each) for each in documents])
    quarantine = Quarantine(store.database)
    first, second, _third = (each.id for each in quarantine.listed())
    with pytest.raises(NotFoundError, match="77: nothing in quarantine has this number"):
        quarantine.dismiss([first, 77], "Ruth")
    assert len(listed(store)) == 3
    assert quarantine.dismiss([first, second, first], "Ruth") == 2
    assert quarantine.dismiss([first], "Ruth") == 0
    assert [name for name, *_ in listed(store)] == ["2.html"]
    gone = list(quarantine.listed(dismissed=True))
    assert [each.id for each in gone] == [first, second]
    assert all(each.dismissed for each in gone)
    assert quarantine.document(first).content == b"<html>0"
    assert quarantine.restore([second], "Ruth") == 1
    assert [name for name, *_ in listed(store)] == ["1.html", "2.html"]
    assert [
        (line.who, line.action, line.subject, line.detail) for line in lines(store.database)
    ] == [
        ("Ruth", "restore", f"quarantine {second}", "1.html: why"),
        ("Ruth", "dismiss", f"quarantine {second}", "1.html: why"),
        ("Ruth", "dismiss", f"quarantine {first}", "0.html: why"),
    ]
    assert quarantine.dismiss(None, "Ruth") == 2
    assert listed(store) == []
    assert quarantine.restore(None, "Ruth") == 3


def test_what_fails_again_stays_dismissed_and_what_is_read_is_gone(store, tmp_path):
    wire = tmp_path / "wire.jsonl"
    wire.write_text('{"title":"One"}\nno json\n')
    add(store, wire)
    quarantine = Quarantine(store.database)
    quarantine.dismiss(None, "Ruth")
    add(store, wire)
    assert listed(store) == []
    (entry,) = quarantine.listed(dismissed=True)
    retry_quarantined(store, [], tally := Tally())
    assert tally.rejected == []
    retry_quarantined(store, [entry.id], tally)
    assert len(tally.rejected) == 1
    wire.write_text('{"title":"One"}\n')
    add(store, wire)
    assert list(quarantine.listed(dismissed=True)) == []
    with store.database.reading() as connection:
        assert connection.execute(sa.select(dismissals)).all() == []

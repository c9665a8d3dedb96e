"""Articles that come back from an export: the same ids, versions and annotations, byte for byte."""

import json
import random
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.facts.completion import completed
from archive.formats.tabular import line_batches
from archive.ingest import batch_writer, reader_pool, tasks
from archive.ingest.ingest import add_files
from archive.ingest.tally import Tally
from archive.model.article import (
    Credit,
    Origin,
    Picture,
    Precision,
    Provenance,
    Published,
    RawDocument,
    Record,
    Role,
    Wire,
    regions_stated,
)
from archive.model.text import one_line
from archive.store import histories
from archive.store.annotations import Annotations
from archive.store.collections import Collections
from archive.store.corrections import Corrections
from archive.store.serialization import stated_regions
from archive.store.store import Outcome, Store
from indexer.desk.export import history_pieces, whole_archive
from tests.support.articles import article, record

LINES = st.text(max_size=40).map(one_line)
WORDS = LINES.filter(bool)
NAMES = st.sampled_from(["Kim Jong Un", "KIM JONG UN", "Kim Jong-un", "Ana Núñez", "Reuters"])
DATES = st.one_of(
    st.just(Published()),
    st.just(Published(notice="“soon” cannot be read as a date")),
    st.dates()
    .filter(lambda day: 1600 < day.year < 2026)
    .map(lambda day: Published(day.isoformat(), Precision.DAY, "declared")),
    st.sampled_from(
        [
            Published("2019-06", Precision.MONTH, "dateline"),
            Published("1987", Precision.YEAR, "declared"),
            Published("1987-02-26T15:01:01", Precision.INSTANT, "declared"),
            Published("2019-06-04T23:30:00-05:00", Precision.INSTANT, "JSON-LD"),
        ]
    ),
)
ADDRESSES = st.none() | st.sampled_from(
    ["https://example.org/ferry", "https://example.org/ice?utm_source=x", "urn:newsml:a:1", "n/a"]
)


@st.composite
def records(draw):
    """A record as a reader gives it, its facts worked out; its bytes come from a few documents."""
    body = draw(st.lists(WORDS, max_size=4))
    numbers = st.lists(st.integers(0, max(0, len(body) - 1)), max_size=2, unique=True).map(sorted)
    subheads = tuple(draw(numbers)) if body else ()
    raw = RawDocument(draw(st.sampled_from([b"one", b"two", b"three", b""])), "text/plain")
    stated = article(
        draw(WORDS if not body else LINES),
        body,
        provenance=Provenance(
            raw.sha256,
            raw.media_type,
            draw(LINES),
            draw(st.integers(1, 9)),
            address=draw(ADDRESSES),
        ),
        captions=tuple(draw(st.lists(WORDS, max_size=2))),
        subheads=subheads,
        items=tuple(n for n in range(len(body)) if n not in subheads)[:1],
        pictures=tuple(draw(st.sampled_from([(), (Picture("https://example.org/a.jpg", "Ice"),)]))),
        credits=tuple(draw(st.lists(st.builds(Credit, NAMES, st.sampled_from(Role)), max_size=3))),
        published=draw(DATES),
        source=draw(st.none() | WORDS),
        section=draw(st.none() | WORDS),
        topics=tuple(draw(st.lists(WORDS, max_size=2))),
        language=draw(st.sampled_from([None, "en", "zh-Hant"])),
        url=draw(ADDRESSES),
        wire=draw(st.none() | st.builds(Wire, located=st.none() | WORDS, urgency=st.just(3))),
        origins=draw(st.sampled_from([(), (Origin("headline", "JSON-LD"),)])),
    )
    stated = replace(
        stated, regions=regions_stated(draw(st.lists(st.sampled_from(["Nepal", "usa", "Xyz/Q"]))))
    )
    return Record(completed(stated), raw, draw(st.integers(1, 2)), stated_regions(stated))


def export(path, **options):
    """The bytes of an export of the whole archive with its originals."""
    with Store.open(path) as store:
        chosen = whole_archive(store, with_removed=options.get("with_removed", False))
        pieces = history_pieces(store, chosen, with_originals=True, **options)
        return b"".join(piece.content for piece in pieces)


def restore(path, lines, folder):
    """Add lines as a file to an archive; the tally."""
    file = folder / "export.jsonl"
    file.write_bytes(lines)
    tally = Tally()
    with Store.open(path, create=True) as store:
        add_files(store, [file], {}, tally)
    return tally


def kept(path):
    """All that an archive keeps of articles, but for numbers of the sequence."""
    with Store.open(path) as store, store.database.reading() as connection:
        return {
            table: connection.exec_driver_sql(query).all()
            for table, query in {
                "articles": "SELECT id, identity, version, deleted, signature, cluster, received "
                "FROM articles ORDER BY arrival",
                "versions": "SELECT article_id, version, raw_sha256, raw_part, digest "
                "FROM versions ORDER BY article_id, version",
                "raw": "SELECT sha256, media_type, content FROM raw_documents ORDER BY sha256",
                "edits": "SELECT * FROM version_edits ORDER BY article_id, version",
                "bands": "SELECT * FROM near_duplicate_bands ORDER BY band, article_id",
                "tags": "SELECT * FROM tags ORDER BY article_id, tag",
                "notes": "SELECT article_id, text, who, moment FROM notes ORDER BY id",
                "collected": "SELECT name, description, c.who, created, article_id, position, "
                "note, e.who, moment FROM collections c LEFT JOIN collected e "
                "ON e.collection_id = c.id ORDER BY name, position",
                "credited": "SELECT name, article_id FROM credited JOIN spellings ON "
                "spelling_id = id ORDER BY name, article_id",
                "corrections": "SELECT article_id, field, value, why, who, moment, state, "
                "ended, ended_by FROM corrections ORDER BY id",
            }.items()
        }


# Each example makes two archives, and fills one of them twice: some 0.2 s.
@settings(max_examples=15)
@given(
    batches=st.lists(st.lists(records(), min_size=1, max_size=3), min_size=1, max_size=4),
    removed=st.integers(0, 3),
    returns=st.booleans(),
)
def test_whatever_an_archive_keeps_comes_back_byte_for_byte(
    batches, removed, returns, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("round")
    first, second = folder / "a.sqlite3", folder / "b.sqlite3"
    with Store.open(first, create=True) as store:
        for batch in batches:
            store.add(batch)
        ids = [change.id for change in store.changes_since(0)]
        store.delete(ids[:removed])
        if returns:
            store.add(batches[0])
        there = [change.id for change in store.changes_since(0) if change.article]
        if there:
            notes, lists = Annotations(store.database), Collections(store.database)
            notes.add_tags(there[:2], ["sea", "ice"], who="ana")
            notes.add_note(there[-1], "Ask\nagain.", who="ben")
            lists.add(lists.create("Ferries", "All of them.", who="ana"), there[::-1], who="ana")
            lists.create("Empty", who="ben")
            corrections = Corrections(store.database)
            corrections.correct(there[0], {"headline": "First"}, why="misread", who="ana")
            corrections.correct(
                there[0],
                {"headline": "Second", "credits": "reporter: Ana Dray"},
                why="again",
                who="ben",
            )
            corrections.undo(there[0], ["headline"], who="ana")
    lines = export(first, with_removed=True)
    tally = restore(second, lines, folder)
    assert tally.rejected == []
    assert export(second, with_removed=True) == lines
    assert kept(second) == kept(first)
    # Read once more, even anew, it changes nothing.
    again = restore(second, lines + b"\n", folder)
    assert (again.stored, again.rejected) == (0, [])
    assert export(second, with_removed=True) == lines


@pytest.fixture
def versions(tmp_path):
    """An archive of one article in three versions, and its lines."""
    path = tmp_path / "versions.sqlite3"
    with Store.open(path, create=True) as store:
        for number, text in enumerate(("Ice stops it.", "Ice stopped it.", "It runs again.")):
            raw = RawDocument(text.encode(), "text/plain")
            came = Provenance(raw.sha256, raw.media_type, f"{number}.txt")
            said = article("Ferry", (text,), url="https://example.org/ferry", provenance=came)
            store.add([Record(completed(said), raw)])
    lines = [json.loads(line) for line in export(path).splitlines()]
    for number, line in enumerate(lines):
        if line["kind"] != "document":
            moment = f"2024-01-0{line['version']}T00:00:00+00:00"
            line["provenance"]["received"] = moment
            line["previous"] = "" if line["version"] == 1 else lines[number - 1]["moment"]
            line["moment"] = moment
    return lines


def written(lines):
    return b"".join(
        (
            json.dumps({k: v for k, v in line.items() if k != "moment"}, separators=(",", ":"))
            + "\n"
        ).encode()
        for line in lines
    )


def texts(path):
    with Store.open(path) as store:
        (change,) = store.changes_since(0)
        return [version.body[0] for version in store.versions(change.id)]


def of_versions(lines):
    return [line for line in lines if line["kind"] != "document"]


def test_an_article_counts_once_whatever_the_number_of_its_versions(versions, tmp_path):
    home = tmp_path / "home.sqlite3"
    tally = restore(home, written(versions), tmp_path)
    assert dict(tally.outcomes) == {Outcome.ADDED: 1}
    assert texts(home) == ["Ice stops it.", "Ice stopped it.", "It runs again."]


def test_versions_that_came_in_later_are_put_on_top_and_older_ones_are_left_out(versions, tmp_path):
    home = tmp_path / "home.sqlite3"
    first, second, third = of_versions(versions)
    restore(home, written([first, third]), tmp_path)
    tally = restore(home, written([second]), tmp_path)
    assert texts(home) == ["Ice stops it.", "It runs again."]
    assert tally.stored == 0
    newest = third | {"body": ["It is sold."], "version": 4, "previous": third["moment"]}
    newest["provenance"] = third["provenance"] | {"received": "2024-01-09T00:00:00+00:00"}
    tally = restore(home, written([newest]), tmp_path)
    assert dict(tally.outcomes) == {Outcome.UPDATED: 1}
    assert texts(home) == ["Ice stops it.", "It runs again.", "It is sold."]


def test_a_file_cut_off_anywhere_leaves_whole_versions_and_goes_on(versions, tmp_path):
    whole = written(versions)
    for end in range(0, len(whole), len(whole) // 7):
        home = tmp_path / f"{end}.sqlite3"
        restore(home, whole[:end], tmp_path)
        restore(home, whole, tmp_path)
        assert texts(home) == ["Ice stops it.", "Ice stopped it.", "It runs again."]


def test_an_export_never_removes_and_brings_back_what_was_removed(versions, tmp_path):
    home = tmp_path / "home.sqlite3"
    restore(home, written(versions), tmp_path)
    gone = [line | {"is_removed": True} for line in versions]
    assert restore(home, written(gone), tmp_path).stored == 0
    with Store.open(home) as store:
        (change,) = store.changes_since(0)
        store.delete([change.id])
    assert restore(home, written(gone), tmp_path).stored == 0
    with Store.open(home) as store:
        assert store.counts().articles == 0
    assert restore(home, written(versions), tmp_path).outcomes[Outcome.ADDED] == 1
    with Store.open(home) as store:
        assert store.counts().articles == 1


def test_without_its_original_an_article_is_whole_and_takes_it_later(versions, tmp_path):
    home = tmp_path / "home.sqlite3"
    restore(home, written(of_versions(versions)), tmp_path)
    with Store.open(home) as store:
        (change,) = store.changes_since(0)
        sha256 = change.article.provenance.sha256
        assert store.raw_size_bytes(sha256) is None
        with pytest.raises(Exception, match="did not come with the export"):
            store.raw(sha256)
    restore(home, written(versions), tmp_path)
    with Store.open(home) as store:
        assert store.raw(sha256).content == b"It runs again."


def test_what_the_archive_has_corrected_itself_outweighs_the_word_of_others(versions, tmp_path):
    home = tmp_path / "home.sqlite3"
    correction = {
        "field": "headline",
        "value": '"The boat"',
        "why": "misprint",
        "who": "ana",
        "moment": "2024-01-05T00:00:00+00:00",
        "state": "in force",
        "ended": "",
        "ended_by": "",
    }
    mine = [*versions[:-1], versions[-1] | {"corrections": [correction]}]
    restore(home, written(mine), tmp_path)
    theirs = correction | {"who": "eve", "value": '"A wreck"'}
    restore(home, written([versions[-1] | {"corrections": [theirs, correction]}]), tmp_path)
    assert [(row.who, row.value) for row in kept(home)["corrections"]] == [("ana", '"The boat"')]
    with Store.open(home) as store:
        (change,) = store.changes_since(0)
        assert change.article.headline == "The boat"


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path, monkeypatch):
    """All bounds are made small, so that a small archive reaches them."""
    monkeypatch.setattr(reader_pool.os, "sched_getaffinity", lambda _: {0})
    monkeypatch.setattr(batch_writer, "BATCH_RECORDS", 20)
    monkeypatch.setattr(line_batches, "RUN_LINES", 10)
    monkeypatch.setattr(tasks, "_LOOKED_UP_BYTES", 20_000)
    monkeypatch.setattr(histories, "_PAGE", 10)
    # What is loaded once is loaded before, or by the first.
    completed(article())
    _, few, many = (there_and_back(tmp_path / str(count), count) for count in (20, 160, 480))
    more_bytes = many["file"] - few["file"]
    assert more_bytes > 800_000
    # What is garbage but not collected counts as held, and so do some numbers an article.
    for way in ("out", "back"):
        assert many[way] - few[way] < more_bytes / 3, way


def there_and_back(folder, count):
    """The size of an export, and the most memory that writing it and reading it back took."""
    folder.mkdir(exist_ok=True)
    rng = random.Random(count)  # noqa: S311 - no secret
    # Of words so many that no two articles are near-duplicates.
    texts = [" ".join(f"w{rng.randrange(9_999)}" for _ in range(200)) for _ in range(count)]
    with Store.open(folder / "a.sqlite3", create=True) as store:
        store.add([record(f"Ferry {n} runs", body=(text,)) for n, text in enumerate(texts)])
        tracemalloc.start()
        with (folder / "export.jsonl").open("wb") as file:
            for piece in history_pieces(store, whole_archive(store), with_originals=True):
                file.write(piece.content)
        out = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    with Store.open(folder / "b.sqlite3", create=True) as store:
        tracemalloc.start()
        add_files(store, [folder / "export.jsonl"], {}, Tally())
        back = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert store.counts().articles == count
    size_bytes = (folder / "export.jsonl").stat().st_size
    for each in ("a.sqlite3", "b.sqlite3", "export.jsonl"):
        (folder / each).unlink()
    return {"file": size_bytes, "out": out, "back": back}

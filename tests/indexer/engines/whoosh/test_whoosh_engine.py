"""What only Whoosh has: its columns and segments, its files, and what it raises."""

import errno
import struct
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from whoosh import index
from whoosh.index import EmptyIndexError, LockError

from archive.errors import BusyError, DiskFullError, HomeError, IndexDamagedError, UserError
from indexer.analysis.analyzer import Analyzer, index_terms
from indexer.engines.engine import SearchRequest, Sort
from indexer.engines.whoosh import writer
from indexer.engines.whoosh.build import segment_writer
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.errors import translated
from indexer.engines.whoosh.index_entry import (
    CLUSTER,
    ID_COLUMN,
    LAST_DAY,
    LENGTH,
    MOMENT,
    entry,
)
from indexer.engines.whoosh.schema import make_schema
from indexer.engines.whoosh.segment.file import SegmentFileWriter
from indexer.engines.whoosh.segment.reader import Segments
from indexer.engines.whoosh.writer import WhooshWriter
from indexer.query.parser import parse
from indexer.schema.fields import FACETS, TEXT_FIELDS
from tests.indexer.engines.corpus import NEWS, article, changes, living
from tests.indexer.engines.engine_contract import apply, found, listed

QUESTIONS = ("rice", '"market day"', "ric*", "-rice", "date:2019", "by:ahn OR hamhung", "")
MANY = [
    article(
        f"m{number}",
        "Market day",
        f"Rice and {number} wagons.",
        published="2019",
        source="Radio Harbor",
    )
    for number in range(300)
]


def answers(engine):
    """What an engine says to some questions, whole."""
    facets = tuple(facet.name for facet in FACETS)
    return [
        engine.search(SearchRequest(parse(text).query, facets=facets, sort=sort))
        for text in QUESTIONS
        for sort in Sort
    ]


# Segments and columns.


def test_the_values_of_a_facet_are_one_set_in_order():
    names = [facet.name for facet in FACETS]
    values = dict(zip(names, entry(NEWS[0]).values, strict=True))
    assert values["region"] == ("Asia", "Asia/North Korea", "Asia/North Korea/South Hamgyong")
    nothing = dict(zip(names, entry(article("a")).values, strict=True))
    assert (nothing["region"], nothing["year"]) == (("(none)",), ("undated",))


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(changes)
def test_columns_hold_what_was_written_after_any_merges_and_deletions(batches):
    with TemporaryDirectory() as folder:
        apply(WhooshWriter(Path(folder)), *batches)
        with (
            closing(index.open_dir(folder, schema=make_schema())) as opened,
            closing(opened.reader()) as reader,
        ):
            segments = Segments(reader)
            columns = [segments.column(name)[segments.live].tolist() for name in NUMBERS]
            lengths = segments.column(LENGTH["body"])[segments.live].tolist()
            facets = [sets_of(segments, facet.name) for facet in FACETS]
    entries = [entry(each) for each in living(batches).values()]
    assert sorted(zip(*columns, lengths, *facets, strict=True)) == sorted(
        (
            *(each.numbers.get(name, 0) for name in NUMBERS),
            index_terms(each.texts[BODY], Analyzer.PROSE).length,
            *each.values,
        )
        for each in entries
    )


NUMBERS = (ID_COLUMN, CLUSTER, MOMENT, LAST_DAY)
BODY = [field.name for field in TEXT_FIELDS].index("body")


def sets_of(segments, facet):
    """The values of every live document in a facet."""
    values = [()] * segments.size
    for part in segments.facet(facet):
        there = slice(part.first, part.first + len(part.set_of_doc))
        values[there] = [part.sets[number] for number in part.set_of_doc]
    return [each for each, there in zip(values, segments.live, strict=True) if there]


def test_small_segments_are_merged_as_they_come(tmp_path):
    made = WhooshWriter(tmp_path)
    for each in MANY[:40]:
        made.add(each)
        made.commit()
    made.close()
    assert len(list(tmp_path.glob("*.seg"))) < 10
    with closing(WhooshEngine(tmp_path)) as engine:
        assert engine.count() == 40
        assert len(found(engine, "wagons")) == 40


def test_a_term_in_several_segments_is_found_in_all_of_them(tmp_path):
    apply(WhooshWriter(tmp_path), MANY[:200], MANY[200:], ["m7", "m250"])
    with closing(WhooshEngine(tmp_path)) as engine:
        assert engine.search(SearchRequest(parse("rice").query)).total == 298
        assert engine.search(SearchRequest(parse('"market day" rice').query)).total == 298
        assert found(engine, '"and 123 wagons"') == {"m123"}
        assert found(engine, '"and 7 wagons" OR "and 250 wagons"') == set()
        assert listed(engine, query=parse("wagons").query, offset=296) == ["m98", "m99"]


# The writer.


def test_an_engine_answers_as_it_was_opened_while_its_files_are_merged_away(tmp_path):
    made = WhooshWriter(tmp_path)
    for each in NEWS:
        made.add(each)
        made.commit()
    with closing(WhooshEngine(tmp_path)) as engine:
        before = set(tmp_path.glob("*.seg"))
        expected = answers(engine)
        for each in MANY[:30]:
            made.add(each)
            made.delete(NEWS[0].id)
            made.commit()
        assert not before & set(tmp_path.glob("*.seg"))
        assert answers(engine) == expected
    made.close()


def test_what_was_not_committed_does_not_count_and_is_swept_by_the_next_commit(tmp_path):
    apply(WhooshWriter(tmp_path), NEWS)
    with (
        patch.object(segment_writer, "NUMBERS_IN_MEMORY", 10),
        patch.object(writer, "BATCH_CHARACTERS", 1),
    ):
        made = WhooshWriter(tmp_path)
        made.delete(NEWS[0].id)
        made.add(MANY[0])
        made.close()
    with closing(WhooshEngine(tmp_path)) as engine:
        assert engine.count() == len(NEWS)
        assert found(engine, "wagons") == set()
    apply(WhooshWriter(tmp_path), [MANY[1]])
    assert sorted(path.suffix or path.name for path in tmp_path.iterdir()) == [
        ".seg", ".seg", ".toc", "MAIN_WRITELOCK",
    ]  # fmt: skip


def test_a_commit_of_nothing_changes_nothing(tmp_path):
    apply(WhooshWriter(tmp_path), NEWS)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    apply(WhooshWriter(tmp_path), [], [])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_index_that_another_writer_holds_is_busy(tmp_path):
    with (
        patch.object(writer, "LOCK_WAIT_S", 0.1),
        closing(WhooshWriter(tmp_path)) as first,
        closing(WhooshWriter(tmp_path)) as second,
    ):
        first.add(NEWS[0])
        with pytest.raises(BusyError) as busy:
            second.add(NEWS[1])
        assert str(busy.value) == (
            f"{tmp_path}: another process is writing this index: try again when it is done"
        )
        first.commit()
        second.add(NEWS[1])
        second.commit()
    with closing(WhooshEngine(tmp_path)) as engine:
        assert engine.count() == 2


@pytest.mark.parametrize("step", ["write", "_finish"])
def test_a_disk_that_is_full_is_said_and_the_next_writer_gets_through(tmp_path, step):
    apply(WhooshWriter(tmp_path), NEWS)
    made = WhooshWriter(tmp_path)
    full = OSError(errno.ENOSPC, "No space left on device")
    with (
        patch.object(SegmentFileWriter, step, side_effect=full),
        pytest.raises(DiskFullError) as refused,
    ):
        made.add(MANY[0])
        made.commit()
    assert str(refused.value) == (
        f"{tmp_path}: the disk is full: free some room, then run 'backfile update'"
    )
    made.close()
    with closing(WhooshEngine(tmp_path)) as engine:
        assert engine.count() == len(NEWS)
    with patch.object(writer, "LOCK_WAIT_S", 0.1):
        apply(WhooshWriter(tmp_path), [MANY[0]])
    with closing(WhooshEngine(tmp_path)) as engine:
        assert found(engine, "wagons") == {"m0"}


# What Whoosh raises.


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (LockError(), BusyError),
        (OSError(errno.ENOSPC, "full"), DiskFullError),
        (OSError(errno.EDQUOT, "full"), DiskFullError),
        (OSError(errno.EACCES, "denied"), HomeError),
        (OSError(errno.EPERM, "denied"), HomeError),
        (OSError(errno.EROFS, "read-only"), HomeError),
        (OSError(errno.EIO, "worn out"), IndexDamagedError),
        (FileNotFoundError(errno.ENOENT, "gone"), IndexDamagedError),
        (EmptyIndexError(), IndexDamagedError),
        (struct.error(), IndexDamagedError),
        (KeyError("body"), IndexDamagedError),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"), IndexDamagedError),
        (AssertionError(), IndexDamagedError),
        (RecursionError(), IndexDamagedError),
        (MemoryError(), IndexDamagedError),
    ],
    ids=repr,
)
def test_whatever_whoosh_raises_is_an_error_of_ours_that_names_the_repair(raised, kind):
    with pytest.raises(kind) as error, translated(Path("/home/index")):
        raise raised
    assert type(error.value) is kind
    assert error.value.__cause__ is raised
    message = str(error.value)
    assert message.startswith("/home/index: ")
    assert any(
        repair in message
        for repair in ("backfile rebuild", "backfile update", "try again", "check who owns it")
    )


@pytest.mark.parametrize("raised", [UserError("no"), KeyboardInterrupt(), SystemExit(3)])
def test_our_own_errors_and_interruptions_pass(raised):
    with pytest.raises(type(raised)) as error, translated(Path("/home/index")):
        raise raised
    assert error.value is raised


def test_a_directory_without_an_index_cannot_be_read(tmp_path):
    with pytest.raises(IndexDamagedError) as damaged:
        WhooshEngine(tmp_path)
    assert str(damaged.value) == (
        f"{tmp_path}: the index is damaged (EmptyIndexError): "
        "no article is lost, run 'backfile rebuild' to make it anew"
    )

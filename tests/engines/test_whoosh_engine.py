"""What only Whoosh has: its pool, its columns, its files, and what it raises."""

import errno
import gc
import shutil
import struct
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import index
from whoosh.filedb.filestore import RamStorage
from whoosh.index import EmptyIndexError, LockError
from whoosh.writing import PostingPool

from archive.errors import BusyError, DiskFullError, HomeError, IndexDamagedError, UserError
from indexer.engine import Page, SearchRequest, Sort
from indexer.engines.whoosh_engine import WhooshEngine, WhooshWriter, pool, writer
from indexer.engines.whoosh_engine.errors import translated
from indexer.engines.whoosh_engine.pool import TermPool
from indexer.engines.whoosh_engine.postings import Segments
from indexer.engines.whoosh_engine.schema import (
    CLUSTER,
    FACET_HASH,
    FIRST_DAY,
    ID_COLUMN,
    LAST_DAY,
    LENGTH,
    Positions,
    document,
    facet_term,
    facet_values,
    make_schema,
    term_hash,
)
from indexer.fields import FACETS
from indexer.parser import parse
from tests.engines.conformance import apply, found, listed
from tests.engines.corpus import NEWS, article, articles, id_of

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


@pytest.fixture
def swept():
    """Closes what a test leaves open before another one is blamed for it."""
    yield
    gc.collect()


def leaves_files_open(test):
    """Marks a test in which Whoosh fails, and then does not close its files."""
    test = pytest.mark.usefixtures("swept")(test)
    return pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")(test)


def answers(engine):
    """What an engine says to some questions, whole."""
    facets = tuple(facet.name for facet in FACETS)
    return [
        engine.search(SearchRequest(parse(text).query, facets=facets, sort=sort))
        for text in QUESTIONS
        for sort in Sort
    ]


# The pool.


def filled(pool_class, postings):
    """A pool with these postings, and the names of its files."""
    storage = RamStorage()
    made = pool_class(SimpleNamespace(temp_storage=lambda: storage, newsegment=None))
    for posting in postings:
        made.add(posting)
    return made, storage


def whooshs_own(owner):
    return PostingPool(owner.temp_storage(), owner.newsegment)


@st.composite
def postings(draw):
    """The postings of some documents, in the order in which a writer gives them."""
    terms = st.tuples(
        st.sampled_from(["body", "headline", "written_body"]), st.binary(min_size=1, max_size=2)
    )
    positions = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=3).map(sorted)
    return [
        (field, term, number, float(len(places)), Positions().encode(places))
        for number in range(draw(st.integers(0, 8)))
        for (field, term), places in draw(st.dictionaries(terms, positions, max_size=6)).items()
    ]


@given(postings(), st.integers(1, 12))
def test_the_pool_gives_the_order_of_whooshs_own_however_often_it_spills(given_postings, most):
    with patch.object(pool, "POSTINGS_IN_MEMORY", most):
        ours, storage = filled(TermPool, given_postings)
    assert len(ours.runs) == len(given_postings) // most
    theirs, _ = filled(whooshs_own, given_postings)
    assert list(ours.iter_postings()) == list(theirs.iter_postings()) == sorted(given_postings)
    assert ours.fieldnames == theirs.fieldnames
    assert list(storage.list()) == []


def test_an_index_made_with_spills_answers_as_one_without(tmp_path):
    for name, most in (("whole", 10**9), ("spilled", 100)):
        (tmp_path / name).mkdir()
        with patch.object(pool, "POSTINGS_IN_MEMORY", most):
            apply(WhooshWriter(tmp_path / name), [*NEWS, *MANY])
        assert list((tmp_path / name).glob("*.run")) == []
    with (
        closing(WhooshEngine(tmp_path / "whole")) as whole,
        closing(WhooshEngine(tmp_path / "spilled")) as spilled,
    ):
        assert answers(whole) == answers(spilled)


# Postings and columns.


@given(st.lists(st.lists(st.integers(0, 2**32 - 1), unique=True).map(sorted), max_size=4))
def test_positions_come_back_as_they_were_packed(lists):
    packing = Positions()
    for positions in lists:
        packed = packing.encode(positions)
        assert packing.decode_positions(packed) == positions
        assert packing.decode_frequency(packed) == packing.decode_weight(packed) == len(positions)
    together = packing.decode_positions(packing.combine(map(packing.encode, lists)))
    assert together == sorted({position for positions in lists for position in positions})


def test_a_facets_values_come_back_from_its_term():
    (region,) = (facet for facet in FACETS if facet.name == "region")
    (year,) = (facet for facet in FACETS if facet.name == "year")
    term = facet_term(region, NEWS[0])
    assert facet_values(term) == [
        "Asia", "Asia/North Korea", "Asia/North Korea/South Hamgyong",
    ]  # fmt: skip
    assert facet_term(region, article("a")) == ""
    assert facet_term(year, article("a")) == "undated"


def test_the_hash_of_a_term_is_what_it_was_when_the_index_was_written():
    assert term_hash("Asia") == 4267223079788048195
    assert term_hash("") & 1 == 1


changes = st.lists(
    st.lists(
        st.tuples(st.sampled_from([f"news{number}" for number in range(12)]), articles | st.none()),
        max_size=4,
    ),
    min_size=5,
    max_size=12,
)


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(changes)
def test_columns_hold_what_was_written_after_any_merges_and_deletions(batches):
    live = {}
    with TemporaryDirectory() as folder:
        made = WhooshWriter(Path(folder))
        for batch in batches:
            for name, text in batch:
                if text is None:
                    live.pop(id_of(name), None)
                    made.delete(id_of(name))
                else:
                    live[id_of(name)] = replace(text, id=id_of(name))
                    made.add(live[id_of(name)])
            made.commit()
        made.close()
        with (
            closing(index.open_dir(folder, schema=make_schema())) as opened,
            closing(opened.reader()) as reader,
        ):
            segments = Segments(reader)
            names = (
                ID_COLUMN,
                CLUSTER,
                FIRST_DAY,
                LAST_DAY,
                *LENGTH.values(),
                *FACET_HASH.values(),
            )
            columns = [segments.column(name)[segments.live].tolist() for name in names]
    written = [document(each) for each in live.values()]
    assert sorted(zip(*columns, strict=True)) == sorted(
        tuple(values.get(name, 0) for name in names) for values in written
    )


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


def test_a_term_in_many_blocks_is_found_in_all_of_them(tmp_path):
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
    with patch.object(pool, "POSTINGS_IN_MEMORY", 10):
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


@leaves_files_open
@pytest.mark.parametrize("method", ["add", "iter_postings"])
def test_a_disk_that_is_full_is_said_and_the_next_writer_gets_through(tmp_path, method):
    apply(WhooshWriter(tmp_path), NEWS)
    made = WhooshWriter(tmp_path)
    full = OSError(errno.ENOSPC, "No space left on device")
    with (
        patch.object(TermPool, method, side_effect=full),
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


# Damaged files.


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A directory with an index of two segments, one with deletions; and the names of its files."""
    directory = tmp_path_factory.mktemp("sound")
    apply(WhooshWriter(directory), NEWS, MANY, ["drugs", "m7"])
    names = sorted(path.name for path in directory.iterdir() if path.stat().st_size)
    assert [Path(name).suffix for name in names] == [".seg", ".seg", ".toc"]
    return directory, names


def truncated(content, at):
    return content[:at]


def flipped(content, at):
    return content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :]


def zeroed(content, at):
    return content[:at] + bytes(16) + content[at + 16 :]


def overrun(content, at):
    return content[:at] + b"\xff" * 8 + content[at + 8 :]


def look_at(directory):
    """Ask an index all that can be asked; only damage may be raised. Whether it was."""
    try:
        with closing(WhooshEngine(directory)) as engine:
            assert engine.count() >= 0
            for page in answers(engine):
                assert isinstance(page, Page)
    except IndexDamagedError as damaged:
        assert "run 'backfile rebuild' to make it anew" in str(damaged)
        return True
    return False


@leaves_files_open
# NumPy's doubts about garbled numbers must not be what finds them.
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@settings(max_examples=60)
@given(
    file=st.integers(0, 2),
    # Half of the damage near the end, where the tables of contents are.
    at=st.floats(0, 1, exclude_max=True) | st.floats(0.97, 1, exclude_max=True),
    damage=st.sampled_from([truncated, flipped, zeroed, overrun]),
)
def test_damage_anywhere_in_any_file_is_said_or_goes_unnoticed(sound, file, at, damage):
    directory, names = sound
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(directory, copy, dirs_exist_ok=True)
        content = (copy / names[file]).read_bytes()
        (copy / names[file]).write_bytes(damage(content, int(at * len(content))))
        look_at(copy)


@leaves_files_open
@pytest.mark.parametrize("file", [0, 1, 2])
@pytest.mark.parametrize("part", [0, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_damage(sound, tmp_path, file, part):
    directory, names = sound
    shutil.copytree(directory, tmp_path, dirs_exist_ok=True)
    content = (tmp_path / names[file]).read_bytes()
    (tmp_path / names[file]).write_bytes(content[: int(part * len(content))])
    assert look_at(tmp_path)


@leaves_files_open
@pytest.mark.parametrize("file", [0, 1, 2])
def test_a_file_that_is_gone_is_damage(sound, tmp_path, file):
    directory, names = sound
    shutil.copytree(directory, tmp_path, dirs_exist_ok=True)
    (tmp_path / names[file]).unlink()
    assert look_at(tmp_path)


@leaves_files_open
def test_a_writer_says_damage_too(sound, tmp_path):
    directory, names = sound
    shutil.copytree(directory, tmp_path, dirs_exist_ok=True)
    (tmp_path / names[0]).write_bytes(b"")
    with pytest.raises(IndexDamagedError), closing(WhooshWriter(tmp_path)) as made:
        made.delete(NEWS[0].id)
        made.commit()

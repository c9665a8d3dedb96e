"""Translation of Tantivy's exceptions, and indexes with damaged files."""

import errno
import json
import shutil
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import BusyError, DiskFullError, HomeError, IndexDamagedError, UserError
from indexer.engines.registry import engine_kind
from indexer.engines.tantivy import errors
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.errors import translated
from indexer.engines.tantivy.writer import TantivyWriter
from tests.indexer.engines.corpus import NEWS
from tests.indexer.engines.damage import damage_file, damages, places, truncated
from tests.indexer.engines.engine_contract import apply
from tests.indexer.engines.tantivy.many_articles import MANY, answers, made_up_folder

# What Tantivy raises.


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (ValueError("Failed to acquire Lockfile: LockBusy. Some(...)"), BusyError),
        (ValueError("An IO error occurred: 'No space left (os error 28)'"), DiskFullError),
        (ValueError("IoError { io_error: Os { code: 122, kind: Quota } }"), DiskFullError),
        (OSError(errno.ENOSPC, "full"), DiskFullError),
        (ValueError("Internal error: 'Permission denied (os error 13)'"), HomeError),
        (OSError(errno.EROFS, "read-only"), HomeError),
        (OSError(errno.EIO, "worn out"), IndexDamagedError),
        (FileNotFoundError(errno.ENOENT, "gone"), IndexDamagedError),
        (ValueError("Data corrupted"), IndexDamagedError),
        (json.JSONDecodeError("no", "x", 0), IndexDamagedError),
        (KeyError("segments"), IndexDamagedError),
        (RecursionError(), IndexDamagedError),
        (MemoryError(), IndexDamagedError),
    ],
    ids=repr,
)
def test_whatever_tantivy_raises_is_an_error_of_ours_that_names_the_repair(raised, kind):
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


@pytest.mark.parametrize(("least", "kind"), [(0, IndexDamagedError), (2**63, DiskFullError)])
def test_threads_that_died_on_a_full_disk_died_of_it(tmp_path, least, kind):
    with (
        patch.object(errors, "NO_ROOM_BYTES", least),
        pytest.raises(kind),
        translated(tmp_path),
    ):
        raise ValueError("An index writer was killed. A worker thread encountered an error")


@pytest.mark.parametrize("raised", [UserError("no"), KeyboardInterrupt(), SystemExit(3)])
def test_our_own_errors_and_interruptions_pass_through_tantivys(raised):
    with pytest.raises(type(raised)) as error, translated(Path("/home/index")):
        raise raised
    assert error.value is raised


@pytest.mark.parametrize("missing", [False, True])
def test_a_directory_without_a_tantivy_index_cannot_be_read_and_gets_none(tmp_path, missing):
    directory = tmp_path / "none" if missing else tmp_path
    with pytest.raises(IndexDamagedError) as damaged:
        TantivyEngine(directory)
    assert str(damaged.value) == (
        f"{directory}: the index is damaged (FileNotFoundError): "
        "no article is lost, run 'backfile rebuild' to make it anew"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_engine_is_known_by_its_name(tmp_path):
    kind = engine_kind("tantivy")
    assert kind is engine_kind("tantivy")
    assert kind.open is TantivyEngine
    with closing(kind.writer(tmp_path)) as writer:
        assert isinstance(writer, TantivyWriter)


# Damaged files.


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A directory with an index of two segments, one with deletions; and the names of its files."""
    directory = tmp_path_factory.mktemp("sound")
    apply(TantivyWriter(directory), NEWS, MANY, ["drugs", "m7"])
    files = sorted(path.name for path in directory.iterdir() if not path.name.startswith("."))
    kinds = {"del", "fast", "fieldnorm", "idx", "pos", "store", "term", "json"}
    assert {name.rpartition(".")[2] for name in files} == kinds
    with closing(TantivyEngine(directory)) as engine:
        yield directory, files, answers(engine)


def look_at(directory, expected):
    """Whether the index says that it is damaged; if not, it answers as it would without."""
    try:
        with closing(TantivyEngine(directory)) as engine:
            assert answers(engine) == expected
    except IndexDamagedError as damaged:
        assert str(damaged).startswith(f"{directory}: the index is damaged (")
        assert str(damaged).endswith("no article is lost, run 'backfile rebuild' to make it anew")
        return True
    return False


@settings(max_examples=50)
@given(file=st.integers(0, 100), place=places, damage=damages)
def test_damage_anywhere_in_any_file_of_tantivys_is_said_or_harmless(sound, file, place, damage):
    directory, files, expected = sound
    with made_up_folder() as folder:
        copy = Path(folder)
        shutil.copytree(directory, copy, dirs_exist_ok=True)
        damage_file(copy / files[file % len(files)], damage, place)
        look_at(copy, expected)


@pytest.mark.parametrize("part", [0, 0.5, 0.9, None])
def test_a_file_that_was_cut_off_or_is_gone_is_damage(sound, tmp_path, part):
    directory, files, expected = sound
    for number, name in enumerate(files):
        copy = tmp_path / str(number)
        shutil.copytree(directory, copy)
        if part is None:
            (copy / name).unlink()
        else:
            damage_file(copy / name, truncated, part)
        assert look_at(copy, expected), name


def test_a_writer_of_tantivys_says_damage_too(sound, tmp_path):
    directory, files, _ = sound
    shutil.copytree(directory, tmp_path, dirs_exist_ok=True)
    (tmp_path / files[0]).write_bytes(b"")
    with pytest.raises(IndexDamagedError), closing(TantivyWriter(tmp_path)) as made:
        made.delete(NEWS[0].id)
        made.commit()


def test_whole_files_are_read_through_once(sound, tmp_path):
    directory, _, expected = sound
    shutil.copytree(directory, tmp_path, dirs_exist_ok=True)
    assert not look_at(tmp_path, expected)
    with patch("indexer.engines.tantivy.integrity._is_whole", side_effect=AssertionError):
        assert not look_at(tmp_path, expected)

"""Damaged files of a Whoosh index: the damage is said, or the answers are what they were."""

import gc
import random
import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import IndexDamagedError
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.writer import WhooshWriter
from tests.indexer.engines.corpus import NEWS
from tests.indexer.engines.damage import damage_file, damages, flipped, places, truncated
from tests.indexer.engines.engine_contract import apply
from tests.indexer.engines.whoosh.test_whoosh_engine import MANY, answers


@pytest.fixture
def swept():
    """Closes what a test leaves open before another one is blamed for it."""
    yield
    gc.collect()


def leaves_files_open(test):
    """Marks a test in which Whoosh fails, and then does not close its files."""
    test = pytest.mark.usefixtures("swept")(test)
    return pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")(test)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A directory with an index of two segments, one with deletions; its files, its answers."""
    directory = tmp_path_factory.mktemp("sound")
    apply(WhooshWriter(directory), NEWS, MANY, ["drugs", "m7"])
    names = sorted(path.name for path in directory.iterdir() if path.stat().st_size)
    assert [Path(name).suffix for name in names] == [".seg", ".seg", ".toc"]
    with closing(WhooshEngine(directory)) as engine:
        return directory, names, answers(engine)


def answers_or_damage(directory):
    """What an index says to all that can be asked; None where it says that it is damaged."""
    try:
        with closing(WhooshEngine(directory)) as engine:
            return answers(engine)
    except IndexDamagedError as damaged:
        assert "run 'backfile rebuild' to make it anew" in str(damaged)
        return None


@leaves_files_open
@settings(max_examples=60)
@given(file=st.integers(0, 2), place=places, damage=damages)
def test_damage_anywhere_in_any_file_is_said_or_changes_no_answer(sound, file, place, damage):
    directory, names, expected = sound
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(directory, copy, dirs_exist_ok=True)
        damage_file(copy / names[file], damage, place)
        assert answers_or_damage(copy) in (None, expected)


def test_every_byte_that_is_asked_for_is_checked(sound, tmp_path):
    directory, names, expected = sound
    shutil.copytree(directory, tmp_path, dirs_exist_ok=True)
    rng = random.Random(5)  # noqa: S311 - the same damage every time
    said = 0
    for name in names[:2]:
        content = (directory / name).read_bytes()
        for at in rng.sample(range(len(content)), 60):
            (tmp_path / name).write_bytes(flipped(content, at))
            found = answers_or_damage(tmp_path)
            assert found in (None, expected)
            said += found is None
        (tmp_path / name).write_bytes(content)
    # The rest is of words that nobody asked for.
    assert said > 60
    assert answers_or_damage(tmp_path) == expected


@leaves_files_open
@pytest.mark.parametrize("file", [0, 1, 2])
@pytest.mark.parametrize("part", [0, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_damage(sound, tmp_path, file, part):
    directory, names, _ = sound
    shutil.copytree(directory, tmp_path, dirs_exist_ok=True)
    damage_file(tmp_path / names[file], truncated, part)
    assert answers_or_damage(tmp_path) is None


@leaves_files_open
@pytest.mark.parametrize("file", [0, 1, 2])
def test_a_file_that_is_gone_is_damage(sound, tmp_path, file):
    directory, names, _ = sound
    shutil.copytree(directory, tmp_path, dirs_exist_ok=True)
    (tmp_path / names[file]).unlink()
    assert answers_or_damage(tmp_path) is None


def test_a_segment_in_place_of_another_is_damage(sound, tmp_path):
    directory, names, _ = sound
    shutil.copytree(directory, tmp_path, dirs_exist_ok=True)
    shutil.copy(tmp_path / names[0], tmp_path / names[1])
    assert answers_or_damage(tmp_path) is None


def test_a_writer_says_damage_too(sound, tmp_path):
    directory, names, _ = sound
    shutil.copytree(directory, tmp_path, dirs_exist_ok=True)
    (tmp_path / names[0]).write_bytes(b"")
    with pytest.raises(IndexDamagedError), closing(WhooshWriter(tmp_path)) as made:
        made.delete(NEWS[0].id)
        made.commit()

"""Processes that are killed, that meet, and that find the disk full: nothing is lost."""

import random
import shutil
import subprocess
import time

import pytest

from tests.faults.processes import (
    FILES_OF_A_MEGABYTE,
    TIMEOUT_S,
    found,
    held,
    in_step,
    run,
    sentence,
    start,
)

LINES = 5_000


@pytest.fixture(scope="module")
def wire(lines_of):
    """A file of many short articles."""
    return lines_of(range(LINES))


@pytest.fixture(scope="module")
def undisturbed(wire, tmp_path_factory):
    """The home that adding the file gives when nothing comes between."""
    home = tmp_path_factory.mktemp("undisturbed") / "home"
    assert run(home, "add", wire).returncode == 0
    return home


def kill_when(process, is_time):
    """Kill a process as soon as it is time, with the signal that it can do nothing about."""
    deadline = time.monotonic() + TIMEOUT_S
    while not is_time() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    process.kill()
    process.communicate()
    return process.returncode < 0


def test_adding_that_is_killed_leaves_whole_articles_and_ends_the_same(wire, undisturbed, tmp_path):
    whole = held(undisturbed)
    home = tmp_path / "home"
    rng = random.Random(7)  # noqa: S311 - the same moments every time
    moments = [*sorted(rng.randrange(LINES) for _ in range(4)), LINES, LINES]
    for most in moments:
        pause_s = rng.uniform(0, 0.6)

        def is_time(most=most, pause_s=pause_s):
            # Of the last two, which come while the index is built, the moment is by the clock.
            is_there = (home / "archive.sqlite3").exists() and len(held(home)) >= most
            time.sleep(pause_s if is_there and most == LINES else 0)
            return is_there

        assert kill_when(start(home, "add", wire), is_time)
        assert held(home).items() <= whole.items()
    ended = run(home, "add", wire)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert held(home) == whole
    assert in_step(home)
    for query in ("word7", "news", '"news 4999"', ""):
        assert found(home, query) == found(undisturbed, query) > 0


def test_a_rebuild_that_is_killed_leaves_the_old_index_answering(undisturbed, tmp_path):
    home = shutil.copytree(undisturbed, tmp_path / "home")
    (old,) = (home / "index").glob("g-*")
    for pause_s in (0, 0.4):

        def is_time(pause_s=pause_s):
            is_begun = len(list((home / "index").glob("g-*"))) > 1
            time.sleep(pause_s if is_begun else 0)
            return is_begun

        assert kill_when(start(home, "rebuild"), is_time)
        assert found(home, "word7") == LINES // 50
        assert old.is_dir()
    ended = run(home, "rebuild")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert found(home, "word7") == LINES // 50
    assert len(list((home / "index").glob("g-*"))) == 1
    assert not old.exists()


def test_two_processes_that_add_at_once_take_turns(lines_of, tmp_path):
    home = tmp_path / "home"
    both = [start(home, "add", lines_of(numbers)) for numbers in (range(1_200), range(800, 2_000))]
    for process in both:
        stdout, stderr = process.communicate(timeout=TIMEOUT_S)
        assert (process.returncode, stderr) == (0, "")
        assert stdout.startswith(("1,200 added", "800 added, 0 updated, 400 unchanged", "1,"))
    assert sorted(article["headline"] for article in held(home).values()) == sorted(
        f"News {number}" for number in range(2_000)
    )
    assert in_step(home)
    assert found(home, "word7") == 40


@pytest.fixture
def small_disk(tmp_path):
    """Makes a disk of its own of so many MB."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(option):
        words = [shutil.which("mount") or "mount", "-t", "tmpfs", "-o", option, "tmpfs", folder]
        if subprocess.run(words, capture_output=True, check=False).returncode:
            pytest.skip("this user cannot mount a small disk: run as root to test a full one")
        return folder

    yield mount
    subprocess.run(["umount", folder], check=False, capture_output=True)


# In the first the articles have no room, in the second they have, but their index has not.
@pytest.mark.parametrize(("size", "place"), [("3m", "archive.sqlite3"), ("9m", "index/g-000001")])
def test_a_full_disk_is_said_in_one_sentence_and_loses_nothing(
    wire, undisturbed, small_disk, size, place
):
    home = small_disk(f"size={size}") / "home"
    said = sentence(run(home, "add", wire), 74)
    assert said.startswith(f"{home / place}: the disk is full: free some room")
    kept = held(home)
    assert len(kept) >= 500
    small_disk("remount,size=60m")
    assert kept.items() <= held(undisturbed).items()
    ended = run(home, "add", wire)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert held(home) == held(undisturbed)
    assert found(home, "word7") == LINES // 50


def test_a_disk_that_takes_no_more_bytes_is_said_in_one_sentence(wire, home):
    before = held(home)
    ended = run(home, "add", wire, under=FILES_OF_A_MEGABYTE)
    assert "the disk refused to write" in sentence(ended, 74)
    assert before.items() <= held(home).items()

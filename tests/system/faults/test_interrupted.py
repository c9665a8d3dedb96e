"""Processes that are killed, that meet, and that find the disk full: nothing is lost."""

import errno
import json
import os
import shutil
import signal
import subprocess
import time

import pytest

from archive.errors import HomeError
from archive.store.store import Store
from tests.system.faults.command_runs import (
    FILES_OF_A_MEGABYTE,
    TIMEOUT_S,
    found,
    held,
    in_step,
    run,
    sentence,
    start,
)

# Four batches: one may be stored, another under way, and others still be read.
LINES = 2_000


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
        time.sleep(0.03)
    process.kill()
    process.communicate()
    return process.returncode < 0


def stored(home):
    """How many articles are in the store by now."""
    try:
        with Store.open(home / "archive.sqlite3") as store:
            return store.counts().articles
    except HomeError:
        return 0


@pytest.mark.long
def test_adding_that_is_killed_leaves_whole_articles_and_ends_the_same(wire, undisturbed, tmp_path):
    whole = held(undisturbed)
    home = tmp_path / "home"
    killed = 0
    for least, pause_s in ((LINES // 3, 0), (LINES, 0), (LINES, 0.1)):

        def is_time(least=least, pause_s=pause_s):
            return stored(home) >= least and time.sleep(pause_s) is None

        killed += kill_when(start(home, "add", wire), is_time)
        assert held(home).items() <= whole.items()
    # On a busy machine one may have ended before it could be killed.
    assert killed >= 1
    ended = run(home, "add", wire)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert held(home) == whole
    assert in_step(home)
    for query in ("word7", "news", '"news 1999"', ""):
        assert found(home, query) == found(undisturbed, query) > 0


def test_adding_that_ctrl_c_stops_keeps_what_it_has_read_and_goes_on_there(lines_of, tmp_path):
    lines, home = 20_000, tmp_path / "home"
    wire = lines_of(range(lines))
    process = start(home, "add", wire)
    while not stored(home) and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=TIMEOUT_S)
    kept = stored(home)
    assert 0 < kept < lines
    assert process.returncode == 130
    assert stderr == (
        f"backfile: stopped: {kept:,} articles of this run are stored: "
        "run the same command again to go on\n"
    )
    counts = json.loads(run(home, "add", "--json", wire).stdout)
    assert (counts["unchanged"], counts["added"]) == (kept, lines - kept)
    assert in_step(home)


def test_a_rebuild_that_is_killed_leaves_the_old_index_answering(undisturbed, tmp_path):
    home = shutil.copytree(undisturbed, tmp_path / "home")
    (old,) = (home / "index").glob("g-*")
    for pause_s in (0, 0.1):

        def is_time(pause_s=pause_s):
            return len(list((home / "index").glob("g-*"))) > 1 and time.sleep(pause_s) is None

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
    both = [
        start(home, "add", "--json", lines_of(numbers))
        for numbers in (range(1_200), range(800, 2_000))
    ]
    added = unchanged = 0
    for process in both:
        stdout, stderr = process.communicate(timeout=TIMEOUT_S)
        assert (process.returncode, stderr) == (0, "")
        added += json.loads(stdout)["added"]
        unchanged += json.loads(stdout)["unchanged"]
    assert (added, unchanged) == (2_000, 400)
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


def test_a_full_disk_keeps_what_was_stored_before(wire, small_disk):
    home = small_disk("size=2m") / "home"
    assert sentence(run(home, "add", wire), 74) == (
        f"{home}/archive.sqlite3: the disk is full: free some room and run the command again"
    )
    kept = held(home)
    assert 500 <= len(kept) < LINES
    for article in kept.values():
        number = int(article["headline"].removeprefix("News "))
        assert article["body"] == (f"Word{number % 50}.",)


# What the database needs to be read, and less than an index takes.
LEFT_BYTES = 80_000


def fill(folder):
    """Leave next to no room on a disk."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as stream:
        try:
            while stream.write(bytes(4_096)):
                pass
        except OSError as error:
            assert error.errno == errno.ENOSPC
    os.truncate(ballast, ballast.stat().st_size - LEFT_BYTES)


def test_an_index_that_finds_the_disk_full_is_finished_when_there_is_room(lines_of, small_disk):
    disk, lines = small_disk("size=60m"), 5_000
    home = disk / "home"
    assert run(home, "add", lines_of(range(lines))).returncode == 0
    assert sum(path.stat().st_size for path in home.glob("index/*/*")) > LEFT_BYTES
    fill(disk)
    assert sentence(run(home, "rebuild"), 74) == (
        f"{home}/index/g-000002: the disk is full: free some room, then run 'backfile update'"
    )
    assert found(home, "word7") == lines // 50
    (disk / "ballast").unlink()
    ended = run(home, "rebuild")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert found(home, "word7") == lines // 50


def test_a_disk_that_takes_no_more_bytes_is_said_in_one_sentence(wire, home):
    before = held(home)
    ended = run(home, "add", wire, under=FILES_OF_A_MEGABYTE)
    assert "the disk refused to write" in sentence(ended, 74)
    assert before.items() <= held(home).items()

"""Processes that are killed, that meet, and that find the disk full: nothing is lost."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.store import Store

BACKFILE = Path(sys.executable).with_name("backfile")
LINES = 4_000


@pytest.fixture(scope="module")
def wire(tmp_path_factory):
    """A file of many short articles."""
    path = tmp_path_factory.mktemp("wire") / "wire.jsonl"
    with path.open("w") as stream:
        for number in range(LINES):
            row = {
                "headline": f"Story {number}",
                "body": f"Ferry {number} left harbour {number % 7}.",
            }
            stream.write(json.dumps(row) + "\n")
    return path


@pytest.fixture(scope="module")
def undisturbed(wire, tmp_path_factory):
    """The archive that adding the file gives when nothing comes between."""
    home = tmp_path_factory.mktemp("undisturbed")
    assert run(home, "add", wire)["added"] == LINES
    return documents(home)


def start(home, *arguments):
    return subprocess.Popen(
        [BACKFILE, "--home", home, *arguments, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(home, *arguments):
    process = start(home, *arguments)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return json.loads(out)


def documents(home):
    """Every article of an archive without the moment that it came in."""
    with Store.open(Path(home) / "archive.sqlite3") as store:
        found = {}
        for change in store.changes_since(0):
            document = change.article.to_json()
            document["provenance"].pop("received")
            found[change.id] = document
        return found


def kill_after(process, seconds):
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)


def test_adding_that_is_killed_leaves_whole_articles_and_ends_the_same(wire, undisturbed, tmp_path):
    rng = random.Random(7)  # noqa: S311 - the same moments every time
    kills = 0
    for _ in range(6):
        process = start(tmp_path, "add", wire)
        kill_after(process, rng.uniform(0.6, 2.5))
        kills += process.returncode == -signal.SIGKILL
        if (tmp_path / "archive.sqlite3").exists():
            assert documents(tmp_path).items() <= undisturbed.items()
    assert kills >= 3
    result = run(tmp_path, "add", wire)
    assert result["added"] + result["unchanged"] == LINES
    assert documents(tmp_path) == undisturbed
    assert run(tmp_path, "search", "ferry")["total"] == LINES


def test_a_rebuild_that_is_killed_leaves_the_old_index_answering(wire, tmp_path):
    run(tmp_path, "add", wire)
    for seconds in (0.5, 0.9, 1.4):
        kill_after(start(tmp_path, "rebuild"), seconds)
        assert run(tmp_path, "search", "ferry")["total"] == LINES
    assert run(tmp_path, "rebuild")["articles"] == LINES
    assert run(tmp_path, "search", "ferry")["total"] == LINES
    assert len(list((tmp_path / "index").glob("g-*"))) == 1


def test_two_processes_that_add_at_once_take_turns(wire, undisturbed, tmp_path):
    half = tmp_path / "half.jsonl"
    half.write_text("".join(wire.read_text().splitlines(keepends=True)[: LINES // 2]))
    one, other = start(tmp_path / "home", "add", wire), start(tmp_path / "home", "add", half)
    for process in (one, other):
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    assert {d["headline"] for d in documents(tmp_path / "home").values()} == {
        d["headline"] for d in undisturbed.values()
    }
    assert len(documents(tmp_path / "home")) == LINES
    stats = run(tmp_path / "home", "stats")
    assert stats["sequence"] == stats["indexed_sequence"]
    assert run(tmp_path / "home", "search", "ferry")["total"] == LINES


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 3 MB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = [shutil.which("mount") or "mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this user cannot mount a small disk: run as root to test a full one")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_said_in_one_sentence_and_loses_nothing(wire, small_disk, tmp_path):
    few = tmp_path / "few.jsonl"
    few.write_text("".join(wire.read_text().splitlines(keepends=True)[:100]))
    run(small_disk, "add", few)
    before = documents(small_disk)
    process = start(small_disk, "add", wire)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 74
    assert err.startswith("backfile: ")
    assert "the disk is full" in err
    assert err.count("\n") == 1
    assert before.items() <= documents(small_disk).items()
    assert run(small_disk, "search", "ferry")["total"] >= 100

"""Directories of the index, and the file that says which of them counts."""

import errno
import os
import subprocess
import sys
import threading

import pytest

from archive.errors import BusyError, DiskFullError, HomeError, IndexDamagedError
from indexer.index.generations import Generations, Manifest


@pytest.fixture
def generations(tmp_path):
    return Generations(tmp_path / "index")


def published(generations, manifest=None):
    """A new generation that counts from now on."""
    generation = generations.begin()
    generation.record(manifest or Manifest("whoosh"))
    generations.publish(generation)
    return generation


def names(generations):
    return sorted(path.name for path in generations.root.iterdir())


def test_an_index_that_was_never_built_has_no_generation(generations):
    assert generations.current() is None
    assert generations.stamp() is None
    assert generations.unfinished() is None


def test_generations_are_numbered_and_the_published_one_is_current(generations):
    first, second = published(generations), published(generations)
    assert (first.name, second.name) == ("g-000001", "g-000002")
    assert generations.current() == second
    assert names(generations) == ["CURRENT", "g-000002"]


def test_a_generation_that_is_not_published_is_not_current(generations):
    first = published(generations)
    begun = generations.begin()
    begun.record(Manifest("whoosh"))
    assert generations.current() == first
    assert generations.unfinished() == begun
    assert names(generations) == ["CURRENT", "g-000001", "g-000002"]


def test_the_first_generation_is_unfinished_until_it_is_published(generations):
    begun = generations.begin()
    assert (generations.current(), generations.unfinished()) == (None, begun)
    generations.publish(begun)
    assert (generations.current(), generations.unfinished()) == (begun, None)


def test_numbers_go_on_after_a_generation_that_was_removed(generations):
    published(generations)
    generations.begin().remove()
    assert names(generations) == ["CURRENT", "g-000001"]
    assert generations.begin().name == "g-000002"


def test_a_manifest_is_read_as_it_was_written(generations):
    generation = published(generations, Manifest("whoosh", 3, 61))
    assert generation.manifest() == Manifest("whoosh", 3, 61)
    assert (generation.directory / "manifest.json").read_text() == (
        '{\n "engine": "whoosh",\n "format": 3,\n "sequence": 61\n}\n'
    )


def test_whoever_reads_current_while_it_is_replaced_reads_the_old_name_or_the_new(generations):
    seen = set()
    stopped = threading.Event()
    for _ in range(2):
        published(generations)

    def read():
        while not stopped.is_set():
            seen.add((generations.root / "CURRENT").read_text())

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(50):
        published(generations)
    stopped.set()
    reader.join()
    assert seen <= {f"g-{number:06}\n" for number in range(2, 53)}
    assert len(seen) > 1


@pytest.mark.parametrize("name", ["CURRENT", "manifest.json"])
def test_a_crash_while_a_file_is_replaced_leaves_the_old_one(generations, monkeypatch, name):
    generation = published(generations, Manifest("whoosh", sequence=4))

    def lose_power(_file):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", lose_power)
    with pytest.raises(KeyboardInterrupt):
        if name == "CURRENT":
            generations.publish(generations.begin())
        else:
            generation.record(Manifest("whoosh", sequence=9))
    assert generations.current() == generation
    assert generation.manifest().sequence == 4


@pytest.mark.parametrize(
    ("number", "kind", "message"),
    [
        (errno.ENOSPC, DiskFullError, "the disk is full: free some room, then run"),
        (errno.EDQUOT, DiskFullError, "the disk is full: free some room, then run"),
        (errno.EROFS, HomeError, r"used \(Read-only file system\): check who owns it, or choose"),
    ],
)
def test_what_the_file_system_refuses_is_said_with_the_repair(
    generations, monkeypatch, number, kind, message
):
    generation = published(generations)

    def refuse(*_arguments, **_keywords):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    monkeypatch.setattr(os, "mkdir", refuse)
    for change in (
        lambda: generation.record(Manifest("whoosh", sequence=1)),
        lambda: generations.publish(generation),
        generations.begin,
        lambda: Generations(generations.root / "other").writing().__enter__(),
    ):
        with pytest.raises(kind, match=message):
            change()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"g-000002\n",
        b"g-000001\0\n",
        b"\xff\xfe\x00g",
        b"../index/g-000001",
        b"g-" + b"1" * 5000,
        b"CURRENT",
    ],
)
def test_a_current_that_names_no_generation_is_damage_that_names_the_repair(generations, content):
    published(generations)
    (generations.root / "CURRENT").write_bytes(content)
    with pytest.raises(IndexDamagedError, match=r"no article is lost, run 'backfile rebuild'"):
        generations.current()
    generations.stamp()
    # And the repair is not in its own way.
    again = published(generations)
    assert generations.current() == again


def test_a_missing_directory_is_damage_that_names_the_repair(generations):
    published(generations).remove()
    with pytest.raises(IndexDamagedError) as damage:
        generations.current()
    assert str(damage.value) == (
        f"{generations.root}: the index is damaged (CURRENT names 'g-000001', which is not "
        "there): no article is lost, run 'backfile rebuild' to make it anew"
    )
    assert generations.stamp() is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"7",
        b"\xff\xfe",
        b"{}",
        b'{"engine": "whoosh", "format": 1}',
        b'{"engine": "whoosh", "format": 1, "sequence": "many"}',
        b'{"engine": "whoosh", "format": null, "sequence": 1}',
    ],
)
def test_a_garbled_manifest_is_damage_that_names_the_repair(generations, content):
    generation = published(generations)
    (generation.directory / "manifest.json").write_bytes(content)
    with pytest.raises(IndexDamagedError) as damage:
        generation.manifest()
    assert str(damage.value) == (
        f"{generation.directory}: the index is damaged (its manifest cannot be read): "
        "no article is lost, run 'backfile rebuild' to make it anew"
    )


def test_a_missing_manifest_is_damage(generations):
    generation = generations.begin()
    with pytest.raises(IndexDamagedError, match="its manifest cannot be read"):
        generation.manifest()


def test_the_stamp_changes_when_a_generation_is_published_and_when_it_is_recorded(generations):
    stamps = [generations.stamp()]
    generation = published(generations)
    stamps += [generations.stamp()]
    generation.record(Manifest("whoosh", sequence=2))
    stamps += [generations.stamp()]
    published(generations)
    stamps += [generations.stamp()]
    assert len(set(stamps)) == 4
    generations.begin()
    assert generations.stamp() == stamps[-1]


def test_a_second_writer_waits_and_then_says_who_is_busy(generations):
    others = Generations(generations.root)
    with generations.writing(), pytest.raises(BusyError) as busy, others.writing(wait_s=0.2):
        pass
    assert str(busy.value) == (
        f"{generations.root}: another process is writing the index: "
        "run 'backfile update' when it is done"
    )
    with others.writing(wait_s=0):
        pass


def test_a_second_writer_goes_on_when_the_first_is_done(generations):
    others = Generations(generations.root)
    order = []

    def write():
        with others.writing(wait_s=30):
            order.append("second")

    second = threading.Thread(target=write)
    with generations.writing():
        second.start()
        second.join(0.3)
        order.append("first")
    second.join()
    assert order == ["first", "second"]


def test_an_error_while_writing_gives_the_right_to_write_back(generations):
    with pytest.raises(ZeroDivisionError), generations.writing():
        raise ZeroDivisionError
    with Generations(generations.root).writing(wait_s=0):
        pass


HOLDER = """
import sys, time
from pathlib import Path
from indexer.index.generations import Generations
with Generations(Path(sys.argv[1])).writing():
    print("mine", flush=True)
    time.sleep(60)
"""


def test_a_writer_that_is_killed_gives_the_right_to_write_back(generations):
    command = [sys.executable, "-c", HOLDER, generations.root]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "mine\n"
        with pytest.raises(BusyError), generations.writing(wait_s=0):
            pass
        holder.kill()
        with generations.writing(wait_s=10):
            pass

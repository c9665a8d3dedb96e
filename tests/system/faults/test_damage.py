"""A damaged archive or index is met with a sentence, and an index is mended by a rebuild."""

import random
import shutil
import socket
import sqlite3
from contextlib import closing

import pytest

from archive.errors import IndexDamagedError
from archive.store.store import Store
from indexer.engines.registry import engine_kind
from indexer.index.build import rebuild
from indexer.index.generations import Generations
from tests.system.faults.command_runs import found, held, run, sentence


def segments(home):
    return [path for path in home.glob("index/g-*/*") if path.suffix in {".seg", ".toc"}]


def cut_in_half(home):
    for path in segments(home):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def lose_the_generation(home):
    for directory in home.glob("index/g-*"):
        shutil.rmtree(directory)


def spoil_the_manifest(home):
    for path in home.glob("index/g-*/manifest.json"):
        path.write_bytes(b"\xff{]")


def spoil_current(home):
    (home / "index" / "CURRENT").write_bytes(b"\0\xff garbage")


@pytest.mark.parametrize(
    "damage", [cut_in_half, lose_the_generation, spoil_the_manifest, spoil_current]
)
def test_a_damaged_index_is_named_and_mended_by_a_rebuild(home, damage):
    before = held(home)
    damage(home)
    ended = run(home, "search", "word7", "--json")
    said = sentence(ended, 65)
    assert ended.stdout == ""
    assert said.startswith(f"{home / 'index'}")
    assert "the index is damaged (" in said
    assert said.endswith("): no article is lost, run 'backfile rebuild' to make it anew")
    with Store.open(home / "archive.sqlite3") as store:
        rebuild(store, Generations(home / "index"), engine_kind("whoosh"))
    assert found(home, "word7") == 4
    assert held(home) == before


# Whoosh leaves a file open when it cannot make sense of it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_flipped_bytes_in_an_index_are_an_answer_or_that_sentence(home):
    rng = random.Random(3)  # noqa: S311 - the same damage every time
    whole = {path: path.read_bytes() for path in segments(home)}
    outcomes = []
    for number in range(40):
        path = rng.choice(sorted(whole))
        spoiled = bytearray(whole[path])
        at = rng.randrange(len(spoiled))
        width = 1 if number % 2 else 64
        spoiled[at : at + width] = rng.randbytes(len(spoiled[at : at + width]))
        path.write_bytes(spoiled)
        try:
            outcomes += [found(home, query) for query in ("word7", '"news 7"', "wor*", "")]
        except IndexDamagedError as error:
            outcomes.append("damaged")
            assert "'backfile rebuild'" in str(error)
        path.write_bytes(whole[path])
    assert "damaged" in outcomes
    assert found(home, "word7") == 4


def test_an_archive_of_a_newer_backfile_is_left_alone(home):
    path = home / "archive.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE counters SET value = 99 WHERE name = 'schema'")
        connection.commit()
    assert sentence(run(home, "search", "word7"), 73) == (
        f"{path}: written by a newer Backfile (schema 99, this one reads 5): "
        "upgrade with 'pip install --upgrade backfile'"
    )


def test_a_damaged_database_is_named(home):
    path = home / "archive.sqlite3"
    content = bytearray(path.read_bytes())
    content[4_096:] = b"\xa5" * (len(content) - 4_096)
    path.write_bytes(content)
    assert sentence(run(home, "rebuild"), 73) == (
        f"{path}: it is damaged: put back a copy of it, or add the files anew elsewhere"
    )


def test_a_file_that_is_no_database_is_named(home):
    path = home / "archive.sqlite3"
    path.write_bytes(b"Dear diary, " * 1_000)
    assert sentence(run(home, "stats"), 73) == (
        f"{path}: it is not a Backfile archive: choose another --home"
    )


def test_a_port_in_use_is_named(home):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run(home, "serve", "--port", str(port))
    assert sentence(ended, 69) == (
        f"127.0.0.1:{port}: Address already in use: choose another with --host or --port "
        "(--port 0 takes a free one)"
    )

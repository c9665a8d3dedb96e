"""A batch of articles and all that belongs to it: whatever comes between, all of it or nothing."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
import sqlalchemy as sa

from archive.ingest.ingest import add_files
from archive.ingest.tally import Tally
from archive.store.quarantine import Quarantine
from archive.store.store import Store

NAMES = ("wire.jsonl", "mended.jsonl", "broken.jsonl")
TABLES = {"articles", "versions", "raw_documents", "quarantine", "readings", "credited"}
# What the archive holds before and after the batch: the headlines, the names in quarantine, and
# how many documents were read whole.
BEFORE = (["One"], ["mended.jsonl"], 1)
AFTER = (["One again", "Three", "Two"], ["broken.jsonl"], 3)
# Ends its process without a word at the step of a number.
KILLED = """
import os, signal, sys
from pathlib import Path
from archive.ingest.ingest import Tally, add_files
from archive.store.store import Store
from tests.system.faults.test_one_batch import at_each_step, in_folder

folder, last = Path(sys.argv[1]), int(sys.argv[2])

def end(step):
    if step == last:
        os.kill(os.getpid(), signal.SIGKILL)

with Store.open(folder / "archive.sqlite3") as store:
    at_each_step(store, end)
    add_files(store, in_folder(folder), {}, Tally())
"""


def in_folder(folder):
    return [folder / name for name in NAMES]


def at_each_step(store, then):
    """Do something, with its number, before each statement from the first that writes to commit."""
    steps = []

    def note(statement):
        if steps or statement.lstrip().startswith(("INSERT", "UPDATE", "DELETE")):
            steps.append(" ".join(statement.split()))
            then(len(steps))

    engine = store.database.engine
    sa.event.listen(engine, "before_cursor_execute", lambda *given: note(given[2]))
    sa.event.listen(engine, "commit", lambda _connection: steps and note("COMMIT"))
    return steps


def everything(folder):
    """All that the tables hold."""
    with closing(sqlite3.connect(folder / "archive.sqlite3")) as connection:
        return list(connection.iterdump())


def outcome(folder):
    with Store.open(folder / "archive.sqlite3") as store:
        return (
            sorted(change.article.headline for change in store.changes_since(0)),
            [each.name.rpartition("/")[2] for each in Quarantine(store.database).listed()],
            sum('INTO "readings"' in line for line in everything(folder)),
        )


@pytest.fixture
def folder(tmp_path):
    """An archive with one article and one fault, and files that change all of it."""
    wire, mended, broken = in_folder(tmp_path)
    wire.write_text('{"title":"One","url":"https://a.example/1"}\n')
    mended.write_text("no json\n")
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        add_files(store, [wire, mended], {}, Tally())
    wire.write_text('{"title":"One again","url":"https://a.example/1","author":"Ruth Awino"}\n')
    mended.write_text('{"title":"Two","text":"The boats sail from Lake Town again."}\n')
    broken.write_text('{"title":"Three"}\nno json\n')
    assert outcome(tmp_path) == BEFORE
    return tmp_path


class FaultError(Exception):
    """Something that nobody expects."""


def test_a_fault_at_any_step_of_a_batch_leaves_nothing_of_it(folder):
    before = everything(folder)
    last = 0
    while True:
        last += 1

        def fail(step, last=last):
            if step == last:
                raise FaultError

        with Store.open(folder / "archive.sqlite3") as store:
            steps = at_each_step(store, fail)
            try:
                add_files(store, in_folder(folder), {}, Tally())
                break
            except FaultError:
                assert everything(folder) == before
    assert outcome(folder) == AFTER
    assert steps.count("COMMIT") == 1
    assert {name for name in TABLES for step in steps if f" {name} " in step} == TABLES


@pytest.mark.parametrize("step", [2, 6, 12, 20])
def test_a_process_that_is_killed_within_a_batch_leaves_nothing_of_it(folder, step):
    before = everything(folder)
    words = [sys.executable, "-c", KILLED]
    assert subprocess.run([*words, folder, str(step)], check=False).returncode == -signal.SIGKILL
    assert everything(folder) == before
    assert subprocess.run([*words, folder, "0"], check=False).returncode == 0
    assert outcome(folder) == AFTER

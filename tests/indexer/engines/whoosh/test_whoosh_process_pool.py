"""A Whoosh index that is built by several processes: what they may and may not do to it."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from archive.errors import IndexDamagedError
from indexer.engines.engine import SearchRequest
from indexer.engines.whoosh import writer
from indexer.engines.whoosh.build.process_pool import IndexingPool
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.writer import WhooshWriter
from indexer.query.parser import parse
from tests.indexer.engines.corpus import NEWS, id_of
from tests.indexer.engines.engine_contract import apply, found
from tests.indexer.engines.whoosh.test_whoosh_engine import MANY, answers
from tests.support.processes import runs, wait_until

ROOT = Path(__file__).resolve().parents[4]

# Adds articles until it is killed.
ENDLESS = """
import sys
from itertools import count
from pathlib import Path
from indexer.engines.whoosh.writer import WhooshWriter
from tests.indexer.engines.corpus import article

made = WhooshWriter(Path(sys.argv[1]))
for number in count():
    made.add(article(f"e{number}", "Endless", "The wagons roll on. " * 20))
"""


@pytest.fixture
def in_processes(monkeypatch):
    """Has two processes started for the first few articles."""
    monkeypatch.setattr(writer, "processes_to_use", lambda: 2)
    monkeypatch.setattr(writer, "BATCH_CHARACTERS", 20_000)
    monkeypatch.setattr(writer, "ALONE_CHARACTERS", 20_000)


def workers_of(parent):
    """The processes that index for a process and are not over."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("this system does not tell the processes of a process: run it on Linux")
    found_ids = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            state, ppid = (path / "stat").read_text().rpartition(")")[2].split()[:2]
            words = (path / "cmdline").read_bytes()
        except OSError:
            continue
        if int(ppid) == parent and state != "Z" and b"whoosh.build.process" in words:
            found_ids.append(int(path.name))
    return found_ids


def test_two_processes_make_an_index_that_answers_as_one_does(tmp_path, in_processes):
    batches = [[*NEWS, *MANY[:200]], [*MANY[100:], NEWS[0]], ["m7", "m250"]]
    (tmp_path / "two").mkdir()
    with closing(WhooshWriter(tmp_path / "two")) as made:
        for batch in batches:
            for each in batch:
                if isinstance(each, str):
                    made.delete(id_of(each))
                else:
                    made.add(each)
            made.commit()
        assert len(workers_of(os.getpid())) == 2
    assert workers_of(os.getpid()) == []
    (tmp_path / "one").mkdir()
    with patch.object(writer, "ALONE_CHARACTERS", 10**9):
        apply(WhooshWriter(tmp_path / "one"), *batches)
    with (
        closing(WhooshEngine(tmp_path / "two")) as two,
        closing(WhooshEngine(tmp_path / "one")) as one,
    ):
        assert two.count() == one.count() == len(NEWS) + len(MANY) - 2
        assert answers(two) == answers(one)


def test_a_few_articles_are_indexed_without_another_process(tmp_path):
    with patch.object(writer, "IndexingPool", side_effect=AssertionError):
        apply(WhooshWriter(tmp_path), NEWS, MANY)
    with closing(WhooshEngine(tmp_path)) as engine:
        assert engine.count() == len(NEWS) + len(MANY)


def test_many_articles_are_indexed_by_one_core_as_well(tmp_path, in_processes, monkeypatch):
    monkeypatch.setattr(writer, "processes_to_use", lambda: 1)
    with patch.object(writer, "IndexingPool", side_effect=AssertionError):
        apply(WhooshWriter(tmp_path), MANY)
    with closing(WhooshEngine(tmp_path)) as engine:
        assert engine.search(SearchRequest(parse("wagons").query)).total == len(MANY)


def test_a_process_that_is_ended_takes_the_commit_with_it_and_nothing_else(tmp_path, in_processes):
    apply(WhooshWriter(tmp_path), NEWS)
    with pytest.raises(IndexDamagedError) as ended, closing(WhooshWriter(tmp_path)) as made:
        for each in MANY[:100]:
            made.add(each)
        for process_id in workers_of(os.getpid()):
            os.kill(process_id, signal.SIGKILL)
        made.commit()
    assert str(ended.value) == (
        f"{tmp_path}: memory has run out, or the index is damaged: free some memory and try "
        "again, or run 'backfile rebuild' to make it anew"
    )
    assert workers_of(os.getpid()) == []
    with closing(WhooshEngine(tmp_path)) as engine:
        assert engine.count() == len(NEWS)
    apply(WhooshWriter(tmp_path), MANY)
    with closing(WhooshEngine(tmp_path)) as engine:
        assert engine.count() == len(NEWS) + len(MANY)


def test_what_a_process_met_is_raised_where_its_segments_are_asked_for(tmp_path):
    processes = IndexingPool(tmp_path / "gone", 2)
    with pytest.raises(FileNotFoundError):
        for _ in range(10):
            processes.add(MANY[:10])
        processes.finish()
    processes.end()
    assert workers_of(os.getpid()) == []


def test_what_breaks_in_a_process_is_told_by_its_name(tmp_path):
    processes = IndexingPool(tmp_path, 1)
    with pytest.raises(RuntimeError, match="AttributeError: 'str' object has no attribute"):
        processes.add(["no article"])
        processes.finish()
    processes.end()


def test_processes_end_with_the_one_that_is_killed_and_the_next_goes_on(tmp_path):
    apply(WhooshWriter(tmp_path), NEWS)
    parent = subprocess.Popen([sys.executable, "-c", ENDLESS, tmp_path], cwd=ROOT)
    wait_until(
        lambda: len(workers_of(parent.pid)) == 2 or len(os.sched_getaffinity(0)) == 1,
        "two processes index",
    )
    workers = workers_of(parent.pid)
    time.sleep(0.3)
    parent.kill()
    parent.wait()
    wait_until(lambda: not any(map(runs, workers)), "the processes have ended")
    with closing(WhooshEngine(tmp_path)) as engine:
        assert engine.count() == len(NEWS)
        assert found(engine, "endless") == set()
    with patch.object(writer, "LOCK_WAIT_S", 0.1):
        apply(WhooshWriter(tmp_path), MANY)
    with closing(WhooshEngine(tmp_path)) as engine:
        assert engine.count() == len(NEWS) + len(MANY)

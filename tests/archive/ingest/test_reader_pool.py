"""Documents are read by several processes; what comes back is in order, and nothing is lost."""

import os
import pickle
import signal
import subprocess
import sys
from hashlib import sha256

import pytest

from archive.facts.regions import NO_AMENDMENTS, Amendments
from archive.ingest import reader_pool
from archive.ingest.reader_pool import ReaderPool, Task
from archive.model.document import Document
from tests.support.processes import runs, wait_until


def task(number, text=None, media_type="text/plain"):
    content = (text or f"News {number}").encode()
    return Task(str(number), Document(f"{number}.txt", content, media_type))


@pytest.fixture
def at_once(monkeypatch):
    """Processes are started for the very first document."""
    monkeypatch.setattr(reader_pool, "_ALONE_S", -1.0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


def test_readings_come_in_the_order_of_their_tasks_with_all_else_in_its_place(at_once):
    items = [task(0, "x " * 50_000), task(1), "between", task(2, "y " * 50_000), "end", task(3)]
    with ReaderPool() as reading:
        given = list(reading.readings(items))
    assert [each if isinstance(each, str) else each.key for each in given] == [
        "0", "1", "between", "2", "end", "3",
    ]  # fmt: skip
    assert [each.prepared[0].raw_sha256 for each in given if not isinstance(each, str)] == [
        sha256(each.document.content).hexdigest() for each in items if not isinstance(each, str)
    ]


def test_processes_read_the_same_as_this_one_does(at_once):
    tasks = [task(number, f"Ferry {number}\n\nIt runs again, he said.") for number in range(20)]
    with ReaderPool() as reading:
        there = list(reading.readings(tasks))
    here = [reader_pool.prepare_document(each.key, each.document) for each in tasks]
    assert [each.prepared[0].digest for each in there] == [each.prepared[0].digest for each in here]


def test_processes_read_with_what_the_owner_says_about_places(at_once):
    amendments = Amendments({"Hamnam": ("Asia", "North Korea", "South Hamgyong")})
    tasks = [task(number, f"Boats {number}\n\nThey left Hamnam.") for number in range(4)]
    with ReaderPool(amendments) as reading:
        documents = [each.prepared[0].document for each in reading.readings(tasks)]
    assert reading._started
    assert ["South Hamgyong" in each for each in documents] == [True] * 4
    unamended = [reader_pool.prepare_document(each.key, each.document) for each in tasks]
    assert not any("South Hamgyong" in each.prepared[0].document for each in unamended)


def test_little_is_read_without_starting_a_process(monkeypatch):
    monkeypatch.setattr(reader_pool, "_Process", None)
    with ReaderPool() as reading:
        assert len(list(reading.readings(map(task, range(30))))) == 30


def test_where_there_is_much_to_read_this_process_reads_nothing(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(ReaderPool, "_read_here", None)
    items = [task(0, "x " * 300_000), task(1, "y " * 300_000), "between", task(2)]
    with ReaderPool() as reading:
        given = list(reading.readings(items))
    assert [each if isinstance(each, str) else each.key for each in given] == [
        "0", "1", "between", "2",
    ]  # fmt: skip


def test_a_large_document_by_itself_is_no_reason_to_start_a_process(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(reader_pool, "_Process", None)
    with ReaderPool() as reading:
        assert len(list(reading.readings([task(0, "x " * 600_000), "end"]))) == 2


def test_a_process_that_ends_loses_its_document_alone(at_once, monkeypatch):
    ended = []

    class Ending(reader_pool._Process):
        def read(self, task):
            if task.key == "3":
                ended.append(self._process.pid)
                os.kill(self._process.pid, signal.SIGKILL)
            return super().read(task)

    monkeypatch.setattr(reader_pool, "_Process", Ending)
    with ReaderPool() as reading:
        given = list(reading.readings(map(task, range(8))))
    assert len(ended) == 1
    assert [each.key for each in given] == [str(number) for number in range(8)]
    assert [len(each.prepared) for each in given] == [1, 1, 1, 0, 1, 1, 1, 1]
    assert [each.reason for each in given[3].unreadable] == [
        "3.txt: record 1: reading it ended the process: it is kept in quarantine"
    ]
    assert given[3].unreadable[0].document == task(3).document


def test_no_process_outlives_the_reading(at_once):
    with ReaderPool() as reading:
        list(reading.readings(map(task, range(4))))
        started = [each._process for each in reading._started]
        assert [process.poll() for process in started] == [None] * len(started)
    assert started
    assert all(process.poll() is not None for process in started)


PARENT = """
import os
from archive.ingest import reader_pool
from archive.model.document import Document
from archive.facts.regions import NO_AMENDMENTS, Amendments
os.sched_getaffinity = lambda _: {0, 1}
reader_pool._ALONE_S = -1.0
with reader_pool.ReaderPool() as reading:
    document = Document("a.txt", b"News", "text/plain")
    list(reading.readings([reader_pool.Task("a", document)]))
    print(*(each._process.pid for each in reading._started), flush=True)
    input()
"""


def test_a_process_whose_asker_has_gone_ends_without_a_word():
    asked = pickle.dumps(NO_AMENDMENTS)
    asked += pickle.dumps(("key", task(1, "x " * 500_000).document))
    for sent in (asked, asked[:-9]):
        process = subprocess.Popen(
            [sys.executable, "-m", "archive.ingest.reader_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        process.stdout.close()
        process.stdin.write(sent)
        process.stdin.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait() == 0


def test_the_processes_end_with_one_that_is_killed():
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    assert pids
    parent.kill()
    parent.communicate()
    wait_until(lambda: not any(map(runs, pids)), "the processes have ended")


def test_where_a_document_holds_no_article_another_one_is_read_instead(at_once, monkeypatch):
    class Ending(reader_pool._Process):
        def read(self, task):
            if task.document.name == "1.txt":
                os.kill(self._process.pid, signal.SIGKILL)
            return super().read(task)

    monkeypatch.setattr(reader_pool, "_Process", Ending)
    item = Document("item.txt", b"From the feed", "text/plain")
    empty = Document("2.txt", b"", "text/plain")
    tasks = [
        Task("0", task(0).document, item),
        Task("1", task(1).document, item),
        Task("2", empty, item),
        Task("3", empty, empty),
    ]
    with ReaderPool() as reading:
        given = list(reading.readings(tasks))
    assert [[each.source for each in reading.prepared] for reading in given] == [
        ["0.txt"], ["item.txt"], ["item.txt"], [],
    ]  # fmt: skip
    assert [[each.name for each in reading.set_aside] for reading in given] == [
        [], ["1.txt"], ["2.txt"], ["2.txt"],
    ]  # fmt: skip
    assert [len(each.unreadable) for each in given] == [0, 0, 0, 1]

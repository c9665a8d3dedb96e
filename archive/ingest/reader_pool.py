"""Pool of reader processes that yields readings in the order of the documents."""

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Generic, Self, TypeVar

from archive.child_process import ChildProcess, ProcessEndedError
from archive.facts.regions import NO_AMENDMENTS, Amendments
from archive.ingest.document_reading import LONGEST_READING_S, ReadResult, prepare_document
from archive.model.document import Document, Unreadable

Passed = TypeVar("Passed")

# Reading starts in this process: starting others takes about a second. Where there is much to read,
# it is left to others from the start: what reading needs takes 70 MB of a process until its end.
_ALONE_S = 0.5
_MUCH_BYTES = 1_000_000
# Bounds of the queue (per process, and in bytes): enough to keep the processes busy.
_MOST_WAITING = 8
_MOST_WAITING_BYTES = 64_000_000
# For a library that no signal interrupts, which escapes the limit of `document_reading`.
_LONGEST_SILENCE_S = 12 * LONGEST_READING_S


@dataclass(frozen=True, slots=True)
class Task:
    """Document to read, its `reading_key`, and the fallback if it yields no article."""

    key: str
    document: Document
    instead: Document | None = None


@dataclass(frozen=True, slots=True)
class _Started:
    """Submitted task with its future reading."""

    task: Task
    future: Future[ReadResult]


class ReaderPool(Generic[Passed]):
    """Pool of one reader process a core, started once there is enough to read.

    A process that dies over a document is replaced; the document is reported as unreadable. Use
    it with `with`: leaving the block kills the processes.
    """

    def __init__(self, amendments: Amendments = NO_AMENDMENTS) -> None:
        self._amendments = amendments
        self._count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
        self._threads: ThreadPoolExecutor | None = None
        self._processes = threading.local()
        self._started: list[_Process] = []
        self._alone_s = 0.0
        self._is_much = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for process in self._started:
            process.end()
        if self._threads:
            self._threads.shutdown(cancel_futures=True)

    def readings(self, items: Iterable[Task | Passed]) -> Iterator[ReadResult | Passed]:
        """A reading for each task, in order; items that are no tasks keep their places."""
        waiting: deque[_Started | Passed] = deque()
        held_bytes = 0
        for item, following in _with_following(items):
            if isinstance(item, Task):
                held_bytes += len(item.document.content)
                if isinstance(following, Task):
                    self._is_much |= (
                        len(item.document.content) + len(following.document.content) > _MUCH_BYTES
                    )
                waiting.append(_Started(item, self._start(item)))
            else:
                waiting.append(item)
            while waiting and (
                not isinstance(waiting[0], _Started)
                or waiting[0].future.done()
                or len(waiting) > _MOST_WAITING * self._count
                or held_bytes > _MOST_WAITING_BYTES
            ):
                first = waiting.popleft()
                if isinstance(first, _Started):
                    held_bytes -= len(first.task.document.content)
                    yield first.future.result()
                else:
                    yield first
        for each in waiting:
            yield each.future.result() if isinstance(each, _Started) else each

    def _start(self, task: Task) -> "Future[ReadResult]":
        if self._count > 1 and (self._is_much or self._alone_s > _ALONE_S):
            self._threads = self._threads or ThreadPoolExecutor(self._count)
            return self._threads.submit(_read_either, task, self._read)
        started = time.perf_counter()
        future = Future[ReadResult]()
        future.set_result(_read_either(task, self._read_here))
        self._alone_s += time.perf_counter() - started
        return future

    def _read_here(self, task: Task) -> ReadResult:
        return prepare_document(task.key, task.document, self._amendments)

    def _read(self, task: Task) -> ReadResult:
        """Read a document in this thread's own process."""
        process: _Process | None = getattr(self._processes, "mine", None)
        if process is None:
            process = self._processes.mine = _Process(self._amendments)
            self._started.append(process)
        try:
            return process.read(task)
        except ProcessEndedError:
            process.end()
            self._started.remove(process)
            del self._processes.mine
        document = task.document
        reason = (
            f"{document.name}: record {document.position}: reading it ended the process: "
            "it is kept in quarantine"
        )
        unreadable = Unreadable(reason, document.name, document.position, document)
        return ReadResult(task.key, (), (unreadable,))


def _with_following(
    items: Iterable[Task | Passed],
) -> Iterator[tuple[Task | Passed, Task | Passed | None]]:
    """Each item with the one after it, None after the last."""
    rest = iter(items)
    item = next(rest, None)
    while item is not None:
        following = next(rest, None)
        yield item, following
        item = following


def _read_either(task: Task, read: Callable[[Task], ReadResult]) -> ReadResult:
    """Reading of the document, or of its fallback if that yielded no article."""
    reading = read(task)
    if reading.prepared or task.instead is None:
        return reading
    return replace(read(Task(task.key, task.instead)), set_aside=reading.unreadable)


class _Process(ChildProcess):
    """Reader process; the amendments are sent before the first document."""

    def __init__(self, amendments: Amendments) -> None:
        super().__init__("archive.ingest.reader_process")
        self._amendments: Amendments | None = amendments

    def read(self, task: Task) -> ReadResult:
        """Read a document; `ProcessEndedError` if the process dies or is silent for too long."""
        if self._amendments is not None:
            self.send(self._amendments)
            self._amendments = None
        return self.ask((task.key, task.document), _LONGEST_SILENCE_S)

"""A pool of analysis processes, which work while this one reads the store and indexes."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from itertools import chain
from queue import SimpleQueue
from threading import Thread

from archive.child_process import ChildProcess, ProcessEndedError
from indexer.engines.tantivy.build.field_text import TextsInLanguage

# Some hundred stories: enough that a request costs little beside them, few enough to hold.
_BATCH_CHARACTERS = 100_000
# How many batches may wait for each process, which takes some time to start.
_MAX_WAITING = 20
# So many analyse faster than this process reads the store and indexes.
_MAX_PROCESSES = 2


def processes_to_use() -> int:
    """How many analysis processes to start: one core is left to this process, so 0 on one core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return min(cores - 1, _MAX_PROCESSES)


class AnalysisPool:
    """First in, first out pool of processes that analyse texts.

    Each article's texts come with a string (its fast fields), which comes back beside the result.
    """

    def __init__(self, count: int) -> None:
        self._batch: list[TextsInLanguage] = []
        self._fast_fields: list[str] = []
        self._characters = 0
        self._waiting: deque[tuple[list[str], Future[list[str]]]] = deque()
        # Round robin: the first one is next.
        self._processes = deque(_AnalysisProcess() for _ in range(count))

    def add(self, fast_fields: str, texts: TextsInLanguage) -> None:
        """Queue the texts of one article for analysis."""
        self._fast_fields.append(fast_fields)
        self._batch.append(texts)
        self._characters += sum(map(len, chain.from_iterable(texts.by_field.values())))
        if self._characters >= _BATCH_CHARACTERS:
            self._send()

    def analysed(self, *, wait: bool) -> Iterator[tuple[str, str]]:
        """Pairs of fast fields and text members, in the order of `add`.

        Without `wait`, those that are ready, or overdue because too many batches wait; with it,
        all that were added. Raises whatever a process raised, `MemoryError` where one was killed.
        """
        if wait and self._batch:
            self._send()
        limit = _MAX_WAITING * len(self._processes)
        while self._waiting and (wait or self._waiting[0][1].done() or len(self._waiting) > limit):
            fast_fields, members = self._waiting.popleft()
            yield from zip(fast_fields, members.result(), strict=True)

    def end(self) -> None:
        """End the processes, busy or not."""
        for process in self._processes:
            process.end()

    def _send(self) -> None:
        self._waiting.append((self._fast_fields, self._processes[0].analyse(self._batch)))
        self._processes.rotate(-1)
        self._batch, self._fast_fields, self._characters = [], [], 0


class _AnalysisProcess:
    """One analysis process, with a thread that sends requests and one that receives answers.

    The next request is then in the pipe when the process has finished one, however late its
    answer is read. With a single thread and smaller pipes it was idle for 2.5 of 10 seconds, with
    two for 0.8 (measured on 35,689 stories).
    """

    def __init__(self) -> None:
        self._process = ChildProcess("indexer.engines.tantivy.build.process")
        self._unsent: SimpleQueue[Sequence[TextsInLanguage] | None] = SimpleQueue()
        self._unanswered: SimpleQueue[Future[list[str]] | None] = SimpleQueue()
        # Daemons: the program's end need not wait for results that nobody wants any more.
        self._threads = [Thread(target=run, daemon=True) for run in (self._send, self._receive)]
        for thread in self._threads:
            thread.start()

    def analyse(self, batch: Sequence[TextsInLanguage]) -> Future[list[str]]:
        """Queue a batch, behind those before it; the result has the members of each article."""
        members = Future[list[str]]()
        self._unanswered.put(members)
        self._unsent.put(batch)
        return members

    def end(self) -> None:
        """End the process, busy or not."""
        self._unsent.put(None)
        self._unanswered.put(None)
        self._process.end()
        for thread in self._threads:
            thread.join()

    def _send(self) -> None:
        try:
            while (batch := self._unsent.get()) is not None:
                self._process.send(batch)
        except (ProcessEndedError, MemoryError):
            # The receiving thread then reports it.
            self._process.end()

    def _receive(self) -> None:
        while (members := self._unanswered.get()) is not None:
            try:
                members.set_result(self._process.answer())
            except ProcessEndedError:
                # Hardly anything kills a process but a system that has run out of memory.
                members.set_exception(MemoryError("an analysis process was ended"))
            except BaseException as error:  # noqa: BLE001 - raised where the result is taken
                members.set_exception(error)

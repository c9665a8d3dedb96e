"""Texts worded in several processes at once, while this one reads the next and indexes others."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from itertools import chain
from queue import SimpleQueue
from threading import Thread

from archive.child_process import ChildProcess, ProcessEndedError
from indexer.engines.tantivy.build.field_text import FieldTexts

# Enough at a time that asking costs little, little enough to hold: some hundred stories.
_BATCH_CHARACTERS = 100_000
# How many batches a process may be behind: it takes some time to start.
_MOST_WAITING = 20
# So many word faster than this process reads the store and indexes.
_MOST_PROCESSES = 2


def processes_to_use() -> int:
    """How many processes can work beside this one, which leaves it a core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return min(cores - 1, _MOST_PROCESSES)


class AnalysisPool:
    """So many processes, which word texts; each text comes back with what was given with it."""

    def __init__(self, count: int) -> None:
        self._batch: list[FieldTexts] = []
        self._beside: list[str] = []
        self._characters = 0
        self._waiting: deque[tuple[list[str], Future[list[str]]]] = deque()
        # Whose turn it is comes first.
        self._processes = deque(_AnalysisProcess() for _ in range(count))

    def add(self, beside: str, texts: FieldTexts) -> None:
        """Have the texts of one article worded."""
        self._beside.append(beside)
        self._batch.append(texts)
        self._characters += sum(map(len, chain.from_iterable(texts.values())))
        if self._characters >= _BATCH_CHARACTERS:
            self._send()

    def done(self, *, whole: bool) -> Iterator[tuple[str, str]]:
        """What was worded, in the order that it was given; if `whole`, all that there is.

        Raises what a process met, `MemoryError` where one was ended.
        """
        if whole and self._batch:
            self._send()
        most = _MOST_WAITING * len(self._processes)
        while self._waiting and (whole or self._waiting[0][1].done() or len(self._waiting) > most):
            beside, worded = self._waiting.popleft()
            yield from zip(beside, worded.result(), strict=True)

    def end(self) -> None:
        """End the processes, whatever they are at."""
        for process in self._processes:
            process.end()

    def _send(self) -> None:
        self._waiting.append((self._beside, self._processes[0].worded(self._batch)))
        self._processes.rotate(-1)
        self._batch, self._beside, self._characters = [], [], 0


class _AnalysisProcess:
    """One process that words texts.

    Asking and listening have a thread each: so the next texts lie ready where it is done with
    some, however long its answer waits for being heard. With one thread and smaller pipes it was
    idle for 2.5 of 10 seconds, so for 0.8 (measured on 35,689 stories).
    """

    def __init__(self) -> None:
        self._process = ChildProcess("indexer.engines.tantivy.build.process")
        self._unsent: SimpleQueue[Sequence[FieldTexts] | None] = SimpleQueue()
        self._unanswered: SimpleQueue[Future[list[str]] | None] = SimpleQueue()
        # Nobody waits at the program's end for what no longer counts.
        self._threads = [Thread(target=each, daemon=True) for each in (self._ask, self._listen)]
        for thread in self._threads:
            thread.start()

    def worded(self, texts: Sequence[FieldTexts]) -> Future[list[str]]:
        """What the process makes of texts, after all that it was given before."""
        worded = Future[list[str]]()
        self._unanswered.put(worded)
        self._unsent.put(texts)
        return worded

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._unsent.put(None)
        self._unanswered.put(None)
        self._process.end()
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        try:
            while (texts := self._unsent.get()) is not None:
                self._process.send(texts)
        except (ProcessEndedError, MemoryError):
            # Then whoever listens hears of it.
            self._process.end()

    def _listen(self) -> None:
        while (worded := self._unanswered.get()) is not None:
            try:
                worded.set_result(self._process.answer())
            except ProcessEndedError:
                # Hardly anything ends a process so but a system that has run out of memory.
                worded.set_exception(MemoryError("a process that words texts was ended"))
            except BaseException as error:  # noqa: BLE001 - raised where the texts are asked for
                worded.set_exception(error)

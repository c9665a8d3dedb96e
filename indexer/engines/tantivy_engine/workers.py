"""Texts worded in several processes at once, while this one reads the next and indexes others."""

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, cast

from indexer.engines.tantivy_engine.wording import FieldTexts

# Enough at a time that asking costs little, little enough to hold.
_BATCH = 100
# How many batches a process may be behind.
_MOST_WAITING = 4
# One process reads the store faster than this many word what it reads.
_MOST_PROCESSES = 4


def processes_to_use() -> int:
    """How many processes can work beside this one, which leaves it a core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return min(cores - 1, _MOST_PROCESSES)


class Workers:
    """So many processes, which word texts; each text comes back with what was given with it."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._batch: list[FieldTexts] = []
        self._beside: list[str] = []
        self._waiting: deque[tuple[list[str], Future[list[str]]]] = deque()
        self._threads = ThreadPoolExecutor(count)
        self._mine = threading.local()
        self._processes: list[_Process] = []

    def add(self, beside: str, texts: FieldTexts) -> None:
        """Have the texts of one article worded."""
        self._beside.append(beside)
        self._batch.append(texts)
        if len(self._batch) >= _BATCH:
            self._send()

    def done(self, *, whole: bool) -> Iterator[tuple[str, str]]:
        """What was worded, in the order that it was given; if `whole`, all that there is.

        Raises what a process met, `MemoryError` where one was ended.
        """
        if whole and self._batch:
            self._send()
        while self._waiting and (
            whole or self._waiting[0][1].done() or len(self._waiting) > _MOST_WAITING * self._count
        ):
            beside, worded = self._waiting.popleft()
            yield from zip(beside, worded.result(), strict=True)

    def end(self) -> None:
        """End the processes, whatever they are at."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.end()
        # One that was being started meanwhile.
        self._threads.shutdown()
        for process in self._processes:
            process.end()

    def _send(self) -> None:
        self._waiting.append((self._beside, self._threads.submit(self._worded, self._batch)))
        self._batch, self._beside = [], []

    def _worded(self, texts: Sequence[FieldTexts]) -> list[str]:
        process: _Process | None = getattr(self._mine, "process", None)
        if process is None:
            process = self._mine.process = _Process()
            self._processes.append(process)
        return process.worded(texts)


class _Process:
    """One process that words what it is sent, and ends when nothing more can come."""

    def __init__(self) -> None:
        # Not with multiprocessing: its processes first run the caller's main module again, and
        # outlive a caller that is killed.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "indexer.engines.tantivy_engine.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._stdin = cast("Any", self._process.stdin)
        self._stdout = cast("Any", self._process.stdout)

    def worded(self, texts: Sequence[FieldTexts]) -> list[str]:
        """What the process answers; raises the error that it met."""
        try:
            pickle.dump(texts, self._stdin, pickle.HIGHEST_PROTOCOL)
            self._stdin.flush()
            answer = pickle.load(self._stdout)  # noqa: S301 - our own process wrote it
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            # Hardly anything ends a process so but a system that has run out of memory.
            raise MemoryError("a process that words texts was ended") from error
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._stdin, self._stdout):
            with suppress(OSError):
                pipe.close()

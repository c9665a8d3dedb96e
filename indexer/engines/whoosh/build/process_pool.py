"""A pool of indexing processes."""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from queue import Empty, Full, Queue
from typing import Any

from archive.child_process import ChildProcess, ProcessEndedError
from archive.model.article import Article
from indexer.engines.whoosh.codec.codec import ArraySegment

# How often a caller that waits for a free process checks whether one has failed, in seconds.
_LOOK_S = 0.5


def processes_to_use() -> int:
    """How many processors this process may use, 1 where the system does not say."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


class IndexingPool:
    """Worker processes that take batches from one queue, each building its own segments."""

    def __init__(self, directory: Path, count: int) -> None:
        self._batches: Queue[Sequence[Article] | None] = Queue(count)
        self._processes = [_IndexingProcess(directory) for _ in range(count)]
        self._segments: list[Future[list[ArraySegment]]] = []

    def add(self, articles: Sequence[Article]) -> None:
        """Queue a batch for whichever process is free first; waits while the queue is full.

        Raises the error of any process that has failed.
        """
        self._put(articles)

    def finish(self) -> list[ArraySegment]:
        """Wait for all batches; returns the segments since the last call."""
        for _ in self._processes:
            self._put(None)
        segments, self._segments = self._segments, []
        return [segment for each in segments for segment in each.result()]

    def end(self) -> None:
        """End the processes at once and drop what is queued."""
        for process in self._processes:
            process.end()
        with suppress(Empty):
            while True:
                self._batches.get_nowait()
        for _ in self._segments:
            with suppress(Full):
                self._batches.put_nowait(None)

    def _put(self, articles: Sequence[Article] | None) -> None:
        if not self._segments:
            self._segments = [self._serve(process) for process in self._processes]
        while True:
            for each in self._segments:
                if each.done() and (error := each.exception()):
                    raise error
            with suppress(Full):
                self._batches.put(articles, timeout=_LOOK_S)
                return

    def _serve(self, process: "_IndexingProcess") -> Future[list[ArraySegment]]:
        """Start a thread that feeds a process; the future has its segments after the last batch."""
        segments = Future[list[ArraySegment]]()

        def serve() -> None:
            try:
                while (articles := self._batches.get()) is not None:
                    process.index(articles)
                segments.set_result(process.index(None))
            except BaseException as error:  # noqa: BLE001 - raised where the segments are asked for
                segments.set_exception(error)

        # A daemon: the program does not wait at its end for segments that nobody will commit.
        threading.Thread(target=serve, daemon=True).start()
        return segments


class _IndexingProcess(ChildProcess):
    """One worker process."""

    def __init__(self, directory: Path) -> None:
        super().__init__("indexer.engines.whoosh.build.process", directory)

    def index(self, articles: Sequence[Article] | None) -> Any:  # noqa: ANN401 - whatever it answers
        """Send a batch and return the reply. Raises the error that the process met."""
        try:
            return self.ask(articles)
        except ProcessEndedError as error:
            # Almost always the system's out-of-memory killer.
            raise MemoryError("a process that indexes was ended") from error

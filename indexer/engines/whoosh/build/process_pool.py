"""Articles indexed in several processes at once."""

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

# How often a caller that waits for a free process looks whether one has failed, in seconds.
_LOOK_S = 0.5


def processes_to_use() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


class IndexingPool:
    """So many processes, each of which makes segments of the articles that it gets."""

    def __init__(self, directory: Path, count: int) -> None:
        self._batches: Queue[Sequence[Article] | None] = Queue(count)
        self._processes = [_IndexingProcess(directory) for _ in range(count)]
        self._segments: list[Future[list[ArraySegment]]] = []

    def add(self, articles: Sequence[Article]) -> None:
        """Have articles indexed by whichever process is free first.

        Raises what any of them met since the last time.
        """
        self._put(articles)

    def finish(self) -> list[ArraySegment]:
        """The segments of all articles since the last time."""
        for _ in self._processes:
            self._put(None)
        segments, self._segments = self._segments, []
        return [segment for each in segments for segment in each.result()]

    def end(self) -> None:
        """End the processes, whatever they are at."""
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
        """Hand a process one batch after the other; its segments when there are no more."""
        segments = Future[list[ArraySegment]]()

        def serve() -> None:
            try:
                while (articles := self._batches.get()) is not None:
                    process.index(articles)
                segments.set_result(process.index(None))
            except BaseException as error:  # noqa: BLE001 - raised where the segments are asked for
                segments.set_exception(error)

        # Nobody waits at the program's end for what no longer counts.
        threading.Thread(target=serve, daemon=True).start()
        return segments


class _IndexingProcess(ChildProcess):
    """One process that indexes what it is sent."""

    def __init__(self, directory: Path) -> None:
        super().__init__("indexer.engines.whoosh.build.process", directory)

    def index(self, articles: Sequence[Article] | None) -> Any:  # noqa: ANN401 - whatever it answers
        """What the process answers; raises the error that it met."""
        try:
            return self.ask(articles)
        except ProcessEndedError as error:
            # Hardly anything ends a process so but a system that has run out of memory.
            raise MemoryError("a process that indexes was ended") from error

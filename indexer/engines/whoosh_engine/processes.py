"""Articles indexed in several processes at once."""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from queue import Empty, Full, Queue
from typing import Any, cast

from archive.article import Article
from indexer.engines.whoosh_engine.codec import ArraySegment

# How often a caller that waits for a free process looks whether one has failed, in seconds.
_LOOK_S = 0.5


def processes_to_use() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


class Processes:
    """So many processes, each of which makes segments of the articles that it gets."""

    def __init__(self, directory: Path, count: int) -> None:
        self._batches: Queue[Sequence[Article] | None] = Queue(count)
        self._processes = [_Process(directory) for _ in range(count)]
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

    def _serve(self, process: "_Process") -> Future[list[ArraySegment]]:
        """Hand a process one batch after the other; its segments when there are no more."""
        segments = Future[list[ArraySegment]]()

        def serve() -> None:
            try:
                while (articles := self._batches.get()) is not None:
                    process.ask(articles)
                segments.set_result(process.ask(None))
            except BaseException as error:  # noqa: BLE001 - raised where the segments are asked for
                segments.set_exception(error)

        # Nobody waits at the program's end for what no longer counts.
        threading.Thread(target=serve, daemon=True).start()
        return segments


class _Process:
    """One process that indexes what it is sent, and ends when nothing more can come."""

    def __init__(self, directory: Path) -> None:
        # Not with multiprocessing: its processes first run the caller's main module again, and
        # outlive a caller that is killed.
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-P", "-m", "indexer.engines.whoosh_engine.worker", directory],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._stdin = cast("Any", self._process.stdin)
        self._stdout = cast("Any", self._process.stdout)

    def ask(self, articles: Sequence[Article] | None) -> Any:  # noqa: ANN401 - whatever it answers
        """What the process answers; raises the error that it met."""
        try:
            pickle.dump(articles, self._stdin, pickle.HIGHEST_PROTOCOL)
            self._stdin.flush()
            answer = pickle.load(self._stdout)  # noqa: S301 - our own process wrote it
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            # Hardly anything ends a process so but a system that has run out of memory.
            raise MemoryError("a process that indexes was ended") from error
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

"""Processes of this program's own that are asked over pipes, as they are seen from both ends.

One ends when nothing more can come: with the process that started it, however that one ends.
"""

import fcntl
import os
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

# What a pipe may hold where the system allows it, sixteen times as much as is usual: a process
# need not wait with its answer while whoever asked is busy.
_PIPE_BYTES = 1 << 20


class ProcessEndedError(Exception):
    """A process ended, or was silent for too long, before it had answered."""


class ChildProcess:
    """A process that runs a module, and is asked and answers by pickled values."""

    def __init__(self, module: str, *arguments: str | Path) -> None:
        # Not with multiprocessing: its processes first run the caller's main module again, and
        # outlive a caller that is killed.
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-P", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._stdin = cast("Any", self._process.stdin)
        self._stdout = cast("Any", self._process.stdout)
        for pipe in (self._stdin, self._stdout):
            if hasattr(fcntl, "F_SETPIPE_SZ"):
                with suppress(OSError):
                    fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)

    def ask(self, question: object, longest_silence_s: float | None = None) -> Any:  # noqa: ANN401 - whatever it answers
        """What the process answers; raises the error that it answers, or `ProcessEndedError`."""
        self.send(question)
        if longest_silence_s and not select.select([self._stdout], [], [], longest_silence_s)[0]:
            raise ProcessEndedError
        return self.answer()

    def send(self, value: object) -> None:
        """Send what is answered later or not at all; raises `ProcessEndedError`."""
        try:
            # All at once: where other threads are busy, each time of writing may wait for them.
            self._stdin.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
            self._stdin.flush()
        except (OSError, ValueError) as error:
            raise ProcessEndedError from error

    def answer(self) -> Any:  # noqa: ANN401 - whatever it answers
        """The next answer, as `ask` gives it."""
        try:
            answer = pickle.load(self._stdout)  # noqa: S301 - our own process wrote it
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise ProcessEndedError from error
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


class ParentPipe:
    """The process that started this one as a `ChildProcess`."""

    def __init__(self) -> None:
        # Ctrl-C is for the process that decides what counts.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # What a library prints must not come between the answers.
        self._answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def questions(self) -> Iterator[Any]:
        """What it asks, or sends besides, until nothing more comes."""
        while True:
            try:
                sent = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
            except (EOFError, pickle.UnpicklingError):
                return
            yield sent

    def answer(self, answer: object) -> None:
        """Answer the last question."""
        try:
            pickle.dump(answer, self._answers, pickle.HIGHEST_PROTOCOL)
            self._answers.flush()
        except BrokenPipeError:
            # Whoever asked was killed. There is nobody to tell, and nothing to tidy.
            os._exit(0)

    def answer_all(self, reply: Callable[[Any], object]) -> None:
        """Answer every question with the reply to it, or with the error that it led to."""
        for question in self.questions():
            self.answer(_reply_or_error(reply, question))


def _reply_or_error(reply: Callable[[Any], object], question: object) -> object:
    try:
        return reply(question)
    except (OSError, MemoryError) as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever it is, the other process says it
        return RuntimeError(f"{type(error).__name__}: {error}")

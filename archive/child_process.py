"""Child processes that answer pickled requests over pipes: the parent's and the child's end.

A child exits when its input pipe closes, so it never outlives its parent, however that ends.
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

# Capacity of each pipe where the system allows it, sixteen times the usual: a child can finish
# its answer while the parent is busy.
_PIPE_BYTES = 1 << 20


class ProcessEndedError(Exception):
    """The process ended, or timed out, before it had answered."""


class ChildProcess:
    """Parent's end: starts `python -m module`, sends pickled requests, receives pickled answers."""

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
        """Send a request and wait for its answer, at most `longest_silence_s` (None: for ever).

        Raises the exception that the process answers with, or `ProcessEndedError`.
        """
        self.send(question)
        if longest_silence_s and not select.select([self._stdout], [], [], longest_silence_s)[0]:
            raise ProcessEndedError
        return self.answer()

    def send(self, value: object) -> None:
        """Send a value without waiting for an answer; raises `ProcessEndedError`."""
        try:
            # One write, not several: each may have to wait for the GIL.
            self._stdin.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
            self._stdin.flush()
        except (OSError, ValueError) as error:
            raise ProcessEndedError from error

    def answer(self) -> Any:  # noqa: ANN401 - whatever it answers
        """Wait for the next answer; raises as `ask` does."""
        try:
            answer = pickle.load(self._stdout)  # noqa: S301 - our own process wrote it
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise ProcessEndedError from error
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def end(self) -> None:
        """Kill the process and close its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._stdin, self._stdout):
            with suppress(OSError):
                pipe.close()


class ParentPipe:
    """Child's end of the pipes to the process that started it as a `ChildProcess`."""

    def __init__(self) -> None:
        # Ctrl-C reaches the whole process group; the parent alone handles it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # What a library prints must not come between the answers.
        self._answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def questions(self) -> Iterator[Any]:
        """Yield the values sent by the parent until it closes the pipe."""
        while True:
            try:
                sent = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
            except (EOFError, pickle.UnpicklingError):
                return
            yield sent

    def answer(self, answer: object) -> None:
        """Send an answer; exits at once if the parent is gone."""
        try:
            pickle.dump(answer, self._answers, pickle.HIGHEST_PROTOCOL)
            self._answers.flush()
        except BrokenPipeError:
            # Whoever asked was killed. There is nobody to tell, and nothing to tidy.
            os._exit(0)

    def answer_all(self, reply: Callable[[Any], object]) -> None:
        """Serve requests until the pipe closes: each is answered by `reply`, or by its exception.

        `OSError` and `MemoryError` are sent as they are, others as a `RuntimeError`.
        """
        for question in self.questions():
            self.answer(_reply_or_error(reply, question))


def _reply_or_error(reply: Callable[[Any], object], question: object) -> object:
    try:
        return reply(question)
    except (OSError, MemoryError) as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever it is, the other process says it
        return RuntimeError(f"{type(error).__name__}: {error}")

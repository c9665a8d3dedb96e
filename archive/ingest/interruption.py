"""Graceful Ctrl-C: a run stores what it has read before it ends."""

import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

Item = TypeVar("Item")


@contextmanager
def interruptible() -> Generator[threading.Event]:
    """Event set by the first Ctrl-C; the second raises `KeyboardInterrupt`.

    Outside of the main thread, which alone receives signals, the event is never set.
    """
    interrupted = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield interrupted
        return

    def note(_signal: int, _frame: FrameType | None) -> None:
        if interrupted.is_set():
            raise KeyboardInterrupt
        interrupted.set()

    before = signal.signal(signal.SIGINT, note)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


def until(interrupted: threading.Event, items: Iterable[Item]) -> Iterator[Item]:
    """Pass on items until the event is set."""
    for each in items:
        if interrupted.is_set():
            return
        yield each

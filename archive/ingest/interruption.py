"""Ctrl-C that lets what has been read be stored before it ends a run."""

import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

Item = TypeVar("Item")


@contextmanager
def interruptible() -> Generator[threading.Event]:
    """An event that the first Ctrl-C sets; the second one raises `KeyboardInterrupt`."""
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
    """The items up to the one during which Ctrl-C came."""
    for each in items:
        if interrupted.is_set():
            return
        yield each

"""SQLite file read by the bare driver: opened with the same settings everywhere, errors translated.

What only reads needs nothing else. SQLAlchemy, with which `connection` writes, takes longer to
import than most searches take, and its own work as long again as SQLite's.
"""

import sqlite3
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from archive.errors import (
    CHECK_THE_OWNER,
    FREE_SOME_ROOM,
    BackfileError,
    BusyError,
    DiskFullError,
    HomeError,
)

# How long a writer waits for its turn while another one writes, in seconds. A batch takes
# well under one; this covers a machine that is busy with other things.
LOCK_WAIT_S = 60.0
# `execute` of the bare driver: SQL and positional parameters in, rows as tuples out.
Execute = Callable[[str, tuple[Any, ...]], Iterable[Any]]

DAMAGED = "it is damaged: put back a copy of it, or add the files anew elsewhere"
# Part of SQLite's message, the error to raise, and its sentence; the first that fits counts.
_MEANINGS: tuple[tuple[str, type[BackfileError], str], ...] = (
    ("disk is full", DiskFullError, f"the disk is full: {FREE_SOME_ROOM}"),
    ("disk i/o error", DiskFullError, "the disk refused to write: check its room and its health"),
    ("locked", BusyError, "another process has been writing for too long: try again later"),
    ("readonly", HomeError, f"it cannot be written: {CHECK_THE_OWNER}"),
    ("unable to open", HomeError, f"it cannot be opened: {CHECK_THE_OWNER}"),
    ("not a database", HomeError, "it is not a Backfile archive: choose another --home"),
    ("no such", HomeError, "it is not a Backfile archive: choose another --home"),
    ("malformed", HomeError, DAMAGED),
    ("could not decode", HomeError, DAMAGED),
)


class DatabaseFile:
    """An archive's database, for modules that read tables of their own in it.

    Safe to share between threads: each transaction has a connection to itself.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: deque[sqlite3.Connection] = deque()

    @contextmanager
    def raw_reading(self) -> Generator[Execute]:
        """Read-only transaction; yields the driver's `execute`, its errors translated."""
        with translated(self.path):
            connection = self._taken()
            try:
                connection.execute("BEGIN")
                yield connection.execute
            finally:
                connection.rollback()
                self._idle.append(connection)

    def close(self) -> None:
        """Close the connections that nobody reads by."""
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _taken(self) -> sqlite3.Connection:
        with suppress(IndexError):
            return self._idle.pop()
        return opened(self.path)


def opened(path: Path) -> sqlite3.Connection:
    """Connection in WAL mode, foreign keys on, every commit flushed; it begins no transactions."""
    connection = sqlite3.connect(
        path, timeout=LOCK_WAIT_S, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def translated(path: Path) -> Generator[None]:
    """Translates the driver's errors into `BackfileError`s that name the repair.

    An error that `_MEANINGS` does not list is a fault of ours and passes as it is.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise_meaning(path, error)
        raise


def raise_meaning(path: Path, error: BaseException) -> None:
    """Raise what an error of the driver means, if that is known."""
    said = str(error).lower()
    for words, kind, meaning in _MEANINGS:
        if words in said:
            raise kind(f"{path}: {meaning}") from error


@contextmanager
def damage_named(path: Path) -> Generator[None]:
    """Raises `HomeError` in place of decoding errors: the stored bytes cannot be this store's."""
    try:
        yield
    except (ValueError, KeyError, TypeError, msgspec.DecodeError, zlib.error) as error:
        raise HomeError(f"{path}: {DAMAGED}") from error

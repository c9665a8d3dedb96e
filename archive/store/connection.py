"""SQLite connections: opened with the same settings everywhere, their errors translated."""

import sqlite3
import zlib
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from archive.errors import (
    CHECK_THE_OWNER,
    FREE_SOME_ROOM,
    BackfileError,
    BusyError,
    DiskFullError,
    HomeError,
)
from archive.store.statements import Execute

# How long a writer waits for its turn while another one writes, in seconds. A batch takes
# well under one; this covers a machine that is busy with other things.
LOCK_WAIT_S = 60.0


def connect(path: Path) -> sa.Engine:
    """SQLAlchemy engine on the SQLite file: WAL mode, foreign keys on, every commit flushed.

    With the execution option `writes`, a transaction takes the write lock at its start (BEGIN
    IMMEDIATE, waiting up to `LOCK_WAIT_S`), so it cannot fail on the lock halfway through.
    """
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": LOCK_WAIT_S}
    )

    def configure(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    def begin(connection: sa.Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            # Waits for nothing and cannot fail, so that it needs none of SQLAlchemy's care.
            cast("Any", connection.connection.driver_connection).execute("BEGIN")

    event.listen(engine, "connect", configure)
    event.listen(engine, "begin", begin)
    return engine


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


@contextmanager
def translated(path: Path) -> Generator[None]:
    """Translates the database's errors into `BackfileError`s that name the repair.

    An error that `_MEANINGS` does not list is a fault of ours and passes as it is.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error).lower()
        for words, kind, meaning in _MEANINGS:
            if words in said:
                raise kind(f"{path}: {meaning}") from error
        raise


@contextmanager
def damage_named(path: Path) -> Generator[None]:
    """Raises `HomeError` in place of decoding errors: the stored bytes cannot be this store's."""
    try:
        yield
    except (ValueError, KeyError, TypeError, msgspec.DecodeError, zlib.error) as error:
        raise HomeError(f"{path}: {DAMAGED}") from error


@contextmanager
def raw_reading(engine: sa.Engine) -> Generator[Execute]:
    """Read-only transaction on the bare `sqlite3` driver; yields its `execute`.

    Meant for the few statements of every search: SQLAlchemy's own work takes as long again as
    SQLite's. Rows are tuples; errors are `sqlite3.Error`, to be wrapped in `translated`.
    """
    with closing(engine.raw_connection()) as connection:
        driver = cast("Any", connection.driver_connection)
        driver.execute("BEGIN")
        yield driver.execute


@dataclass(frozen=True, slots=True)
class Database:
    """The open database, for modules that keep a table of their own in it (feeds, quarantine)."""

    engine: sa.Engine
    path: Path

    @contextmanager
    def reading(self) -> Generator[sa.Connection]:
        """Read-only transaction, with the database's errors translated."""
        with translated(self.path), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[sa.Connection]:
        """Write transaction, holding the write lock from its start; errors translated."""
        with (
            translated(self.path),
            self.engine.execution_options(writes=True).begin() as connection,
        ):
            yield connection

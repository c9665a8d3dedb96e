"""One way to open the database, and one to say in our words what went wrong with it."""

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
    """An engine on the SQLite file, in WAL mode, with every commit flushed to the disk.

    A transaction opened with the execution option `writes` takes its turn among the writers
    at its start, so that it never fails halfway for another one's sake.
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
# What SQLite says, in the order it is looked for, and what that means to a person.
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
    """Raises what the database says as an error of ours that names the repair."""
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
    """Raises `HomeError` for what cannot have been written by this store."""
    try:
        yield
    except (ValueError, KeyError, TypeError, msgspec.DecodeError, zlib.error) as error:
        raise HomeError(f"{path}: {DAMAGED}") from error


@contextmanager
def reading_at_once(engine: sa.Engine) -> Generator[Execute]:
    """One transaction that only reads, with the driver's own way to execute a statement.

    Every search reads some things, and SQLAlchemy's takes as long again as the database. Gives
    rows as tuples, and raises `sqlite3.Error`, which `translated` tells in our words.
    """
    with closing(engine.raw_connection()) as connection:
        driver = cast("Any", connection.driver_connection)
        driver.execute("BEGIN")
        yield driver.execute


@dataclass(frozen=True, slots=True)
class Database:
    """An open database for whoever keeps a table of their own in it."""

    engine: sa.Engine
    path: Path

    @contextmanager
    def reading(self) -> Generator[sa.Connection]:
        """One transaction that only reads."""
        with translated(self.path), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[sa.Connection]:
        """One transaction that takes its turn among the writers."""
        with (
            translated(self.path),
            self.engine.execution_options(writes=True).begin() as connection,
        ):
            yield connection

"""One way to open the database, and one to say in our words what went wrong with it."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from archive.errors import BackfileError, BusyError, DiskFullError, HomeError

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
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", configure)
    event.listen(engine, "begin", begin)
    return engine


DAMAGED = "it is damaged: put back a copy of it, or add the files anew elsewhere"
# What SQLite says, in the order it is looked for, and what that means to a person.
_MEANINGS: tuple[tuple[str, type[BackfileError], str], ...] = (
    ("disk is full", DiskFullError, "the disk is full: free some room and run the command again"),
    ("disk i/o error", DiskFullError, "the disk refused to write: check its room and its health"),
    ("locked", BusyError, "another process has been writing for too long: try again later"),
    ("readonly", HomeError, "it cannot be written: check who owns it, or choose another --home"),
    (
        "unable to open",
        HomeError,
        "it cannot be opened: check who owns it, or choose another --home",
    ),
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
    except DBAPIError as error:
        said = str(error.orig).lower()
        for words, kind, meaning in _MEANINGS:
            if words in said:
                raise kind(f"{path}: {meaning}") from error
        raise

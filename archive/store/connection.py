"""SQLAlchemy's connections to an archive's database: transactions that write."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from archive.store.database_file import DatabaseFile, opened, raise_meaning, translated


class Database(DatabaseFile):
    """The open database, for modules that keep a table of their own in it (feeds, quarantine)."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.engine = _engine(path)

    @contextmanager
    def reading(self) -> Generator[sa.Connection]:
        """Read-only transaction, with the database's errors translated."""
        with _translated(self.path), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[sa.Connection]:
        """Write transaction, holding the write lock from its start; errors translated.

        It takes the lock by BEGIN IMMEDIATE, waiting up to `LOCK_WAIT_S`, so it cannot fail on it
        halfway through.
        """
        writing = self.engine.execution_options(writes=True)
        with _translated(self.path), writing.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close the connections that nobody uses."""
        super().close()
        self.engine.dispose()


def _engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)), creator=lambda: opened(path)
    )

    def begin(connection: sa.Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            # Waits for nothing and cannot fail, so that it needs none of SQLAlchemy's care.
            cast("Any", connection.connection.driver_connection).execute("BEGIN")

    event.listen(engine, "begin", begin)
    return engine


@contextmanager
def _translated(path: Path) -> Generator[None]:
    """As `translated`, of the errors that SQLAlchemy wraps as well."""
    try:
        with translated(path):
            yield
    except DBAPIError as error:
        if error.orig is not None:
            raise_meaning(path, error.orig)
        raise

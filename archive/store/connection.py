"""One way to open the database, and one to say in our words what went wrong with it."""

import sqlite3
import zlib
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from archive.errors import (
    CHECK_THE_OWNER,
    FREE_SOME_ROOM,
    BackfileError,
    BusyError,
    DiskFullError,
    HomeError,
)
from archive.store.tables import articles, counters, properties, versions

# How long a writer waits for its turn while another one writes, in seconds. A batch takes
# well under one; this covers a machine that is busy with other things.
LOCK_WAIT_S = 60.0
# SQLite takes 32,766 parameters in one statement; this leaves room on every database.
_PARAMETERS = 5_000

Item = TypeVar("Item")
# Executes SQL with its parameters, and gives the rows.
Execute = Callable[[str, tuple[Any, ...]], Iterable[Any]]


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


def chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items in runs that one SQL statement can take as parameters."""
    for start in range(0, len(items), _PARAMETERS):
        yield items[start : start + _PARAMETERS]


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows that have a value for every column of the table, in its order.

    They go to the driver as they are: naming the parameters of every row anew, as SQLAlchemy
    does, takes as long as writing them.
    """
    if not rows:
        return
    compiled = _insertion(table, connection.dialect)
    if compiled.positional:
        connection.exec_driver_sql(str(compiled), list(rows))
    else:
        named = [dict(zip(table.columns.keys(), row, strict=True)) for row in rows]
        connection.exec_driver_sql(str(compiled), named)


@lru_cache(maxsize=64)
def _insertion(table: sa.Table, dialect: sa.Dialect) -> SQLCompiler:
    return sa.insert(table).compile(dialect=dialect)


_COUNTER = sa.select(counters.c.value).where(counters.c.name == sa.bindparam("wanted"))


def counter(connection: sa.Connection, name: str) -> int:
    """A counter's value, 0 where there is none."""
    return connection.scalar(_COUNTER, {"wanted": name}) or 0


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


def counter_at_once(execute: Execute, name: str) -> int:
    """A counter's value, 0 where there is none."""
    return _value(execute, "SELECT value FROM counters WHERE name = ?", name) or 0


def property_at_once(execute: Execute, name: str) -> str:
    """A property of the archive, "" where nothing is stated."""
    return _value(execute, "SELECT text FROM properties WHERE name = ?", name) or ""


def _value(execute: Execute, statement: str, name: str) -> Any:  # noqa: ANN401 - of any column
    return next((value for (value,) in execute(statement, (name,))), None)


def among(column: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Whether a column is one of those in a JSON list, which is the statement's one parameter."""
    listed = sa.func.json_each(sa.bindparam("listed", type_=sa.String)).table_valued("value")
    return column.in_(sa.select(listed.c.value))


def in_sql(statement: sa.Select[*tuple[Any, ...]]) -> str:
    """A statement as SQLite's driver takes it, its parameters in the order in which they stand."""
    return str(statement.compile(dialect=sqlite.dialect()))


def current_versions(
    *columns: sa.ColumnElement[Any], of: sa.FromClause = versions
) -> sa.Select[*tuple[Any, ...]]:
    """Columns of every article and its current version, of deleted ones too.

    `of` stands for the versions where a statement has them a second time.
    """
    is_current = (of.c.article_id == articles.c.id) & (of.c.version == articles.c.version)
    return sa.select(*columns).select_from(articles).join(of, is_current)


_PROPERTY = sa.select(properties.c.text).where(properties.c.name == sa.bindparam("wanted"))


def stated_property(connection: sa.Connection, name: str) -> str:
    """A property of the archive, "" where nothing is stated."""
    return connection.scalar(_PROPERTY, {"wanted": name}) or ""


def state_property(connection: sa.Connection, name: str, text: str) -> None:
    """Let a property be this from now on."""
    connection.execute(sa.delete(properties).where(properties.c.name == name))
    connection.execute(sa.insert(properties).values(name=name, text=text))


def take(connection: sa.Connection, count: int) -> range:
    """The next `count` numbers of the sequence, held until the transaction ends."""
    last = connection.scalar(
        sa.update(counters)
        .where(counters.c.name == "sequence")
        .values(value=counters.c.value + count)
        .returning(counters.c.value)
    )
    if last is None:
        raise HomeError("the archive has lost its sequence: put back a copy of it")
    return range(last - count + 1, last + 1)


def numbered(connection: sa.Connection, ids: Collection[str]) -> None:
    """Give each of these articles the next number of the sequence, in the order of their ids."""
    if ids:
        numbers = take(connection, len(ids))
        statement = sa.update(articles).where(articles.c.id == sa.bindparam("article_id"))
        rows = [
            {"article_id": each, "number": number}
            for each, number in zip(sorted(ids), numbers, strict=True)
        ]
        connection.execute(statement.values(sequence=sa.bindparam("number")), rows)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A version of an article that says the same, with what was derived from it anew."""

    article_id: str
    version: int
    digest: str
    document: str


def rewrite(connection: sa.Connection, rows: Collection[Rewritten]) -> None:
    """Write versions over in their place."""
    if rows:
        statement = sa.update(versions).where(
            versions.c.article_id == sa.bindparam("known_id"),
            versions.c.version == sa.bindparam("known_version"),
        )
        values = [
            {
                "known_id": row.article_id,
                "known_version": row.version,
                "new_digest": row.digest,
                "new_document": row.document,
            }
            for row in rows
        ]
        connection.execute(
            statement.values(
                digest=sa.bindparam("new_digest"), document=sa.bindparam("new_document")
            ),
            values,
        )


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

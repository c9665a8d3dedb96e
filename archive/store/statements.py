"""Statement builders: bulk inserts, chunks of parameters, current versions, plain SQL."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler

from archive.store.tables import articles, versions

# SQLite takes 32,766 parameters in one statement; this leaves room on every database.
_PARAMETERS = 5_000

Item = TypeVar("Item")
# Executes SQL with its parameters, and gives the rows.
Execute = Callable[[str, tuple[Any, ...]], Iterable[Any]]


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

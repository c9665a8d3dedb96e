"""Statement builders: bulk inserts, chunks of parameters, current versions."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.sql.compiler import SQLCompiler

from archive.store.tables import articles, versions

# SQLite takes 32,766 parameters in one statement; this leaves room on every database.
_PARAMETERS = 5_000

# The last integer of 64 bits.
LAST_NUMBER = (1 << 63) - 1

Item = TypeVar("Item")


def chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Consecutive slices of at most `_PARAMETERS` items, for `IN (…)` lists."""
    for start in range(0, len(items), _PARAMETERS):
        yield items[start : start + _PARAMETERS]


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Bulk insert of rows with a value for every column, in the table's order.

    Bypasses SQLAlchemy's handling of parameters, which takes as long as the writing itself. No
    rows, no statement.
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


def is_number(column: sa.Column[int], number: int) -> sa.ColumnElement[bool]:
    """Test of a row's number as it was typed: false for one of more than 64 bits.

    Addresses and command lines have such numbers, and a database cannot even compare them.
    """
    return column == number if abs(number) <= LAST_NUMBER else sa.false()


def current_versions(
    *columns: sa.ColumnElement[Any], of: sa.FromClause = versions
) -> sa.Select[*tuple[Any, ...]]:
    """Select on articles joined to their current version; tombstones are included.

    `of` is an alias of the versions table, for statements that join it a second time.
    """
    is_current = (of.c.article_id == articles.c.id) & (of.c.version == articles.c.version)
    return sa.select(*columns).select_from(articles).join(of, is_current)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """New digest and JSON for a stored version whose derived facts were worked out again."""

    article_id: str
    version: int
    digest: str
    document: str


def rewrite(connection: sa.Connection, rows: Collection[Rewritten]) -> None:
    """Overwrite stored versions in place; their version numbers stay."""
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

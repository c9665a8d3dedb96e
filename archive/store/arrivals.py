"""Arrivals: what programs that follow an archive need beside its articles.

The archive's identity, the articles that an index may lack, and when articles were corrected.
"""

import json
from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from archive.store.connection import Database
from archive.store.sequence import stated_property
from archive.store.tables import articles, corrections

_NIL = UUID(int=0)


def identity(database: Database) -> UUID:
    """Random number of an archive, given when it was made; it moves with its files."""
    with database.reading() as connection:
        stated = stated_property(connection, "identity")
    return UUID(stated) if stated else _NIL


def changed_past(database: Database, sequence: int, limit: int) -> dict[str, int]:
    """Arrivals, by id, of articles that came in up to a number and have changed since; some.

    An index that has read the changes up to this number may be without some of them.
    """
    query = sa.select(articles.c.id, articles.c.arrival).where(
        articles.c.sequence > sequence, articles.c.arrival <= sequence, ~articles.c.deleted
    )
    with database.reading() as connection:
        return {row.id: row.arrival for row in connection.execute(query.limit(limit))}


def arrivals_of(database: Database, ids: Iterable[str]) -> dict[str, int]:
    """Arrivals of the articles, by id, that are not removed."""
    query = sa.select(articles.c.id, articles.c.arrival).where(_among(articles.c.id, ids))
    with database.reading() as connection:
        rows = connection.execute(query.where(~articles.c.deleted))
        return {row.id: row.arrival for row in rows}


def last_corrected(database: Database, ids: Iterable[str]) -> dict[str, str]:
    """Moments (UTC) of the last correction by hand of articles, done or undone, by id."""
    moment = sa.func.max(sa.func.max(corrections.c.moment, corrections.c.ended))
    query = sa.select(corrections.c.article_id, moment.label("moment"))
    query = query.where(_among(corrections.c.article_id, ids)).group_by(corrections.c.article_id)
    with database.reading() as connection:
        return {row.article_id: row.moment for row in connection.execute(query)}


def _among(column: sa.ColumnElement[str], ids: Iterable[str]) -> sa.ColumnElement[bool]:
    listed = sa.func.json_each(json.dumps(list(ids))).table_valued("value")
    return column.in_(sa.select(listed.c.value))

"""Rows of articles: the statements that read current articles and versions, with their columns."""

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa

from archive.store.statements import Execute, current_versions, in_json_list, to_sql
from archive.store.tables import articles, properties, versions


class ArticleRow(NamedTuple):
    """Columns of an article; `zone` is the archive's, None where no zone is stated.

    `version` is the number of the current version.
    """

    id: str
    sequence: int
    deleted: int
    cluster: str
    document: str
    version: int
    zone: str | None
    arrival: int
    received: str


def article_rows(execute: Execute, statement: str, *parameters: str | int) -> Iterator[ArticleRow]:
    """Rows of one of the statements below."""
    return map(ArticleRow._make, execute(statement, parameters))


# Columns of `ArticleRow`. The subquery is evaluated once a statement, not once a row.
_COLUMNS = (
    articles.c.id,
    articles.c.sequence,
    articles.c.deleted,
    articles.c.cluster,
    versions.c.document,
    articles.c.version,
    sa.select(properties.c.text)
    .where(properties.c.name == sa.literal_column("'time_zone'"))
    .scalar_subquery()
    .label("zone"),
    articles.c.arrival,
    articles.c.received,
)
_CURRENT = current_versions(*_COLUMNS)
OF_THESE_IDS = to_sql(_CURRENT.where(in_json_list(articles.c.id), ~articles.c.deleted))
BETWEEN = to_sql(
    _CURRENT.where(
        articles.c.sequence > sa.bindparam("after"), articles.c.sequence <= sa.bindparam("upto")
    ).order_by(articles.c.sequence)
)
# Versions are only ever appended: their row numbers are the order of arrival. The statement has an
# offset as well, as SQLite's dialect writes it.
LATEST = to_sql(
    _CURRENT.where(~articles.c.deleted)
    .order_by(sa.desc(sa.literal_column("versions.rowid", sa.Integer)))
    .limit(sa.bindparam("number"))
)
VERSIONS = to_sql(
    sa.select(*_COLUMNS)
    .join(versions, versions.c.article_id == articles.c.id)
    .where(articles.c.id == sa.bindparam("id"))
    .order_by(versions.c.version)
)

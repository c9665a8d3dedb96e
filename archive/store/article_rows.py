"""Rows of articles: the statements that read current articles and versions, with their columns."""

from collections.abc import Iterator
from typing import NamedTuple

from archive.store.database_file import Execute


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


# The subquery is evaluated once a statement, not once a row.
_COLUMNS = """
SELECT articles.id, articles.sequence, articles.deleted, articles.cluster, versions.document,
    articles.version, (SELECT text FROM properties WHERE name = 'time_zone'), articles.arrival,
    articles.received
FROM articles JOIN versions ON versions.article_id = articles.id
"""
_CURRENT = f"{_COLUMNS} AND versions.version = articles.version "
_AMONG = "(SELECT value FROM json_each(?))"
# The ids are a JSON array: the text stays the same for any number of them.
OF_THESE_IDS = f"{_CURRENT} WHERE articles.id IN {_AMONG} AND NOT articles.deleted"
BETWEEN = (
    f"{_CURRENT} WHERE articles.sequence > ? AND articles.sequence <= ? ORDER BY articles.sequence"
)
# Versions are only ever appended: their row numbers are the order of arrival.
LATEST = f"{_CURRENT} WHERE NOT articles.deleted ORDER BY versions.rowid DESC LIMIT ?"
VERSIONS = f"{_COLUMNS} WHERE articles.id = ? ORDER BY versions.version"

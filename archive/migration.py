"""Archives of an older Backfile brought to the tables of this one."""

import json

import sqlalchemy as sa

from archive.article import Article
from archive.clusters import regroup
from archive.database import counter, numbered
from archive.duplicates import signature
from archive.tables import SCHEMA_VERSION, articles, counters, metadata, versions

# The oldest schema that can be brought up: before signatures, clusters, feeds and quarantine.
OLDEST_VERSION = 1
# How many articles are read at a time.
_PAGE = 1_000


def migrate(connection: sa.Connection) -> None:
    """Bring the tables up to this version, in the transaction of the connection.

    Articles that turn out to be in a cluster take the next numbers of the sequence. Nothing is
    done where another process has done it meanwhile.
    """
    if counter(connection, "schema") >= SCHEMA_VERSION:
        return
    for column in (articles.c.signature, articles.c.cluster):
        definition = sa.schema.CreateColumn(column).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"ALTER TABLE {articles.name} ADD COLUMN {definition}")
    for index in articles.indexes:
        index.create(connection)
    metadata.create_all(connection)
    numbered(connection, _find_clusters(connection))
    schema = sa.update(counters).where(counters.c.name == "schema")
    connection.execute(schema.values(value=SCHEMA_VERSION))


def _find_clusters(connection: sa.Connection) -> set[str]:
    """The ids of the articles that are in a cluster, once all of them have their signatures."""
    moved: set[str] = set()
    query = (
        sa.select(articles.c.id, versions.c.document)
        .join(
            versions,
            (versions.c.article_id == articles.c.id) & (versions.c.version == articles.c.version),
        )
        .where(~articles.c.deleted)
        .order_by(articles.c.id)
        .limit(_PAGE)
    )
    last = ""
    while rows := connection.execute(query.where(articles.c.id > last)).all():
        last = rows[-1].id
        found = {
            row.id: signature(Article.from_json(json.loads(row.document) | {"id": row.id}))
            for row in rows
        }
        moved |= regroup(connection, {}, found).keys()
    return moved

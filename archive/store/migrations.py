"""Schema migrations, from any version since `OLDEST_VERSION` to the present one."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from archive.facts.near_duplicates import signature
from archive.model.article import Article
from archive.model.time_zones import UTC_NAME
from archive.store.clusters import regroup
from archive.store.corrections import credits_in_force, sources_in_force
from archive.store.credited_people import PEOPLE, SOURCES
from archive.store.prepared_record import source_of
from archive.store.schema_version import SCHEMA_VERSION
from archive.store.sequence import renumber, state_property
from archive.store.serialization import article_of, digests
from archive.store.stated_values import counter
from archive.store.statements import current_versions
from archive.store.tables import articles, counters, metadata, versions
from archive.store.version_comparison import note_all_edits

# From this schema on articles have signatures and clusters.
_WITH_CLUSTERS = 2
# From this schema on digests leave derived facts out, and credits have tables of their own.
_WITH_CREDITS = 3
# From this schema on edits and sources have tables of their own.
_WITH_EDITS = 4
# From this schema on articles have the number and the moment of their arrival.
_WITH_ARRIVALS = 5
# Rows read at a time.
_PAGE = 1_000


def migrate(connection: sa.Connection) -> None:
    """Migrate the tables to `SCHEMA_VERSION`, within the connection's transaction.

    Articles that get a cluster or another name of their source count as changed. Nothing is done
    if another process has migrated the archive meanwhile.
    """
    schema = counter(connection.exec_driver_sql, "schema")
    if schema >= SCHEMA_VERSION:
        return
    if schema < _WITH_CLUSTERS:
        _add_columns(connection, articles.c.signature, articles.c.cluster)
    if schema < _WITH_ARRIVALS:
        _add_columns(connection, articles.c.arrival, articles.c.received)
    for index in articles.indexes:
        index.create(connection, checkfirst=True)
    metadata.create_all(connection)
    if schema < _WITH_ARRIVALS:
        _note_arrivals(connection)
        state_property(connection, "identity", str(uuid4()))
    if schema < _WITH_CLUSTERS:
        renumber(connection, _find_clusters(connection))
    if schema < _WITH_CREDITS:
        state_property(connection, "time_zone", UTC_NAME)
        _take_out_what_was_derived(connection)
        _note_credits(connection)
    if schema < _WITH_EDITS:
        note_all_edits(connection)
        renumber(connection, _note_sources(connection))
    this = sa.update(counters).where(counters.c.name == "schema")
    connection.execute(this.values(value=SCHEMA_VERSION))


def _add_columns(connection: sa.Connection, *columns: sa.Column[Any]) -> None:
    for column in columns:
        definition = sa.schema.CreateColumn(column).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"ALTER TABLE {articles.name} ADD COLUMN {definition}")


def _note_arrivals(connection: sa.Connection) -> None:
    """Number all articles in the order of their first versions, which is that of their arrival."""
    update = sa.update(articles).where(articles.c.id == sa.bindparam("known_id"))
    first = (
        sa.select(versions.c.article_id, versions.c.document)
        .where(versions.c.version == 1)
        .order_by(_ROW_NUMBER)
    )
    number = 0
    for rows in connection.execute(first).partitions(_PAGE):
        values = [
            {
                "known_id": row.article_id,
                "number": number + place,
                "moment": article_of(row.document, row.article_id).provenance.received,
            }
            for place, row in enumerate(rows, 1)
        ]
        connection.execute(
            update.values(arrival=sa.bindparam("number"), received=sa.bindparam("moment")), values
        )
        number += len(values)


def _find_clusters(connection: sa.Connection) -> set[str]:
    """Compute all signatures and clusters; ids of the articles in a cluster."""
    moved: set[str] = set()
    query = _CURRENT.order_by(articles.c.id).limit(_PAGE)
    last = ""
    while rows := connection.execute(query.where(articles.c.id > last)).all():
        last = rows[-1].id
        found = {row.id: signature(_article(row)) for row in rows}
        moved |= regroup(connection, {}, found).keys()
    return moved


def _take_out_what_was_derived(connection: sa.Connection) -> None:
    """Rewrite every version's digest without derived facts."""
    key = sa.tuple_(versions.c.article_id, versions.c.version)
    query = (
        sa.select(versions.c.article_id.label("id"), versions.c.version, versions.c.document)
        .order_by(versions.c.article_id, versions.c.version)
        .limit(_PAGE)
    )
    update = sa.update(versions).where(
        versions.c.article_id == sa.bindparam("known_id"),
        versions.c.version == sa.bindparam("known_version"),
    )
    last = ("", 0)
    while rows := connection.execute(query.where(key > last)).all():
        last = (rows[-1].id, rows[-1].version)
        connection.execute(
            update.values(digest=sa.bindparam("new_digest")),
            [
                {
                    "known_id": row.id,
                    "known_version": row.version,
                    "new_digest": digests(_article(row))[0],
                }
                for row in rows
            ],
        )


def _note_credits(connection: sa.Connection) -> None:
    """Fill the tables of credits, in the order of the articles' last changes."""
    for rows in _pages(connection):
        named = {row.id: [each.name for each in _article(row).credits] for row in rows}
        PEOPLE.note(connection, credits_in_force(connection, named))


def _note_sources(connection: sa.Connection) -> set[str]:
    """Fill the tables of sources likewise; ids of articles whose source goes by another name."""
    for rows in _pages(connection):
        stated = {row.id: source_of(_article(row)) for row in rows}
        SOURCES.note(connection, sources_in_force(connection, stated))
    return SOURCES.renamed(connection)


def _pages(connection: sa.Connection) -> Iterator[Sequence[sa.Row[*tuple[Any, ...]]]]:
    """Current versions in the order of the articles' last changes, a page at a time."""
    query = _CURRENT.order_by(articles.c.sequence).limit(_PAGE)
    last = 0
    while rows := connection.execute(query.where(articles.c.sequence > last)).all():
        last = rows[-1].sequence
        yield rows


def _article(row: sa.Row[*tuple[Any, ...]]) -> Article:
    return article_of(row.document, row.id)


# Versions are only ever appended: their row numbers are the order of arrival.
_ROW_NUMBER = sa.literal_column("versions.rowid", sa.Integer)
_CURRENT = current_versions(articles.c.id, articles.c.sequence, versions.c.document).where(
    ~articles.c.deleted
)

"""Comparison of stored versions: what each but the first put into an article and took out of it.

A row is a function of two stored versions, written in the transaction that stores the later one.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from archive.facts.correction_notes import correction_note
from archive.facts.edits import edits
from archive.model.article import Article, Provenance
from archive.store.serialization import article_of
from archive.store.statements import insert
from archive.store.tables import version_edits, versions

# Characters kept of a correction's note.
_LONGEST_NOTE = 500
# Versions compared at a time when an archive is brought up.
_PAGE = 1_000


def note_edits(connection: sa.Connection, keys: Sequence[tuple[str, int]]) -> None:
    """Compare stored versions, by id and number from 2 on, with the ones before them."""
    rows = (_row(connection, article_id, version) for article_id, version in keys)
    insert(connection, version_edits, list(rows))


def note_all_edits(connection: sa.Connection) -> None:
    """Compare all versions of all articles."""
    key = sa.tuple_(versions.c.article_id, versions.c.version)
    query = (
        sa.select(versions.c.article_id, versions.c.version)
        .where(versions.c.version > 1)
        .order_by(versions.c.article_id, versions.c.version)
        .limit(_PAGE)
    )
    last = ("", 0)
    while rows := connection.execute(query.where(key > last)).all():
        keys = [(row.article_id, row.version) for row in rows]
        note_edits(connection, keys)
        last = keys[-1]


_DOCUMENTS = (
    sa.select(versions.c.document)
    .where(
        versions.c.article_id == sa.bindparam("id"),
        versions.c.version.in_([sa.bindparam("before"), sa.bindparam("after")]),
    )
    .order_by(versions.c.version)
)


def _row(
    connection: sa.Connection, article_id: str, version: int
) -> tuple[str, int, str, str, str, str, int, int, str]:
    """Values of the table's columns, in their order."""
    parameters = {"id": article_id, "before": version - 1, "after": version}
    documents = connection.scalars(_DOCUMENTS, parameters).all()
    before, after = (article_of(document, article_id) for document in documents)
    found = edits(before, after)
    has_texts = bool(found.added or found.removed)
    return (
        article_id,
        version,
        _moment(after.provenance),
        _moment(before.provenance),
        after.source or "",
        _shortened(after),
        found.words_added,
        found.words_removed,
        json.dumps([found.added, found.removed], ensure_ascii=False) if has_texts else "",
    )


def _moment(provenance: Provenance) -> str:
    """When a version was fetched, as far as it is told; else when it was received; in UTC."""
    try:
        fetched = datetime.fromisoformat(provenance.retrieved)
    except ValueError:
        return provenance.received
    if fetched.tzinfo is None:
        return provenance.received
    return fetched.astimezone(UTC).isoformat(timespec="seconds")


def _shortened(article: Article) -> str:
    note = correction_note(article)
    return note if len(note) <= _LONGEST_NOTE else f"{note[:_LONGEST_NOTE]}…"

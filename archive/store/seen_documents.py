"""Fingerprints of documents read without a fault, so that a rerun skips them."""

import hashlib
import json
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from archive.model.document import Document
from archive.store.connection import Database
from archive.store.tables import readings

# Raise it when readers make something else of the same bytes: every document is then read anew.
READERS_EDITION = 4


def known(database: Database, keys: Sequence[str]) -> dict[str, int]:
    """Article counts by key, for those of the keys that were read before."""
    query = sa.select(readings.c.key, readings.c.articles).where(readings.c.key.in_(keys))
    with database.reading() as connection:
        return {row.key: row.articles for row in connection.execute(query)}


def note(connection: sa.Connection, counts: Mapping[str, int]) -> None:
    """Record documents, by key, with their article counts, in the transaction that stores them."""
    if counts:
        rows = [{"key": key, "articles": count} for key, count in counts.items()]
        connection.execute(sa.delete(readings).where(readings.c.key.in_(counts)))
        connection.execute(sa.insert(readings), rows)


def forget(connection: sa.Connection) -> None:
    """Forget all documents, so that each is read again."""
    connection.execute(sa.delete(readings))


def reading_key(document: Document) -> str:
    """Fingerprint: 32 hex digits of a SHA-256 over all that a document's articles depend on."""
    besides = [
        document.name,
        document.media_type,
        document.address,
        document.retrieved,
        document.position,
        sorted(document.mapping.items()),
        READERS_EDITION,
    ]
    digest = hashlib.sha256(json.dumps(besides).encode())
    digest.update(document.content)
    return digest.hexdigest()[:32]

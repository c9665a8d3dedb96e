"""Which documents have been read, so that going on after a stop skips what is done."""

import hashlib
import json
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from archive.model.document import Document
from archive.store.connection import Database
from archive.store.tables import readings

# Counts up with every change of what readers make of the same bytes: all is then read anew.
READERS_EDITION = 2


def known(database: Database, keys: Sequence[str]) -> dict[str, int]:
    """How many articles each of the documents had that were read before without a fault."""
    query = sa.select(readings.c.key, readings.c.articles).where(readings.c.key.in_(keys))
    with database.reading() as connection:
        return {row.key: row.articles for row in connection.execute(query)}


def note(connection: sa.Connection, counts: Mapping[str, int]) -> None:
    """Remember documents whose articles are stored, with how many they had."""
    if counts:
        rows = [{"key": key, "articles": count} for key, count in counts.items()]
        connection.execute(sa.delete(readings).where(readings.c.key.in_(counts)))
        connection.execute(sa.insert(readings), rows)


def forget(connection: sa.Connection) -> None:
    """Let every document be read again."""
    connection.execute(sa.delete(readings))


def reading_key(document: Document) -> str:
    """What a document goes by: 32 hex digits over all that its articles depend on."""
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

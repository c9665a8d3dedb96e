"""Which documents have been read, so that going on after a stop skips what is done."""

import hashlib
import json
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from archive.model.document import Document
from archive.store.store import Store
from archive.store.tables import readings

# Counts up with every change of what readers make of the same bytes: all is then read anew.
READERS_EDITION = 2


class SeenDocuments:
    """The documents that were read without a fault, each with the number of its articles."""

    def __init__(self, store: Store) -> None:
        self._database = store.database

    def known(self, keys: Sequence[str]) -> dict[str, int]:
        """How many articles each of the documents had that were read before."""
        query = sa.select(readings.c.key, readings.c.articles).where(readings.c.key.in_(keys))
        with self._database.reading() as connection:
            return {row.key: row.articles for row in connection.execute(query)}

    def note(self, counts: Mapping[str, int]) -> None:
        """Remember documents whose articles are stored, with how many they had."""
        if not counts:
            return
        rows = [{"key": key, "articles": count} for key, count in counts.items()]
        with self._database.writing() as connection:
            connection.execute(sa.delete(readings).where(readings.c.key.in_(counts)))
            connection.execute(sa.insert(readings), rows)


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

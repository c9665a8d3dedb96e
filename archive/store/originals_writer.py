"""Original documents, written: each once, those without bytes filled in when the bytes come."""

from collections.abc import Mapping

import sqlalchemy as sa

from archive.store.originals import ABSENT, PackedDocument
from archive.store.statements import chunks, insert
from archive.store.tables import raw_documents


def keep(connection: sa.Connection, documents: Mapping[str, PackedDocument]) -> None:
    """Insert the documents that are not there yet, by SHA-256, and fill in those without bytes."""
    known: dict[str, bool] = {}
    is_here = (raw_documents.c.content != ABSENT).label("is_here")
    for chunk in chunks(list(documents)):
        query = sa.select(raw_documents.c.sha256, is_here).where(raw_documents.c.sha256.in_(chunk))
        known.update((row.sha256, bool(row.is_here)) for row in connection.execute(query))
    fresh = [
        (sha256, each.media_type, each.content)
        for sha256, each in documents.items()
        if sha256 not in known
    ]
    insert(connection, raw_documents, fresh)
    for sha256, each in documents.items():
        if each.content and known.get(sha256) is False:
            found = raw_documents.c.sha256 == sha256
            values = {"media_type": each.media_type, "content": each.content}
            connection.execute(sa.update(raw_documents).where(found).values(values))

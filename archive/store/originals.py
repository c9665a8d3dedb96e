"""Original documents, without repeats and compressed; of some only the SHA-256 is known.

Those are what articles from an export without originals were read from. They are filled in when
the same bytes come.
"""

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from archive.errors import NotFoundError
from archive.model.article import RawDocument
from archive.store.connection import Database, damage_named
from archive.store.statements import chunks, insert
from archive.store.tables import raw_documents

# Stands for bytes that are not here; nothing is compressed to so little.
ABSENT = b""
# A document is unpacked in pieces of this size where only its length is wanted.
_PIECE_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """Media type of a document, and its bytes as zlib compresses them, `ABSENT` where unknown."""

    media_type: str
    content: bytes = ABSENT


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


def original(database: Database, sha256: str) -> RawDocument:
    """Original document by the SHA-256 of its bytes; `NotFoundError` if they are not here."""
    packed = _packed(database, sha256)
    if packed is None:
        raise NotFoundError(f"{sha256}: the archive holds no document of this SHA-256")
    if not packed.content:
        raise NotFoundError(
            f"{sha256}: this document did not come with the export that its article came by"
        )
    with damage_named(database.path):
        return RawDocument(zlib.decompress(packed.content), packed.media_type)


def original_size_bytes(database: Database, sha256: str) -> int | None:
    """Size of an original document by its SHA-256, None where it cannot be unpacked or is none.

    Unpacks it piece by piece, never holding the whole.
    """
    document = _packed(database, sha256)
    if document is None or not document.content:
        return None
    unpacker, packed, size_bytes = zlib.decompressobj(), document.content, 0
    try:
        while piece := unpacker.decompress(packed, _PIECE_BYTES):
            size_bytes += len(piece)
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return None
    return size_bytes


def packed_documents(
    connection: sa.Connection, digests: Collection[str]
) -> Mapping[str, PackedDocument]:
    """Documents by SHA-256, without those whose bytes are not here."""
    query = sa.select(raw_documents).where(raw_documents.c.content != ABSENT)
    found: dict[str, PackedDocument] = {}
    for chunk in chunks(sorted(digests)):
        for row in connection.execute(query.where(raw_documents.c.sha256.in_(chunk))):
            found[row.sha256] = PackedDocument(row.media_type, row.content)
    return found


def packed_sizes_bytes(connection: sa.Connection, digests: Collection[str]) -> Mapping[str, int]:
    """Sizes of documents as they are compressed, by SHA-256; 0 for absent bytes."""
    size_bytes = sa.func.length(raw_documents.c.content).label("size_bytes")
    query = sa.select(raw_documents.c.sha256, size_bytes)
    found: dict[str, int] = {}
    for chunk in chunks(sorted(digests)):
        for row in connection.execute(query.where(raw_documents.c.sha256.in_(chunk))):
            found[row.sha256] = row.size_bytes
    return found


def _packed(database: Database, sha256: str) -> PackedDocument | None:
    query = sa.select(raw_documents).where(raw_documents.c.sha256 == sha256)
    with database.reading() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else PackedDocument(row.media_type, row.content)

"""Original documents, without repeats and compressed; of some only the SHA-256 is known.

Those are what articles from an export without originals were read from. They are filled in when
the same bytes come.
"""

import json
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from archive.errors import NotFoundError
from archive.model.article import RawDocument
from archive.store.database_file import DatabaseFile, Execute, damage_named

# Stands for bytes that are not here; nothing is compressed to so little.
ABSENT = b""
# A document is unpacked in pieces of this size where only its length is wanted.
_PIECE_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """Media type of a document, and its bytes as zlib compresses them, `ABSENT` where unknown."""

    media_type: str
    content: bytes = ABSENT


def original(database: DatabaseFile, sha256: str) -> RawDocument:
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


def original_size_bytes(database: DatabaseFile, sha256: str) -> int | None:
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


def packed_documents(execute: Execute, digests: Collection[str]) -> Mapping[str, PackedDocument]:
    """Documents by SHA-256, without those whose bytes are not here."""
    rows = execute(_DOCUMENTS, (json.dumps(sorted(digests)),))
    return {
        sha256: PackedDocument(media_type, content)
        for sha256, media_type, content in rows
        if content != ABSENT
    }


def packed_sizes_bytes(execute: Execute, digests: Collection[str]) -> Mapping[str, int]:
    """Sizes of documents as they are compressed, by SHA-256; 0 for absent bytes."""
    return dict(execute(_SIZES, (json.dumps(sorted(digests)),)))


def _packed(database: DatabaseFile, sha256: str) -> PackedDocument | None:
    with database.raw_reading() as execute:
        rows = execute(_DOCUMENTS, (json.dumps([sha256]),))
        return next((PackedDocument(media_type, content) for _, media_type, content in rows), None)


_DOCUMENTS = """
SELECT sha256, media_type, content FROM raw_documents
WHERE sha256 IN (SELECT value FROM json_each(?))
"""
_SIZES = """
SELECT sha256, length(content) FROM raw_documents
WHERE sha256 IN (SELECT value FROM json_each(?))
"""

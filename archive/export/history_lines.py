"""JSON Lines of an archive's own export, from which 'add' brings everything back.

A line is the JSON that the store keeps, with the version's place before it and what readers put to
the article behind it. docs/json.md tells of the keys.
"""

import base64
import json
from collections.abc import Iterator
from typing import Any

import msgspec

from archive.model.exported import (
    FORMAT,
    PREFIX,
    ExportedCollection,
    VersionPlace,
)

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
# Bytes that are encoded at a time; a multiple of three, so that the pieces join.
_PIECE_BYTES = 3 << 18


def version_line(place: VersionPlace, document: str, own_identity: str) -> bytes:
    """Line of a version whose stored JSON is `document`.

    `own_identity` is the identity that its words alone would have.
    """
    head: dict[str, Any] = {
        "backfile": FORMAT,
        "kind": "article" if place.is_current else "version",
        "id": place.id,
        "version": place.number,
        "previous": place.previous,
        "part": place.part,
    }
    if place.identity != own_identity:
        head["identity"] = place.identity
    if place.is_removed:
        head["is_removed"] = True
    attached = msgspec.to_builtins(place.attached)
    tail = {name: lines for name, lines in attached.items() if lines}
    parts = [_encode(part)[1:-1] for part in (head, tail) if part]
    return "".join(
        ("{", parts[0], ",", document[1:-1], *("," + part for part in parts[1:]), "}\n")
    ).encode()


def document_line(sha256: str, media_type: str, packed: bytes) -> Iterator[bytes]:
    """Line of an original document, in pieces: it may be large."""
    head = {"sha256": sha256, "media_type": media_type}
    yield PREFIX + b'document",' + _encode(head)[1:-1].encode() + b',"packed":"'
    for start in range(0, len(packed), _PIECE_BYTES):
        yield base64.b64encode(packed[start : start + _PIECE_BYTES])
    yield b'"}\n'


def collection_line(collection: ExportedCollection) -> bytes:
    """Line of a collection, without its articles."""
    head = {"backfile": FORMAT, "kind": "collection"}
    return (_encode(head | msgspec.to_builtins(collection)) + "\n").encode()

"""Quarantine: unreadable documents with reason and bytes, to be tried again."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from archive.errors import NotFoundError
from archive.model.document import Document, Unreadable
from archive.store.connection import Database
from archive.store.tables import quarantine


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One entry. `kept_bytes` is the compressed size, None where the bytes are not kept.

    `position` is the 1-based record in the file `name`, None for the whole file.
    """

    id: int
    name: str
    position: int | None
    reason: str
    received: str
    media_type: str
    kept_bytes: int | None

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


class Quarantine:
    """Entries, unique by file, position and bytes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self) -> Iterator[Quarantined]:
        """All entries, ordered by name and position."""
        size = sa.func.length(quarantine.c.content).label("kept_bytes")
        columns = [quarantine.c[name] for name in Quarantined.__slots__ if name != "kept_bytes"]
        query = sa.select(*columns, size).order_by(quarantine.c.name, quarantine.c.position)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        for row in rows:
            yield Quarantined(**row)

    def document(self, quarantined_id: int) -> Document | None:
        """The document of an entry, None where its bytes were not kept.

        Raises `NotFoundError` where no entry has the number.
        """
        query = sa.select(quarantine).where(quarantine.c.id == quarantined_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFoundError(f"{quarantined_id}: nothing in quarantine has this number")
        if row.content is None:
            return None
        return Document(
            name=row.name,
            content=zlib.decompress(row.content),
            media_type=row.media_type,
            address=row.address,
            retrieved=row.retrieved,
            position=row.position or 1,
            mapping=json.loads(row.mapping),
        )


def now() -> str:
    """Current moment in UTC, ISO 8601 with microseconds, so that moments sort as texts."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def row_of(unreadable: Unreadable) -> dict[str, Any]:
    """Column values for a new entry. Compresses and hashes, so call it outside of a transaction."""
    document = unreadable.document or Document(unreadable.name, b"", "")
    content = document.content
    return {
        "name": unreadable.name,
        "position": unreadable.position,
        "reason": unreadable.reason,
        "received": now(),
        "media_type": document.media_type,
        "address": document.address,
        "retrieved": document.retrieved,
        "mapping": json.dumps(dict(document.mapping)),
        "sha256": sha256(content).hexdigest(),
        "content": zlib.compress(content) if unreadable.document else None,
    }


def put(connection: sa.Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Add entries as given by `row_of`; one for the same bytes in the same place is replaced."""
    for row in rows:
        connection.execute(sa.delete(quarantine).where(_is_same(row)))
        connection.execute(sa.insert(quarantine).values(row))


def settle(connection: sa.Connection, started: Mapping[str, str]) -> None:
    """Remove the old entries of files that have been read to their end.

    `started` maps each such file to the moment its reading began, from `now`. Entries received
    since then are failures of that very reading, and stay.
    """
    for name, moment in started.items():
        within = quarantine.c.name.startswith(f"{name}/", autoescape=True)
        is_of_file = (quarantine.c.name == name) | within
        connection.execute(sa.delete(quarantine).where(is_of_file, quarantine.c.received < moment))


def discard(connection: sa.Connection, ids: Iterable[int]) -> None:
    """Remove entries by number; unknown numbers are passed over."""
    for each in ids:
        connection.execute(sa.delete(quarantine).where(quarantine.c.id == each))


def _is_same(row: dict[str, Any]) -> sa.ColumnElement[bool]:
    position = quarantine.c.position
    return sa.and_(
        quarantine.c.name == row["name"],
        position.is_(None) if row["position"] is None else position == row["position"],
        quarantine.c.sha256 == row["sha256"],
    )

"""What could not be read, kept with its reason until it can be."""

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
    """One thing that could not be read. `kept_bytes` is None where its bytes are not kept.

    `position` is the record in the file `name`, None for the whole of it.
    """

    id: int
    name: str
    position: int | None
    reason: str
    received: str
    media_type: str
    kept_bytes: int | None

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


class Quarantine:
    """The list of what could not be read. Whatever is named twice is on it once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self) -> Iterator[Quarantined]:
        """All that is on the list, by name and position."""
        size = sa.func.length(quarantine.c.content).label("kept_bytes")
        columns = [quarantine.c[name] for name in Quarantined.__slots__ if name != "kept_bytes"]
        query = sa.select(*columns, size).order_by(quarantine.c.name, quarantine.c.position)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        for row in rows:
            yield Quarantined(**row)

    def document(self, quarantined_id: int) -> Document | None:
        """What is kept to be tried again, None where the bytes were not kept.

        Raises `NotFoundError` where nothing of that number is on the list.
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
    """This moment in UTC, ISO 8601 to the microsecond, so that moments sort as texts."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def row_of(unreadable: Unreadable) -> dict[str, Any]:
    """What is written of something that could not be read: all the work that needs no database."""
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
    """Put things on the list; of those that are on it already the reason is renewed."""
    for row in rows:
        connection.execute(sa.delete(quarantine).where(_is_same(row)))
        connection.execute(sa.insert(quarantine).values(row))


def settle(connection: sa.Connection, started: Mapping[str, str]) -> None:
    """Take off what files were on the list with and have not been named with again.

    `started` goes from a file that was read to its end to the moment at which that began, as
    `now` gives it.
    """
    for name, moment in started.items():
        within = quarantine.c.name.startswith(f"{name}/", autoescape=True)
        is_of_file = (quarantine.c.name == name) | within
        connection.execute(sa.delete(quarantine).where(is_of_file, quarantine.c.received < moment))


def discard(connection: sa.Connection, ids: Iterable[int]) -> None:
    """Take things off the list."""
    for each in ids:
        connection.execute(sa.delete(quarantine).where(quarantine.c.id == each))


def _is_same(row: dict[str, Any]) -> sa.ColumnElement[bool]:
    position = quarantine.c.position
    return sa.and_(
        quarantine.c.name == row["name"],
        position.is_(None) if row["position"] is None else position == row["position"],
        quarantine.c.sha256 == row["sha256"],
    )

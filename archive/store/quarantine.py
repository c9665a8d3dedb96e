"""Quarantine: unreadable documents with reason and bytes, to be tried again."""

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from archive.errors import NotFoundError
from archive.model.document import Document, Unreadable
from archive.store import audit
from archive.store.connection import Database
from archive.store.statements import is_number
from archive.store.tables import dismissals, quarantine


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One entry. `kept_bytes` is the compressed size, None where the bytes are not kept.

    `position` is the 1-based record in the file `name`, None for the whole file. `dismissed` is the
    moment (ISO 8601, UTC) at which it was dismissed from the list, None while it is there.
    """

    id: int
    name: str
    position: int | None
    reason: str
    received: str
    media_type: str
    kept_bytes: int | None
    dismissed: str | None

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


class Quarantine:
    """Entries, unique by file, position and bytes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self, *, dismissed: bool = False) -> Iterator[Quarantined]:
        """Entries of the list, or those dismissed from it, ordered by name and position."""
        is_wanted = _DISMISSED_AT.is_not(None) if dismissed else _DISMISSED_AT.is_(None)
        query = _ENTRIES.where(is_wanted).order_by(quarantine.c.name, quarantine.c.position)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        for row in rows:
            yield Quarantined(**row)

    def dismiss(self, ids: Collection[int] | None, who: str) -> int:
        """Dismiss entries from the list, None for all of it; the number of those that were on it.

        Their bytes stay, and `restore` brings them back. Raises `NotFoundError`, and dismisses
        nothing, where no entry has one of the numbers.
        """
        with self._database.writing() as connection:
            listed = self._known(connection, ids, _DISMISSED_AT.is_(None))
            moment = audit.now()
            rows = [{"quarantine_id": each, "who": who, "moment": moment} for each in listed]
            if rows:
                connection.execute(sa.insert(dismissals), rows)
            for each, reason in listed.items():
                audit.note(connection, who, "dismiss", f"quarantine {each}", reason)
        return len(listed)

    def restore(self, ids: Collection[int] | None, who: str) -> int:
        """Bring dismissed entries back onto the list, None for all; the number of them.

        Raises `NotFoundError` likewise.
        """
        with self._database.writing() as connection:
            known = self._known(connection, ids, _DISMISSED_AT.is_not(None))
            for each, reason in known.items():
                this = sa.delete(dismissals).where(dismissals.c.quarantine_id == each)
                connection.execute(this)
                audit.note(connection, who, "restore", f"quarantine {each}", reason)
        return len(known)

    def _known(
        self, connection: sa.Connection, ids: Collection[int] | None, are: sa.ColumnElement[bool]
    ) -> dict[int, str]:
        """Reasons by number of the entries that are so, of all or of those with the numbers."""
        query = sa.select(quarantine.c.id, quarantine.c.reason).select_from(_WITH_DISMISSALS)
        if ids is None:
            return {row.id: row.reason for row in connection.execute(query.where(are))}
        found: dict[int, str] = {}
        for each in dict.fromkeys(ids):
            this = query.where(is_number(quarantine.c.id, each))
            if connection.execute(this).one_or_none() is None:
                raise _unknown(each)
            found |= {row.id: row.reason for row in connection.execute(this.where(are))}
        return found

    def document(self, quarantined_id: int) -> Document | None:
        """The document of an entry, None where its bytes were not kept.

        Raises `NotFoundError` where no entry has the number.
        """
        query = sa.select(quarantine).where(is_number(quarantine.c.id, quarantined_id))
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise _unknown(quarantined_id)
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
    """Add entries as given by `row_of`; one for the same bytes in the same place is replaced.

    Where that was dismissed, the new one is.
    """
    for row in rows:
        former = sa.select(quarantine.c.id).where(_is_same(row)).scalar_subquery()
        dismissal = connection.execute(
            sa.select(dismissals.c.who, dismissals.c.moment).where(
                dismissals.c.quarantine_id == former
            )
        ).one_or_none()
        connection.execute(sa.delete(quarantine).where(_is_same(row)))
        added = connection.execute(sa.insert(quarantine).values(row)).inserted_primary_key
        if dismissal and added:
            again = {"quarantine_id": added[0], "who": dismissal.who, "moment": dismissal.moment}
            connection.execute(sa.insert(dismissals).values(again))


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


def _unknown(number: int) -> NotFoundError:
    return NotFoundError(f"{number}: nothing in quarantine has this number")


def _is_same(row: dict[str, Any]) -> sa.ColumnElement[bool]:
    position = quarantine.c.position
    return sa.and_(
        quarantine.c.name == row["name"],
        position.is_(None) if row["position"] is None else position == row["position"],
        quarantine.c.sha256 == row["sha256"],
    )


_WITH_DISMISSALS = quarantine.outerjoin(dismissals, dismissals.c.quarantine_id == quarantine.c.id)
_DISMISSED_AT = dismissals.c.moment
_ENTRIES = sa.select(
    *(quarantine.c[name] for name in Quarantined.__slots__ if name in quarantine.c),
    sa.func.length(quarantine.c.content).label("kept_bytes"),
    _DISMISSED_AT.label("dismissed"),
).select_from(_WITH_DISMISSALS)

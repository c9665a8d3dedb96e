"""Audit: one line for every change that a person makes, written with the change itself."""

import getpass
import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from archive.store.connection import Database
from archive.store.statements import LAST_NUMBER
from archive.store.tables import audit


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One change: its moment (ISO 8601 in UTC), who made it, of which kind, on what.

    `who` is "" for a stranger, who failed to log in. `subject` is an id or a name, such as an
    article's; `detail` is a sentence, "" for none.
    """

    id: int
    moment: str
    who: str
    action: str
    subject: str
    detail: str


def now() -> str:
    """Present moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def system_user() -> str:
    """Name under which somebody is logged in to this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def note(
    connection: sa.Connection, who: str, action: str, subject: str | int, detail: str = ""
) -> None:
    """Add a line in the transaction of the change; `action` is a verb, at most 32 characters."""
    line = {"moment": now(), "who": who, "action": action, "subject": str(subject)}
    connection.execute(sa.insert(audit).values(**line, detail=detail))


def lines(
    database: Database,
    *,
    subject: str | None = None,
    actions: Collection[str] | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[AuditLine]:
    """Lines, the last one first; of one subject, some actions, or numbered below `before`."""
    query = sa.select(audit).order_by(audit.c.id.desc()).limit(limit)
    if subject is not None:
        query = query.where(audit.c.subject == subject)
    if actions is not None:
        query = query.where(audit.c.action.in_(sorted(actions)))
    if before is not None:
        query = query.where(audit.c.id < min(before, LAST_NUMBER))
    with database.reading() as connection:
        return [AuditLine(*row) for row in connection.execute(query)]

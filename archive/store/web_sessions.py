"""Web sessions: who is logged in, by the SHA-256 of a random secret that the browser keeps."""

import secrets
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from sqlite3 import OperationalError

import sqlalchemy as sa

from archive.store import audit
from archive.store.connection import Database
from archive.store.database_file import opened, translated
from archive.store.tables import sessions
from archive.store.user_accounts import AccessRole, Identity

# A session ends when it was not used for `IDLE`, and `LONGEST` after the login at the latest.
IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)
# Use is written down no oftener than this: reading a page is no change of the archive.
_NOTED_EVERY = timedelta(minutes=10)
# OWASP asks for 128 bits at least.
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class WebSession:
    """One login of a user on one browser; moments are ISO 8601 in UTC."""

    user: str
    created: str
    used: str


class WebSessions:
    """The sessions of one archive, looked up by their secrets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, user: str, address: str) -> str:
        """Begin a session for a user at a network address; its secret, which is told only here."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        moment = audit.now()
        with self._database.writing() as connection:
            _sweep(connection, moment)
            connection.execute(
                sa.insert(sessions).values(
                    digest=digest_of(secret),
                    user=user,
                    created=moment,
                    expires=_later(moment, LONGEST),
                    used=moment,
                )
            )
            audit.note(connection, user, "log in", user, f"from {address}")
        return secret

    def user_of(self, secret: str) -> Identity | None:
        """User of a session that is neither over nor a disabled user's; None for all others."""
        digest = digest_of(secret)
        with self._database.raw_reading() as execute:
            row = next(iter(execute(_USER_OF, (digest,))), None)
        if row is None:
            return None
        name, role, expires, used = row
        moment = audit.now()
        if moment >= min(expires, _later(used, IDLE)):
            return None
        if moment >= _later(used, _NOTED_EVERY):
            self._note_use(digest, moment)
        return Identity(name, AccessRole(role))

    def end(self, secret: str, user: str) -> None:
        """End a session, at the wish of its user."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(sessions).where(sessions.c.digest == digest_of(secret)))
            audit.note(connection, user, "log out", user)

    def listed(self, user: str) -> list[WebSession]:
        """Sessions of a user that are not over, the last one first."""
        moment = audit.now()
        query = (
            sa.select(sessions.c.user, sessions.c.created, sessions.c.used)
            .where(sessions.c.user == user, ~_is_over(moment))
            .order_by(sessions.c.created.desc())
        )
        with self._database.reading() as connection:
            return [WebSession(*row) for row in connection.execute(query)]

    def _note_use(self, digest: str, moment: str) -> None:
        """Write down that a session was used, unless another process is writing just now."""
        path = self._database.path
        with translated(path), closing(opened(path)) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            with suppress(OperationalError):
                connection.execute(_NOTE_USE, (moment, digest))


def digest_of(secret: str) -> str:
    """SHA-256 of a random secret, which needs no salt nor slowness: nobody can guess 256 bits."""
    return sha256(secret.encode(errors="surrogatepass")).hexdigest()


def _later(moment: str, duration: timedelta) -> str:
    """Moment after another one, in the same notation, in which moments are in order as texts."""
    return (datetime.fromisoformat(moment) + duration).astimezone(UTC).isoformat()


def _sweep(connection: sa.Connection, moment: str) -> None:
    connection.execute(sa.delete(sessions).where(_is_over(moment)))


def _is_over(moment: str) -> sa.ColumnElement[bool]:
    idle_since = _later(moment, -IDLE)
    return (sessions.c.expires <= moment) | (sessions.c.used <= idle_since)


_USER_OF = """
SELECT users.name, users.role, sessions.expires, sessions.used
FROM sessions JOIN users ON users.name = sessions.user
WHERE sessions.digest = ? AND NOT users.disabled
"""
_NOTE_USE = "UPDATE sessions SET used = ? WHERE digest = ?"

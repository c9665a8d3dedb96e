"""Access tokens: secrets with which a user's programs use the API, kept as their SHA-256."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from archive.errors import NotFoundError, UserError
from archive.model.text import one_line
from archive.store import audit
from archive.store.connection import Database
from archive.store.tables import tokens, users
from archive.store.user_accounts import AccessRole, Identity
from archive.store.web_sessions import SECRET_BYTES, digest_of

LONGEST_TOKEN_NAME = 64
MOST_TOKENS = 100
# So that whoever finds one, or a program that looks for such, knows what it is.
PREFIX = "backfile_"


@dataclass(frozen=True, slots=True)
class AccessToken:
    """Token as it is listed; moments are ISO 8601 in UTC, `expires` "" for one without an end."""

    name: str
    user: str
    created: str
    expires: str

    def to_json(self) -> dict[str, str]:
        """JSON object of the token."""
        return {
            "name": self.name,
            "user": self.user,
            "created": self.created,
            "expires": self.expires,
        }


class AccessTokens:
    """The tokens of the users of one archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, user: str, typed: str, days: int | None, *, who: str) -> str:
        """Make a token for a user, for some days or, with None, without an end; its secret.

        The secret is told only here. Raises `NotFoundError` where there is no such user.
        """
        name = one_line(typed)
        if not 0 < len(name) <= LONGEST_TOKEN_NAME:
            raise UserError(f"a token's name has 1 to {LONGEST_TOKEN_NAME} characters")
        secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
        now = datetime.now(UTC)
        until = (now + timedelta(days=days)).isoformat(timespec="seconds") if days else ""
        with self._database.writing() as connection:
            if not connection.scalar(sa.select(users.c.name).where(users.c.name == user)):
                raise NotFoundError(f"{user}: there is no user of this name")
            there = list(connection.scalars(sa.select(tokens.c.name).where(tokens.c.user == user)))
            if name in there:
                raise UserError(f"{name}: {user} has a token of this name: choose another name")
            if len(there) >= MOST_TOKENS:
                raise UserError(f"{user} has {MOST_TOKENS} tokens: revoke one that is not used")
            statement = sa.insert(tokens).values(digest=digest_of(secret), user=user, name=name)
            connection.execute(statement.values(created=audit.now(), expires=until))
            audit.note(connection, who, "make token", user, name)
        return secret

    def user_of(self, secret: str) -> Identity | None:
        """User of a token that has not expired and is no disabled user's; None for all others."""
        with self._database.raw_reading() as execute:
            row = next(iter(execute(_USER_OF, (digest_of(secret),))), None)
        if row is None or (row[2] and audit.now() >= row[2]):
            return None
        return Identity(row[0], AccessRole(row[1]))

    def listed(self, user: str | None = None) -> list[AccessToken]:
        """Tokens of a user, or of all users, by user and name; expired ones as well."""
        query = sa.select(tokens.c.name, tokens.c.user, tokens.c.created, tokens.c.expires)
        if user is not None:
            query = query.where(tokens.c.user == user)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(tokens.c.user, tokens.c.name))
            return [AccessToken(*row) for row in rows]

    def revoke(self, user: str, name: str, *, who: str) -> None:
        """Revoke a token at once; `NotFoundError` where the user has none of this name."""
        is_it = (tokens.c.user == user) & (tokens.c.name == name)
        with self._database.writing() as connection:
            if not connection.execute(sa.delete(tokens).where(is_it)).rowcount:
                raise NotFoundError(f"{name}: {user} has no token of this name")
            audit.note(connection, who, "revoke token", user, name)


_USER_OF = """
SELECT users.name, users.role, tokens.expires FROM tokens JOIN users ON users.name = tokens.user
WHERE tokens.digest = ? AND NOT users.disabled
"""

"""User accounts: who may use the archive over a network, with a role and a password's hash."""

import re
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from archive.errors import NotFoundError, UserError
from archive.model.text import one_line
from archive.store import audit
from archive.store.connection import Database
from archive.store.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, fits, hashed, is_outdated
from archive.store.tables import sessions, tokens, users

_NAME = re.compile(r"[^\W_][\w.@+-]{0,63}")


class AccessRole(StrEnum):
    """What a user may do, each role also what those before it may: read, change, see the audit."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def may_edit(self) -> bool:
        """Whether users of this role may change the archive."""
        return self is not AccessRole.READER


@dataclass(frozen=True, slots=True)
class Identity:
    """User who was recognized by a password, a session or a token."""

    name: str
    role: AccessRole


@dataclass(frozen=True, slots=True)
class UserAccount:
    """User account as it is listed; `created` is ISO 8601 in UTC."""

    name: str
    role: AccessRole
    created: str
    disabled: bool

    def to_json(self) -> dict[str, str | bool]:
        """JSON object of the account."""
        return {
            "name": self.name,
            "role": str(self.role),
            "created": self.created,
            "disabled": self.disabled,
        }


class UserAccounts:
    """The user accounts of one archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self) -> list[UserAccount]:
        """All accounts by name."""
        query = sa.select(users.c.name, users.c.role, users.c.created, users.c.disabled)
        with self._database.reading() as connection:
            return [
                UserAccount(row.name, AccessRole(row.role), row.created, row.disabled)
                for row in connection.execute(query.order_by(users.c.name))
            ]

    def add(self, typed: str, password: str, role: AccessRole, *, who: str) -> str:
        """Add a user; the name as it is kept.

        Raises `UserError` for a name that cannot be one or is taken, and for a weak password.
        """
        name = one_line(typed)
        if not _NAME.fullmatch(name):
            raise UserError(
                f"{name}: a user's name has 1 to 64 letters, digits and . @ + - _, and begins with "
                "a letter or digit"
            )
        check_password(name, password)
        row = {"name": name, "password": hashed(password), "role": str(role)}
        with self._database.writing() as connection:
            taken = connection.scalars(sa.select(users.c.name))
            if same := next((each for each in taken if each.casefold() == name.casefold()), None):
                raise UserError(f"{same}: there is a user of this name already")
            statement = sa.insert(users)
            connection.execute(statement.values(**row, created=audit.now(), disabled=False))
            audit.note(connection, who, "add user", name, str(role))
        return name

    def recognized(self, typed: str, password: str) -> Identity | None:
        """User with this name and password who is not disabled, else None after as much work."""
        known = sa.select(users).where(users.c.name == one_line(typed))
        with self._database.reading() as connection:
            row = connection.execute(known).one_or_none()
        short = password[: LONGEST_PASSWORD + 1]
        if not fits(short, row.password if row else None) or row is None or row.disabled:
            return None
        if is_outdated(row.password):
            with self._database.writing() as connection:
                _update(connection, row.name, password=hashed(short))
        return Identity(row.name, AccessRole(row.role))

    def set_password(self, name: str, password: str, *, who: str) -> None:
        """Give a user another password, and end all sessions of the user."""
        check_password(name, password)
        new = hashed(password)
        with self._database.writing() as connection:
            _update(connection, name, password=new)
            _end_sessions(connection, name)
            audit.note(connection, who, "set password", name)

    def set_role(self, name: str, role: AccessRole, *, who: str) -> None:
        """Give a user another role, from the next request on."""
        with self._database.writing() as connection:
            _update(connection, name, role=str(role))
            audit.note(connection, who, "set role", name, str(role))

    def set_disabled(self, name: str, *, disabled: bool, who: str) -> None:
        """Disable a user, whose sessions and tokens are of no use from now on, or enable one."""
        with self._database.writing() as connection:
            _update(connection, name, disabled=disabled)
            _end_sessions(connection, name)
            audit.note(connection, who, "disable user" if disabled else "enable user", name)

    def remove(self, name: str, *, who: str) -> None:
        """Remove a user with all sessions and tokens; what the user changed keeps the name."""
        with self._database.writing() as connection:
            _end_sessions(connection, name)
            connection.execute(sa.delete(tokens).where(tokens.c.user == name))
            if not connection.execute(sa.delete(users).where(users.c.name == name)).rowcount:
                raise _unknown(name)
            audit.note(connection, who, "remove user", name)


def check_password(name: str, password: str) -> None:
    """Raise `UserError` for a password that is too short, too long, or the user's name."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UserError(
            f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD:,} characters: this has "
            f"{len(password):,}"
        )
    if password.casefold() == name.casefold() or len(set(password)) == 1:
        raise UserError("a password is neither the user's name nor one character over and over")


def _update(connection: sa.Connection, name: str, **values: str | bool) -> None:
    statement = sa.update(users).where(users.c.name == name).values(**values)
    if not connection.execute(statement).rowcount:
        raise _unknown(name)


def _end_sessions(connection: sa.Connection, name: str) -> None:
    connection.execute(sa.delete(sessions).where(sessions.c.user == name))


def _unknown(name: str) -> NotFoundError:
    return NotFoundError(f"{name}: there is no user of this name: see 'backfile users list'")

"""Rate limit of logins, fixed windows: attempts by user and by address, over all processes."""

import time
from ipaddress import IPv6Address, IPv6Network, ip_address

import sqlalchemy as sa

from archive.store import audit
from archive.store.connection import Database
from archive.store.tables import login_attempts, users

WINDOW_S = 15 * 60
MOST_OF_USER = 10
MOST_OF_ADDRESS = 30
# Lines of the audit about failed logins, in one window: nobody fills the disk by guessing.
MOST_LINES = 100

# Providers give each customer at least so much of IPv6.
_CUSTOMER_BITS = 64
_LONGEST_KEY = 80


class LoginLimits:
    """The attempts to log in to one archive.

    Each is counted before its password is looked at, so that many at once are no way around. What
    is refused is not counted: the table grows no faster than passwords are tried.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def wait_s(self, user_key: str, address: str) -> int:
        """Count an attempt; 0 where it may be made, else the seconds until the next one may."""
        now = int(time.time())
        keys = {f"user {user_key}": MOST_OF_USER, f"from {_network(address)}": MOST_OF_ADDRESS}
        with self._database.writing() as connection:
            _sweep(connection, now)
            for key, most in keys.items():
                count, since = _counted(connection, key)
                if count >= most:
                    return max(1, since + WINDOW_S - now)
            for key in keys:
                _count(connection, key, now)
        return 0

    def note_success(self, user_key: str, address: str) -> None:
        """Forget the attempts of a user who has logged in, and this one of the address.

        So a newsroom behind one address can log in; guesses from there stay counted.
        """
        is_users = login_attempts.c.key == f"user {user_key}"[:_LONGEST_KEY]
        is_from = login_attempts.c.key == f"from {_network(address)}"[:_LONGEST_KEY]
        one_less = sa.update(login_attempts).where(is_from)
        with self._database.writing() as connection:
            connection.execute(one_less.values(count=login_attempts.c.count - 1))
            is_nothing = login_attempts.c.count <= 0
            connection.execute(sa.delete(login_attempts).where(is_users | is_nothing))

    def note_failure(self, typed: str, address: str, detail: str) -> None:
        """Write an audit line about a failed login, unless there were too many of late.

        A name that no user has is not written down: it may be a password, typed in the wrong field.
        """
        with self._database.writing() as connection:
            if _counted(connection, "lines")[0] >= MOST_LINES:
                return
            _count(connection, "lines", int(time.time()))
            known = connection.scalar(sa.select(users.c.name).where(users.c.name == typed))
            detail = f"from {_network(address)}: {detail}"
            audit.note(connection, "", "fail to log in", known or "", detail)


def _network(address: str) -> str:
    """Address whose attempts count together: an IPv4 address, or a customer's part of IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:40]
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    if isinstance(parsed, IPv6Address):
        return str(IPv6Network((int(parsed), _CUSTOMER_BITS), strict=False))
    return str(parsed)


def _sweep(connection: sa.Connection, now: int) -> None:
    old = sa.delete(login_attempts).where(login_attempts.c.since <= now - WINDOW_S)
    connection.execute(old)


def _counted(connection: sa.Connection, key: str) -> tuple[int, int]:
    query = sa.select(login_attempts.c.count, login_attempts.c.since)
    row = connection.execute(query.where(login_attempts.c.key == key[:_LONGEST_KEY])).one_or_none()
    return (row[0], row[1]) if row else (0, 0)


def _count(connection: sa.Connection, key: str, now: int) -> None:
    key = key[:_LONGEST_KEY]
    if _counted(connection, key)[0]:
        statement = sa.update(login_attempts).where(login_attempts.c.key == key)
        connection.execute(statement.values(count=login_attempts.c.count + 1))
    else:
        connection.execute(sa.insert(login_attempts).values(key=key, since=now, count=1))

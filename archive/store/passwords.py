"""Password hashing: Argon2id with the parameters of RFC 9106 for machines with little memory."""

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1_000

# Each hash takes 64 MiB for its time: a process makes one after the other.
_ONE_AT_A_TIME = Lock()


def hashed(password: str) -> str:
    """Hash of a password, with a salt of its own and the parameters, in PHC's notation."""
    with _ONE_AT_A_TIME:
        return _hasher().hash(password)


def fits(password: str, known: str | None) -> bool:
    """Whether a password has this hash; False without a hash, after as much work."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _ONE_AT_A_TIME:
        nobodys = _nobodys()
        try:
            return _hasher().verify(known or nobodys, password) and known is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(known: str) -> bool:
    """Whether a hash was made with other parameters than are used now."""
    return _hasher().check_needs_rehash(known)


# Imported when somebody logs in: the command line and readers need no such library.
@lru_cache(maxsize=1)
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """Hash of a password that nobody has, for names that nobody has."""
    return _hasher().hash("")

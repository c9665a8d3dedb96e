"""The errors that Backfile raises on purpose.

BackfileError
├── UserError                 something that the person in front of it can mend
│   ├── SourceError           a file or folder that was named cannot be read
│   ├── MappingError          a --map that does not fit the file
│   ├── NotFoundError         an article that the archive does not hold
│   ├── HomeError             the archive's home cannot be used
│   │   ├── SchemaTooNew      written by a newer Backfile
│   │   └── SchemaTooOld      written by an older Backfile
│   ├── AuthorityError        names.toml or regions.toml says what cannot be meant
│   ├── BusyError             another process holds what this one needs
│   ├── DiskFullError         no room is left to write
│   └── AddressError          the address to serve on cannot be had
└── IndexDamagedError         the index cannot be read; the store is not touched

Each class carries the exit code of the command line (sysexits.h, where it has
one) and the HTTP status of the page. A message is one sentence that says what
is wrong and what to do.
"""

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

# What to do about a disk without room, and about a file that is somebody else's.
FREE_SOME_ROOM = "free some room and run the command again"
CHECK_THE_OWNER = "check who owns it, or choose another --home"

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class BackfileError(Exception):
    """Base of every error that Backfile raises on purpose."""

    exit_code: int = 1
    http_status: int = 500


class UserError(BackfileError):
    """Something that the person in front of it can mend."""

    exit_code = 2
    http_status = 400


class SourceError(UserError):
    """A file or folder that was named cannot be read."""

    exit_code = 66  # EX_NOINPUT


class MappingError(UserError):
    """A `--map` that names no field or does not fit the file."""


class NotFoundError(UserError):
    """An article that the archive does not hold."""

    exit_code = 1
    http_status = 404


class HomeError(UserError):
    """The archive's home cannot be used."""

    exit_code = 73  # EX_CANTCREAT
    http_status = 503


class SchemaTooNew(HomeError):
    """The home was written by a newer Backfile."""


class SchemaTooOld(HomeError):
    """The home was written by an older Backfile and needs a migration."""


class AuthorityError(UserError):
    """A file in which the owner says who is who, or what a place's name means, has a fault."""

    exit_code = 78  # EX_CONFIG


class BusyError(UserError):
    """Another process holds what this one needs, and kept it too long."""

    exit_code = 75  # EX_TEMPFAIL
    http_status = 503


class DiskFullError(UserError):
    """No room is left to write; what was written before is kept."""

    exit_code = 74  # EX_IOERR
    http_status = 507


class AddressError(UserError):
    """The address to serve on cannot be had."""

    exit_code = 69  # EX_UNAVAILABLE


class IndexDamagedError(BackfileError):
    """The index cannot be read; the stored articles are not touched by it."""

    exit_code = 65  # EX_DATAERR
    http_status = 503


def from_system(path: Path, number: int, when_full: str = FREE_SOME_ROOM) -> UserError | None:
    """What an error of the operating system says of a file or folder of the home.

    `number` is the error's `errno`, 0 for none; `when_full` says what to do on a full disk. None
    where it says neither that there is no room nor that the file may not be used.
    """
    if number in _FULL:
        return DiskFullError(f"{path}: the disk is full: {when_full}")
    if number in _REFUSED:
        return _unusable(path, os.strerror(number))
    return None


@contextmanager
def system_errors_named(path: Path, when_full: str = FREE_SOME_ROOM) -> Generator[None]:
    """Raises whatever the operating system says of a file as an error that names the repair."""
    try:
        yield
    except OSError as error:
        told = from_system(path, error.errno or 0, when_full)
        raise told or _unusable(path, error.strerror or type(error).__name__) from error


def _unusable(path: Path, why: str) -> HomeError:
    return HomeError(f"{path}: it cannot be used ({why}): {CHECK_THE_OWNER}")

"""The errors that Backfile raises on purpose.

BackfileError
├── UserError                 an error that the user can repair
│   ├── SourceError           a file or folder that was named cannot be read
│   ├── MappingError          a --map that does not fit the file
│   ├── ReceiptError          what is no receipt of a search, or was altered
│   ├── NotFoundError         something named that the archive does not hold
│   ├── ForbiddenError        something that this user may not do
│   ├── UnknownUserError      something that only somebody who logs in may do
│   ├── HomeError             the archive's home cannot be used
│   │   ├── SchemaTooNew      written by a newer Backfile
│   │   └── SchemaTooOld      written by an older Backfile
│   ├── AuthorityError        a file of the owner's has an invalid entry
│   ├── BusyError             another process holds a lock for too long
│   ├── DiskFullError         no room is left to write
│   ├── OutputError           a file that was named for what a command makes cannot be written
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

# Repairs to put at the end of a message.
FREE_SOME_ROOM = "free some room and run the command again"
CHECK_THE_OWNER = "check who owns it, or choose another --home"

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class BackfileError(Exception):
    """Base of every error that Backfile raises on purpose."""

    exit_code: int = 1
    http_status: int = 500


class UserError(BackfileError):
    """An error that the user can repair."""

    exit_code = 2
    http_status = 400


class SourceError(UserError):
    """A file or folder that was named cannot be read."""

    exit_code = 66  # EX_NOINPUT


class MappingError(UserError):
    """A `--map` that names no field or does not fit the file."""


class ReceiptError(UserError):
    """A file that is no receipt of a search, or one that was altered."""

    exit_code = 65  # EX_DATAERR


class NotFoundError(UserError):
    """Something named by the user that the archive does not hold."""

    exit_code = 1
    http_status = 404


class ForbiddenError(UserError):
    """Something that this user may not do."""

    exit_code = 77  # EX_NOPERM
    http_status = 403


class UnknownUserError(UserError):
    """Something that only a user may do who has logged in, or has sent a token."""

    exit_code = 77  # EX_NOPERM
    http_status = 401


class HomeError(UserError):
    """The archive's home cannot be used."""

    exit_code = 73  # EX_CANTCREAT
    http_status = 503


class SchemaTooNew(HomeError):
    """The home was written by a newer Backfile."""


class SchemaTooOld(HomeError):
    """The home was written by an older Backfile and needs a migration."""


class AuthorityError(UserError):
    """An invalid entry in one of the owner's authority files, or one that cannot be read."""

    exit_code = 78  # EX_CONFIG


class BusyError(UserError):
    """Another process holds a lock for too long."""

    exit_code = 75  # EX_TEMPFAIL
    http_status = 503


class DiskFullError(UserError):
    """No room is left to write; what was written before is kept."""

    exit_code = 74  # EX_IOERR
    http_status = 507


class OutputError(UserError):
    """The file that was named for what a command makes cannot be written."""

    exit_code = 73  # EX_CANTCREAT


class AddressError(UserError):
    """The address to serve on cannot be had."""

    exit_code = 69  # EX_UNAVAILABLE


class IndexDamagedError(BackfileError):
    """The index cannot be read; the stored articles are not touched by it."""

    exit_code = 65  # EX_DATAERR
    http_status = 503


def from_system(path: Path, number: int, when_full: str = FREE_SOME_ROOM) -> UserError | None:
    """Translate an `errno` about a file or folder of the home.

    `DiskFullError`, with `when_full` as the repair, for a full disk or quota; `HomeError` for
    missing permissions; None for every other number, 0 included.
    """
    if number in _FULL:
        return DiskFullError(f"{path}: the disk is full: {when_full}")
    if number in _REFUSED:
        return _unusable(path, os.strerror(number))
    return None


@contextmanager
def system_errors_named(path: Path, when_full: str = FREE_SOME_ROOM) -> Generator[None]:
    """Translates every `OSError` of the block into a `UserError` that names file and repair."""
    try:
        yield
    except OSError as error:
        told = from_system(path, error.errno or 0, when_full)
        raise told or _unusable(path, error.strerror or type(error).__name__) from error


@contextmanager
def output_errors_named(path: Path) -> Generator[None]:
    """Translates every `OSError` of the block, which writes what a command makes to this file."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(f"{path}: the disk is full: {FREE_SOME_ROOM}") from error
        raise OutputError(
            f"{path}: it cannot be written ({error.strerror or type(error).__name__}): check its "
            "folder and who owns it, or choose another --output"
        ) from error


def _unusable(path: Path, why: str) -> HomeError:
    return HomeError(f"{path}: it cannot be used ({why}): {CHECK_THE_OWNER}")

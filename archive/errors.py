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

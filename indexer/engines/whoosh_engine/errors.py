"""What Whoosh raises, said in our words."""

import errno
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from whoosh.index import LockError

from archive.errors import BackfileError, BusyError, DiskFullError, HomeError, IndexDamagedError


class DamageError(Exception):
    """Bytes of a segment are not as they were written."""


@contextmanager
def translated(directory: Path) -> Generator[None]:
    """Raises whatever Whoosh raises as an error of ours that names the repair.

    Whoosh has no base class for its errors, and a damaged file surfaces as nearly any of
    Python's own: whatever is not known better means that the index cannot be read.
    """
    try:
        yield
    except BackfileError:
        raise
    except MemoryError as error:
        # A garbled length asks for more than there is as well.
        raise IndexDamagedError(
            f"{directory}: memory has run out, or the index is damaged: free some memory and try "
            "again, or run 'backfile rebuild' to make it anew"
        ) from error
    except LockError as error:
        raise BusyError(
            f"{directory}: another process is writing this index: try again when it is done"
        ) from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFullError(
                f"{directory}: the disk is full: free some room, then run 'backfile update'"
            ) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise HomeError(
                f"{directory}: {error.strerror}: check who owns it, or choose another --home"
            ) from error
        raise _damaged(directory, error) from error
    except Exception as error:
        raise _damaged(directory, error) from error


def _damaged(directory: Path, error: Exception) -> IndexDamagedError:
    return IndexDamagedError(
        f"{directory}: the index is damaged ({type(error).__name__}): "
        "no article is lost, run 'backfile rebuild' to make it anew"
    )

"""What Tantivy raises, said in our words."""

import errno
import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import BackfileError, BusyError, DiskFullError, HomeError, IndexDamagedError

# Of a writer whose threads met an error only that is told; with less room than this, it was that.
NO_ROOM_BYTES = 1_000_000

_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_SYSTEM_ERROR = re.compile(r"\(os error (\d+)\)|\bcode: (\d+)")
_THREAD_DIED = "writer was killed"
_LOCKED = "LockBusy"


@contextmanager
def translated(directory: Path) -> Generator[None]:
    """Raises whatever Tantivy raises as an error of ours that names the repair.

    Its errors are sentences in a `ValueError`, and its panics are no `Exception`: whatever is
    not known better means that the index cannot be read.
    """
    try:
        yield
    except BackfileError:
        raise
    except MemoryError as error:
        raise IndexDamagedError(
            f"{directory}: memory has run out, or the index is damaged: free some memory and try "
            "again, or run 'backfile rebuild' to make it anew"
        ) from error
    except Exception as error:
        raise _ours(directory, error) from error
    except BaseException as error:
        if is_panic(error):
            raise damaged(directory, "panic") from error
        raise


def is_panic(error: BaseException) -> bool:
    """Whether Tantivy gave up in the middle; its class can be imported from nowhere."""
    return type(error).__name__ == "PanicException"


def is_locked(error: Exception) -> bool:
    """Whether another writer holds the index."""
    return _LOCKED in str(error)


def damaged(directory: Path, what: str) -> IndexDamagedError:
    """An index that cannot be read, and why."""
    return IndexDamagedError(
        f"{directory}: the index is damaged ({what}): "
        "no article is lost, run 'backfile rebuild' to make it anew"
    )


def _ours(directory: Path, error: Exception) -> BackfileError:
    number = _number(error)
    if is_locked(error):
        return BusyError(
            f"{directory}: another process is writing this index: try again when it is done"
        )
    if number in _FULL or (_THREAD_DIED in str(error) and _free(directory) < NO_ROOM_BYTES):
        return DiskFullError(
            f"{directory}: the disk is full: free some room, then run 'backfile update'"
        )
    if number in _REFUSED:
        return HomeError(
            f"{directory}: {errno.errorcode[number]}: check who owns it, or choose another --home"
        )
    return damaged(directory, type(error).__name__)


def _number(error: Exception) -> int:
    """The operating system's number of an error, 0 where it is none of its."""
    if isinstance(error, OSError) and error.errno:
        return error.errno
    told = _SYSTEM_ERROR.search(str(error))
    return int(told[1] or told[2]) if told else 0


def _free(directory: Path) -> int:
    try:
        return shutil.disk_usage(directory).free
    except OSError:
        return 0

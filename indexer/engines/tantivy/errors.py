"""Translation of Tantivy's exceptions into Backfile's."""

import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import BackfileError
from indexer.engines.errors import damaged, disk_full, failures_named, from_system, locked

# An error in a writer's thread is reported without its cause; with less room than this on the disk,
# the disk was full.
NO_ROOM_BYTES = 1_000_000

_SYSTEM_ERROR = re.compile(r"\(os error (\d+)\)|\bcode: (\d+)")
_THREAD_DIED = "writer was killed"
_LOCKED = "LockBusy"


@contextmanager
def translated(directory: Path) -> Generator[None]:
    """Re-raises whatever Tantivy raises as a `BackfileError` that names the repair.

    Tantivy's errors are sentences in a `ValueError`; its panics, which mean a damaged index, derive
    from `BaseException`.
    """
    try:
        with failures_named(directory, _meaning):
            yield
    except BaseException as error:
        if is_panic(error):
            raise damaged(directory, "panic") from error
        raise


def is_panic(error: BaseException) -> bool:
    """Whether an error is a panic of Tantivy; the class cannot be imported."""
    return type(error).__name__ == "PanicException"


def is_locked(error: Exception) -> bool:
    """Whether an error says that another writer holds the index."""
    return _LOCKED in str(error)


def _meaning(directory: Path, error: Exception) -> BackfileError | None:
    if is_locked(error):
        return locked(directory)
    if _THREAD_DIED in str(error) and _free(directory) < NO_ROOM_BYTES:
        return disk_full(directory)
    told = _SYSTEM_ERROR.search(str(error))
    return from_system(directory, int(told[1] or told[2])) if told else None


def _free(directory: Path) -> int:
    try:
        return shutil.disk_usage(directory).free
    except OSError:
        return 0

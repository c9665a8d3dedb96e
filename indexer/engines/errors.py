"""Errors of an index, the same for every engine."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from archive import errors
from archive.errors import BackfileError, BusyError, DiskFullError, IndexDamagedError, UserError
from archive.time_budget import OutOfTime

# The advice when the disk is full.
WHEN_FULL = "free some room, then run 'backfile update'"


def damaged(directory: Path, what: str) -> IndexDamagedError:
    """Error for an index that cannot be read, with the cause."""
    return IndexDamagedError(
        f"{directory}: the index is damaged ({what}): "
        "no article is lost, run 'backfile rebuild' to make it anew"
    )


def out_of_memory(directory: Path) -> IndexDamagedError:
    """Error for too little memory; a damaged length in the index may be the cause."""
    return IndexDamagedError(
        f"{directory}: memory has run out, or the index is damaged: free some memory and try "
        "again, or run 'backfile rebuild' to make it anew"
    )


def locked(directory: Path) -> BusyError:
    """Error for an index that another process has locked."""
    return BusyError(
        f"{directory}: another process is writing this index: try again when it is done"
    )


def disk_full(directory: Path) -> DiskFullError:
    """Error for a disk without room for the index."""
    return DiskFullError(f"{directory}: the disk is full: {WHEN_FULL}")


def from_system(directory: Path, number: int) -> UserError | None:
    """Error for an operating system's `errno`; None where it means a damaged index.

    `number` is 0 for none.
    """
    return errors.from_system(directory, number, WHEN_FULL)


@contextmanager
def failures_named(
    directory: Path, meaning: Callable[[Path, Exception], BackfileError | None]
) -> Generator[None]:
    """Re-raises a library's exceptions as a `BackfileError` that names the repair.

    `meaning` translates the library's own errors. A damaged file surfaces as nearly any exception
    of Python's, so whatever neither it nor the operating system explains is reported as damage.
    """
    try:
        yield
    except (BackfileError, OutOfTime):
        raise
    except MemoryError as error:
        raise out_of_memory(directory) from error
    except Exception as error:
        number = error.errno if isinstance(error, OSError) else None
        known = meaning(directory, error) or from_system(directory, number or 0)
        raise known or damaged(directory, type(error).__name__) from error

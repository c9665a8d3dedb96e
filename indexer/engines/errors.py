"""What can go wrong with an index, as errors to raise: the same whatever engine meets it."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from archive import errors
from archive.errors import BackfileError, BusyError, DiskFullError, IndexDamagedError, UserError

# What to do about a disk without room for the index.
WHEN_FULL = "free some room, then run 'backfile update'"


def damaged(directory: Path, what: str) -> IndexDamagedError:
    """An index that cannot be read, and why."""
    return IndexDamagedError(
        f"{directory}: the index is damaged ({what}): "
        "no article is lost, run 'backfile rebuild' to make it anew"
    )


def out_of_memory(directory: Path) -> IndexDamagedError:
    """An index that asks for more memory than there is, as one with a garbled length does."""
    return IndexDamagedError(
        f"{directory}: memory has run out, or the index is damaged: free some memory and try "
        "again, or run 'backfile rebuild' to make it anew"
    )


def locked(directory: Path) -> BusyError:
    """An index that another process holds."""
    return BusyError(
        f"{directory}: another process is writing this index: try again when it is done"
    )


def disk_full(directory: Path) -> DiskFullError:
    """An index that there is no room for."""
    return DiskFullError(f"{directory}: the disk is full: {WHEN_FULL}")


def from_system(directory: Path, number: int) -> UserError | None:
    """What an error of the operating system says of an index, None where it is damage.

    `number` is the error's `errno`, 0 for none.
    """
    return errors.from_system(directory, number, WHEN_FULL)


@contextmanager
def failures_named(
    directory: Path, meaning: Callable[[Path, Exception], BackfileError | None]
) -> Generator[None]:
    """Raises whatever a library raises about an index as an error of ours that names the repair.

    `meaning` knows the library's own errors. A damaged file surfaces as nearly any of Python's:
    whatever neither it nor the operating system explains means that the index cannot be read.
    """
    try:
        yield
    except BackfileError:
        raise
    except MemoryError as error:
        raise out_of_memory(directory) from error
    except Exception as error:
        number = error.errno if isinstance(error, OSError) else None
        known = meaning(directory, error) or from_system(directory, number or 0)
        raise known or damaged(directory, type(error).__name__) from error

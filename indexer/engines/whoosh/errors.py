"""What Whoosh raises, said in our words."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from whoosh.index import LockError

from archive.errors import BackfileError
from indexer.engines.errors import damaged, from_system, locked, out_of_memory


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
        raise out_of_memory(directory) from error
    except LockError as error:
        raise locked(directory) from error
    except Exception as error:
        raise _ours(directory, error) from error


def _ours(directory: Path, error: Exception) -> BackfileError:
    number = error.errno if isinstance(error, OSError) else None
    return from_system(directory, number or 0) or damaged(directory, type(error).__name__)

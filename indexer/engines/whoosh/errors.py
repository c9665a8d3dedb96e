"""What Whoosh raises, said in our words."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from whoosh.index import LockError

from archive.errors import BackfileError
from indexer.engines.errors import failures_named, locked


class DamageError(Exception):
    """Bytes of a segment are not as they were written."""


class ReadOnlyError(Exception):
    """A writer of Whoosh's was to change an index of ours."""

    def __init__(self) -> None:
        super().__init__("only backfile writes this index: run 'backfile update'")


@contextmanager
def translated(directory: Path) -> Generator[None]:
    """Raises whatever Whoosh raises as an error of ours that names the repair.

    Whoosh has no base class for its errors, and `LockError` alone says more than damage.
    """
    with failures_named(directory, _meaning):
        yield


def _meaning(directory: Path, error: Exception) -> BackfileError | None:
    return locked(directory) if isinstance(error, LockError) else None

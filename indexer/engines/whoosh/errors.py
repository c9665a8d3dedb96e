"""Errors of a Whoosh index, and their translation into errors of Backfile."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from whoosh.index import LockError

from archive.errors import BackfileError
from indexer.engines.errors import failures_named, locked


class DamageError(Exception):
    """A segment is damaged: its bytes fail their checksum or cannot be decoded."""


class ReadOnlyError(Exception):
    """Whoosh's own writer tried to change the index."""

    def __init__(self) -> None:
        super().__init__("only backfile writes this index: run 'backfile update'")


@contextmanager
def translated(directory: Path) -> Generator[None]:
    """Translate whatever is raised inside into an error of ours that names the repair.

    Whoosh has no base class for its errors. Only `LockError` means something other than damage.
    """
    with failures_named(directory, _meaning):
        yield


def _meaning(directory: Path, error: Exception) -> BackfileError | None:
    return locked(directory) if isinstance(error, LockError) else None

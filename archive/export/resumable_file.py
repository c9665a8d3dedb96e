"""Resumable output file: one that was left unfinished is gone on with, its torn end cut off.

Beside the file lies its state, `NAME.unfinished`, until it is whole: how many bytes of it are sure,
after which article, and what was asked for. What is behind the sure bytes is cut off and written
again, so that a kill at any moment leaves the same bytes in the end.
"""

import fcntl
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from archive.durable_file import replace_file
from archive.errors import BusyError, UserError, output_errors_named

# Between two notes of how far it is: as much as a kill may cost.
_BETWEEN_NOTES_S = 1.0


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far a file is: sure bytes, the articles in them, and the id of the last, "" for none."""

    size_bytes: int = 0
    articles: int = 0
    last: str = ""


class ResumableFile:
    """Output file, open at the place where it is to be gone on with. Use it with `with`."""

    def __init__(self, path: Path, asked: Mapping[str, Any]) -> None:
        """Open the file, or go on with it where the same was `asked` for before.

        Raises `UserError` where a whole file is there, or one that something else was asked for,
        and `BusyError` where another process is writing it.
        """
        self._path = path
        self._state = path.with_name(f"{path.name}.unfinished")
        self._asked = dict(asked)
        self.begun = self._found()
        self._progress = self.begun
        self._size_bytes = self.begun.size_bytes
        self._noted_s = time.monotonic()
        with output_errors_named(path):
            # The state comes first: a file without one is somebody's own.
            self._note()
            self._stream = path.open("r+b" if path.exists() else "xb")
            self._lock()
            self._stream.truncate(self.begun.size_bytes)
            self._stream.seek(self.begun.size_bytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Finish the file where all was written, else note how far it is."""
        try:
            with output_errors_named(self._path):
                self._flush()
                if kind is None:
                    self._state.unlink()
                else:
                    self._note()
        finally:
            self._stream.close()

    @property
    def articles(self) -> int:
        """Number of articles in the file so far."""
        return self._progress.articles

    @property
    def last(self) -> str:
        """Id of the last article in the file, "" for none."""
        return self._progress.last

    def start_over(self) -> None:
        """Empty the file."""
        self._stream.seek(0)
        self._stream.truncate()
        self._size_bytes = 0
        self.begun = self._progress = ExportProgress()
        self._note()

    def write(self, content: bytes, ended: str) -> None:
        """Write bytes; `ended` is the id of the article that ends with them, "" for none."""
        with output_errors_named(self._path):
            self._stream.write(content)
            self._size_bytes += len(content)
            if ended:
                self._progress = ExportProgress(
                    self._size_bytes, self._progress.articles + 1, ended
                )
                if time.monotonic() - self._noted_s > _BETWEEN_NOTES_S:
                    self._flush()
                    self._note()

    def _found(self) -> ExportProgress:
        if not self._path.exists():
            return ExportProgress()
        try:
            state = json.loads(self._state.read_bytes())
            progress = ExportProgress(**state["progress"])
            is_same = state["asked"] == self._asked
        except FileNotFoundError:
            raise UserError(
                f"{self._path}: it is there already: choose another --output, or remove it"
            ) from None
        except (ValueError, KeyError, TypeError):
            return ExportProgress()
        if not is_same:
            raise UserError(
                f"{self._path}: another export is unfinished in it, or the archive has changed "
                "since: remove it, or choose another --output"
            )
        return progress if self._path.stat().st_size >= progress.size_bytes else ExportProgress()

    def _lock(self) -> None:
        try:
            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._stream.close()
            raise BusyError(f"{self._path}: another export is writing it: wait for it") from error

    def _flush(self) -> None:
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def _note(self) -> None:
        progress = self._progress
        kept = {name: getattr(progress, name) for name in ExportProgress.__slots__}
        replace_file(self._state, json.dumps({"asked": self._asked, "progress": kept}))
        self._noted_s = time.monotonic()

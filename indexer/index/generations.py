"""Generations of an index: one directory each, and a file that names the current one.

    index/
      CURRENT            the name of the generation in use
      g-000001/          one whole index: the engine's files, and
        manifest.json    its engine, its format, and the last change of the store in it
      lock               held by the process that writes

A new generation is built beside the current one, verified, and published by replacing `CURRENT`:
a reader never sees half an index, and a crash leaves the old one.
"""

import json
import os
import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from archive.durable_file import replace_file
from archive.errors import BusyError, HomeError, IndexDamagedError, system_errors_named
from indexer.engines.errors import WHEN_FULL, damaged

# Incremented whenever the same articles would be indexed differently: fields, analysis, layout.
INDEX_FORMAT = 11
# How long to wait for another process that builds an index, in seconds.
LOCK_WAIT_S = 600.0

_CURRENT, _MANIFEST, _LOCK = "CURRENT", "manifest.json", "lock"
_LONGEST_LINE_BYTES = 100
_NAME = re.compile(r"g-[0-9]{6,12}")

# Name of the generation, time and inode of its manifest.
Stamp = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Metadata of a generation; `sequence` is the number of the store's last change in it."""

    engine: str
    format: int = INDEX_FORMAT
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Generation:
    """One directory with an index, finished or not."""

    directory: Path

    @property
    def name(self) -> str:
        """The directory's name, such as g-000001."""
        return self.directory.name

    def manifest(self) -> Manifest:
        """Read the manifest; `IndexDamagedError` where it is missing or unreadable."""
        path = self.directory / _MANIFEST
        try:
            stored = json.loads(path.read_text("utf-8"))
            return Manifest(str(stored["engine"]), int(stored["format"]), int(stored["sequence"]))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise damaged(self.directory, "its manifest cannot be read") from error

    def remove(self) -> None:
        """Delete the directory and all its files."""
        shutil.rmtree(self.directory, ignore_errors=True)

    def record(self, manifest: Manifest) -> None:
        """Write the manifest, atomically and durably."""
        with system_errors_named(self.directory, WHEN_FULL):
            text = json.dumps(asdict(manifest), indent=1) + "\n"
            replace_file(self.directory / _MANIFEST, text)


class Generations:
    """All generations of one archive's index."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Generation | None:
        """The published generation; None where none was ever published."""
        try:
            name = (self.root / _CURRENT).read_text("utf-8", "replace").strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise HomeError(f"{self.root}: the index cannot be read ({error})") from error
        generation = Generation(self.root / name)
        if not _NAME.fullmatch(name) or not generation.directory.is_dir():
            raise damaged(self.root, f"{_CURRENT} names {name[:20]!r}, which is not there")
        return generation

    def stamp(self) -> Stamp | None:
        """A value that changes whenever the current index does; None where there is none."""
        try:
            name = _read_line(f"{self.root}/{_CURRENT}")
            manifest = os.stat(f"{self.root}/{name}/{_MANIFEST}")  # noqa: PTH116 - slower there
        except (OSError, ValueError):
            return None
        # Two manifests of one tick of the clock are still two files.
        return name, manifest.st_mtime_ns, manifest.st_ino

    def unfinished(self) -> Generation | None:
        """The newest generation if it was never published, else None."""
        every = self._every()
        if not every:
            return None
        try:
            current = self.current()
        except IndexDamagedError:
            current = None
        return every[-1] if current is None or every[-1].name > current.name else None

    def begin(self) -> Generation:
        """Create an empty directory for a new generation."""
        every = self._every()
        number = int(every[-1].name.removeprefix("g-")) + 1 if every else 1
        generation = Generation(self.root / f"g-{number:06}")
        with system_errors_named(self.root, WHEN_FULL):
            generation.directory.mkdir(parents=True)
        return generation

    def publish(self, generation: Generation) -> None:
        """Make this the current generation, and remove the others.

        A process that still reads one of those goes on with its open files.
        """
        with system_errors_named(self.root, WHEN_FULL):
            replace_file(self.root / _CURRENT, generation.name + "\n")
        for other in self._every():
            if other != generation:
                other.remove()

    @contextmanager
    def writing(self, wait_s: float = LOCK_WAIT_S) -> Generator[None]:
        """Hold the lock for writing, which is released even if the process is killed.

        Raises `BusyError` where another process holds it for `wait_s` seconds.
        """
        from filelock import FileLock, Timeout

        with system_errors_named(self.root, WHEN_FULL):
            self.root.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.root / _LOCK, timeout=wait_s)
            try:
                lock.acquire()
            except Timeout as error:
                raise BusyError(
                    f"{self.root}: another process is writing the index: "
                    "run 'backfile update' when it is done"
                ) from error
        try:
            yield
        finally:
            lock.release()

    def _every(self) -> list[Generation]:
        paths = sorted(self.root.glob("g-*"))
        return [Generation(path) for path in paths if _NAME.fullmatch(path.name) and path.is_dir()]


def _read_line(path: str) -> str:
    """Read a short file of one line; raises `OSError`.

    Every search does so, and `pathlib` takes three times as long.
    """
    file = os.open(path, os.O_RDONLY)
    try:
        return os.read(file, _LONGEST_LINE_BYTES).decode().strip()
    finally:
        os.close(file)

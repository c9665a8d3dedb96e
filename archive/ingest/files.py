"""File discovery, and the documents in each file."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISSOCK

from archive.errors import SourceError
from archive.formats.unpacking import documents
from archive.model.document import Document, Source, Unreadable
from archive.model.text import clean

# Kinds of what is neither file nor folder, by their tests of a mode.
_NO_FILES = {
    S_ISSOCK: "a socket",
    S_ISCHR: "a device",
    S_ISBLK: "a device",
}


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Files named by paths, folders walked recursively; sorted within a folder, no repeats.

    Folders are searched without hidden files, pipes and devices. A pipe that is named is among the
    files. Raises `SourceError`, before any file is read, where a path is missing, a device or a
    socket, a folder cannot be opened, or there is no file at all.
    """
    files: dict[Path, None] = {}
    for path in paths:
        try:
            mode = path.stat().st_mode
        except FileNotFoundError as error:
            raise SourceError(
                f"{shown(path)}: there is no such file or folder: check the path"
            ) from error
        except OSError as error:
            raise SourceError(
                f"{shown(path)}: {error.strerror}: check the path, or allow reading it"
            ) from error
        for is_such, kind in _NO_FILES.items():
            if is_such(mode):
                raise SourceError(
                    f"{shown(path)}: {kind}, of which no end can be expected: give a file, a "
                    "folder, a pipe, - for standard input, or the address of a page"
                )
        files.update(dict.fromkeys(_walk(path) if S_ISDIR(mode) else [path]))
    if not files:
        raise SourceError(
            f"{', '.join(map(shown, paths))}: there are no files in it that are not hidden: "
            "check the path"
        )
    return list(files)


def is_pipe(path: Path) -> bool:
    """Whether a path names a pipe, which may wait for its writer without end."""
    try:
        return S_ISFIFO(path.stat().st_mode)
    except OSError:
        return False


def shown(path: Path) -> str:
    """Printable path: bytes that are not UTF-8 become U+FFFD."""
    return clean(os.fsencode(path).decode("utf-8", "replace"))


def _size_bytes(path: Path) -> int:
    """Size of a file; 0 if it cannot be had."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def nothing_in(name: str) -> Unreadable:
    """Report on a file of which nothing came: no article, and no reason for there being none."""
    return Unreadable(
        f"{name}: nothing in it that can be added: check that it is the right file", name
    )


class OpenFile:
    """Input file; or a stream's copy in a file, which has the stream's `name`."""

    def __init__(self, path: Path, mapping: Mapping[str, str], name: str = "") -> None:
        self.name = name or shown(path)
        self.read_bytes = 0
        self.size_bytes = _size_bytes(path)
        self.is_lasting = not name
        self._path = path
        self._mapping = mapping

    def documents(self) -> Iterator[Document | Unreadable]:
        """Documents in order, with an `Unreadable` in the place of each that cannot be had."""
        try:
            with self._path.open("rb") as stream:
                for each in documents(Source(self.name, stream, self._mapping)):
                    self.read_bytes = stream.tell()
                    yield each
        except OSError as error:
            reason = f"{self.name}: {error.strerror}: allow reading it, or get a whole copy"
            yield Unreadable(reason, self.name)


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise SourceError(
            f"{shown(error.filename)}: {error.strerror}: allow reading it, or leave it out"
        ) from error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(parent, name) for name in sorted(names) if not name.startswith("."))
        # A link that leads nowhere is named when it is opened.
        yield from (path for path in paths if path.is_file() or not path.exists())

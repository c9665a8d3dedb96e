"""Files and folders as the user names them, and the documents in a file."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from stat import S_ISDIR

from archive.errors import SourceError
from archive.formats.unpacking import documents
from archive.model.document import Document, Source, Unreadable
from archive.model.text import clean


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files that paths name, folders with all that is in them, in a stable order.

    Of folders, hidden files and pipes and devices are left out. Raises `SourceError` where a path
    is missing or a folder cannot be opened, before anything is read.
    """
    files: dict[Path, None] = {}
    for path in paths:
        try:
            is_folder = S_ISDIR(path.stat().st_mode)
        except FileNotFoundError as error:
            raise SourceError(
                f"{shown(path)}: there is no such file or folder: check the path"
            ) from error
        except OSError as error:
            raise SourceError(
                f"{shown(path)}: {error.strerror}: check the path, or allow reading it"
            ) from error
        files.update(dict.fromkeys(_walk(path) if is_folder else [path]))
    return list(files)


def shown(path: Path) -> str:
    """The path as it can be printed and stored, also where its name is in some old encoding."""
    return clean(os.fsencode(path).decode("utf-8", "replace"))


def size_bytes(path: Path) -> int:
    """The size of a file, 0 where it cannot be known."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


class OpenFile:
    """A file that documents are taken from; `read_bytes` says how far it has been read."""

    def __init__(self, path: Path, mapping: Mapping[str, str]) -> None:
        self.name = shown(path)
        self.read_bytes = 0
        self._path = path
        self._mapping = mapping

    def documents(self) -> Iterator[Document | Unreadable]:
        """The documents in order, and in place of what cannot be read its reason."""
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
        yield from (path for path in paths if path.is_file() or path.is_symlink())

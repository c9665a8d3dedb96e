"""Reading and atomic editing of the three TOML files; edits keep comments and layout."""

import tomllib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

import tomlkit
from filelock import FileLock, Timeout
from tomlkit.toml_document import TOMLDocument

from archive.authority.invalid_entry import Misstatement
from archive.authority.names import Kind, Names, names_from
from archive.authority.regions import amendments_from
from archive.durable_file import replace_file
from archive.errors import AuthorityError, BusyError, system_errors_named
from archive.facts.regions import Amendments

# How long to wait for another command that changes the same file, in seconds.
LOCK_WAIT_S = 30.0
_LOCK = "authority.lock"

Content = TypeVar("Content")

NAMES_HEADING = """\
# Who is who in this archive: people and agencies with the spellings of their names.
# Spellings that differ only by case, accents, hyphens, spaces, points or apostrophes are one
# anyway, unless they stand in distinct = ["…"]. 'backfile update' makes changes count.

"""
SOURCES_HEADING = """\
# Which spellings are one publisher's or agency's: [[source]] with its name and its spellings.
# Spellings that differ only by case, accents, hyphens, spaces, points or apostrophes are one
# anyway, unless they stand in distinct = ["…"]. 'backfile update' makes changes count.

"""
REGIONS_HEADING = """\
# What names of places mean in this archive, where the gazetteer is wrong or does not know.
# [names] has for a name the region that it means, or false for none; [merged] has for a region
# the one that it is shown under. 'backfile update' makes changes count.

"""


@dataclass(frozen=True, slots=True)
class AuthorityFile(Generic[Content]):
    """Authority file: its path, the text of a new one, and the parser of its tables."""

    path: Path
    heading: str
    parse: Callable[[dict[str, Any]], Content]

    def read(self) -> Content:
        """Parse the file; a missing one counts as empty.

        Raises `AuthorityError`, with the line, for invalid TOML and invalid entries.
        """
        return self._parsed(self._text())

    @contextmanager
    def editing(self) -> Generator[TOMLDocument]:
        """Yield the document for editing under a lock; the file is replaced when the block ends.

        Raises `AuthorityError`, and writes nothing, if the file is or becomes invalid; `BusyError`
        if another process holds the lock for `LOCK_WAIT_S`.
        """
        with self._locked():
            before = self._text()
            self._parsed(before)
            document = tomlkit.parse(before or self.heading)
            yield document
            after = tomlkit.dumps(document)
            self._parsed(after)
            if after != before:
                self._write(after)

    def _text(self) -> str:
        try:
            return self.path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            raise AuthorityError(f"{self.path}: it is not UTF-8: save it as UTF-8") from error
        except OSError as error:
            raise AuthorityError(
                f"{self.path}: it cannot be read ({error.strerror}): check who owns it"
            ) from error

    def _parsed(self, text: str) -> Content:
        try:
            return self.parse(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise AuthorityError(
                f"{self.path}: it is not TOML: {error}: correct it there, or take the line out"
            ) from error
        except RecursionError as error:
            raise AuthorityError(
                f"{self.path}: its lists are nested too deeply: take them out"
            ) from error
        except Misstatement as error:
            line = _line_of(error.about, text)
            raise AuthorityError(f"{self.path}: line {line}: {error}") from error

    def _write(self, text: str) -> None:
        with system_errors_named(self.path):
            replace_file(self.path, text)

    @contextmanager
    def _locked(self) -> Generator[None]:
        lock = FileLock(self.path.parent / _LOCK, timeout=LOCK_WAIT_S)
        with system_errors_named(self.path):
            try:
                lock.acquire()
            except Timeout as error:
                raise BusyError(
                    f"{self.path}: another command has been changing it for too long: "
                    "try again later"
                ) from error
        try:
            yield
        finally:
            lock.release()


def names_file(home: Path) -> AuthorityFile[Names]:
    """`names.toml` of a home."""
    return AuthorityFile(home / "names.toml", NAMES_HEADING, names_from)


def sources_file(home: Path) -> AuthorityFile[Names]:
    """`sources.toml` of a home."""
    return AuthorityFile(
        home / "sources.toml", SOURCES_HEADING, partial(names_from, kind=Kind.SOURCE)
    )


def regions_file(home: Path) -> AuthorityFile[Amendments]:
    """`regions.toml` of a home."""
    return AuthorityFile(home / "regions.toml", REGIONS_HEADING, amendments_from)


def _line_of(word: str, text: str) -> int:
    """Number of the last line with a word: of two that conflict, the later is at fault."""
    lines = text.splitlines()
    return max((number for number, line in enumerate(lines, 1) if word in line), default=1)

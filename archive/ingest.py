"""The one loop: files and folders in, articles into the store, everything counted."""

import gzip
import os
import zlib
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR
from typing import BinaryIO, cast

from archive.article import Record
from archive.errors import MappingError, SourceError, UnreadableRecord
from archive.readers import Source, reader_for
from archive.store import Outcome, Store
from archive.text import clean

# One transaction: as many records as keep it under a second, or as much as stays small in
# memory, whichever comes first.
BATCH_RECORDS = 500
BATCH_BYTES = 16_000_000

_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that did not become an article.

    `position` is the record in the file `source`, None for the whole of it; `reason` is a
    sentence that names both.
    """

    source: str
    position: int | None
    reason: str


@dataclass(slots=True)
class Tally:
    """What adding came to so far, in articles.

    `rejected` names what was not added, `repeats` what was left out because the same article
    came before it in this run; the outcomes count those as unchanged.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter[Outcome])
    repeats: list[str] = field(default_factory=list[str])
    rejected: list[Rejected] = field(default_factory=list[Rejected])

    @property
    def stored(self) -> int:
        """How many articles were written to the store."""
        return self.outcomes[Outcome.ADDED] + self.outcomes[Outcome.UPDATED]

    @property
    def read(self) -> int:
        """How many records were read, good and bad."""
        return self.outcomes.total() + len(self.rejected)


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


def read_file(path: Path, mapping: Mapping[str, str]) -> Iterator[Record | UnreadableRecord]:
    """The articles of one file, and in place of each that fails its reason.

    Raises `SourceError` where the file cannot be read, or not on; `MappingError` where the
    mapping does not fit it.
    """
    name = shown(path)
    reader = reader_for(name)
    with _opened(path, name) as stream:
        yield from reader.read(Source(name, stream, mapping))


def add_files(
    store: Store,
    files: Iterable[Path],
    mapping: Mapping[str, str],
    tally: Tally,
    *,
    progress: Callable[[Path, Tally], None] = lambda _path, _tally: None,
) -> None:
    """Store the articles of all files, and tally what was added, and what rejected, and why.

    Every batch is one transaction, so that whatever ends this early leaves whole articles, and
    running it again goes on where it stopped. `progress` is called after every batch.
    """
    seen: set[int] = set()
    for path in files:
        for batch in _batches(path, mapping, tally):
            outcomes = store.add(batch)
            tally.outcomes.update(outcomes)
            tally.repeats += _repeats(batch, outcomes, seen)
            progress(path, tally)


def _repeats(batch: Sequence[Record], outcomes: Sequence[Outcome], seen: set[int]) -> Iterator[str]:
    """A sentence for each article that came before in this run; `seen` has hashes of all."""
    for record, outcome in zip(batch, outcomes, strict=True):
        identity = hash(record.article.identity())
        if outcome is Outcome.UNCHANGED and identity in seen:
            origin = record.article.provenance
            yield f"{origin.source}: record {origin.position}: came before in this run: kept once"
        seen.add(identity)


def _batches(path: Path, mapping: Mapping[str, str], tally: Tally) -> Iterator[list[Record]]:
    """The records of a file in batches; what is no record goes to the tally with its reason."""
    batch: list[Record] = []
    size_bytes = 0
    try:
        for record in read_file(path, mapping):
            if isinstance(record, UnreadableRecord):
                tally.rejected.append(Rejected(shown(path), record.position, str(record)))
                continue
            batch.append(record)
            size_bytes += len(record.raw.content)
            if len(batch) >= BATCH_RECORDS or size_bytes >= BATCH_BYTES:
                yield batch
                batch, size_bytes = [], 0
    except (SourceError, MappingError) as error:
        tally.rejected.append(Rejected(shown(path), None, str(error)))
    yield batch


@contextmanager
def _opened(path: Path, name: str) -> Generator[BinaryIO]:
    """A file's bytes, unpacked if they are gzipped, whatever the file is called."""
    try:
        with path.open("rb") as packed:
            is_gzip = packed.read(2) == _GZIP_MAGIC
            packed.seek(0)
            if is_gzip:
                with gzip.open(packed) as stream:
                    yield cast("BinaryIO", stream)
            else:
                yield packed
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{name}: {reason}: allow reading it, or get a whole copy") from error

"""Reading of one document into articles, within limits of time and memory.

Runs in reader processes as well as in the main one; its results can be pickled.
"""

import signal
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import FrameType
from typing import TypeVar

from archive.errors import SourceError
from archive.facts.completion import completed, with_regions
from archive.facts.regions import NO_AMENDMENTS, Amendments
from archive.formats import bare_media_type, reader_of, with_constants
from archive.formats.unpacking import attached, is_package
from archive.model.article import ColumnUse, Record, regions_stated
from archive.model.document import Document, Notice, Unreadable
from archive.model.exported import (
    ExportedCollection,
    ExportedDocument,
    ExportedLine,
    ExportedVersion,
)
from archive.store.prepared_record import Prepared, prepare
from archive.store.prepared_version import PreparedLine, prepare_line
from archive.store.serialization import stated_regions

Made = TypeVar("Made")
# What comes out of a document.
Reading = Record | ExportedLine | Unreadable | Notice

# In processor time, so that a busy machine reads all that an idle one does. Ten megabytes of the
# slowest format take half of it.
LONGEST_READING_S = 10.0
_LEAST_READING_S = 0.01
# What may come out of the packages that are attached to one document, and stays in memory with it.
MOST_ATTACHED_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Result of reading one document: prepared records, failures and notices, each in order.

    `set_aside` holds the failures of a preferred document when `instead` was read for it. `columns`
    are those of its rows together, `lines` those of an export.
    """

    key: str
    prepared: tuple[Prepared, ...]
    unreadable: tuple[Unreadable, ...]
    set_aside: tuple[Unreadable, ...] = ()
    notices: tuple[Notice, ...] = ()
    columns: ColumnUse = field(default_factory=ColumnUse)
    lines: tuple[PreparedLine, ...] = ()


@dataclass(slots=True)
class _Attachments:
    """Limits of all that is attached to one document, at any depth: processor time and bytes."""

    ends_s: float
    left_bytes: int

    @property
    def left_s(self) -> float:
        """Seconds of processor time for what comes next; never none, as that is no limit."""
        return max(_LEAST_READING_S, self.ends_s - time.process_time())

    @property
    def are_spent(self) -> bool:
        """Whether nothing more is to be read."""
        return self.left_bytes < 0 or time.process_time() >= self.ends_s


class _TooLong(BaseException):
    """Time limit exceeded. A `BaseException`, so that no reader's `except Exception` catches it."""


def read_document(document: Document, amendments: Amendments = NO_AMENDMENTS) -> Iterator[Reading]:
    """Records of a document, completed with derived facts; failures and notices in their places.

    What is attached to it is read after it, at any depth. Regions follow the owner's `amendments`.
    Never raises: every error becomes an `Unreadable`.
    """
    if reader_of(document.media_type) is None and is_package(document.media_type):
        found: Iterator[Reading | Document] = iter((document,))
    else:
        found = _limited(document, _stated(document, amendments))
    limits: _Attachments | None = None
    for each in found:
        if isinstance(each, Document):
            limits = limits or _Attachments(
                time.process_time() + LONGEST_READING_S, MOST_ATTACHED_BYTES
            )
            yield from _inside(each, amendments, limits, wrappings=1)
        else:
            yield each


def within_limits(
    document: Document, read: Callable[[], Made], seconds: float | None = None
) -> Made:
    """Call `read` under the time limit; every failure of it is raised as a `SourceError`.

    The limit is that of one reading where there is none of `seconds`.
    """
    try:
        with _time_limit(LONGEST_READING_S if seconds is None else seconds):
            return read()
    except SourceError:
        raise
    except _TooLong as error:
        what = f"reading it took more than {LONGEST_READING_S:.0f} s"
        raise SourceError(_failure(document, what)) from error
    except MemoryError as error:
        what = "reading it took more memory than there is"
        raise SourceError(_failure(document, what)) from error
    # A fault of ours, or of a library: the other documents must not suffer from it.
    except Exception as error:
        what = f"its reader failed ({type(error).__name__}: {error})"
        raise SourceError(_failure(document, what)) from error


def prepare_document(
    key: str, document: Document, amendments: Amendments = NO_AMENDMENTS
) -> ReadResult:
    """Read a document and prepare its records for the store; `key` is its `reading_key`."""
    prepared: list[Prepared] = []
    unreadable: list[Unreadable] = []
    notices: list[Notice] = []
    columns = ColumnUse()
    lines: list[PreparedLine] = []
    for each in read_document(document, amendments):
        match each:
            case Record():
                prepared.append(prepare(each))
                columns |= each.columns
            case ExportedVersion() | ExportedDocument() | ExportedCollection():
                lines.append(prepare_line(each))
            case Unreadable():
                unreadable.append(each)
            case Notice():
                notices.append(each)
    return ReadResult(
        key,
        tuple(prepared),
        tuple(unreadable),
        notices=tuple(notices),
        columns=columns,
        lines=tuple(lines),
    )


def _stated(document: Document, amendments: Amendments) -> Iterator[Reading | Document]:
    """What the document's reader gives, records completed; `SourceError` where there is none."""
    reader = reader_of(document.media_type)
    if reader is None:
        what = f"no reader for {bare_media_type(document.media_type) or 'its kind'}"
        raise SourceError(_failure(document, what))
    for each in reader.read(document):
        match each:
            case Record():
                yield _completed(each, document, amendments)
            case ExportedVersion(place) if place.is_current:
                yield _worked_out_anew(each, amendments)
            case _:
                yield each


def _limited(
    document: Document, found: Iterator[Made], limits: _Attachments | None = None
) -> Iterator[Made | Unreadable]:
    """What an iterator gives, each item made within limits; its failure is the last item."""
    while True:
        try:
            seconds = None if limits is None else limits.left_s
            each = within_limits(document, lambda: next(found, None), seconds)
        except SourceError as error:
            yield _unreadable(document, str(error))
            return
        if each is None:
            return
        yield each


def _inside(
    document: Document, amendments: Amendments, limits: _Attachments, *, wrappings: int
) -> Iterator[Reading]:
    """Records of what is attached to a document, and of what is attached to that."""
    for each in _limited(document, attached(document, wrappings=wrappings), limits):
        if not isinstance(each, Document):
            yield each
            continue
        limits.left_bytes -= len(each.content)
        if limits.are_spent:
            what = "too much is attached to be read with it"
            yield _unreadable(document, _failure(document, what))
            return
        for found in _limited(each, _stated(each, amendments), limits):
            if isinstance(found, Document):
                yield from _inside(found, amendments, limits, wrappings=wrappings + 1)
            else:
                yield found


def _completed(record: Record, document: Document, amendments: Amendments) -> Record:
    stated = with_constants(record.article, document.mapping)
    article = completed(stated, amendments)
    return replace(record, article=article, stated=stated_regions(stated))


def _worked_out_anew(version: ExportedVersion, amendments: Amendments) -> ExportedVersion:
    """The version with the regions that this archive finds for it."""
    article = version.article
    stated = version.stated or stated_regions(article)
    if stated:
        article = replace(article, regions=regions_stated(stated))
    return replace(version, article=with_regions(article, amendments), stated=stated)


def _failure(document: Document, what: str) -> str:
    return f"{document.name}: record {document.position}: {what}: it is kept in quarantine"


def _unreadable(document: Document, reason: str) -> Unreadable:
    return Unreadable(reason, document.name, document.position, document)


@contextmanager
def _time_limit(seconds: float) -> Generator[None]:
    """Raises `_TooLong` after so much processor time; does nothing outside of the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

"""Reading of one document into articles, within limits of time and memory.

Runs in reader processes as well as in the main one; its results can be pickled.
"""

import signal
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import FrameType
from typing import TypeVar

from archive.errors import SourceError
from archive.facts.completion import completed
from archive.facts.regions import NO_AMENDMENTS, Amendments
from archive.formats import bare_media_type, reader_of
from archive.model.article import Record
from archive.model.document import Document, Unreadable
from archive.store.prepared_record import Prepared, prepare
from archive.store.serialization import stated_regions

Made = TypeVar("Made")

# In processor time, so that a busy machine reads all that an idle one does. Ten megabytes of the
# slowest format take half of it.
LONGEST_READING_S = 10.0


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Result of reading one document: prepared records and failures, in order.

    `set_aside` holds the failures of a preferred document when `instead` was read for it.
    """

    key: str
    prepared: tuple[Prepared, ...]
    unreadable: tuple[Unreadable, ...]
    set_aside: tuple[Unreadable, ...] = ()


class _TooLong(BaseException):
    """Time limit exceeded. A `BaseException`, so that no reader's `except Exception` catches it."""


def read_document(
    document: Document, amendments: Amendments = NO_AMENDMENTS
) -> Iterator[Record | Unreadable]:
    """Records of a document, completed with derived facts; failures in their places.

    Regions follow the owner's `amendments`. Never raises: every error becomes an `Unreadable`.
    """
    reader = reader_of(document.media_type)
    if reader is None:
        what = f"no reader for {bare_media_type(document.media_type) or 'its kind'}"
        yield _unreadable(document, _failure(document, what))
        return
    stated = reader.read(document)

    def next_record() -> Record | Unreadable | None:
        record = next(stated, None)
        return _completed(record, amendments) if isinstance(record, Record) else record

    while True:
        try:
            record = within_limits(document, next_record)
        except SourceError as error:
            yield _unreadable(document, str(error))
            return
        if record is None:
            return
        yield record


def within_limits(document: Document, read: Callable[[], Made]) -> Made:
    """Call `read` under the time limit; every failure of it is raised as a `SourceError`."""
    try:
        with _time_limit(LONGEST_READING_S):
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
    for each in read_document(document, amendments):
        if isinstance(each, Record):
            prepared.append(prepare(each))
        else:
            unreadable.append(each)
    return ReadResult(key, tuple(prepared), tuple(unreadable))


def _completed(record: Record, amendments: Amendments) -> Record:
    article = completed(record.article, amendments)
    return replace(record, article=article, stated=stated_regions(record.article))


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

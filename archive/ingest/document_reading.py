"""One document made into articles, in bounded time, whatever it holds.

It runs in worker processes as well as in the main one, and gives what can be sent between them.
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

# Of processor time, so that a busy machine gives up nothing that a quiet one reads. Ten
# megabytes of the slowest format take half of it.
LONGEST_READING_S = 10.0


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of one document, in order: records ready for the store, and reasons.

    `set_aside` are the reasons why another document was read in its place.
    """

    key: str
    prepared: tuple[Prepared, ...]
    unreadable: tuple[Unreadable, ...]
    set_aside: tuple[Unreadable, ...] = ()


class _TooLong(BaseException):
    """The time is up. No reader catches it by accident."""


def read_document(
    document: Document, amendments: Amendments = NO_AMENDMENTS
) -> Iterator[Record | Unreadable]:
    """The articles of a document, and in place of what is none its reason. Raises nothing.

    They have what follows from their text, with the regions that the archive's owner wants.
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
    """Do what reads a document, in bounded time; `SourceError` for whatever ends it early."""
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
    """What the store takes of a document that goes by `key`, completed as its owner wants."""
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
    """Ends what takes more processor time, by `_TooLong`; only the main thread can be ended."""
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

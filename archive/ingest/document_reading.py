"""One document made into articles, in bounded time, whatever it holds.

It runs in worker processes as well as in the main one, and gives what can be sent between them.
"""

import signal
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from archive.authority.amending import Amender
from archive.errors import SourceError
from archive.formats import bare_media_type, reader_of
from archive.model.article import Record
from archive.model.document import Document, Unreadable
from archive.store.prepared_record import Prepared, prepare

# Of processor time, so that a busy machine gives up nothing that a quiet one reads. Ten
# megabytes of the slowest format take half of it.
LONGEST_READING_S = 10.0


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of one document, in order: records ready for the store, and reasons."""

    key: str
    prepared: tuple[Prepared, ...]
    unreadable: tuple[Unreadable, ...]


class _TooLong(BaseException):
    """The time is up. No reader catches it by accident."""


def read_document(document: Document) -> Iterator[Record | Unreadable]:
    """The articles of a document, and in place of what is none its reason. Raises nothing."""
    reader = reader_of(document.media_type)
    if reader is None:
        yield _failed(
            document, f"no reader for {bare_media_type(document.media_type) or 'its kind'}"
        )
        return
    records = reader.read(document)
    while True:
        try:
            with _time_limit(LONGEST_READING_S):
                record = next(records, None)
        except SourceError as error:
            yield Unreadable(str(error), document.name, document.position, document)
            return
        except _TooLong:
            yield _failed(document, f"reading it took more than {LONGEST_READING_S:.0f} s")
            return
        except MemoryError:
            yield _failed(document, "reading it took more memory than there is")
            return
        # A fault of ours, or of a library: the other documents must not suffer from it.
        except Exception as error:  # noqa: BLE001 - as said above
            yield _failed(document, f"its reader failed ({type(error).__name__}: {error})")
            return
        if record is None:
            return
        yield record


def prepare_document(key: str, document: Document, amender: Amender | None = None) -> ReadResult:
    """What the store takes of a document that goes by `key`, amended as its owner wants."""
    prepared: list[Prepared] = []
    unreadable: list[Unreadable] = []
    for each in read_document(document):
        if isinstance(each, Record):
            prepared.append(prepare(each, amender and amender.amended(each.article)))
        else:
            unreadable.append(each)
    return ReadResult(key, tuple(prepared), tuple(unreadable))


def _failed(document: Document, what: str) -> Unreadable:
    return Unreadable(
        f"{document.name}: record {document.position}: {what}: it is kept in quarantine",
        document.name,
        document.position,
        document,
    )


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

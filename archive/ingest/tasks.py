"""Reading tasks, for the documents that were not read before."""

import time
from collections.abc import Iterable, Iterator

from archive.ingest.batch_writer import BATCH_S
from archive.ingest.events import (
    AlreadyRead,
    Event,
    Passed,
    Preferred,
)
from archive.ingest.reader_pool import Task
from archive.model.document import Document
from archive.store import seen_documents
from archive.store.connection import Database
from archive.store.seen_documents import reading_key

# Documents looked up by one query, and how much they may hold together.
_LOOKED_UP, _LOOKED_UP_BYTES = 64, 4_000_000


def reading_tasks(events: Iterable[Event], database: Database) -> Iterator[Task | Passed]:
    """A task for each new document, `AlreadyRead` for each known one; markers as they are."""
    for looked_up in _together(events):
        tasks = [_task(each) for each in looked_up]
        known = seen_documents.known(
            database, [each.key for each in tasks if isinstance(each, Task)]
        )
        for each in tasks:
            if isinstance(each, Task) and each.key in known:
                yield AlreadyRead(known[each.key])
            else:
                yield each


def _task(event: Event) -> Task | Passed:
    match event:
        case Document():
            return Task(reading_key(event), event)
        case Preferred(document, instead):
            return Task(reading_key(document), document, instead)
        case _:
            return event


def _together(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Chunks of events for one look-up, bounded by count, bytes and time; the last may be empty."""
    together: list[Event] = []
    held_bytes, since_s = 0, time.monotonic()
    for each in events:
        together.append(each)
        document = each.document if isinstance(each, Preferred) else each
        held_bytes += len(document.content) if isinstance(document, Document) else 0
        if (
            len(together) >= _LOOKED_UP
            or held_bytes >= _LOOKED_UP_BYTES
            or time.monotonic() - since_s > BATCH_S
        ):
            yield together
            together, held_bytes, since_s = [], 0, time.monotonic()
    yield together

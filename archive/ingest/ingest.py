"""The one loop: documents in, articles into the store, everything counted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from archive.errors import NotFoundError
from archive.ingest.batch_writer import BatchWriter
from archive.ingest.document_reading import read_document
from archive.ingest.events import (
    Event,
    FileRead,
    Given,
    Passed,
    Retried,
)
from archive.ingest.files import OpenFile, size_bytes
from archive.ingest.interruption import interruptible, until
from archive.ingest.reader_pool import ReaderPool
from archive.ingest.tally import Progress, Tally
from archive.ingest.tasks import reading_tasks
from archive.model.article import Record
from archive.model.document import Document, Unreadable
from archive.store.quarantine import Quarantine, now
from archive.store.store import Store


def read_file(path: Path, mapping: Mapping[str, str]) -> Iterator[Record | Unreadable]:
    """The articles of one file, and in place of what is none its reason. Stores nothing."""
    for each in OpenFile(path, mapping).documents():
        if isinstance(each, Document):
            yield from read_document(each)
        else:
            yield each


def add_files(
    store: Store,
    files: Sequence[Path],
    mapping: Mapping[str, str],
    tally: Tally,
    *,
    progress: Callable[[Progress], None] = lambda _progress: None,
) -> None:
    """Store the articles of all files, and tally what was added, and what rejected, and why.

    Every batch is one transaction with all that belongs to it, what is in quarantine and what was
    read, so that whatever ends this early leaves whole articles, and running it again goes on
    where it stopped. `progress` is called after every batch. Ctrl-C
    lets what has been read be stored, then raises `KeyboardInterrupt`; a second one at once.
    """
    total_bytes = sum(map(size_bytes, files))
    read_bytes = 0

    def events() -> Iterator[Event]:
        nonlocal read_bytes
        done_bytes = 0
        for path in files:
            file, started = OpenFile(path, mapping), now()
            for each in file.documents():
                read_bytes = done_bytes + file.read_bytes
                yield each
            done_bytes += size_bytes(path)
            read_bytes = done_bytes
            yield FileRead(file.name, started)

    def report() -> None:
        progress(Progress(read_bytes, total_bytes, tally))

    _add(store, events(), tally, report)


def add_documents(
    store: Store,
    documents: Iterable[Given],
    tally: Tally,
    report: Callable[[], None] = lambda: None,
) -> None:
    """Store the articles of documents that come from elsewhere, as `add_files` does.

    `report` is called after every batch.
    """
    _add(store, documents, tally, report)


def retry_quarantined(store: Store, ids: Sequence[int], tally: Tally) -> None:
    """Try again what is in quarantine, all of it if no ids are given; the rest as `add_files`.

    What is kept is read anew, and what is not, from its file. What can be read leaves the list.
    """
    quarantine = Quarantine(store.database)
    chosen = [each for each in quarantine.listed() if not ids or each.id in ids]
    for unknown in sorted(set(ids) - {each.id for each in chosen}):
        quarantine.document(unknown)

    def events() -> Iterator[Event]:
        read: set[str] = set()
        for each in chosen:
            if each.kept_bytes is not None:
                # What lies in a file that was read anew before it may have left the list.
                with suppress(NotFoundError):
                    yield from filter(None, [quarantine.document(each.id)])
            elif each.name not in read:
                read.add(each.name)
                file, started = OpenFile(Path(each.name), {}), now()
                yield from file.documents()
                yield FileRead(file.name, started)
            # What fails again comes onto the list anew.
            yield Retried(each.id)

    _add(store, events(), tally, lambda: None)


def _add(store: Store, events: Iterable[Event], tally: Tally, report: Callable[[], None]) -> None:
    amendments = store.amendments
    batches = BatchWriter(store, amendments, tally, report)
    with interruptible() as interrupted, ReaderPool[Passed](amendments) as workers:
        tasks = reading_tasks(until(interrupted, events), store.database)
        for each in workers.readings(until(interrupted, tasks)):
            batches.take(each)
        batches.flush()
        if interrupted.is_set():
            raise KeyboardInterrupt

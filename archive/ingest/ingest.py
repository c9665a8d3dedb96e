"""The ingest loop: events, then tasks, then readings, then batches in the store.

Callers give documents as events. `reading_tasks` skips documents that were read before,
`ReaderPool` reads the others in order, and `BatchWriter` stores and tallies the results.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from archive.errors import NotFoundError, SourceError
from archive.ingest.batch_writer import BatchWriter
from archive.ingest.document_reading import Reading, read_document
from archive.ingest.events import (
    NOTHING_SETTLED,
    Event,
    FileRead,
    Given,
    Passed,
    Retried,
)
from archive.ingest.files import OpenFile, nothing_in
from archive.ingest.inputs import Input
from archive.ingest.interruption import interruptible, until
from archive.ingest.reader_pool import ReaderPool
from archive.ingest.tally import Progress, Tally
from archive.ingest.tasks import reading_tasks
from archive.model.document import Document
from archive.store.quarantine import Quarantine, now
from archive.store.store import Store


def read_file(path: Path, mapping: Mapping[str, str]) -> Iterator[Reading]:
    """Records of one file, with failures and notices in their places. Stores nothing."""
    return read_input(OpenFile(path, mapping))


def read_input(file: Input) -> Iterator[Reading]:
    """Records of one input, as `read_file`. Raises `SourceError` where it cannot be had."""
    has_given = False
    for each in file.documents():
        for found in read_document(each) if isinstance(each, Document) else (each,):
            has_given = True
            yield found
    if not has_given:
        yield nothing_in(file.name)


def add_files(
    store: Store,
    files: Sequence[Path],
    mapping: Mapping[str, str],
    tally: Tally,
    *,
    progress: Callable[[Progress], None] = lambda _progress: None,
) -> None:
    """Store the articles of all files, as `add_inputs` does."""
    add_inputs(store, [OpenFile(path, mapping) for path in files], tally, progress=progress)


def add_inputs(
    store: Store,
    inputs: Sequence[Input],
    tally: Tally,
    *,
    progress: Callable[[Progress], None] = lambda _progress: None,
) -> None:
    """Store the articles of all inputs, counting outcomes and failures in `tally`.

    An input that cannot be had is tallied as rejected, and nothing of it kept in quarantine.
    Each batch is one transaction, with its entries of quarantine and of documents read, so an
    interrupted run leaves whole articles, and the next one goes on where it stopped. `progress`
    is called after every batch. The first Ctrl-C stores what has been read and then raises
    `KeyboardInterrupt`; the second raises it at once.
    """
    total_bytes = sum(each.size_bytes for each in inputs)
    read_bytes = 0

    def events() -> Iterator[Event]:
        nonlocal read_bytes
        done_bytes = 0
        for file in inputs:
            started = now() if file.is_lasting else NOTHING_SETTLED
            try:
                for each in file.documents():
                    read_bytes = done_bytes + file.read_bytes
                    yield each
            except SourceError as error:
                tally.rejected.append(str(error))
                continue
            finally:
                done_bytes += file.size_bytes
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
    """Store the articles of documents from elsewhere, such as feeds, as `add_files` does.

    `report` is called after every batch.
    """
    _add(store, documents, tally, report)


def retry_quarantined(store: Store, ids: Sequence[int], tally: Tally) -> None:
    """Retry entries of quarantine, the whole list if `ids` is empty; otherwise as `add_files`.

    Dismissed ones are retried where their `ids` are given. An entry without kept bytes is read from
    its file again. Entries leave quarantine; those that fail again come back with new numbers.
    Raises `NotFoundError` for an unknown id.
    """
    quarantine = Quarantine(store.database)
    chosen = [each for each in quarantine.listed() if not ids or each.id in ids]
    chosen += [each for each in quarantine.listed(dismissed=True) if each.id in ids]
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

"""The one loop: documents in, articles into the store, everything counted."""

import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TypeVar

from archive.errors import NotFoundError
from archive.facts.regions import Amendments
from archive.ingest.document_reading import ReadResult, read_document
from archive.ingest.files import OpenFile, size_bytes
from archive.ingest.reader_pool import ReaderPool, Task
from archive.model.article import Record
from archive.model.document import Document, Unreadable
from archive.store import seen_documents
from archive.store.batch import Arrivals
from archive.store.connection import Database
from archive.store.prepared_record import Prepared
from archive.store.quarantine import Quarantine, now
from archive.store.seen_documents import reading_key
from archive.store.store import Outcome, Store

Item = TypeVar("Item")

# One transaction: as many records as keep it under a second, or as much as stays small in
# memory, whichever comes first.
BATCH_RECORDS = 500
BATCH_BYTES = 16_000_000
# So long a person waits for news of how far it is.
BATCH_S = 2.0
# Documents that are looked up together, whether they were read before.
_LOOKED_UP, _LOOKED_UP_BYTES = 64, 16_000_000


@dataclass(slots=True)
class Tally:
    """What adding came to so far, in articles.

    `rejected` has the reasons for what was not added, `repeats` a sentence for each article that
    was left out because it came before in this run; the outcomes count those as unchanged.
    `notices` has one for each date that was refused in an article that was written, and for each
    document that another one was read instead of.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter[Outcome])
    repeats: list[str] = field(default_factory=list[str])
    notices: list[str] = field(default_factory=list[str])
    rejected: list[str] = field(default_factory=list[str])

    @property
    def stored(self) -> int:
        """How many articles were written to the store."""
        return self.outcomes[Outcome.ADDED] + self.outcomes[Outcome.UPDATED]

    @property
    def read(self) -> int:
        """How many records were read, good and bad."""
        return self.outcomes.total() + len(self.rejected)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far adding has come: bytes of all files, and what came of them."""

    read_bytes: int
    total_bytes: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Preferred:
    """A document, and the one that is read instead where it holds no article.

    The first then goes to quarantine, and why is said as a notice.
    """

    document: Document
    instead: Document


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A point among documents; `reached` is called once all that came before it is durable."""

    reached: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _FileRead:
    """A file has been read to its end, since a moment."""

    name: str
    started: str


@dataclass(frozen=True, slots=True)
class _Retried:
    """What was in quarantine under a number has been tried again."""

    id: int


@dataclass(frozen=True, slots=True)
class _AlreadyRead:
    """A document that was read before, and had so many articles."""

    articles: int


Given = Document | Preferred | Unreadable | Checkpoint
_Event = Given | _FileRead | _Retried


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

    def events() -> Iterator[_Event]:
        nonlocal read_bytes
        done_bytes = 0
        for path in files:
            file, started = OpenFile(path, mapping), now()
            for each in file.documents():
                read_bytes = done_bytes + file.read_bytes
                yield each
            done_bytes += size_bytes(path)
            read_bytes = done_bytes
            yield _FileRead(file.name, started)

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

    def events() -> Iterator[_Event]:
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
                yield _FileRead(file.name, started)
            # What fails again comes onto the list anew.
            yield _Retried(each.id)

    _add(store, events(), tally, lambda: None)


def _add(store: Store, events: Iterable[_Event], tally: Tally, report: Callable[[], None]) -> None:
    amendments = store.amendments
    loop = _Loop(store, amendments, tally, report)
    with _interruptible() as interrupted, ReaderPool[_Passed](amendments) as workers:
        tasks = _tasks(_until(interrupted, events), store.database)
        for each in workers.readings(_until(interrupted, tasks)):
            loop.take(each)
        loop.flush()
        if interrupted.is_set():
            raise KeyboardInterrupt


_Passed = Unreadable | Checkpoint | _FileRead | _Retried | _AlreadyRead


class _Loop:
    """Gathers what was read into batches and stores them."""

    def __init__(
        self, store: Store, amendments: Amendments, tally: Tally, report: Callable[[], None]
    ) -> None:
        self._store = store
        self._amendments = amendments
        self._tally = tally
        self._report = report
        self._seen: set[int] = set()
        self._batch: list[Prepared] = []
        self._batch_bytes = 0
        self._unreadable: list[Unreadable] = []
        self._whole: dict[str, int] = {}
        self._files: dict[str, str] = {}
        self._retried: list[int] = []
        self._checkpoints: list[Checkpoint] = []
        self._flushed_s = time.monotonic()

    def take(self, each: ReadResult | _Passed) -> None:
        """Take up what came next."""
        match each:
            case ReadResult():
                self._batch += each.prepared
                self._batch_bytes += sum(len(p.raw) + len(p.document) for p in each.prepared)
                self._reject(each.unreadable)
                self._keep(each.set_aside)
                self._tally.notices += [unread.reason for unread in each.set_aside]
                if not (each.unreadable or each.set_aside):
                    self._whole[each.key] = len(each.prepared)
            case Unreadable():
                self._reject((each,))
            case _AlreadyRead(articles):
                self._tally.outcomes[Outcome.UNCHANGED] += articles
            case _FileRead(name, started):
                self._files[name] = started
            case _Retried(number):
                self._retried.append(number)
            case Checkpoint():
                self._checkpoints.append(each)
        if (
            len(self._batch) >= BATCH_RECORDS
            or self._batch_bytes >= BATCH_BYTES
            or time.monotonic() - self._flushed_s > BATCH_S
        ):
            self.flush()

    def flush(self) -> None:
        """Store what has been gathered."""
        arrivals = Arrivals(
            self._batch,
            self._amendments,
            self._unreadable,
            self._files,
            self._retried,
            self._whole,
        )
        outcomes = self._store.take_in(arrivals)
        self._tally.outcomes.update(outcomes)
        self._tally.repeats += self._repeats(outcomes)
        self._tally.notices += self._notices(outcomes)
        self._batch, self._batch_bytes, self._unreadable = [], 0, []
        self._whole, self._files, self._retried = {}, {}, []
        self._flushed_s = time.monotonic()
        for checkpoint in self._checkpoints:
            checkpoint.reached()
        self._checkpoints = []
        self._report()

    def _reject(self, unreadable: Sequence[Unreadable]) -> None:
        self._keep(unreadable)
        self._tally.rejected += [each.reason for each in unreadable]

    def _keep(self, unreadable: Sequence[Unreadable]) -> None:
        self._unreadable += unreadable
        self._batch_bytes += sum(len(u.document.content) for u in unreadable if u.document)

    def _repeats(self, outcomes: Sequence[Outcome]) -> Iterator[str]:
        """A sentence for each article that came before in this run."""
        for prepared, outcome in zip(self._batch, outcomes, strict=True):
            identity = hash(prepared.identity)
            if outcome is Outcome.UNCHANGED and identity in self._seen:
                yield _told(prepared, "came before in this run: kept once")
            self._seen.add(identity)

    def _notices(self, outcomes: Sequence[Outcome]) -> Iterator[str]:
        """A sentence for each date that was refused in what was written."""
        for prepared, outcome in zip(self._batch, outcomes, strict=True):
            if prepared.notice and outcome is not Outcome.UNCHANGED:
                yield _told(prepared, prepared.notice)


def _told(prepared: Prepared, what: str) -> str:
    return f"{prepared.source}: record {prepared.position}: {what}"


def _tasks(events: Iterable[_Event], database: Database) -> Iterator[Task | _Passed]:
    """The documents as tasks, those that were read before as what is known of them."""
    for looked_up in _together(events):
        tasks = [_task(each) for each in looked_up]
        known = seen_documents.known(
            database, [each.key for each in tasks if isinstance(each, Task)]
        )
        for each in tasks:
            if isinstance(each, Task) and each.key in known:
                yield _AlreadyRead(known[each.key])
            else:
                yield each


def _task(event: _Event) -> Task | _Passed:
    match event:
        case Document():
            return Task(reading_key(event), event)
        case Preferred(document, instead):
            return Task(reading_key(document), document, instead)
        case _:
            return event


def _together(events: Iterable[_Event]) -> Iterator[list[_Event]]:
    """The events in lists of as many as are worth one look-up, fit in memory, and come soon."""
    together: list[_Event] = []
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


def _until(interrupted: threading.Event, items: Iterable[Item]) -> Iterator[Item]:
    for each in items:
        if interrupted.is_set():
            return
        yield each


@contextmanager
def _interruptible() -> Generator[threading.Event]:
    """An event that the first Ctrl-C sets; the second one raises `KeyboardInterrupt`."""
    interrupted = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield interrupted
        return

    def note(_signal: int, _frame: FrameType | None) -> None:
        if interrupted.is_set():
            raise KeyboardInterrupt
        interrupted.set()

    before = signal.signal(signal.SIGINT, note)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)

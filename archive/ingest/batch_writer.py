"""Batching of readings into transactions."""

import time
from collections.abc import Callable, Iterator, Sequence

from archive.facts.regions import Amendments
from archive.free_memory import return_free_memory
from archive.ingest.document_reading import ReadResult
from archive.ingest.events import (
    AlreadyRead,
    Checkpoint,
    FileRead,
    Passed,
    Retried,
)
from archive.ingest.files import nothing_in
from archive.ingest.tally import Tally
from archive.model.document import Unreadable
from archive.model.exported import ExportedCollection, ExportedDocument
from archive.store.batch import Arrivals
from archive.store.prepared_record import Prepared
from archive.store.prepared_version import PreparedLine, PreparedVersion
from archive.store.restoration import Restored, restore
from archive.store.store import Outcome, Store

# A batch ends at the first of these limits: a transaction stays under a second, memory small,
BATCH_RECORDS = 500
BATCH_BYTES = 16_000_000
# and news of the progress comes every two seconds.
BATCH_S = 2.0


# Kinds of notices.
DATE_REFUSED = "date refused"
PAGE_REPLACED = "page replaced by its feed's item"


class BatchWriter:
    """Accumulates readings and markers, and stores each batch in one transaction."""

    def __init__(
        self, store: Store, amendments: Amendments, tally: Tally, report: Callable[[], None]
    ) -> None:
        self._store = store
        self._amendments = amendments
        self._tally = tally
        self._report = report
        self._seen: set[int] = set()
        self._batch: list[Prepared] = []
        self._lines: list[PreparedLine] = []
        self._restored: set[str] = set()
        self._batch_bytes = 0
        self._unreadable: list[Unreadable] = []
        self._whole: dict[str, int] = {}
        self._files: dict[str, str] = {}
        self._retried: list[int] = []
        self._checkpoints: list[Checkpoint] = []
        self._has_given = False
        self._flushed_s = time.monotonic()

    def take(self, each: ReadResult | Passed) -> None:
        """Add a reading or marker; stores the batch if that fills it or it has grown old."""
        match each:
            case ReadResult():
                self._take_reading(each)
            case Unreadable():
                self._reject((each,))
            case AlreadyRead(articles):
                self._has_given |= articles > 0
                self._tally.outcomes[Outcome.UNCHANGED] += articles
            case FileRead(name, started):
                if not self._has_given:
                    self._reject((nothing_in(name),))
                self._has_given = False
                self._files[name] = started
            case Retried(number):
                self._retried.append(number)
            case Checkpoint():
                self._checkpoints.append(each)
        if (
            len(self._batch) + len(self._lines) >= BATCH_RECORDS
            or self._batch_bytes >= BATCH_BYTES
            or time.monotonic() - self._flushed_s > BATCH_S
        ):
            self.flush()

    def flush(self) -> None:
        """Store the batch, update the tally, then call the checkpoints and `report`.

        Lines of an export come first, in a transaction of their own: they can be stored again.
        """
        for restored in restore(self._store.database, self._lines, self._amendments):
            self._count_restored(restored)
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
        self._count_dates(outcomes)
        self._batch, self._batch_bytes, self._unreadable = [], 0, []
        self._lines = []
        self._whole, self._files, self._retried = {}, {}, []
        self._flushed_s = time.monotonic()
        for checkpoint in self._checkpoints:
            checkpoint.reached()
        self._checkpoints = []
        return_free_memory()
        self._report()

    def _take_reading(self, reading: ReadResult) -> None:
        self._batch += reading.prepared
        self._batch_bytes += sum(len(p.raw) + len(p.document) for p in reading.prepared)
        self._lines += reading.lines
        self._batch_bytes += sum(map(_size_bytes, reading.lines))
        self._reject(reading.unreadable)
        self._keep(reading.set_aside)
        given = reading.prepared or reading.lines or reading.set_aside or reading.notices
        self._has_given |= bool(given)
        self._tally.columns |= reading.columns
        for unread in reading.set_aside:
            self._tally.notice(PAGE_REPLACED, unread.reason)
        for notice in reading.notices:
            self._tally.notice(notice.kind, notice.sentence)
        if not (reading.unreadable or reading.set_aside):
            lines = (line for line in reading.lines if isinstance(line, PreparedVersion))
            restored = sum(line.place.is_current for line in lines)
            self._whole[reading.key] = len(reading.prepared) + restored

    def _reject(self, unreadable: Sequence[Unreadable]) -> None:
        self._has_given |= bool(unreadable)
        self._keep(unreadable)
        self._tally.rejected += [each.reason for each in unreadable]

    def _keep(self, unreadable: Sequence[Unreadable]) -> None:
        self._unreadable += unreadable
        self._batch_bytes += sum(len(u.document.content) for u in unreadable if u.document)

    def _count_restored(self, restored: Restored) -> None:
        """Count an article once, whatever the number of its versions."""
        is_unchanged = restored.outcome is Outcome.UNCHANGED
        if not is_unchanged and restored.is_current and not restored.is_dated:
            self._tally.undated += 1
        if restored.article_id in self._restored or (is_unchanged and not restored.is_current):
            return
        self._tally.outcomes[restored.outcome] += 1
        if not is_unchanged:
            self._restored.add(restored.article_id)

    def _repeats(self, outcomes: Sequence[Outcome]) -> Iterator[str]:
        """Sentences on articles that occurred before in this run; hashes of identities are kept."""
        for prepared, outcome in zip(self._batch, outcomes, strict=True):
            identity = hash(prepared.identity)
            if outcome is Outcome.UNCHANGED and identity in self._seen:
                yield _told(prepared, "came before in this run: kept once")
            self._seen.add(identity)

    def _count_dates(self, outcomes: Sequence[Outcome]) -> None:
        """Count written articles that are undated, with a notice where a date was refused."""
        for prepared, outcome in zip(self._batch, outcomes, strict=True):
            if outcome is not Outcome.UNCHANGED:
                self._tally.undated += not prepared.is_dated
                if prepared.notice:
                    self._tally.notice(DATE_REFUSED, _told(prepared, prepared.notice))


def _size_bytes(line: PreparedLine) -> int:
    match line:
        case PreparedVersion():
            return len(line.document)
        case ExportedDocument():
            return len(line.packed)
        case ExportedCollection():
            return len(line.description)


def _told(prepared: Prepared, what: str) -> str:
    return f"{prepared.source}: record {prepared.position}: {what}"

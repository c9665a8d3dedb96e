"""Repository of articles: all their versions, and the documents they were read from.

Every change of an article takes the next number of one sequence, in the transaction that makes
it. A consumer, such as the index, remembers the last number it read and catches up from there.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from archive.authority import Kind, Names, SuggestedMerge, suggested_merges
from archive.errors import HomeError, NotFoundError, system_errors_named
from archive.facts.regions import Amendments
from archive.model.article import Article, RawDocument, Record
from archive.model.correction import Correction
from archive.model.time_zones import UTC_NAME, told_in, zone_named
from archive.store import quarantine, seen_documents, stale_articles
from archive.store.annotations import annotated
from archive.store.article_rows import (
    BETWEEN,
    LATEST,
    OF_THESE_IDS,
    VERSIONS,
    ArticleRow,
    article_rows,
)
from archive.store.batch import Arrivals, Batch, Outcome
from archive.store.clusters import regroup
from archive.store.connection import Database, connect, damage_named, raw_reading, translated
from archive.store.corrections import (
    corrected,
    credits_in_force,
    in_force,
    sources_in_force,
)
from archive.store.credited_people import PEOPLE, SOURCES, identified
from archive.store.edited_articles import (
    EditedPage,
    EditFilter,
    edited_articles,
    edited_sources,
    edited_texts,
    note_edits,
)
from archive.store.originals import original, original_size_bytes
from archive.store.prepared_record import prepare
from archive.store.schema import NONE_YET, check_schema, make_tables
from archive.store.sequence import (
    counter,
    raw_counter,
    raw_property,
    renumber,
    state_property,
    stated_property,
    take_numbers,
)
from archive.store.serialization import article_of
from archive.store.statements import Execute, chunks, current_versions, to_sql
from archive.store.tables import articles, versions

# Changes read at a time.
_PAGE = 1_000
_NO_CORRECTIONS: Mapping[str, Sequence[Correction]] = {}


@dataclass(frozen=True, slots=True)
class Change:
    """Latest change of one article; `article` is None if it was deleted."""

    sequence: int
    id: str
    article: Article | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Size of the store: articles without tombstones, versions of all, last sequence number."""

    articles: int
    versions: int
    sequence: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Consistent read: articles by id, with the archive's state in the same transaction.

    `sequence` is the number of the last change, `time_zone` the IANA name of the archive's zone.
    """

    articles: dict[str, Article]
    sequence: int
    time_zone: str


class Store:
    """Repository of the archive's articles. Open with `Store.open`; close, or use `with`."""

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._counted: Counts | None = None
        self._suggested: tuple[int, Names, list[SuggestedMerge]] | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False, time_zone: str = UTC_NAME) -> Self:
        """Open the database at `path`; with `create`, make it where there is none.

        `time_zone` is the IANA name for a new archive. Raises `HomeError` where there is none or
        it cannot be used, `DiskFullError`, `BusyError`, and `SchemaTooNew` or `SchemaTooOld`
        where another version of Backfile wrote it.
        """
        with system_errors_named(path.parent):
            if path.parent.is_file():
                raise HomeError(f"{path.parent}: it is a file, not a folder: choose another --home")
            exists = path.exists()
            if create and not exists:
                path.parent.mkdir(parents=True, exist_ok=True)
        if not (exists or create):
            raise HomeError(f"{path.parent}: {NONE_YET}")
        engine = connect(path)
        try:
            with translated(path):
                if create:
                    make_tables(engine, time_zone)
                check_schema(engine, path)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, path)

    @property
    def database(self) -> Database:
        """The database, for modules that keep tables of their own in it."""
        return Database(self._engine, self._path)

    @property
    def amendments(self) -> Amendments:
        """The owner's amendments of regions, as last applied by `refresh`."""
        with translated(self._path), self._engine.begin() as connection:
            return stale_articles.applied_amendments(connection)

    @property
    def time_zone(self) -> str:
        """IANA name of the time zone in which instants are shown and cut into days."""
        with translated(self._path), raw_reading(self._engine) as execute:
            return _time_zone(execute)

    def set_time_zone(self, name: str) -> int:
        """Change the archive's time zone; the number of articles whose date is an instant.

        All articles count as changed, as the days change on which they came in. 0 if the zone is
        the same already. `ValueError` where there is no such zone.
        """
        zone_named(name)
        with translated(self._path), self._writing() as connection:
            if stated_property(connection, "time_zone") == name:
                return 0
            state_property(connection, "time_zone", name)
            # As `document_of` writes it; within a text such quotes have a backslash.
            is_instant = versions.c.document.contains('"precision":"instant"', autoescape=True)
            query = current_versions(articles.c.id).where(is_instant, ~articles.c.deleted)
            dated = connection.scalars(query).all()
            there = sa.select(articles.c.id).where(~articles.c.deleted)
            renumber(connection, connection.scalars(there).all())
            return len(dated)

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def add(self, records: Sequence[Record]) -> list[Outcome]:
        """Upsert records in one transaction; their outcomes, in the same order.

        An article is matched by its identity or, where it has no address, by the bytes it was
        read from. A match whose content differs becomes a new version.
        """
        return self.take_in(Arrivals([prepare(record) for record in records]))

    def take_in(self, arrivals: Arrivals) -> list[Outcome]:
        """Store prepared records, as `add` does, with the bookkeeping of their reading.

        One transaction: all of it or nothing. Besides the records' articles, those count as
        changed whose cluster or preferred names change by it, and unchanged ones whose regions
        now come out differently. Outcomes are in the order of the records.
        """
        if not arrivals:
            return []
        refused = [quarantine.row_of(each) for each in arrivals.unreadable]
        with translated(self._path), self._writing() as connection:
            quarantine.put(connection, refused)
            quarantine.settle(connection, arrivals.files)
            quarantine.discard(connection, arrivals.retried)
            seen_documents.note(connection, arrivals.documents)
            batch = Batch(arrivals.prepared)
            batch.match(connection)
            outcomes = batch.decide()
            batch.write(connection, take_numbers(connection, len(batch.changed)))
            with damage_named(self._path):
                note_edits(connection, batch.revised)
                derived = batch.derive_anew(connection)
            stale_articles.note_added(connection, [*batch.changed, *derived], arrivals.amendments)
            moved = {
                *regroup(connection, batch.added, batch.renewed),
                *PEOPLE.note(connection, credits_in_force(connection, batch.credited)),
                *SOURCES.note(connection, sources_in_force(connection, batch.sourced)),
                *derived,
            }
            renumber(connection, moved - set(batch.changed))
            return outcomes

    def delete(self, ids: Iterable[str]) -> int:
        """Replace articles by tombstones, keeping versions; the number of those that existed."""
        with translated(self._path), self._writing() as connection:
            found: list[str] = []
            for chunk in chunks(sorted(set(ids))):
                query = sa.select(articles.c.id).where(articles.c.id.in_(chunk))
                found += connection.scalars(query.where(~articles.c.deleted))
            for chunk in chunks(found):
                gone = sa.update(articles).where(articles.c.id.in_(chunk))
                connection.execute(gone.values(deleted=True))
            # What is added again must be read again to come back.
            seen_documents.forget(connection)
            PEOPLE.forget(connection, found)
            SOURCES.forget(connection, found)
            moved = regroup(connection, {}, dict.fromkeys(found))
            renumber(connection, found)
            renumber(connection, moved.keys() - set(found))
            return len(found)

    def get(self, article_id: str) -> Article:
        """Current version of an article; `NotFoundError` if there is none or it is deleted."""
        found = self.get_many([article_id])
        if article_id not in found:
            raise NotFoundError(f"{article_id}: the archive holds no article of this id")
        return found[article_id]

    def get_many(self, ids: Iterable[str]) -> dict[str, Article]:
        """Current versions by id; ids that are unknown or deleted are left out."""
        return self.snapshot(ids).articles

    def snapshot(self, ids: Iterable[str]) -> Snapshot:
        """As `get_many`, with sequence number and time zone of the same transaction."""
        # No id has other characters, and SQLite refuses lone surrogates.
        wanted = [article_id for article_id in ids if article_id.isascii()]
        with translated(self._path), raw_reading(self._engine) as execute:
            rows = list(article_rows(execute, OF_THESE_IDS, json.dumps(wanted))) if wanted else []
            there = self._articles(execute, rows)
            sequence, zone = raw_counter(execute, "sequence"), _time_zone(execute)
        return Snapshot({article.id: article for article in there}, sequence, zone)

    def versions(self, article_id: str) -> list[Article]:
        """All versions of an article as they came in, oldest first; empty if unknown.

        Those of a deleted article are among them.
        """
        with translated(self._path), raw_reading(self._engine) as execute:
            rows = list(article_rows(execute, VERSIONS, article_id))
            return self._versions(execute, rows)

    def latest(self, number: int) -> list[Article]:
        """Articles whose current version came in last, by time of receipt, the last one first."""
        with translated(self._path), raw_reading(self._engine) as execute:
            there = self._articles(execute, list(article_rows(execute, LATEST, number, 0)))
        return sorted(there, key=lambda article: article.provenance.received, reverse=True)

    def spellings(self, name: str, kind: Kind = Kind.PERSON) -> tuple[str, ...]:
        """Spellings of the bearer of a name, the preferred one first; none if unknown."""
        in_use = PEOPLE if kind is Kind.PERSON else SOURCES
        with translated(self._path), raw_reading(self._engine) as execute:
            return in_use.spellings_of(execute, name)

    def version_count(self, article_id: str) -> int:
        """Number of versions of an article, even if deleted; 0 if unknown."""
        with translated(self._path), raw_reading(self._engine) as execute:
            ((count,),) = execute(_VERSION_COUNT, (article_id,))
        return count

    def edited(self, chosen: EditFilter, *, offset: int = 0, limit: int) -> EditedPage:
        """Articles with more than one version, those that changed last first."""
        return edited_articles(self.database, chosen, offset=offset, limit=limit)

    def edited_sources(self) -> tuple[str, ...]:
        """Sources of edited articles, in alphabetical order."""
        return edited_sources(self.database)

    def raw(self, sha256: str) -> RawDocument:
        """Original document by the SHA-256 of its bytes; `NotFoundError` if it is not here."""
        return original(self.database, sha256)

    def raw_size_bytes(self, sha256: str) -> int | None:
        """Size of an original document by its SHA-256, None where it cannot be unpacked or is none.

        Unpacks it piece by piece, never holding the whole.
        """
        return original_size_bytes(self.database, sha256)

    def changes_since(
        self, sequence: int, *, upto: int | None = None, at_once: int = _PAGE
    ) -> Iterator[Change]:
        """Change feed: latest changes with numbers in (`sequence`, `upto`], each article once.

        `upto` is by default the last number at the call, `at_once` how many are read together. No
        transaction is open while the caller works, so writers never wait. An article that changes
        meanwhile gets a number past `upto` and is left to the next call.
        """
        upto = self.counts().sequence if upto is None else upto
        while True:
            with translated(self._path), raw_reading(self._engine) as execute:
                rows = list(islice(article_rows(execute, BETWEEN, sequence, upto), at_once))
                there = self._articles(execute, [row for row in rows if not row.deleted])
            found = {article.id: article for article in there}
            for row in rows:
                yield Change(row.sequence, row.id, found.get(row.id))
            if not rows:
                return
            sequence = rows[-1].sequence

    def suggested_source_merges(self) -> list[SuggestedMerge]:
        """Sources that may be spellings of one; cached until articles or `sources.toml` change."""
        sequence, owners = self.sequence(), SOURCES.applied(self.database)
        if self._suggested is None or self._suggested[:2] != (sequence, owners):
            in_use = {each.name: each.articles for each in SOURCES.counted(self.database)}
            current = {name: number for name, number in in_use.items() if number}
            self._suggested = sequence, owners, suggested_merges(current, owners)
        return self._suggested[2]

    def counts(self) -> Counts:
        """Size of the store; cached until the sequence number changes."""
        # Counting reads whole tables, and every change takes a new number.
        if self._counted is None or self._counted.sequence != self.sequence():
            live = sa.select(sa.func.count()).select_from(articles).where(~articles.c.deleted)
            every = sa.select(sa.func.count()).select_from(versions)
            with translated(self._path), self._engine.begin() as connection:
                self._counted = Counts(
                    articles=connection.scalar(live) or 0,
                    versions=connection.scalar(every) or 0,
                    sequence=counter(connection, "sequence"),
                )
        return self._counted

    def sequence(self) -> int:
        """Number of the last change; 0 in an empty store."""
        with translated(self._path), raw_reading(self._engine) as execute:
            return raw_counter(execute, "sequence")

    def _articles(self, execute: Execute, rows: Sequence[ArticleRow]) -> list[Article]:
        """Decode rows of current versions, in order, with annotations and what versions changed."""
        with damage_named(self._path):
            made = in_force(execute, [row.id for row in rows])
        read = annotated(execute, self._versions(execute, rows, made))
        revised = [row.id for row in rows if row.version > 1]
        if not revised:
            return read
        with damage_named(self._path):
            edits = edited_texts(execute, revised)
        return [
            replace(article, added=edit.added, removed=edit.removed)
            if (edit := edits.get(article.id))
            else article
            for article in read
        ]

    def _versions(
        self,
        execute: Execute,
        rows: Sequence[ArticleRow],
        made: Mapping[str, Sequence[Correction]] = _NO_CORRECTIONS,
    ) -> list[Article]:
        """Decode rows, in order, adding corrections, bearers of names and the time zone."""
        with damage_named(self._path):
            read = [article_of(row.document, row.id, row.cluster) for row in rows]
            if made:
                read = [corrected(article, made.get(article.id, ())) for article in read]
            zone = zone_named(rows[0].zone or UTC_NAME) if rows else None
        people = PEOPLE.bearers(execute, {c.name for article in read for c in article.credits})
        sources = SOURCES.bearers(execute, {article.source for article in read if article.source})
        named = (identified(article, people, sources) for article in read)
        return [
            _in_zone(zone, replace(article, arrival=row.arrival, arrived=row.received))
            for article, row in zip(named, rows, strict=True)
            if zone
        ]

    def _writing(self) -> AbstractContextManager[sa.Connection]:
        return self._engine.execution_options(writes=True).begin()


def _time_zone(execute: Execute) -> str:
    return raw_property(execute, "time_zone") or UTC_NAME


def _in_zone(zone: ZoneInfo, article: Article) -> Article:
    published = article.published.told_in(zone)
    arrived = told_in(zone, article.arrived) if article.arrived else ""
    if published is article.published and arrived == article.arrived:
        return article
    return replace(article, published=published, arrived=arrived)


_VERSION_COUNT = to_sql(
    sa.select(sa.func.count())
    .select_from(versions)
    .where(versions.c.article_id == sa.bindparam("id"))
)

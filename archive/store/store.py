"""The only door to the stored articles: every version, and every byte that came in.

Every change of an article takes the next number of one sequence, in the transaction that
makes it, so that whoever has read up to a number can catch up from there.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from archive.errors import HomeError, NotFoundError, system_errors_named
from archive.facts.regions import Amendments
from archive.model.article import Article, RawDocument, Record
from archive.model.time_zones import UTC_NAME, zone_named
from archive.store import quarantine, seen_documents, stale_articles
from archive.store.batch import Arrivals, Batch, Outcome
from archive.store.clusters import regroup
from archive.store.connection import Database, connect, damage_named, reading_at_once, translated
from archive.store.credited_people import bearers, forget_credits, identified, note_credits
from archive.store.prepared_record import prepare
from archive.store.schema import NONE_YET, check_schema, make_tables
from archive.store.sequence import (
    counter,
    counter_at_once,
    numbered,
    property_at_once,
    state_property,
    stated_property,
    take,
)
from archive.store.serialization import article_of
from archive.store.statements import Execute, among, chunks, current_versions, in_sql
from archive.store.tables import articles, properties, raw_documents, versions

# How many changes are read at a time.
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Change:
    """The last thing that happened to one article; `article` is None once it is deleted."""

    sequence: int
    id: str
    article: Article | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the store holds. `versions` counts the current ones too."""

    articles: int
    versions: int
    sequence: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Articles by id as they were at one moment, and what was true of the archive then.

    `sequence` is the number of the last change, `time_zone` the name of the zone of its days.
    """

    articles: dict[str, Article]
    sequence: int
    time_zone: str


class _ArticleRow(NamedTuple):
    """An article as the tables have it, with the name of the archive's time zone."""

    id: str
    sequence: int
    deleted: int
    cluster: str
    document: str
    zone: str | None


class Store:
    """The archive's articles. Open it with `Store.open`, close it when done."""

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._counted: Counts | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False, time_zone: str = UTC_NAME) -> Self:
        """The store in the file at `path`, made where there is none if `create`.

        The days of a new one are those of the time zone of this name.
        Raises `HomeError` where there is none or it cannot be used, `SchemaTooNew` or
        `SchemaTooOld` where another version of Backfile wrote it.
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
        """The database, for those who keep tables of their own in it."""
        return Database(self._engine, self._path)

    @property
    def amendments(self) -> Amendments:
        """What the owner says about names of places, as it counts now."""
        with translated(self._path), self._engine.begin() as connection:
            return stale_articles.applied(connection)

    @property
    def time_zone(self) -> str:
        """The name of the time zone that the archive's days are in."""
        with translated(self._path), reading_at_once(self._engine) as execute:
            return _time_zone(execute)

    def set_time_zone(self, name: str) -> int:
        """Tell every moment in another zone from now on; how many articles have one.

        They take the next numbers. `ValueError` where there is no such zone.
        """
        zone_named(name)
        with translated(self._path), self._writing() as connection:
            if stated_property(connection, "time_zone") == name:
                return 0
            state_property(connection, "time_zone", name)
            # As `document_of` writes it; within a text such quotes have a backslash.
            told = versions.c.document.contains('"precision":"instant"', autoescape=True)
            query = current_versions(articles.c.id).where(told, ~articles.c.deleted)
            ids = connection.scalars(query).all()
            numbered(connection, ids)
            return len(ids)

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
        """Store records in one transaction; what came of each, in their order.

        An article is known by its identity, or, where it has no address, by the bytes that it
        was read from; a known one that says something else becomes a new version.
        """
        return self.take_in(Arrivals([prepare(record) for record in records]))

    def take_in(self, arrivals: Arrivals) -> list[Outcome]:
        """Store records that `prepare` has made ready, as `add` does, and all that came with them.

        It is one transaction: whatever ends this early leaves all of it or nothing. Articles
        whose cluster of near-duplicates or preferred names change by it take the next numbers
        too, and so do those of which the same words have other regions now.
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
            batch.write(connection, take(connection, len(batch.changed)))
            with damage_named(self._path):
                derived = batch.derive_anew(connection)
            stale_articles.note_added(connection, [*batch.changed, *derived], arrivals.amendments)
            moved = {
                *regroup(connection, batch.added, batch.renewed),
                *note_credits(connection, batch.credited),
                *derived,
            }
            numbered(connection, moved - set(batch.changed))
            return outcomes

    def delete(self, ids: Iterable[str]) -> int:
        """Leave tombstones in place of articles; how many were there. Versions are kept."""
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
            forget_credits(connection, found)
            moved = regroup(connection, {}, dict.fromkeys(found))
            numbered(connection, found)
            numbered(connection, moved.keys() - set(found))
            return len(found)

    def get(self, article_id: str) -> Article:
        """The current version of an article; `NotFoundError` where there is none."""
        found = self.get_many([article_id])
        if article_id not in found:
            raise NotFoundError(f"{article_id}: the archive holds no article of this id")
        return found[article_id]

    def get_many(self, ids: Iterable[str]) -> dict[str, Article]:
        """The current versions of those articles that are there, by id."""
        return self.snapshot(ids).articles

    def snapshot(self, ids: Iterable[str]) -> Snapshot:
        """As `get_many`, with how far the store had come at that moment, and its time zone."""
        # What is no text to a database is no id either.
        wanted = [article_id for article_id in ids if article_id.isascii()]
        with translated(self._path), reading_at_once(self._engine) as execute:
            rows = list(_rows(execute, _OF_THESE_IDS, json.dumps(wanted))) if wanted else []
            there = self._articles(execute, rows)
            sequence, zone = counter_at_once(execute, "sequence"), _time_zone(execute)
        return Snapshot({article.id: article for article in there}, sequence, zone)

    def versions(self, article_id: str) -> list[Article]:
        """Every version of an article, oldest first, also of a deleted one."""
        with translated(self._path), reading_at_once(self._engine) as execute:
            rows = list(_rows(execute, _VERSIONS, article_id))
            return self._articles(execute, rows)

    def version_count(self, article_id: str) -> int:
        """How many versions an article has, also a deleted one; 0 where there is none."""
        with translated(self._path), reading_at_once(self._engine) as execute:
            ((count,),) = execute(_VERSION_COUNT, (article_id,))
        return count

    def raw(self, sha256: str) -> RawDocument:
        """The bytes that came in, by their SHA-256; `NotFoundError` where there are none."""
        query = sa.select(raw_documents).where(raw_documents.c.sha256 == sha256)
        with translated(self._path), self._engine.begin() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFoundError(f"{sha256}: the archive holds no document of this SHA-256")
        with damage_named(self._path):
            return RawDocument(zlib.decompress(row.content), row.media_type)

    def changes_since(self, sequence: int, *, upto: int | None = None) -> Iterator[Change]:
        """What changed after `sequence`, up to and with `upto`, in order, each article once.

        Holds no transaction while the caller works, so a writer is never kept waiting. An
        article that changes meanwhile moves past `upto` and comes in the next reading.
        """
        upto = self.counts().sequence if upto is None else upto
        while True:
            with translated(self._path), reading_at_once(self._engine) as execute:
                rows = list(islice(_rows(execute, _BETWEEN, sequence, upto), _PAGE))
                there = self._articles(execute, [row for row in rows if not row.deleted])
            found = {article.id: article for article in there}
            for row in rows:
                yield Change(row.sequence, row.id, found.get(row.id))
            if not rows:
                return
            sequence = rows[-1].sequence

    def counts(self) -> Counts:
        """How many articles and versions there are, and the last sequence number."""
        # Counting reads whole tables, and nothing changes without a new number.
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
        """The number that the last change took; 0 in an empty store."""
        with translated(self._path), reading_at_once(self._engine) as execute:
            return counter_at_once(execute, "sequence")

    def _articles(self, execute: Execute, rows: Sequence[_ArticleRow]) -> list[Article]:
        """The articles of rows, with what the store knows of them besides, in their order."""
        with damage_named(self._path):
            read = [article_of(row.document, row.id, row.cluster) for row in rows]
            zone = zone_named(rows[0].zone or UTC_NAME) if rows else None
        known = bearers(execute, {each.name for article in read for each in article.credits})
        told = (identified(article, known) for article in read)
        return [_told_in(zone, article) for article in told] if zone else []

    def _writing(self) -> AbstractContextManager[sa.Connection]:
        return self._engine.execution_options(writes=True).begin()


def _rows(execute: Execute, statement: str, *parameters: str | int) -> Iterator[_ArticleRow]:
    return map(_ArticleRow._make, execute(statement, parameters))


def _time_zone(execute: Execute) -> str:
    return property_at_once(execute, "time_zone") or UTC_NAME


def _told_in(zone: ZoneInfo, article: Article) -> Article:
    published = article.published.told_in(zone)
    return article if published is article.published else replace(article, published=published)


# What is known of an article; the time zone is asked once a statement.
_COLUMNS = (
    articles.c.id,
    articles.c.sequence,
    articles.c.deleted,
    articles.c.cluster,
    versions.c.document,
    sa.select(properties.c.text)
    .where(properties.c.name == sa.literal_column("'time_zone'"))
    .scalar_subquery()
    .label("zone"),
)
_CURRENT = current_versions(*_COLUMNS)
_OF_THESE_IDS = in_sql(_CURRENT.where(among(articles.c.id), ~articles.c.deleted))
_BETWEEN = in_sql(
    _CURRENT.where(
        articles.c.sequence > sa.bindparam("after"), articles.c.sequence <= sa.bindparam("upto")
    ).order_by(articles.c.sequence)
)
_VERSION_COUNT = in_sql(
    sa.select(sa.func.count())
    .select_from(versions)
    .where(versions.c.article_id == sa.bindparam("id"))
)
_VERSIONS = in_sql(
    sa.select(*_COLUMNS)
    .join(versions, versions.c.article_id == articles.c.id)
    .where(articles.c.id == sa.bindparam("id"))
    .order_by(versions.c.version)
)

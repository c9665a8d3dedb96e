"""Reader of a store: articles as they stand, their versions and documents, and the change feed.

All of it is plain SQL, so that what only reads starts quickly: SQLAlchemy is imported by what
writes, and here only to migrate an archive of an older schema.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from archive.errors import NotFoundError
from archive.model.article import Article, RawDocument
from archive.model.correction import Correction
from archive.model.time_zones import UTC_NAME, told_in, zone_named
from archive.store.annotated_articles import annotated
from archive.store.article_rows import (
    BETWEEN,
    LATEST,
    OF_THESE_IDS,
    VERSIONS,
    ArticleRow,
    article_rows,
)
from archive.store.bearers import bearers_joined
from archive.store.database_file import DatabaseFile, Execute, damage_named
from archive.store.edited_articles import (
    EditedPage,
    EditFilter,
    edited_articles,
    edited_sources,
    edited_texts,
)
from archive.store.originals import original, original_size_bytes
from archive.store.schema_version import is_current, is_there, none_yet
from archive.store.serialization import article_of
from archive.store.standing_corrections import corrected, in_force
from archive.store.stated_values import counter, stated_property

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


class StoreReader:
    """Reader of the archive's articles. Open with `StoreReader.open`; close, or use `with`."""

    def __init__(self, database: DatabaseFile) -> None:
        self._database = database
        self._counted: Counts | None = None

    @classmethod
    def open(cls, path: Path) -> "StoreReader":
        """Open the database at `path` for reading; one of an older schema is migrated first.

        Raises `HomeError` where there is none or it cannot be used, `DiskFullError`, `BusyError`,
        and `SchemaTooNew` or `SchemaTooOld` where another version of Backfile wrote it.
        """
        if not is_there(path):
            raise none_yet(path)
        database = DatabaseFile(path)
        try:
            if not is_current(database):
                from archive.store.schema import bring_up_file

                bring_up_file(path)
        except BaseException:
            database.close()
            raise
        return StoreReader(database)

    @property
    def database(self) -> DatabaseFile:
        """The database, for modules that read tables of their own in it."""
        return self._database

    def close(self) -> None:
        """Let the database go."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def time_zone(self) -> str:
        """IANA name of the time zone in which instants are shown and cut into days."""
        with self._database.raw_reading() as execute:
            return _time_zone(execute)

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
        with self._database.raw_reading() as execute:
            rows = list(article_rows(execute, OF_THESE_IDS, json.dumps(wanted))) if wanted else []
            there = self._articles(execute, rows)
            sequence, zone = counter(execute, "sequence"), _time_zone(execute)
        return Snapshot({article.id: article for article in there}, sequence, zone)

    def versions(self, article_id: str) -> list[Article]:
        """All versions of an article as they came in, oldest first; empty if unknown.

        Those of a deleted article are among them.
        """
        with self._database.raw_reading() as execute:
            rows = list(article_rows(execute, VERSIONS, article_id))
            return self._versions(execute, rows)

    def latest(self, number: int) -> list[Article]:
        """Articles whose current version came in last, by time of receipt, the last one first."""
        with self._database.raw_reading() as execute:
            there = self._articles(execute, list(article_rows(execute, LATEST, number)))
        return sorted(there, key=lambda article: article.provenance.received, reverse=True)

    def version_count(self, article_id: str) -> int:
        """Number of versions of an article, even if deleted; 0 if unknown."""
        with self._database.raw_reading() as execute:
            ((count,),) = execute(_VERSION_COUNT, (article_id,))
        return count

    def edited(self, chosen: EditFilter, *, offset: int = 0, limit: int) -> EditedPage:
        """Articles with more than one version, those that changed last first."""
        return edited_articles(self._database, chosen, offset=offset, limit=limit)

    def edited_sources(self) -> tuple[str, ...]:
        """Sources of edited articles, in alphabetical order."""
        return edited_sources(self._database)

    def raw(self, sha256: str) -> RawDocument:
        """Original document by the SHA-256 of its bytes; `NotFoundError` if it is not here."""
        return original(self._database, sha256)

    def raw_size_bytes(self, sha256: str) -> int | None:
        """Size of an original document by its SHA-256, None where it cannot be unpacked or is none.

        Unpacks it piece by piece, never holding the whole.
        """
        return original_size_bytes(self._database, sha256)

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
            with self._database.raw_reading() as execute:
                rows = list(islice(article_rows(execute, BETWEEN, sequence, upto), at_once))
                there = self._articles(execute, [row for row in rows if not row.deleted])
            found = {article.id: article for article in there}
            for row in rows:
                yield Change(row.sequence, row.id, found.get(row.id))
            if not rows:
                return
            sequence = rows[-1].sequence

    def counts(self) -> Counts:
        """Size of the store; cached until the sequence number changes."""
        # Counting reads whole tables, and every change takes a new number.
        if self._counted is None or self._counted.sequence != self.sequence():
            with self._database.raw_reading() as execute:
                ((live, every),) = execute(_COUNTS, ())
                self._counted = Counts(live, every, counter(execute, "sequence"))
        return self._counted

    def sequence(self) -> int:
        """Number of the last change; 0 in an empty store."""
        with self._database.raw_reading() as execute:
            return counter(execute, "sequence")

    def _articles(self, execute: Execute, rows: Sequence[ArticleRow]) -> list[Article]:
        """Decode rows of current versions, in order, with annotations and what versions changed."""
        with damage_named(self._database.path):
            made = in_force(execute, [row.id for row in rows])
        read = annotated(execute, self._versions(execute, rows, made))
        revised = [row.id for row in rows if row.version > 1]
        if not revised:
            return read
        with damage_named(self._database.path):
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
        with damage_named(self._database.path):
            read = [article_of(row.document, row.id, row.cluster) for row in rows]
            if made:
                read = [corrected(article, made.get(article.id, ())) for article in read]
            zone = zone_named(rows[0].zone or UTC_NAME) if rows else None
        named = bearers_joined(execute, read)
        return [
            _in_zone(zone, replace(article, arrival=row.arrival, arrived=row.received))
            for article, row in zip(named, rows, strict=True)
            if zone
        ]


def _time_zone(execute: Execute) -> str:
    return stated_property(execute, "time_zone") or UTC_NAME


def _in_zone(zone: ZoneInfo, article: Article) -> Article:
    published = article.published.told_in(zone)
    arrived = told_in(zone, article.arrived) if article.arrived else ""
    if published is article.published and arrived == article.arrived:
        return article
    return replace(article, published=published, arrived=arrived)


_VERSION_COUNT = "SELECT count(*) FROM versions WHERE article_id = ?"
_COUNTS = """
SELECT (SELECT count(*) FROM articles WHERE NOT deleted), (SELECT count(*) FROM versions)
"""

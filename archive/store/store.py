"""Repository of articles: all their versions, and the documents they were read from.

Every change of an article takes the next number of one sequence, in the transaction that makes
it. A consumer, such as the index, remembers the last number it read and catches up from there.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from archive.authority import Kind, Names, SuggestedMerge, suggested_merges
from archive.errors import system_errors_named
from archive.facts.regions import Amendments
from archive.model.article import Record
from archive.model.time_zones import UTC_NAME, zone_named
from archive.store import quarantine, seen_documents, stale_articles
from archive.store.batch import Arrivals, Batch, Outcome
from archive.store.clusters import regroup
from archive.store.connection import Database
from archive.store.corrections import credits_in_force, sources_in_force
from archive.store.credited_people import PEOPLE, SOURCES
from archive.store.database_file import damage_named
from archive.store.prepared_record import prepare
from archive.store.reader import StoreReader
from archive.store.schema import bring_up, make_tables
from archive.store.schema_version import is_there, none_yet
from archive.store.sequence import renumber, state_property, take_numbers
from archive.store.stated_values import stated_property
from archive.store.statements import chunks, current_versions
from archive.store.tables import articles, versions
from archive.store.version_comparison import note_edits


class Store(StoreReader):
    """Repository of the archive's articles. Open with `Store.open`; close, or use `with`."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._writable = database
        self._suggested: tuple[int, Names, list[SuggestedMerge]] | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False, time_zone: str = UTC_NAME) -> Self:
        """Open the database at `path`; with `create`, make it where there is none.

        `time_zone` is the IANA name for a new archive. Raises `HomeError` where there is none or
        it cannot be used, `DiskFullError`, `BusyError`, and `SchemaTooNew` or `SchemaTooOld`
        where another version of Backfile wrote it.
        """
        if not is_there(path):
            if not create:
                raise none_yet(path)
            with system_errors_named(path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
        database = Database(path)
        try:
            if create:
                make_tables(database, time_zone)
            bring_up(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @property
    def database(self) -> Database:
        """The database, for modules that keep tables of their own in it."""
        return self._writable

    @property
    def amendments(self) -> Amendments:
        """The owner's amendments of regions, as last applied by `refresh`."""
        with self._writable.reading() as connection:
            return stale_articles.applied_amendments(connection)

    def set_time_zone(self, name: str) -> int:
        """Change the archive's time zone; the number of articles whose date is an instant.

        All articles count as changed, as the days change on which they came in. 0 if the zone is
        the same already. `ValueError` where there is no such zone.
        """
        zone_named(name)
        with self._writable.writing() as connection:
            if stated_property(connection.exec_driver_sql, "time_zone") == name:
                return 0
            state_property(connection, "time_zone", name)
            # As `document_of` writes it; within a text such quotes have a backslash.
            is_instant = versions.c.document.contains('"precision":"instant"', autoescape=True)
            query = current_versions(articles.c.id).where(is_instant, ~articles.c.deleted)
            dated = connection.scalars(query).all()
            there = sa.select(articles.c.id).where(~articles.c.deleted)
            renumber(connection, connection.scalars(there).all())
            return len(dated)

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
        with self._writable.writing() as connection:
            quarantine.put(connection, refused)
            quarantine.settle(connection, arrivals.files)
            quarantine.discard(connection, arrivals.retried)
            seen_documents.note(connection, arrivals.documents)
            batch = Batch(arrivals.prepared)
            batch.match(connection)
            outcomes = batch.decide()
            batch.write(connection, take_numbers(connection, len(batch.changed)))
            with damage_named(self._writable.path):
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
        with self._writable.writing() as connection:
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

    def spellings(self, name: str, kind: Kind = Kind.PERSON) -> tuple[str, ...]:
        """Spellings of the bearer of a name, the preferred one first; none if unknown."""
        in_use = PEOPLE if kind is Kind.PERSON else SOURCES
        return in_use.spellings_of(self._writable, name)

    def suggested_source_merges(self) -> list[SuggestedMerge]:
        """Sources that may be spellings of one; cached until articles or `sources.toml` change."""
        sequence, owners = self.sequence(), SOURCES.applied(self._writable)
        if self._suggested is None or self._suggested[:2] != (sequence, owners):
            in_use = {each.name: each.articles for each in SOURCES.counted(self._writable)}
            current = {name: number for name, number in in_use.items() if number}
            self._suggested = sequence, owners, suggested_merges(current, owners)
        return self._suggested[2]

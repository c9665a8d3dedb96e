"""Restoration: articles from an export come back as they were, with their versions and ids.

Lines come one by one, and may be cut off anywhere: each is complete in itself, and one that comes
again changes nothing. Where the archive has an article already, what is newer is put on top, and
what is older is left out. Nothing is ever removed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from archive.facts.near_duplicates import signature
from archive.facts.regions import Amendments
from archive.model.exported import ExportedCollection, ExportedDocument
from archive.store import stale_articles
from archive.store.annotation_lines import attach, make_collections
from archive.store.batch import Outcome
from archive.store.clusters import regroup
from archive.store.connection import Database
from archive.store.corrections import credits_in_force, sources_in_force
from archive.store.credited_people import PEOPLE, SOURCES
from archive.store.database_file import damage_named
from archive.store.originals import PackedDocument
from archive.store.originals_writer import keep
from archive.store.prepared_record import source_of
from archive.store.prepared_version import PreparedLine, PreparedVersion
from archive.store.sequence import renumber, take_numbers
from archive.store.serialization import article_of
from archive.store.statements import chunks, current_versions, insert
from archive.store.tables import articles, versions
from archive.store.version_comparison import note_edits


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the line of one version; `outcome` is that of its article."""

    article_id: str
    outcome: Outcome
    is_current: bool
    is_dated: bool


@dataclass(frozen=True, slots=True)
class _KnownVersion:
    """A version in the store, by what tells it from others."""

    raw_sha256: str
    part: int
    digest: str
    received: str


@dataclass(slots=True)
class _RestoredArticle:
    """State of one article after the lines so far; not yet written."""

    id: str
    identity: str
    received: str
    versions: list[_KnownVersion] = field(default_factory=list[_KnownVersion])
    deleted: bool = False
    is_new: bool = True
    signature: bytes | None = None
    credited: tuple[str, ...] = ()
    sourced: tuple[str, ...] = ()
    # Whether it comes back as it was: its facts have to be read from the store.
    is_unread: bool = False

    def be(self, line: PreparedVersion) -> None:
        """Take the facts of a version, which is the newest from now on."""
        part = line.place.part
        self.versions.append(_KnownVersion(line.raw_sha256, part, line.digest, line.received))
        self.signature, self.credited, self.sourced = line.signature, line.credited, line.sourced
        self.is_unread = False


def restore(
    database: Database, lines: Sequence[PreparedLine], amendments: Amendments
) -> list[Restored]:
    """Store lines of an export in one transaction; what became of each version, in their order.

    `amendments` are those with which the current versions' regions were worked out.
    """
    if not lines:
        return []
    with damage_named(database.path), database.writing() as connection:
        restoration = _Restoration(lines)
        restoration.match(connection)
        restored = restoration.decide()
        changed = restoration.changed
        restoration.write(connection, take_numbers(connection, len(changed)))
        note_edits(connection, restoration.revised)
        stale_articles.note_added(connection, changed, amendments)
        attached = restoration.attach(connection)
        moved = {
            *regroup(connection, restoration.added, restoration.renewed),
            *PEOPLE.note(connection, credits_in_force(connection, restoration.credited)),
            *SOURCES.note(connection, sources_in_force(connection, restoration.sourced)),
            *attached,
        }
        renumber(connection, moved - set(changed))
        return restored


class _Restoration:
    """Lines of an export: `match`, `decide`, `write` and `attach`, in this order."""

    def __init__(self, lines: Sequence[PreparedLine]) -> None:
        self._versions = [line for line in lines if isinstance(line, PreparedVersion)]
        self._documents = {
            line.sha256: PackedDocument(line.media_type, line.packed)
            for line in lines
            if isinstance(line, ExportedDocument)
        }
        self._collections = [line for line in lines if isinstance(line, ExportedCollection)]
        self._known: dict[str, _RestoredArticle] = {}
        self._changed: dict[str, _RestoredArticle] = {}
        self._rows: list[tuple[Any, ...]] = []
        # Articles that are as they were, but for what readers put to them.
        self._attached_to: list[_RestoredArticle] = []

    @property
    def changed(self) -> list[str]:
        """Ids of articles that are new, restored, or have a new version; in order of the lines."""
        return list(self._changed)

    @property
    def revised(self) -> list[tuple[str, int]]:
        """Ids and numbers of the new versions that have one before them."""
        return [(article, version) for article, version, *_ in self._rows if version > 1]

    @property
    def added(self) -> dict[str, bytes]:
        """Signatures of brand-new articles by id; those without are left out."""
        return {each.id: each.signature for each in self._there() if each.is_new and each.signature}

    @property
    def renewed(self) -> dict[str, bytes | None]:
        """Signatures of known articles that changed, by id; None where there is none."""
        return {each.id: each.signature for each in self._there() if not each.is_new}

    @property
    def credited(self) -> dict[str, tuple[str, ...]]:
        """Credited names by id of each article that is there and changed, in order of the lines."""
        return {each.id: each.credited for each in (*self._there(), *self._attached_to)}

    @property
    def sourced(self) -> dict[str, tuple[str, ...]]:
        """Source, if any, by id of each changed article that is there, in order of the lines."""
        return {each.id: each.sourced for each in (*self._there(), *self._attached_to)}

    def match(self, connection: sa.Connection) -> None:
        """Load the stored articles of these ids with what tells their versions apart."""
        wanted = list(dict.fromkeys(line.place.id for line in self._versions))
        for chunk in chunks(wanted):
            for row in connection.execute(_ARTICLES.where(articles.c.id.in_(chunk))):
                self._known[row.id] = _RestoredArticle(
                    row.id, row.identity, "", deleted=row.deleted, is_new=False
                )
            of_these = _VERSIONS.where(versions.c.article_id.in_(chunk))
            for row in connection.execute(of_these.order_by(versions.c.version)):
                self._known[row.article_id].versions.append(
                    _KnownVersion(row.raw_sha256, row.raw_part, row.digest, row.received)
                )

    def decide(self) -> list[Restored]:
        """What becomes of each version, in their order."""
        return [
            Restored(
                line.place.id, self._decide(line), line.place.is_current, is_dated=line.is_dated
            )
            for line in self._versions
        ]

    def _decide(self, line: PreparedVersion) -> Outcome:
        place = line.place
        known = self._known.get(place.id)
        if known is None:
            known = _RestoredArticle(place.id, place.identity, line.received)
            known.deleted = place.is_removed
            self._known[place.id] = known
            self._append(known, line)
            return Outcome.ADDED
        comes_back = known.deleted and not place.is_removed
        if comes_back:
            known.deleted = False
            self._changed[known.id] = known
        if _is_next(known, line):
            self._append(known, line)
        elif comes_back:
            known.is_unread = True
        else:
            return Outcome.UNCHANGED
        return Outcome.ADDED if comes_back else Outcome.UPDATED

    def _append(self, known: _RestoredArticle, line: PreparedVersion) -> None:
        known.be(line)
        self._changed[known.id] = known
        key = known.id, len(known.versions), line.raw_sha256, line.place.part
        self._rows.append((*key, line.digest, line.document))

    def write(self, connection: sa.Connection, sequence: Sequence[int]) -> None:
        """Write documents, articles and versions; `sequence` has a number for each of `changed`."""
        unread = {line.raw_sha256: PackedDocument(line.media_type) for line in self._versions}
        keep(connection, unread | self._documents)
        states = list(zip(self._changed.values(), sequence, strict=True))
        fresh = [_row(each, number) for each, number in states if each.is_new]
        if fresh:
            connection.execute(sa.insert(articles), fresh)
        renewed = [
            {
                "known_id": each.id,
                "new_version": len(each.versions),
                "new_sequence": number,
                "now_deleted": each.deleted,
            }
            for each, number in states
            if not each.is_new
        ]
        if renewed:
            connection.execute(_RENEW, renewed)
        insert(connection, versions, self._rows)
        for each in self._changed.values():
            if each.is_unread:
                _read_facts(connection, each)

    def attach(self, connection: sa.Connection) -> set[str]:
        """Write what readers put to the articles; ids of those that have something new."""
        make_collections(connection, self._collections)
        given = [(line.place.id, line.place.attached) for line in self._versions]
        found = attach(connection, given)
        for article_id in sorted(found - self._changed.keys()):
            known = self._known[article_id]
            if not known.deleted:
                _read_facts(connection, known)
                self._attached_to.append(known)
        return found

    def _there(self) -> list[_RestoredArticle]:
        return [each for each in self._changed.values() if not each.deleted]


def _is_next(known: _RestoredArticle, line: PreparedVersion) -> bool:
    """Whether a version is to be put on top of those that are there.

    It is where it came in after the newest; and where the archive has exactly the versions before
    it, whatever the clock said.
    """
    newest, place = known.versions[-1], line.place
    if place.number == len(known.versions) + 1 and place.previous == newest.received:
        return True
    is_there = any(
        (each.raw_sha256, each.part) == (line.raw_sha256, place.part)
        and (each.digest == line.digest or each.received == line.received)
        for each in known.versions
    )
    return not is_there and line.received > newest.received


def _read_facts(connection: sa.Connection, restored: _RestoredArticle) -> None:
    """Read the facts of an article's current version, of which no line has come."""
    query = current_versions(versions.c.document).where(articles.c.id == restored.id)
    article = article_of(connection.execute(query).scalar_one(), restored.id)
    restored.signature = signature(article)
    restored.credited = tuple(dict.fromkeys(credit.name for credit in article.credits))
    restored.sourced = source_of(article)


def _row(each: _RestoredArticle, number: int) -> dict[str, Any]:
    return {
        "id": each.id,
        "identity": each.identity,
        "version": len(each.versions),
        "sequence": number,
        "deleted": each.deleted,
        "signature": None if each.deleted else each.signature,
        "cluster": "",
        "arrival": number,
        "received": each.received,
    }


_ARTICLES = sa.select(articles.c.id, articles.c.identity, articles.c.deleted)
_VERSIONS = sa.select(
    versions.c.article_id,
    versions.c.raw_sha256,
    versions.c.raw_part,
    versions.c.digest,
    sa.func.json_extract(versions.c.document, "$.provenance.received").label("received"),
)
_RENEW = (
    sa.update(articles)
    .where(articles.c.id == sa.bindparam("known_id"))
    .values(
        version=sa.bindparam("new_version"),
        sequence=sa.bindparam("new_sequence"),
        deleted=sa.bindparam("now_deleted"),
    )
)

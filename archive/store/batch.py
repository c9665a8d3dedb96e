"""Upsert of records in one transaction: matched to stored articles, then added or versioned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from archive.facts.regions import NO_AMENDMENTS, Amendments
from archive.model.article import article_id
from archive.model.document import Unreadable
from archive.store.originals import PackedDocument
from archive.store.originals_writer import keep
from archive.store.prepared_record import Prepared
from archive.store.serialization import StoredArticle, document_of
from archive.store.statements import Rewritten, chunks, current_versions, insert, rewrite
from archive.store.tables import articles, versions


class Outcome(StrEnum):
    """Result of adding one article."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """One transaction's worth of input: prepared records and the bookkeeping of their reading.

    `amendments` are the owner's, as used for the records' regions. `unreadable` goes to
    quarantine. `files` maps each file read to its end to the moment its reading began; its older
    entries leave quarantine. `retried` are numbers of quarantine entries to drop. `documents`
    maps the `reading_key` of each document read without a fault to its count of articles.
    """

    prepared: Sequence[Prepared]
    amendments: Amendments = NO_AMENDMENTS
    unreadable: Sequence[Unreadable] = ()
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    retried: Sequence[int] = ()
    documents: Mapping[str, int] = field(default_factory=dict[str, int])

    def __bool__(self) -> bool:
        """False where there is nothing to write."""
        return any((self.prepared, self.unreadable, self.files, self.retried, self.documents))


@dataclass(slots=True)
class _PendingArticle:
    """State of one article after the records decided so far; not yet written.

    `version` is 0 and `digest` "" until the store or the batch gives it one.
    """

    id: str
    identity: str
    version: int = 0
    digest: str = ""
    deleted: bool = False
    is_new: bool = True
    signature: bytes | None = None
    received: str = ""


class Batch:
    """Upsert in three steps, to be called in this order: `match`, `decide`, `write`."""

    def __init__(self, prepared: Sequence[Prepared]) -> None:
        self._prepared = prepared
        self._by_identity: dict[str, _PendingArticle] = {}
        self._by_raw: dict[tuple[str, int], _PendingArticle] = {}
        self._seen: set[tuple[str, str, int, str]] = set()
        self._versions: list[tuple[Any, ...]] = []
        self._raw: dict[str, Prepared] = {}
        self._changed: dict[str, _PendingArticle] = {}
        self._credited: dict[str, tuple[str, ...]] = {}
        self._sourced: dict[str, tuple[str, ...]] = {}
        self._read_again: dict[str, Prepared] = {}

    @property
    def changed(self) -> list[str]:
        """Ids of articles that are new, restored, or have a new version; in order of arrival."""
        return list(self._changed)

    @property
    def added(self) -> dict[str, bytes]:
        """Signatures of brand-new articles by id; those too short for a signature are left out."""
        return {
            known.id: known.signature
            for known in self._changed.values()
            if known.is_new and known.signature
        }

    @property
    def renewed(self) -> dict[str, bytes | None]:
        """Signatures of changed or restored articles by id; None for one too short to have any."""
        return {known.id: known.signature for known in self._changed.values() if not known.is_new}

    @property
    def revised(self) -> list[tuple[str, int]]:
        """Ids and numbers of the new versions that have one before them."""
        return [(article, version) for article, version, *_ in self._versions if version > 1]

    @property
    def credited(self) -> dict[str, tuple[str, ...]]:
        """Credited names by id of each changed article, in order of arrival."""
        return self._credited

    @property
    def sourced(self) -> dict[str, tuple[str, ...]]:
        """Source, if any, by id of each changed article, in order of arrival."""
        return self._sourced

    def match(self, connection: sa.Connection) -> None:
        """Load the stored articles that match a record by identity, or by raw bytes and part."""
        by_id: dict[str, _PendingArticle] = {}

        def known(row: sa.Row[*tuple[Any, ...]]) -> _PendingArticle:
            return by_id.setdefault(
                row.id,
                _PendingArticle(
                    row.id, row.identity, row.version, row.current_digest, row.deleted, is_new=False
                ),
            )

        for chunk in chunks([prepared.identity for prepared in self._prepared]):
            for row in connection.execute(_CURRENT.where(articles.c.identity.in_(chunk))):
                self._by_identity[row.identity] = known(row)
        for chunk in chunks(list({prepared.raw_sha256 for prepared in self._prepared})):
            for row in connection.execute(_READ_FROM.where(versions.c.raw_sha256.in_(chunk))):
                self._by_raw[row.raw_sha256, row.raw_part] = known(row)
                self._seen.add((row.id, row.raw_sha256, row.raw_part, row.digest))

    def decide(self) -> list[Outcome]:
        """Outcome of each record, in their order."""
        return [self._decide(prepared) for prepared in self._prepared]

    def _decide(self, new: Prepared) -> Outcome:
        """Outcome of one record.

        UNCHANGED covers the current version's digest, and also any earlier version that was read
        from the same bytes: adding an old file again does not bring its old text back.
        """
        known = self._find(new)
        if known is None:
            known = _PendingArticle(article_id(new.identity), new.identity, received=new.received)
        said = {new.digest, new.former_digest}
        if not known.deleted and known.digest in said:
            self._read_again[known.id] = new
            return Outcome.UNCHANGED
        seen = {(known.id, new.raw_sha256, new.part, digest) for digest in said}
        if not known.deleted and seen & self._seen:
            return Outcome.UNCHANGED
        outcome = Outcome.UPDATED if known.version and not known.deleted else Outcome.ADDED
        known.version += 1
        known.digest = new.digest
        known.deleted = False
        known.signature = new.signature
        self._by_identity[new.identity] = self._by_raw[new.raw_sha256, new.part] = known
        self._seen |= seen
        self._changed[known.id] = known
        self._credited[known.id] = new.credited
        self._sourced[known.id] = new.sourced
        self._raw[new.raw_sha256] = new
        self._versions.append(
            (known.id, known.version, new.raw_sha256, new.part, new.digest, new.document)
        )
        return outcome

    def _find(self, new: Prepared) -> _PendingArticle | None:
        known = self._by_identity.get(new.identity)
        if known is None:
            known = self._by_raw.get((new.raw_sha256, new.part))
            # The same page under two addresses is two articles.
            if known and _has_address(known.identity) and _has_address(new.identity):
                return None
        return known

    def write(self, connection: sa.Connection, sequence: Sequence[int]) -> None:
        """Write bytes, articles and versions; `sequence` has one number for each of `changed`."""
        if not self._changed:
            return
        self._write_raw(connection)
        states = list(zip(self._changed.values(), sequence, strict=True))
        fresh = [
            (
                known.id,
                known.identity,
                known.version,
                number,
                False,
                known.signature,
                "",
                number,
                known.received,
            )
            for known, number in states
            if known.is_new
        ]
        insert(connection, articles, fresh)
        renewed = [
            {"known_id": known.id, "new_version": known.version, "new_sequence": number}
            for known, number in states
            if not known.is_new
        ]
        if renewed:
            connection.execute(_RENEW, renewed)
        insert(connection, versions, self._versions)

    def derive_anew(self, connection: sa.Connection) -> list[str]:
        """Overwrite derived facts of unchanged articles that were read again; ids that differ.

        Their provenance stays that of the first reading.
        """
        again = {
            known: new for known, new in self._read_again.items() if known not in self._changed
        }
        rows: list[Rewritten] = []
        for chunk in chunks(list(again)):
            for row in connection.execute(_DOCUMENT.where(articles.c.id.in_(chunk))):
                new = again[row.id]
                is_same_file = (row.raw_sha256, row.raw_part) == (new.raw_sha256, new.part)
                document = _derived_anew(row.document, new.document, is_same_file=is_same_file)
                if document or row.digest != new.digest:
                    rows.append(
                        Rewritten(row.id, row.version, new.digest, document or row.document)
                    )
        rewrite(connection, rows)
        return [row.article_id for row in rows]

    def _write_raw(self, connection: sa.Connection) -> None:
        packed = {
            sha256: PackedDocument(new.media_type, new.raw) for sha256, new in self._raw.items()
        }
        keep(connection, packed)


_now = versions.alias("now")
# Each article with its current digest; _READ_FROM has a row for each of its versions.
_CURRENT = current_versions(
    articles.c.id,
    articles.c.identity,
    articles.c.version,
    articles.c.deleted,
    _now.c.digest.label("current_digest"),
    of=_now,
)
_READ_FROM = _CURRENT.add_columns(
    versions.c.raw_sha256, versions.c.raw_part, versions.c.digest
).join(versions, versions.c.article_id == articles.c.id)
_RENEW = (
    sa.update(articles)
    .where(articles.c.id == sa.bindparam("known_id"))
    .values(
        version=sa.bindparam("new_version"), sequence=sa.bindparam("new_sequence"), deleted=False
    )
)
_DOCUMENT = current_versions(
    articles.c.id,
    versions.c.version,
    versions.c.document,
    versions.c.digest,
    versions.c.raw_sha256,
    versions.c.raw_part,
)


def _derived_anew(kept: str, read: str, *, is_same_file: bool) -> str | None:
    """Stored JSON `kept` with what is newly read beside the same words; None if that is equal.

    The structure of the body is taken from the file that the version was read from, or where the
    version has none: the same words come from other files with another structure, or without.
    """
    before, now = (StoredArticle.read(each, "") for each in (kept, read))
    was, found = before.article, now.article
    derived = replace(was, regions=found.regions, published=found.published)
    if is_same_file or not (was.subheads or was.items or was.pictures):
        derived = replace(
            derived, subheads=found.subheads, items=found.items, pictures=found.pictures
        )
    if derived == was and before.stated == now.stated:
        return None
    return document_of(derived, now.stated)


def _has_address(identity: str) -> bool:
    return identity.startswith("url:")

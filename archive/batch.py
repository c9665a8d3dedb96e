"""Adding records in one transaction: which are known, which say something new."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from archive.article import Record, article_id
from archive.tables import articles, raw_documents, versions

# SQLite takes 32,766 parameters in one statement; this leaves room on every database.
_PARAMETERS = 5_000


class Outcome(StrEnum):
    """What adding an article came to."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class _Known:
    """One article as the store will have it after the batch."""

    id: str
    identity: str
    version: int = 0
    digest: str = ""
    deleted: bool = False
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class _Prepared:
    """One record with what it is compared by."""

    record: Record
    identity: str
    raw_sha256: str
    digest: str
    document: str


class Batch:
    """Records on their way into the store: `match`, then `decide`, then `write`."""

    def __init__(self, records: Sequence[Record]) -> None:
        received = datetime.now(UTC).isoformat(timespec="seconds")
        self._prepared = [_prepare(record, received) for record in records]
        self._by_identity: dict[str, _Known] = {}
        self._by_raw: dict[tuple[str, int], _Known] = {}
        self._seen: set[tuple[str, str, int, str]] = set()
        self._versions: list[dict[str, Any]] = []
        self._raw: dict[str, Record] = {}
        self.changed: dict[str, _Known] = {}

    def match(self, connection: sa.Connection) -> None:
        """Look up which of the records the store knows, by identity and by bytes."""
        current = (
            sa.select(articles, versions.c.digest.label("current_digest"))
            .join(versions, versions.c.article_id == articles.c.id)
            .where(versions.c.version == articles.c.version)
            .subquery()
        )
        by_id: dict[str, _Known] = {}

        def known(row: sa.Row[Any]) -> _Known:
            return by_id.setdefault(
                row.id,
                _Known(
                    row.id, row.identity, row.version, row.current_digest, row.deleted, is_new=False
                ),
            )

        for chunk in chunks([prepared.identity for prepared in self._prepared]):
            query = sa.select(current).where(current.c.identity.in_(chunk))
            for row in connection.execute(query):
                self._by_identity[row.identity] = known(row)
        for chunk in chunks([prepared.raw_sha256 for prepared in self._prepared]):
            query = (
                sa.select(current, versions.c.raw_sha256, versions.c.raw_part, versions.c.digest)
                .join(versions, versions.c.article_id == current.c.id)
                .where(versions.c.raw_sha256.in_(chunk))
            )
            for row in connection.execute(query):
                self._by_raw[row.raw_sha256, row.raw_part] = known(row)
                self._seen.add((row.id, row.raw_sha256, row.raw_part, row.digest))

    def decide(self) -> list[Outcome]:
        """What each record comes to, in their order."""
        return [self._decide(prepared) for prepared in self._prepared]

    def _decide(self, new: _Prepared) -> Outcome:
        part = new.record.part
        known = self._find(new)
        if known is None:
            known = _Known(article_id(new.identity), new.identity)
        seen = (known.id, new.raw_sha256, part, new.digest)
        if not known.deleted and (known.digest == new.digest or seen in self._seen):
            return Outcome.UNCHANGED
        outcome = Outcome.UPDATED if known.version and not known.deleted else Outcome.ADDED
        known.version += 1
        known.digest = new.digest
        known.deleted = False
        self._by_identity[new.identity] = self._by_raw[new.raw_sha256, part] = known
        self._seen.add(seen)
        self.changed[known.id] = known
        self._raw[new.raw_sha256] = new.record
        self._versions.append(
            {
                "article_id": known.id,
                "version": known.version,
                "raw_sha256": new.raw_sha256,
                "raw_part": part,
                "digest": new.digest,
                "document": new.document,
            }
        )
        return outcome

    def _find(self, new: _Prepared) -> _Known | None:
        known = self._by_identity.get(new.identity)
        if known is None:
            known = self._by_raw.get((new.raw_sha256, new.record.part))
            # The same page under two addresses is two articles.
            if known and _has_address(known.identity) and _has_address(new.identity):
                return None
        return known

    def write(self, connection: sa.Connection, sequence: Sequence[int]) -> None:
        """Write what changed; `sequence` has one number for each of `changed`."""
        if not self.changed:
            return
        self._write_raw(connection)
        states = list(zip(self.changed.values(), sequence, strict=True))
        fresh = [
            {
                "id": known.id,
                "identity": known.identity,
                "version": known.version,
                "sequence": number,
                "deleted": False,
            }
            for known, number in states
            if known.is_new
        ]
        if fresh:
            connection.execute(sa.insert(articles), fresh)
        renewed = [
            {"known_id": known.id, "new_version": known.version, "new_sequence": number}
            for known, number in states
            if not known.is_new
        ]
        if renewed:
            connection.execute(
                sa.update(articles)
                .where(articles.c.id == sa.bindparam("known_id"))
                .values(
                    version=sa.bindparam("new_version"),
                    sequence=sa.bindparam("new_sequence"),
                    deleted=False,
                ),
                renewed,
            )
        connection.execute(sa.insert(versions), self._versions)

    def _write_raw(self, connection: sa.Connection) -> None:
        kept: set[str] = set()
        for chunk in chunks(list(self._raw)):
            query = sa.select(raw_documents.c.sha256).where(raw_documents.c.sha256.in_(chunk))
            kept.update(connection.scalars(query))
        rows = [
            {
                "sha256": sha256,
                "media_type": record.raw.media_type,
                "content": zlib.compress(record.raw.content),
            }
            for sha256, record in self._raw.items()
            if sha256 not in kept
        ]
        if rows:
            connection.execute(sa.insert(raw_documents), rows)


def _prepare(record: Record, received: str) -> _Prepared:
    stored = record.article.to_json()
    provenance = stored.pop("provenance") | {"received": received}
    del stored["id"]
    digest = hashlib.sha256(_dumps(stored).encode()).hexdigest()
    document = _dumps(stored | {"provenance": provenance})
    return _Prepared(record, record.article.identity(), record.raw.sha256, digest, document)


def _dumps(stored: dict[str, Any]) -> str:
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))


def _has_address(identity: str) -> bool:
    return identity.startswith("url:")


def chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    """The items in runs that one SQL statement can take as parameters."""
    for start in range(0, len(items), _PARAMETERS):
        yield items[start : start + _PARAMETERS]

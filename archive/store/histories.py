"""Histories: articles with all their versions, as they are kept, in the order of their arrival.

What comes in or goes while they are read takes effect from the next page on; nobody waits.
"""

import json
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from archive.errors import NotFoundError
from archive.model.exported import NOTHING_ATTACHED, Attached, VersionPlace
from archive.store.arrivals import arrivals_of as numbers_of
from archive.store.attached_annotations import attached_to
from archive.store.database_file import DatabaseFile, Execute, damage_named
from archive.store.originals import PackedDocument, packed_documents, packed_sizes_bytes
from archive.store.serialization import StoredArticle, document_of

# Articles read at a time; the first ones are not waited for.
_FIRST_PAGE, _PAGE = 10, 200
# Documents read at a time, packed.
_TOGETHER_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version's place among the others, and its JSON as the store writes it now.

    `own_identity` is that of its words alone; the article's is that of its first version.
    """

    place: VersionPlace
    document: str
    own_identity: str


@dataclass(frozen=True, slots=True)
class History:
    """An article with its versions, oldest first.

    `originals` are the SHA-256s of the documents that they were read from, without those that an
    article before it has given already.
    """

    id: str
    arrival: int
    versions: tuple[KeptVersion, ...]
    originals: tuple[str, ...]


class _ArticlePlace(NamedTuple):
    """Row of an article; `deleted` is 0 or 1."""

    id: str
    identity: str
    arrival: int
    deleted: int


class _StoredVersion(NamedTuple):
    """Row of a version."""

    article_id: str
    version: int
    raw_sha256: str
    raw_part: int
    document: str


def arrivals_of(database: DatabaseFile, ids: Sequence[str], *, keep_order: bool) -> "array[int]":
    """Numbers of arrival of the articles that are there, in the order of the ids, or sorted."""
    arrivals = numbers_of(database, ids)
    if keep_order:
        return array("q", [arrivals[each] for each in ids if each in arrivals])
    return array("q", sorted(arrivals.values()))


def arrival_of(database: DatabaseFile, article_id: str) -> int:
    """Number of arrival of an article, even if removed; `NotFoundError` for an unknown id."""
    with database.raw_reading() as execute:
        arrival = next((number for (number,) in execute(_ARRIVAL, (article_id,))), None)
    if arrival is None:
        raise NotFoundError(f"{article_id}: no article of this archive ever had this id")
    return arrival


def count_of_all(database: DatabaseFile, *, with_removed: bool) -> int:
    """Number of all articles, near-duplicates included."""
    with database.raw_reading() as execute:
        ((count,),) = execute(_COUNT, (with_removed,))
    return count


def pages_of_ids(
    database: DatabaseFile, chosen: "array[int] | None", *, after: str = ""
) -> Iterator[list[str]]:
    """Ids of articles that are there, a page at a time.

    `chosen` are numbers of arrival in the order wanted, None for all in that of their arrival. The
    articles up to the one of the id `after` are left out, if there is one.
    """
    for page in _pages(database, chosen, after, with_removed=False):
        yield [row.id for row in page]


def history_pages(
    database: DatabaseFile,
    chosen: "array[int] | None",
    *,
    after: str = "",
    with_removed: bool = False,
) -> Iterator[list[History]]:
    """Histories of chosen articles, as `pages_of_ids`, those removed included if asked for.

    `chosen` must be sorted.
    """
    for page in _pages(database, chosen, after, with_removed=with_removed):
        with damage_named(database.path), database.raw_reading() as execute:
            read = _histories(execute, page, chosen, with_removed=with_removed)
        yield read


def originals(database: DatabaseFile, digests: Sequence[str]) -> Iterator[PackedDocument | None]:
    """Documents of SHA-256s in their order, None for one whose bytes are not here.

    They are read some megabytes at a time, a larger one alone.
    """
    with database.raw_reading() as execute:
        sizes = packed_sizes_bytes(execute, digests)
    group: list[str] = []
    size_bytes = 0
    for digest in digests:
        size_bytes += sizes.get(digest, 0)
        if group and size_bytes > _TOGETHER_BYTES:
            yield from _read(database, group)
            group, size_bytes = [], sizes.get(digest, 0)
        group.append(digest)
    yield from _read(database, group)


def _read(database: DatabaseFile, digests: Sequence[str]) -> Iterator[PackedDocument | None]:
    with database.raw_reading() as execute:
        found = packed_documents(execute, digests)
    yield from (found.get(digest) for digest in digests)


def _pages(
    database: DatabaseFile, chosen: "array[int] | None", after: str, *, with_removed: bool
) -> Iterator[list[_ArticlePlace]]:
    last = arrival_of(database, after) if after else 0
    size = _FIRST_PAGE
    if chosen is None:
        while True:
            with database.raw_reading() as execute:
                rows = execute(_AFTER, (last, with_removed, size))
                page = list(map(_ArticlePlace._make, rows))
            if not page:
                return
            yield page
            last, size = page[-1].arrival, _PAGE
    at = _place_after(chosen, last) if after else 0
    while at < len(chosen):
        arrivals = chosen[at : at + size].tolist()
        with database.raw_reading() as execute:
            rows = execute(_OF_THESE_ARRIVALS, (json.dumps(arrivals), with_removed))
            found = {row.arrival: row for row in map(_ArticlePlace._make, rows)}
        yield [found[each] for each in arrivals if each in found]
        at, size = at + size, _PAGE


def _place_after(chosen: "array[int]", arrival: int) -> int:
    """Place of the first that comes after an arrival: after itself, else by the order of arrival.

    In another order than that of arrival one that is not among them has no place.
    """
    with suppress(ValueError):
        return chosen.index(arrival) + 1
    return bisect_left(chosen, arrival)


def _histories(
    execute: Execute,
    page: Sequence[_ArticlePlace],
    chosen: "array[int] | None",
    *,
    with_removed: bool,
) -> list[History]:
    ids = [row.id for row in page]
    rows: dict[str, list[_StoredVersion]] = defaultdict(list)
    for row in map(_StoredVersion._make, execute(_VERSIONS, (json.dumps(ids),))):
        rows[row.article_id].append(row)
    digests = {row.raw_sha256 for each in rows.values() for row in each}
    owners = _owners(execute, digests, chosen, with_removed=with_removed)
    attached = attached_to(execute, ids)
    return [
        History(
            article.id,
            article.arrival,
            _kept(article, rows[article.id], attached.get(article.id, NOTHING_ATTACHED)),
            tuple(
                digest
                for digest in dict.fromkeys(row.raw_sha256 for row in rows[article.id])
                if owners.get(digest) == article.arrival
            ),
        )
        for article in page
    ]


def _kept(
    article: _ArticlePlace, rows: Sequence[_StoredVersion], attached: Attached
) -> tuple[KeptVersion, ...]:
    """Versions of an article, in the JSON that the store writes now, whatever wrote them."""
    found: list[KeptVersion] = []
    previous = ""
    for row in rows:
        stored = StoredArticle.read(row.document, article.id)
        is_current = row.version == len(rows)
        place = VersionPlace(
            id=article.id,
            identity=article.identity,
            number=row.version,
            previous=previous,
            part=row.raw_part,
            is_current=is_current,
            is_removed=bool(article.deleted),
            attached=attached if is_current else NOTHING_ATTACHED,
        )
        document = document_of(stored.article, stored.stated)
        found.append(KeptVersion(place, document, stored.article.identity()))
        previous = stored.article.provenance.received
    return tuple(found)


def _owners(
    execute: Execute,
    digests: Collection[str],
    chosen: "array[int] | None",
    *,
    with_removed: bool,
) -> Mapping[str, int]:
    """Arrival of the first chosen article that was read from each document: a feed has many."""
    owners: dict[str, int] = {}
    for digest, arrival in execute(_HOLDERS, (json.dumps(sorted(digests)), with_removed)):
        if digest not in owners and _is_chosen(arrival, chosen):
            owners[digest] = arrival
    return owners


def _is_chosen(arrival: int, chosen: "array[int] | None") -> bool:
    if chosen is None:
        return True
    at = bisect_left(chosen, arrival)
    return at < len(chosen) and chosen[at] == arrival


_ARRIVAL = "SELECT arrival FROM articles WHERE id = ?"
_COUNT = "SELECT count(*) FROM articles WHERE ? OR NOT deleted"
_AFTER = """
SELECT id, identity, arrival, deleted FROM articles
WHERE arrival > ? AND (? OR NOT deleted) ORDER BY arrival LIMIT ?
"""
_OF_THESE_ARRIVALS = """
SELECT id, identity, arrival, deleted FROM articles
WHERE arrival IN (SELECT value FROM json_each(?)) AND (? OR NOT deleted)
"""
_VERSIONS = """
SELECT article_id, version, raw_sha256, raw_part, document FROM versions
WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, version
"""
_HOLDERS = """
SELECT raw_sha256, arrival FROM versions JOIN articles ON articles.id = article_id
WHERE raw_sha256 IN (SELECT value FROM json_each(?)) AND (? OR NOT deleted) ORDER BY arrival
"""

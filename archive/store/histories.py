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
from typing import Any

import sqlalchemy as sa

from archive.errors import NotFoundError
from archive.model.exported import NOTHING_ATTACHED, Attached, VersionPlace
from archive.store.annotation_lines import attached_to
from archive.store.connection import Database, damage_named, raw_reading, translated
from archive.store.originals import PackedDocument, packed_documents, packed_sizes_bytes
from archive.store.serialization import StoredArticle, document_of
from archive.store.statements import chunks, in_json_list, to_sql
from archive.store.tables import articles, versions

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


def arrivals_of(database: Database, ids: Sequence[str], *, keep_order: bool) -> "array[int]":
    """Numbers of arrival of the articles that are there, in the order of the ids, or sorted."""
    with translated(database.path), raw_reading(database.engine) as execute:
        arrivals = dict(execute(_ARRIVALS, (json.dumps(ids),)))
    if keep_order:
        return array("q", [arrivals[each] for each in ids if each in arrivals])
    return array("q", sorted(arrivals.values()))


def arrival_of(database: Database, article_id: str) -> int:
    """Number of arrival of an article, even if removed; `NotFoundError` for an unknown id."""
    query = sa.select(articles.c.arrival).where(articles.c.id == article_id)
    with database.reading() as connection:
        arrival = connection.scalar(query)
    if arrival is None:
        raise NotFoundError(f"{article_id}: no article of this archive ever had this id")
    return arrival


def count_of_all(database: Database, *, with_removed: bool) -> int:
    """Number of all articles, near-duplicates included."""
    query = sa.select(sa.func.count()).select_from(articles)
    with database.reading() as connection:
        there = query if with_removed else query.where(~articles.c.deleted)
        return connection.scalar(there) or 0


def pages_of_ids(
    database: Database, chosen: "array[int] | None", *, after: str = ""
) -> Iterator[list[str]]:
    """Ids of articles that are there, a page at a time.

    `chosen` are numbers of arrival in the order wanted, None for all in that of their arrival. The
    articles up to the one of the id `after` are left out, if there is one.
    """
    for page in _pages(database, chosen, after, with_removed=False):
        yield [row.id for row in page]


def history_pages(
    database: Database,
    chosen: "array[int] | None",
    *,
    after: str = "",
    with_removed: bool = False,
) -> Iterator[list[History]]:
    """Histories of chosen articles, as `pages_of_ids`, those removed included if asked for.

    `chosen` must be sorted.
    """
    for page in _pages(database, chosen, after, with_removed=with_removed):
        with damage_named(database.path), database.reading() as connection:
            read = _histories(connection, page, chosen, with_removed=with_removed)
        yield read


def originals(database: Database, digests: Sequence[str]) -> Iterator[PackedDocument | None]:
    """Documents of SHA-256s in their order, None for one whose bytes are not here.

    They are read some megabytes at a time, a larger one alone.
    """
    with database.reading() as connection:
        sizes = packed_sizes_bytes(connection, digests)
    group: list[str] = []
    size_bytes = 0
    for digest in digests:
        size_bytes += sizes.get(digest, 0)
        if group and size_bytes > _TOGETHER_BYTES:
            yield from _read(database, group)
            group, size_bytes = [], sizes.get(digest, 0)
        group.append(digest)
    yield from _read(database, group)


def _read(database: Database, digests: Sequence[str]) -> Iterator[PackedDocument | None]:
    with database.reading() as connection:
        found = packed_documents(connection, digests)
    yield from (found.get(digest) for digest in digests)


def _pages(
    database: Database, chosen: "array[int] | None", after: str, *, with_removed: bool
) -> Iterator[list[Any]]:
    query = _ROWS if with_removed else _ROWS.where(~articles.c.deleted)
    last = arrival_of(database, after) if after else 0
    size = _FIRST_PAGE
    if chosen is None:
        while True:
            with database.reading() as connection:
                wanted = query.where(articles.c.arrival > last).limit(size)
                page = list(connection.execute(wanted))
            if not page:
                return
            yield page
            last, size = page[-1].arrival, _PAGE
    at = _place_after(chosen, last) if after else 0
    while at < len(chosen):
        arrivals = chosen[at : at + size].tolist()
        with database.reading() as connection:
            found = connection.execute(query.where(articles.c.arrival.in_(arrivals)))
            rows = {row.arrival: row for row in found}
        yield [rows[each] for each in arrivals if each in rows]
        at, size = at + size, _PAGE


def _place_after(chosen: "array[int]", arrival: int) -> int:
    """Place of the first that comes after an arrival: after itself, else by the order of arrival.

    In another order than that of arrival one that is not among them has no place.
    """
    with suppress(ValueError):
        return chosen.index(arrival) + 1
    return bisect_left(chosen, arrival)


def _histories(
    connection: sa.Connection,
    page: Sequence[Any],
    chosen: "array[int] | None",
    *,
    with_removed: bool,
) -> list[History]:
    ids = [row.id for row in page]
    rows: dict[str, list[Any]] = defaultdict(list)
    for chunk in chunks(ids):
        of_these = _VERSIONS.where(versions.c.article_id.in_(chunk))
        for row in connection.execute(of_these):
            rows[row.article_id].append(row)
    digests = {row.raw_sha256 for each in rows.values() for row in each}
    owners = _owners(connection, digests, chosen, with_removed=with_removed)
    attached = attached_to(connection, ids)
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


def _kept(article: Any, rows: Sequence[Any], attached: Attached) -> tuple[KeptVersion, ...]:  # noqa: ANN401 - a row
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
            is_removed=article.deleted,
            attached=attached if is_current else NOTHING_ATTACHED,
        )
        document = document_of(stored.article, stored.stated)
        found.append(KeptVersion(place, document, stored.article.identity()))
        previous = stored.article.provenance.received
    return tuple(found)


def _owners(
    connection: sa.Connection,
    digests: Collection[str],
    chosen: "array[int] | None",
    *,
    with_removed: bool,
) -> Mapping[str, int]:
    """Arrival of the first chosen article that was read from each document: a feed has many."""
    query = _HOLDERS if with_removed else _HOLDERS.where(~articles.c.deleted)
    owners: dict[str, int] = {}
    for chunk in chunks(sorted(digests)):
        for row in connection.execute(query.where(versions.c.raw_sha256.in_(chunk))):
            if row.raw_sha256 not in owners and _is_chosen(row.arrival, chosen):
                owners[row.raw_sha256] = row.arrival
    return owners


def _is_chosen(arrival: int, chosen: "array[int] | None") -> bool:
    if chosen is None:
        return True
    at = bisect_left(chosen, arrival)
    return at < len(chosen) and chosen[at] == arrival


_ARRIVALS = to_sql(
    sa.select(articles.c.id, articles.c.arrival).where(
        in_json_list(articles.c.id), ~articles.c.deleted
    )
)
_ROWS = sa.select(
    articles.c.id, articles.c.identity, articles.c.arrival, articles.c.deleted
).order_by(articles.c.arrival)
_VERSIONS = sa.select(
    versions.c.article_id,
    versions.c.version,
    versions.c.raw_sha256,
    versions.c.raw_part,
    versions.c.document,
).order_by(versions.c.article_id, versions.c.version)
_HOLDERS = (
    sa.select(versions.c.raw_sha256, articles.c.arrival)
    .join(articles, articles.c.id == versions.c.article_id)
    .order_by(articles.c.arrival)
)

"""Refresh: applies the owner's authority files to the articles that are stored already."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from archive.authority import Mentions, names_file, regions_file, sources_file
from archive.facts.completion import with_language, with_regions
from archive.facts.regions import Amendments
from archive.store.credited_people import PEOPLE, SOURCES
from archive.store.database_file import damage_named
from archive.store.sequence import renumber
from archive.store.serialization import StoredArticle, digests, document_of
from archive.store.stale_articles import (
    applied_amendments,
    apply_edition,
    apply_regions,
    change_to,
    next_stale,
    stale_count,
    unmark,
)
from archive.store.stated_values import counter
from archive.store.statements import Rewritten, current_versions, rewrite
from archive.store.store import Store
from archive.store.tables import articles, versions

# Articles worked out in one transaction, which takes a fifth of a second.
_TOGETHER = 200
# Articles searched for mentions in one query.
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Result of a refresh: number of articles with other regions, languages or names; seconds."""

    articles: int
    seconds: float


def refresh(
    store: Store, home: Path, progress: Callable[[int, int], None] | None = None
) -> Refreshed:
    """Apply all files of the home to the articles they affect, which count as changed.

    Raises `AuthorityError`, and changes nothing, where a file has a fault. If interrupted, the
    next call works through the rest. `progress` receives articles done and articles in all.
    """
    started = time.perf_counter()
    names, sources = names_file(home).read(), sources_file(home).read()
    amendments = regions_file(home).read()
    with store.database.writing() as connection:
        changed = PEOPLE.apply(connection, names) | SOURCES.apply(connection, sources)
        renumber(connection, changed)
        apply_edition(connection)
    _list_concerned(store, amendments)
    with store.database.reading() as connection:
        total = stale_count(connection)
    done = 0
    while True:
        with damage_named(store.database.path), store.database.writing() as connection:
            count, others = _work_out_some(connection)
        if not count:
            return Refreshed(len(changed), time.perf_counter() - started)
        changed.update(others)
        done += count
        if progress:
            progress(done, max(done, total))


def _list_concerned(store: Store, amendments: Amendments) -> None:
    """Apply the amendments of regions, and mark as stale every article they can affect.

    The long search runs without the write lock; articles written meanwhile are searched under it.
    """
    with damage_named(store.database.path), store.database.reading() as connection:
        expected = change_to(connection, amendments)
        if not expected:
            return
        upto = counter(connection.exec_driver_sql, "sequence")
        found = set(_concerned_by(connection, expected))
    with damage_named(store.database.path), store.database.writing() as connection:
        change = change_to(connection, amendments)
        if change:
            found.update(_concerned_by(connection, change, upto if change == expected else 0))
            apply_regions(connection, amendments, found)


def _concerned_by(connection: sa.Connection, mentions: Mentions, since: int = 0) -> Iterator[str]:
    """Ids of articles changed after `since` that hold one of the mentions."""
    finder = mentions.finder()
    query = _CURRENT.add_columns(articles.c.sequence).order_by(articles.c.sequence).limit(_PAGE)
    while rows := connection.execute(query.where(articles.c.sequence > since)).all():
        since = rows[-1].sequence
        for row in rows:
            kept = StoredArticle.read(row.document, row.id)
            if finder.finds(kept.article, kept.stated):
                yield row.id


def _work_out_some(connection: sa.Connection) -> tuple[int, list[str]]:
    """Process up to `_TOGETHER` stale articles; their number, and ids of those that changed."""
    listed = next_stale(connection, _TOGETHER)
    amendments = applied_amendments(connection)
    rows: list[Rewritten] = []
    for row in connection.execute(_CURRENT.where(articles.c.id.in_(listed))):
        kept = StoredArticle.read(row.document, row.id)
        was = kept.article
        now = with_regions(with_language(kept.as_stated()), amendments)
        if (now.regions, now.language) != (was.regions, was.language):
            # The language is a part of the digest, and the same file read again has it too.
            digest = row.digest if now.language == was.language else digests(now)[0]
            document = document_of(now, kept.stated)
            rows.append(Rewritten(row.id, row.version, digest, document))
    rewrite(connection, rows)
    changed = [row.article_id for row in rows]
    renumber(connection, changed)
    unmark(connection, listed)
    return len(listed), changed


_CURRENT = current_versions(
    articles.c.id, articles.c.version, versions.c.digest, versions.c.document
).where(~articles.c.deleted)

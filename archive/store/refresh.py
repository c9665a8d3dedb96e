"""Names and regions of stored articles brought up to what the archive's owner says about them."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from archive.authority import Mentions, names_file, regions_file
from archive.facts.completion import with_regions
from archive.facts.regions import Amendments
from archive.store.connection import damage_named
from archive.store.credited_people import apply_names
from archive.store.sequence import counter, numbered
from archive.store.serialization import StoredArticle, document_of
from archive.store.stale_articles import (
    applied,
    apply_edition,
    apply_regions,
    change_to,
    first_listed,
    how_many,
    take_off_list,
)
from archive.store.statements import Rewritten, current_versions, rewrite
from archive.store.store import Store
from archive.store.tables import articles, versions

# So many articles are worked out in one transaction: it takes a fifth of a second.
_TOGETHER = 200
# How many articles are looked through at a time.
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many articles have other regions or names than before, and the time it took."""

    articles: int
    seconds: float


def refresh(
    store: Store, home: Path, progress: Callable[[int, int], None] | None = None
) -> Refreshed:
    """Let `names.toml` and `regions.toml` of the home count, for the articles they concern.

    These take the next numbers of the sequence. Raises `AuthorityError`, and changes nothing,
    where one of the files has a fault. What ends this halfway leaves the rest to the next time;
    `progress` is told how many articles of how many have been looked at anew.
    """
    started = time.perf_counter()
    names, amendments = names_file(home).read(), regions_file(home).read()
    with store.database.writing() as connection:
        changed = apply_names(connection, names)
        numbered(connection, changed)
        apply_edition(connection)
    _list_concerned(store, amendments)
    with store.database.reading() as connection:
        total = how_many(connection)
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
    """Let what the owner says about places count, with all articles listed that it concerns.

    They are looked for before the writers have to wait; what was written meanwhile comes after.
    """
    with damage_named(store.database.path), store.database.reading() as connection:
        expected = change_to(connection, amendments)
        if not expected:
            return
        upto = counter(connection, "sequence")
        found = set(_concerned_by(connection, expected))
    with damage_named(store.database.path), store.database.writing() as connection:
        change = change_to(connection, amendments)
        if change:
            found.update(_concerned_by(connection, change, upto if change == expected else 0))
            apply_regions(connection, amendments, found)


def _concerned_by(connection: sa.Connection, mentions: Mentions, since: int = 0) -> Iterator[str]:
    """The ids of the articles after a number of the sequence that may have other regions."""
    finder = mentions.finder()
    query = _CURRENT.add_columns(articles.c.sequence).order_by(articles.c.sequence).limit(_PAGE)
    while rows := connection.execute(query.where(articles.c.sequence > since)).all():
        since = rows[-1].sequence
        for row in rows:
            kept = StoredArticle.read(row.document, row.id)
            if finder.finds(kept.article, kept.stated):
                yield row.id


def _work_out_some(connection: sa.Connection) -> tuple[int, list[str]]:
    """Work out some of the list; how many, and the ids of those whose regions are others now."""
    listed = first_listed(connection, _TOGETHER)
    amendments = applied(connection)
    rows: list[Rewritten] = []
    for row in connection.execute(_CURRENT.where(articles.c.id.in_(listed))):
        kept = StoredArticle.read(row.document, row.id)
        now = with_regions(kept.as_stated(), amendments)
        if now.regions != kept.article.regions:
            document = document_of(now, kept.stated)
            rows.append(Rewritten(row.id, row.version, row.digest, document))
    rewrite(connection, rows)
    changed = [row.article_id for row in rows]
    numbered(connection, changed)
    take_off_list(connection, listed)
    return len(listed), changed


_CURRENT = current_versions(
    articles.c.id, articles.c.version, versions.c.digest, versions.c.document
).where(~articles.c.deleted)

"""Stale articles: a durable work list of those whose derived facts must be worked out again.

A change of the amendments, or of the gazetteer's edition, marks the articles it can affect, in
the transaction that applies it. They are unmarked as they are worked out, so interrupted work
goes on where it stopped.
"""

import json
from collections.abc import Collection, Sequence
from functools import lru_cache

import sqlalchemy as sa

from archive.authority import Mentions, as_json, changes_between, from_json
from archive.facts import regions
from archive.facts.regions import NO_AMENDMENTS, Amendments
from archive.store.connection import Database
from archive.store.sequence import state_property
from archive.store.stated_values import stated_property
from archive.store.statements import chunks, insert
from archive.store.tables import articles, outdated

_EDITION, _REGIONS = "facts", "regions"


def begin(connection: sa.Connection) -> None:
    """Record the present edition of the facts, all articles being worked out with it or marked."""
    state_property(connection, _EDITION, str(regions.EDITION))


def applied_amendments(connection: sa.Connection) -> Amendments:
    """Amendments as last applied, maybe older than `regions.toml`."""
    return _read(stated_property(connection.exec_driver_sql, _REGIONS) or _NOTHING)


def apply_edition(connection: sa.Connection) -> None:
    """Mark every article if the archive's facts are of an older edition."""
    if stated_property(connection.exec_driver_sql, _EDITION) != str(regions.EDITION):
        _mark(connection, connection.scalars(_THERE).all())
        begin(connection)


def apply_regions(
    connection: sa.Connection, amendments: Amendments, concerned: Collection[str]
) -> None:
    """Apply amendments, and mark the articles that they can affect."""
    _mark(connection, concerned)
    state_property(connection, _REGIONS, _written(amendments))


def note_added(connection: sa.Connection, ids: Sequence[str], worked_out: Amendments) -> None:
    """Mark new articles unless they were worked out with the amendments that are applied."""
    if _written(worked_out) != (stated_property(connection.exec_driver_sql, _REGIONS) or _NOTHING):
        _mark(connection, ids)


def change_to(connection: sa.Connection, amendments: Amendments) -> Mentions:
    """Mentions that differ between the applied amendments and these."""
    return changes_between(applied_amendments(connection), amendments)


def stale_count(connection: sa.Connection) -> int:
    """Number of stale articles."""
    return connection.scalar(sa.select(sa.func.count()).select_from(outdated)) or 0


def stale_number(database: Database) -> int:
    """As `stale_count`, in a transaction of its own."""
    with database.reading() as connection:
        return stale_count(connection)


def next_stale(connection: sa.Connection, most: int) -> list[str]:
    """Ids of the first `most` stale articles, in the order of ids; empty when none is left."""
    ids = sa.select(outdated.c.article_id).order_by(outdated.c.article_id).limit(most)
    return list(connection.scalars(ids))


def unmark(connection: sa.Connection, ids: Collection[str]) -> None:
    """Unmark articles that have been worked out."""
    for chunk in chunks(sorted(ids)):
        connection.execute(sa.delete(outdated).where(outdated.c.article_id.in_(chunk)))


def _mark(connection: sa.Connection, ids: Collection[str]) -> None:
    unmark(connection, ids)
    insert(connection, outdated, [(each,) for each in sorted(ids)])


def _written(amendments: Amendments) -> str:
    return json.dumps(as_json(amendments), ensure_ascii=False)


@lru_cache(maxsize=2)
def _read(text: str) -> Amendments:
    return from_json(json.loads(text))


_NOTHING = _written(NO_AMENDMENTS)
_THERE = sa.select(articles.c.id).where(~articles.c.deleted)

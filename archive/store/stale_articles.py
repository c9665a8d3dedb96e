"""Articles whose derived facts are to be worked out anew, and what they were worked out with.

What the owner changes, or a better gazetteer finds, concerns some articles: these are put on a
list, in the transaction that makes the change count, and leave it as they are worked out. So
whatever ends the work halfway, the rest is still on the list.
"""

import json
from collections.abc import Collection, Sequence
from functools import lru_cache

import sqlalchemy as sa

from archive.authority import Mentions, as_json, changes_between, from_json
from archive.facts import regions
from archive.facts.regions import NO_AMENDMENTS, Amendments
from archive.store.sequence import state_property, stated_property
from archive.store.statements import chunks, insert
from archive.store.tables import articles, outdated

_EDITION, _REGIONS = "facts", "regions"


def begin(connection: sa.Connection) -> None:
    """Note in a new archive that nothing in it is outdated."""
    state_property(connection, _EDITION, str(regions.EDITION))


def applied(connection: sa.Connection) -> Amendments:
    """What the owner says about places, as it counts now."""
    return _read(stated_property(connection, _REGIONS) or _NOTHING)


def apply_edition(connection: sa.Connection) -> None:
    """Put every article on the list if an older edition worked out the facts."""
    if stated_property(connection, _EDITION) != str(regions.EDITION):
        _mark(connection, connection.scalars(_THERE).all())
        begin(connection)


def apply_regions(
    connection: sa.Connection, amendments: Amendments, concerned: Collection[str]
) -> None:
    """Let what the owner says about places count, and put what it concerns on the list."""
    _mark(connection, concerned)
    state_property(connection, _REGIONS, _written(amendments))


def note_added(connection: sa.Connection, ids: Sequence[str], worked_out: Amendments) -> None:
    """Put articles on the list that were worked out with what no longer counts."""
    if _written(worked_out) != (stated_property(connection, _REGIONS) or _NOTHING):
        _mark(connection, ids)


def change_to(connection: sa.Connection, amendments: Amendments) -> Mentions:
    """What to look out for in articles where these amendments are to count."""
    return changes_between(applied(connection), amendments)


def how_many(connection: sa.Connection) -> int:
    """How many articles are on the list."""
    return connection.scalar(sa.select(sa.func.count()).select_from(outdated)) or 0


def first_listed(connection: sa.Connection, most: int) -> list[str]:
    """The ids of so many articles of the list, fewer at its end."""
    ids = sa.select(outdated.c.article_id).order_by(outdated.c.article_id).limit(most)
    return list(connection.scalars(ids))


def take_off_list(connection: sa.Connection, ids: Collection[str]) -> None:
    """Take articles off the list that were worked out."""
    for chunk in chunks(sorted(ids)):
        connection.execute(sa.delete(outdated).where(outdated.c.article_id.in_(chunk)))


def _mark(connection: sa.Connection, ids: Collection[str]) -> None:
    take_off_list(connection, ids)
    insert(connection, outdated, [(each,) for each in sorted(ids)])


def _written(amendments: Amendments) -> str:
    return json.dumps(as_json(amendments), ensure_ascii=False)


@lru_cache(maxsize=2)
def _read(text: str) -> Amendments:
    return from_json(json.loads(text))


_NOTHING = _written(NO_AMENDMENTS)
_THERE = sa.select(articles.c.id).where(~articles.c.deleted)

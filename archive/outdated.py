"""Articles whose derived facts are to be worked out anew, and what they were worked out with.

What the owner changes, or a better gazetteer finds, concerns some articles: these are put on a
list, in the transaction that makes the change count, and leave it as they are worked out. So
whatever ends the work halfway, the rest is still on the list.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import sqlalchemy as sa

from archive import facts
from archive.authority import Mentions, as_json, changes_between, from_json
from archive.database import (
    Rewritten,
    chunks,
    insert,
    numbered,
    rewrite,
    state_property,
    stated_property,
)
from archive.documents import Kept, document_of
from archive.regions import NO_AMENDMENTS, Amendments
from archive.tables import articles, outdated, versions

# So many articles are worked out in one transaction: it takes a fifth of a second.
_TOGETHER = 200
# How many articles are looked through at a time.
_PAGE = 1_000
_EDITION, _REGIONS = "facts", "regions"


def begin(connection: sa.Connection) -> None:
    """Note in a new archive that nothing in it is outdated."""
    state_property(connection, _EDITION, str(facts.FACTS_EDITION))


def applied(connection: sa.Connection) -> Amendments:
    """What the owner says about places, as it counts now."""
    return _read(stated_property(connection, _REGIONS) or _NOTHING)


def apply_edition(connection: sa.Connection) -> None:
    """Put every article on the list if an older edition worked out the facts."""
    if stated_property(connection, _EDITION) != str(facts.FACTS_EDITION):
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


def concerned_by(connection: sa.Connection, mentions: Mentions, since: int = 0) -> Iterator[str]:
    """The ids of the articles after a number of the sequence that may have other regions."""
    finder = mentions.finder()
    query = _CURRENT.add_columns(articles.c.sequence).order_by(articles.c.sequence).limit(_PAGE)
    while rows := connection.execute(query.where(articles.c.sequence > since)).all():
        since = rows[-1].sequence
        for row in rows:
            kept = Kept.read(row.document, row.id)
            if finder.finds(kept.article, kept.stated):
                yield row.id


def how_many(connection: sa.Connection) -> int:
    """How many articles are on the list."""
    return connection.scalar(sa.select(sa.func.count()).select_from(outdated)) or 0


def work_out_some(connection: sa.Connection) -> tuple[int, list[str]]:
    """Work out some of the list; how many, and the ids of those whose regions are others now."""
    ids = connection.scalars(sa.select(outdated).order_by(outdated.c.article_id).limit(_TOGETHER))
    listed = list(ids)
    amendments = applied(connection)
    rows: list[Rewritten] = []
    for row in connection.execute(_CURRENT.where(articles.c.id.in_(listed))):
        kept = Kept.read(row.document, row.id)
        now = facts.with_regions(kept.as_stated(), amendments)
        if now.regions != kept.article.regions:
            document = document_of(now, kept.stated)
            rows.append(Rewritten(row.id, row.version, row.digest, document))
    rewrite(connection, rows)
    changed = [row.article_id for row in rows]
    numbered(connection, changed)
    connection.execute(sa.delete(outdated).where(outdated.c.article_id.in_(listed)))
    return len(listed), changed


def _mark(connection: sa.Connection, ids: Collection[str]) -> None:
    for chunk in chunks(sorted(ids)):
        connection.execute(sa.delete(outdated).where(outdated.c.article_id.in_(chunk)))
        insert(connection, outdated, [(each,) for each in chunk])


def _written(amendments: Amendments) -> str:
    return json.dumps(as_json(amendments), ensure_ascii=False)


@lru_cache(maxsize=2)
def _read(text: str) -> Amendments:
    return from_json(json.loads(text))


_NOTHING = _written(NO_AMENDMENTS)
_THERE = sa.select(articles.c.id).where(~articles.c.deleted)
_CURRENT = (
    sa.select(articles.c.id, articles.c.version, versions.c.digest, versions.c.document)
    .join(
        versions,
        (versions.c.article_id == articles.c.id) & (versions.c.version == articles.c.version),
    )
    .where(~articles.c.deleted)
)

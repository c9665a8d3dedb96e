"""Name authority: every credited spelling, mapped to the preferred name of its bearer.

The mapping is stored; it changes when articles are added and when the owner edits `names.toml`.
Every reading of an article joins it, so pages, the index and lists of names cannot disagree.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from archive.authority import Names, name_key, preferred
from archive.model.article import Article, Credit
from archive.store.connection import Database
from archive.store.sequence import state_property, stated_property
from archive.store.statements import Execute, chunks, in_json_list, insert, to_sql
from archive.store.tables import credited, spellings

_PROPERTY = "names"


@dataclass(frozen=True, slots=True)
class Bearer:
    """Bearer of a name: the preferred spelling, and the variants that the owner has listed."""

    name: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditedPerson:
    """A person or agency: preferred name, other spellings, number of articles.

    `articles` counts current articles that credit any of the spellings, in any role.
    """

    name: str
    spellings: tuple[str, ...]
    articles: int

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Spelling:
    id: int
    name: str
    key: str
    bearer: Bearer


def bearers(execute: Execute, names: Collection[str]) -> dict[str, Bearer]:
    """Bearers by spelling; spellings that were never credited are left out."""
    if not names:
        return {}
    rows = execute(_BEARERS, (json.dumps(list(names)),))
    return {name: _bearer(person, others) for name, person, others in rows}


def spellings_of(execute: Execute, name: str) -> tuple[str, ...]:
    """Spellings of the bearer of a name, the preferred one first; none of an unknown name."""
    rows = list(execute(_ALIKE, (name, name)))
    found = dict.fromkeys(person for _, person, _ in rows)
    for spelling, person, others in rows:
        found.update(dict.fromkeys((spelling, *_bearer(person, others).others)))
    return tuple(found)


def identified(article: Article, known: Mapping[str, Bearer]) -> Article:
    """The article with `person` and `spellings` filled in on its credits, where they are known."""
    if not article.credits:
        return article
    return replace(article, credits=tuple(_identified(each, known) for each in article.credits))


def _identified(credit: Credit, known: Mapping[str, Bearer]) -> Credit:
    bearer = known.get(credit.name)
    if bearer is None:
        return credit
    others = tuple(each for each in bearer.others if each != credit.name)
    return replace(credit, person=bearer.name, spellings=others)


def note_credits(connection: sa.Connection, articles: Mapping[str, Sequence[str]]) -> set[str]:
    """Replace the credits of articles, given by id in order of arrival.

    Returns the ids of all articles, these or others, in which a preferred name changes by it:
    "KIM JONG UN", if it came first, gives way to "Kim Jong-un".
    """
    for chunk in chunks(list(articles)):
        connection.execute(sa.delete(credited).where(credited.c.article_id.in_(chunk)))
    named = list(dict.fromkeys(name for names in articles.values() for name in names))
    if not named:
        return set()
    ids, changed = _known(connection, named)
    rows = [(ids[name], article) for article, names in articles.items() for name in set(names)]
    insert(connection, credited, rows)
    return changed


def forget_credits(connection: sa.Connection, articles: Iterable[str]) -> None:
    """Remove the credits of deleted articles."""
    note_credits(connection, dict.fromkeys(articles, ()))


def apply_names(connection: sa.Connection, names: Names) -> set[str]:
    """Apply the owner's `names.toml`; ids of the articles in which a preferred name changes."""
    text = json.dumps(names.to_json(), ensure_ascii=False)
    if text == (stated_property(connection, _PROPERTY) or _NOTHING):
        return set()
    changed = _settle(connection, _rows(connection, sa.true()), names)
    state_property(connection, _PROPERTY, text)
    return changed


def credited_people(database: Database) -> list[CreditedPerson]:
    """All credited now or listed in `names.toml`, by falling number of articles, then by name."""
    counts = (
        sa.select(
            spellings.c.person, sa.func.count(credited.c.article_id.distinct()).label("number")
        )
        .join(credited, credited.c.spelling_id == spellings.c.id)
        .group_by(spellings.c.person)
    )
    listed: dict[str, dict[str, None]] = defaultdict(dict)
    with database.reading() as connection:
        articles = {row.person: row.number for row in connection.execute(counts)}
        for row in connection.execute(sa.select(spellings).order_by(spellings.c.id)):
            listed[row.person][row.name] = None
        owners = _names(connection)
    for person in owners.people:
        listed[person.name].update(dict.fromkeys(person.spellings))
    named = {person.name for person in owners.people}
    people = [
        CreditedPerson(name, tuple(each for each in others if each != name), articles.get(name, 0))
        for name, others in listed.items()
        if name in articles or name in named
    ]
    return sorted(people, key=lambda person: (-person.articles, person.name))


def is_credited(database: Database, name: str) -> bool:
    """Whether any spelling with this name's key was ever credited."""
    query = sa.select(spellings.c.id).where(spellings.c.key == name_key(name)).limit(1)
    with database.reading() as connection:
        return connection.scalar(query) is not None


def names_that_count(database: Database) -> Names:
    """Names as last applied to the stored articles, maybe older than `names.toml`."""
    with database.reading() as connection:
        return _names(connection)


def _known(connection: sa.Connection, names: Sequence[str]) -> tuple[dict[str, int], set[str]]:
    """Row ids of names, new ones inserted, and ids of articles whose preferred names change."""
    ids: dict[str, int] = {}
    for chunk in chunks(names):
        query = sa.select(spellings.c.name, spellings.c.id).where(spellings.c.name.in_(chunk))
        ids.update((row.name, row.id) for row in connection.execute(query))
    new = [name for name in names if name not in ids]
    if not new:
        return ids, set()
    last = connection.scalar(sa.select(sa.func.max(spellings.c.id))) or 0
    ids.update(zip(new, range(last + 1, last + 1 + len(new)), strict=True))
    insert(connection, spellings, [(ids[name], name, name_key(name), "", "[]") for name in new])
    alike: list[_Spelling] = []
    for chunk in chunks(list({name_key(name) for name in new})):
        alike += _rows(connection, spellings.c.key.in_(chunk))
    return ids, _settle(connection, alike, _names(connection))


def _settle(connection: sa.Connection, rows: Sequence[_Spelling], names: Names) -> set[str]:
    """Recompute and write the bearers of rows; ids of the articles that a change affects.

    `rows` must be complete for each key in it: all spellings that share the key.
    """
    changed = [
        replace(row, bearer=bearer) for row, bearer in _borne(rows, names) if row.bearer != bearer
    ]
    if not changed:
        return set()
    update = sa.update(spellings).where(spellings.c.id == sa.bindparam("spelling"))
    connection.execute(
        update.values(person=sa.bindparam("bearer"), others=sa.bindparam("listed")),
        [
            {
                "spelling": each.id,
                "bearer": each.bearer.name,
                "listed": json.dumps(each.bearer.others, ensure_ascii=False),
            }
            for each in changed
        ],
    )
    ids: set[str] = set()
    for chunk in chunks([each.id for each in changed]):
        query = sa.select(credited.c.article_id).where(credited.c.spelling_id.in_(chunk))
        ids.update(connection.scalars(query))
    return ids


def _borne(rows: Iterable[_Spelling], names: Names) -> Iterator[tuple[_Spelling, Bearer]]:
    """Each spelling with its bearer: the owner's person, else the preferred one of its key."""
    loose: dict[str, list[_Spelling]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.id):
        person = names.person(row.name)
        if person:
            yield row, Bearer(person.name, tuple(sorted(person.spellings)))
        else:
            loose[row.key].append(row)
    for alike in loose.values():
        bearer = Bearer(preferred(row.name for row in alike))
        for row in alike:
            yield row, bearer


def _rows(connection: sa.Connection, which: sa.ColumnElement[bool]) -> list[_Spelling]:
    return [
        _Spelling(row.id, row.name, row.key, _bearer(row.person, row.others))
        for row in connection.execute(sa.select(spellings).where(which))
    ]


def _names(connection: sa.Connection) -> Names:
    """Names as last applied."""
    return _read(stated_property(connection, _PROPERTY) or _NOTHING)


@lru_cache(maxsize=2)
def _read(text: str) -> Names:
    return Names.from_json(json.loads(text))


def _bearer(person: str, others: str) -> Bearer:
    return Bearer(person, tuple(json.loads(others))) if others != "[]" else Bearer(person)


_NOTHING = json.dumps(Names().to_json())
_BEARERS = to_sql(
    sa.select(spellings.c.name, spellings.c.person, spellings.c.others).where(
        in_json_list(spellings.c.name)
    )
)
_ALIKE = to_sql(
    sa.select(spellings.c.name, spellings.c.person, spellings.c.others)
    .where(
        (spellings.c.person == sa.bindparam("preferred"))
        | (
            spellings.c.person
            == sa.select(spellings.c.person)
            .where(spellings.c.name == sa.bindparam("spelling"))
            .scalar_subquery()
        )
    )
    .order_by(spellings.c.id)
)

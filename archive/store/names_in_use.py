"""Names in use: every spelling of credited names, or of sources, with its bearer's preferred name.

The mapping is stored; it changes when articles are added and when the owner edits `names.toml` or
`sources.toml`.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from archive.authority import Names
from archive.facts.name_key import name_key, preferred
from archive.store.bearers import Bearer
from archive.store.connection import Database
from archive.store.sequence import state_property
from archive.store.stated_values import stated_property
from archive.store.statements import chunks, insert


@dataclass(frozen=True, slots=True)
class CountedName:
    """A person, agency or source: preferred name, other spellings, number of articles.

    `articles` counts current articles that have any of the spellings.
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


class NamesInUse:
    """Names of one kind, kept in a table of spellings and one of the articles that have each.

    `applied_as` is the property that has the owner's file as last applied.
    """

    def __init__(self, spellings: sa.Table, holders: sa.Table, applied_as: str) -> None:
        self._spellings = spellings
        self._holders = holders
        self._property = applied_as

    def spellings_of(self, database: Database, name: str) -> tuple[str, ...]:
        """Spellings of the bearer of a name, the preferred one first; none of an unknown name."""
        columns = self._spellings.c
        borne_by = sa.select(columns.person).where(columns.name == name).scalar_subquery()
        alike = (
            sa.select(columns.name, columns.person, columns.others)
            .where((columns.person == name) | (columns.person == borne_by))
            .order_by(columns.id)
        )
        with database.reading() as connection:
            rows = connection.execute(alike).all()
        found = dict.fromkeys(row.person for row in rows)
        for row in rows:
            others = Bearer.read(row.person, row.others).others
            found.update(dict.fromkeys((row.name, *others)))
        return tuple(found)

    def note(self, connection: sa.Connection, articles: Mapping[str, Sequence[str]]) -> set[str]:
        """Replace the names that articles have, given by id in order of arrival.

        Returns the ids of all articles, these or others, in which a preferred name changes by it:
        "KIM JONG UN", if it came first, gives way to "Kim Jong-un".
        """
        for chunk in chunks(list(articles)):
            connection.execute(
                sa.delete(self._holders).where(self._holders.c.article_id.in_(chunk))
            )
        named = list(dict.fromkeys(name for names in articles.values() for name in names))
        if not named:
            return set()
        ids, changed = self._known(connection, named)
        rows = [(ids[name], article) for article, names in articles.items() for name in set(names)]
        insert(connection, self._holders, rows)
        return changed

    def forget(self, connection: sa.Connection, articles: Iterable[str]) -> None:
        """Remove the names of deleted articles."""
        self.note(connection, dict.fromkeys(articles, ()))

    def apply(self, connection: sa.Connection, names: Names) -> set[str]:
        """Apply the owner's file; ids of the articles in which a preferred name changes."""
        text = json.dumps(names.to_json(), ensure_ascii=False)
        if text == (stated_property(connection.exec_driver_sql, self._property) or _NOTHING):
            return set()
        changed = self._settle(connection, self._rows(connection, sa.true()), names)
        state_property(connection, self._property, text)
        return changed

    def counted(self, database: Database) -> list[CountedName]:
        """All in use now or in the owner's file, by falling number of articles, then by name."""
        counts = (
            sa.select(
                self._spellings.c.person,
                sa.func.count(self._holders.c.article_id.distinct()).label("number"),
            )
            .join(self._holders, self._holders.c.spelling_id == self._spellings.c.id)
            .group_by(self._spellings.c.person)
        )
        listed: dict[str, dict[str, None]] = defaultdict(dict)
        with database.reading() as connection:
            articles = {row.person: row.number for row in connection.execute(counts)}
            for row in connection.execute(
                sa.select(self._spellings).order_by(self._spellings.c.id)
            ):
                listed[row.person][row.name] = None
            owners = self._names(connection)
        for person in owners.people:
            listed[person.name].update(dict.fromkeys(person.spellings))
        named = {person.name for person in owners.people}
        people = [
            CountedName(name, tuple(each for each in others if each != name), articles.get(name, 0))
            for name, others in listed.items()
            if name in articles or name in named
        ]
        return sorted(people, key=lambda person: (-person.articles, person.name))

    def renamed(self, connection: sa.Connection) -> set[str]:
        """Ids of the articles that have a name by which its bearer is not shown."""
        query = (
            sa.select(self._holders.c.article_id)
            .join(self._spellings, self._holders.c.spelling_id == self._spellings.c.id)
            .where(self._spellings.c.person != self._spellings.c.name)
        )
        return set(connection.scalars(query))

    def is_known(self, database: Database, name: str) -> bool:
        """Whether any spelling with this name's key was ever in use."""
        query = (
            sa.select(self._spellings.c.id).where(self._spellings.c.key == name_key(name)).limit(1)
        )
        with database.reading() as connection:
            return connection.scalar(query) is not None

    def applied(self, database: Database) -> Names:
        """Names as last applied to the stored articles, maybe older than the owner's file."""
        with database.reading() as connection:
            return self._names(connection)

    def _known(
        self, connection: sa.Connection, names: Sequence[str]
    ) -> tuple[dict[str, int], set[str]]:
        """Row ids of names, new ones inserted, and ids of articles whose preferred names change."""
        ids: dict[str, int] = {}
        for chunk in chunks(names):
            query = sa.select(self._spellings.c.name, self._spellings.c.id).where(
                self._spellings.c.name.in_(chunk)
            )
            ids.update((row.name, row.id) for row in connection.execute(query))
        new = [name for name in names if name not in ids]
        if not new:
            return ids, set()
        last = connection.scalar(sa.select(sa.func.max(self._spellings.c.id))) or 0
        ids.update(zip(new, range(last + 1, last + 1 + len(new)), strict=True))
        insert(
            connection,
            self._spellings,
            [(ids[name], name, name_key(name), "", "[]") for name in new],
        )
        alike: list[_Spelling] = []
        for chunk in chunks(list({name_key(name) for name in new})):
            alike += self._rows(connection, self._spellings.c.key.in_(chunk))
        return ids, self._settle(connection, alike, self._names(connection))

    def _settle(
        self, connection: sa.Connection, rows: Sequence[_Spelling], names: Names
    ) -> set[str]:
        """Recompute and write the bearers of rows; ids of the articles that a change affects.

        `rows` must be complete for each key in it: all spellings that share the key.
        """
        changed = [
            replace(row, bearer=bearer)
            for row, bearer in _borne(rows, names)
            if row.bearer != bearer
        ]
        if not changed:
            return set()
        update = sa.update(self._spellings).where(self._spellings.c.id == sa.bindparam("spelling"))
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
            query = sa.select(self._holders.c.article_id).where(
                self._holders.c.spelling_id.in_(chunk)
            )
            ids.update(connection.scalars(query))
        return ids

    def _rows(self, connection: sa.Connection, which: sa.ColumnElement[bool]) -> list[_Spelling]:
        return [
            _Spelling(row.id, row.name, row.key, Bearer.read(row.person, row.others))
            for row in connection.execute(sa.select(self._spellings).where(which))
        ]

    def _names(self, connection: sa.Connection) -> Names:
        """Names as last applied."""
        return _read(stated_property(connection.exec_driver_sql, self._property) or _NOTHING)


def _borne(rows: Iterable[_Spelling], names: Names) -> Iterator[tuple[_Spelling, Bearer]]:
    """Each spelling with its bearer: the owner's entry, else the preferred one of its key."""
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


@lru_cache(maxsize=4)
def _read(text: str) -> Names:
    return Names.from_json(json.loads(text))


_NOTHING = json.dumps(Names().to_json())

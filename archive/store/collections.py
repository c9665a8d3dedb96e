"""Collections: named lists of articles in an order of their own, each article with a note."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from archive.errors import NotFoundError, UserError
from archive.model.text import clean, one_line
from archive.store import audit
from archive.store.annotations import LONGEST_NOTE, check_ids
from archive.store.connection import Database
from archive.store.given_names import free_name
from archive.store.sequence import renumber
from archive.store.statements import is_number
from archive.store.tables import collected, collections


@dataclass(frozen=True, slots=True)
class ArticleList:
    """A collection: its number, name and description, who made it and when, and its size."""

    id: int
    name: str
    description: str
    who: str
    created: str
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a collection, with its note ("" for none), and who put it there and when."""

    article_id: str
    note: str
    who: str
    moment: str


class Collections:
    """The collections of one archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self) -> list[ArticleList]:
        """All collections, in alphabetical order."""
        with self._database.reading() as connection:
            rows = connection.execute(_LISTED.order_by(collections.c.name))
            return [ArticleList(*row) for row in rows]

    def get(self, collection_id: int) -> ArticleList:
        """A collection by its number; `NotFoundError` where there is none."""
        with self._database.reading() as connection:
            return _existing(connection, collection_id)

    def named(self, name: str) -> ArticleList:
        """A collection by its name; `NotFoundError` where there is none."""
        with self._database.reading() as connection:
            row = connection.execute(
                _LISTED.where(collections.c.name == one_line(name))
            ).one_or_none()
        if row is None:
            raise NotFoundError(f"{name}: there is no collection of this name")
        return ArticleList(*row)

    def entries(
        self, collection_id: int, *, offset: int = 0, limit: int | None = None
    ) -> list[Entry]:
        """Articles of a collection in its order, also those removed from the archive."""
        query = (
            sa.select(collected.c.article_id, collected.c.note, collected.c.who, collected.c.moment)
            .where(collected.c.collection_id == collection_id)
            .order_by(collected.c.position, collected.c.article_id)
            .offset(offset)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [Entry(*row) for row in connection.execute(query)]

    def create(self, name: str, description: str = "", *, who: str) -> int:
        """Make a collection; its number. `UserError` where the name is taken or no name."""
        with self._database.writing() as connection:
            name = free_name(connection, collections.c.name, name, "collection")
            row = {"name": name, "description": _note(description)}
            statement = sa.insert(collections).values(**row, who=who, created=audit.now())
            number = connection.execute(statement).inserted_primary_key
            audit.note(connection, who, "make collection", name)
            return number[0] if number else 0

    def rename(
        self, collection_id: int, name: str, description: str | None = None, *, who: str
    ) -> None:
        """Give a collection another name, and another description unless None."""
        with self._database.writing() as connection:
            was = _existing(connection, collection_id)
            changed: dict[str, str] = {}
            if one_line(name) != was.name:
                changed["name"] = free_name(connection, collections.c.name, name, "collection")
                renumber(connection, _ids_in(connection, collection_id))
            if description is not None:
                changed["description"] = _note(description)
            if changed:
                _update(connection, collection_id, changed)
                audit.note(connection, who, "rename collection", was.name, one_line(name))

    def delete(self, collection_id: int, *, who: str) -> None:
        """Delete a collection; its articles stay in the archive."""
        with self._database.writing() as connection:
            was = _existing(connection, collection_id)
            ids = _ids_in(connection, collection_id)
            of_it = collected.c.collection_id == collection_id
            connection.execute(sa.delete(collected).where(of_it))
            connection.execute(sa.delete(collections).where(collections.c.id == collection_id))
            renumber(connection, ids)
            detail = f"{was.size:,} articles: {' '.join(ids)}"
            audit.note(connection, who, "delete collection", was.name, detail)

    def add(self, collection_id: int, ids: Sequence[str], *, note: str = "", who: str) -> int:
        """Put articles at the end of a collection; the number of those that were not in it yet.

        Raises `NotFoundError` where there is no such collection or article.
        """
        with self._database.writing() as connection:
            name = _existing(connection, collection_id).name
            check_ids(connection, ids)
            there = set(_ids_in(connection, collection_id))
            new = [each for each in dict.fromkeys(ids) if each not in there]
            last = connection.scalar(
                sa.select(sa.func.max(collected.c.position)).where(
                    collected.c.collection_id == collection_id
                )
            )
            rows = [
                {
                    "collection_id": collection_id,
                    "article_id": each,
                    "position": place,
                    "note": _note(note),
                    "who": who,
                    "moment": audit.now(),
                }
                for place, each in enumerate(new, (last or 0) + 1)
            ]
            if rows:
                connection.execute(sa.insert(collected), rows)
                renumber(connection, new)
                audit.note(connection, who, "collect", name, " ".join(new))
            return len(new)

    def remove(self, collection_id: int, ids: Collection[str], *, who: str) -> int:
        """Take articles out of a collection; the number of those that were in it."""
        with self._database.writing() as connection:
            name = _existing(connection, collection_id).name
            gone = [each for each in _ids_in(connection, collection_id) if each in set(ids)]
            for each in gone:
                connection.execute(sa.delete(collected).where(_is_entry(collection_id, each)))
            if gone:
                renumber(connection, gone)
                audit.note(connection, who, "take out of collection", name, " ".join(gone))
            return len(gone)

    def annotate(self, collection_id: int, article_id: str, note: str, *, who: str) -> None:
        """Write the note of an article in a collection, "" for none."""
        with self._database.writing() as connection:
            name = _existing(connection, collection_id).name
            statement = sa.update(collected).where(_is_entry(collection_id, article_id))
            if not connection.execute(statement.values(note=_note(note))).rowcount:
                raise NotFoundError(f"{article_id}: the collection has no article of this id")
            audit.note(connection, who, "note in collection", name, article_id)

    def move(self, collection_id: int, article_id: str, place: int, *, who: str) -> None:
        """Move an article to a place of the collection, 1 for the first; the others make room."""
        with self._database.writing() as connection:
            name = _existing(connection, collection_id).name
            ids = _ids_in(connection, collection_id)
            if article_id not in ids:
                raise NotFoundError(f"{article_id}: the collection has no article of this id")
            ids.remove(article_id)
            ids.insert(max(0, min(place - 1, len(ids))), article_id)
            statement = sa.update(collected).where(
                collected.c.collection_id == collection_id,
                collected.c.article_id == sa.bindparam("known_id"),
            )
            rows = [{"known_id": each, "place": number} for number, each in enumerate(ids, 1)]
            connection.execute(statement.values(position=sa.bindparam("place")), rows)
            audit.note(connection, who, "move in collection", name, f"{article_id} to {place}")


def _existing(connection: sa.Connection, collection_id: int) -> ArticleList:
    row = connection.execute(
        _LISTED.where(is_number(collections.c.id, collection_id))
    ).one_or_none()
    if row is None:
        raise NotFoundError(f"{collection_id}: there is no collection of this number")
    return ArticleList(*row)


def _note(typed: str) -> str:
    text = clean(typed).strip()
    if len(text) > LONGEST_NOTE:
        raise UserError(f"a note has {LONGEST_NOTE:,} characters at most: this has {len(text):,}")
    return text


def _update(connection: sa.Connection, collection_id: int, values: dict[str, str]) -> None:
    statement = sa.update(collections).where(collections.c.id == collection_id)
    connection.execute(statement.values(**values))


def _ids_in(connection: sa.Connection, collection_id: int) -> list[str]:
    query = sa.select(collected.c.article_id).where(collected.c.collection_id == collection_id)
    return list(connection.scalars(query.order_by(collected.c.position, collected.c.article_id)))


def _is_entry(collection_id: int, article_id: str) -> sa.ColumnElement[bool]:
    return (collected.c.collection_id == collection_id) & (collected.c.article_id == article_id)


_SIZE = (
    sa.select(sa.func.count())
    .where(collected.c.collection_id == collections.c.id)
    .scalar_subquery()
)
_LISTED = sa.select(
    collections.c.id,
    collections.c.name,
    collections.c.description,
    collections.c.who,
    collections.c.created,
    _SIZE,
)

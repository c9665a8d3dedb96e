"""Annotations of articles: tags, notes, and the names of the collections that they are in.

They are kept by the article's id, apart from its versions, so that new versions and rebuilds of
the index leave them as they are. Each change counts as a change of the article.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from archive.errors import NotFoundError, UserError
from archive.model.text import clean, one_line
from archive.store import audit
from archive.store.connection import Database
from archive.store.sequence import renumber
from archive.store.statements import chunks, is_number
from archive.store.tables import articles, notes, tags

LONGEST_TAG = 100
LONGEST_NOTE = 10_000


@dataclass(frozen=True, slots=True)
class Note:
    """Note on an article, with who wrote it and when (ISO 8601 in UTC)."""

    id: int
    text: str
    who: str
    moment: str


class Annotations:
    """Tags and notes of the articles of one archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_tags(self, ids: Collection[str], added: Iterable[str], *, who: str) -> int:
        """Add tags to articles; the number of articles that had not all of them.

        Raises `UserError` for a tag that is empty or too long, `NotFoundError` for an unknown id.
        """
        wanted = list(dict.fromkeys(map(_tag, added)))
        with self._database.writing() as connection:
            check_ids(connection, ids)
            had = set(_tagged(connection, ids))
            new = [(each, tag) for each in dict.fromkeys(ids) for tag in wanted]
            new = [pair for pair in new if pair not in had]
            moment = audit.now()
            for article_id, tag in new:
                row = {"article_id": article_id, "tag": tag, "who": who, "moment": moment}
                connection.execute(sa.insert(tags).values(**row))
                audit.note(connection, who, "tag", article_id, tag)
            return _changed(connection, {article_id for article_id, _ in new})

    def remove_tags(self, ids: Collection[str], removed: Iterable[str], *, who: str) -> int:
        """Remove tags from articles; the number of articles that had any of them."""
        unwanted = {one_line(tag) for tag in removed}
        with self._database.writing() as connection:
            gone = [pair for pair in _tagged(connection, ids) if pair[1] in unwanted]
            for article_id, tag in gone:
                is_it = (tags.c.article_id == article_id) & (tags.c.tag == tag)
                connection.execute(sa.delete(tags).where(is_it))
                audit.note(connection, who, "untag", article_id, tag)
            return _changed(connection, {article_id for article_id, _ in gone})

    def tag_counts(self) -> list[tuple[str, int]]:
        """Every tag with the number of its articles, in alphabetical order."""
        number = sa.func.count()
        query = sa.select(tags.c.tag, number).group_by(tags.c.tag).order_by(tags.c.tag)
        with self._database.reading() as connection:
            return [(tag, count) for tag, count in connection.execute(query)]

    def notes_of(self, article_id: str) -> list[Note]:
        """Notes of an article, the oldest first."""
        query = sa.select(notes.c.id, notes.c.text, notes.c.who, notes.c.moment)
        of_it = query.where(notes.c.article_id == article_id).order_by(notes.c.id)
        with self._database.reading() as connection:
            return [Note(*row) for row in connection.execute(of_it)]

    def add_note(self, article_id: str, text: str, *, who: str) -> int:
        """Add a note to an article; its number."""
        text = clean(text).strip()
        if not 0 < len(text) <= LONGEST_NOTE:
            raise UserError(f"a note has 1 to {LONGEST_NOTE:,} characters: this has {len(text):,}")
        with self._database.writing() as connection:
            check_ids(connection, [article_id])
            row = {"article_id": article_id, "text": text, "who": who, "moment": audit.now()}
            number = connection.execute(sa.insert(notes).values(**row)).inserted_primary_key
            audit.note(connection, who, "note", article_id, one_line(text)[:200])
            _changed(connection, {article_id})
            return number[0] if number else 0

    def remove_note(self, note_id: int, *, who: str) -> str:
        """Remove a note; the id of its article. `NotFoundError` where there is none."""
        with self._database.writing() as connection:
            row = connection.execute(
                sa.select(notes).where(is_number(notes.c.id, note_id))
            ).one_or_none()
            if row is None:
                raise NotFoundError(f"{note_id}: there is no note of this number")
            connection.execute(sa.delete(notes).where(notes.c.id == note_id))
            audit.note(connection, who, "remove note", row.article_id, one_line(row.text)[:200])
            _changed(connection, {row.article_id})
            return row.article_id


def check_ids(connection: sa.Connection, ids: Collection[str]) -> None:
    """Raise `NotFoundError` for an id that no article has."""
    wanted = list(dict.fromkeys(ids))
    known: set[str] = set()
    for chunk in chunks(wanted):
        query = sa.select(articles.c.id).where(articles.c.id.in_(chunk), ~articles.c.deleted)
        known.update(connection.scalars(query))
    if unknown := next((each for each in wanted if each not in known), None):
        raise NotFoundError(f"{unknown}: the archive holds no article of this id")


def _tag(text: str) -> str:
    tag = one_line(text)
    if not 0 < len(tag) <= LONGEST_TAG:
        raise UserError(f"a tag has 1 to {LONGEST_TAG} characters: this has {len(tag)}")
    return tag


def _tagged(connection: sa.Connection, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    for chunk in chunks(list(dict.fromkeys(ids))):
        query = sa.select(tags.c.article_id, tags.c.tag).where(tags.c.article_id.in_(chunk))
        yield from ((row.article_id, row.tag) for row in connection.execute(query))


def _changed(connection: sa.Connection, ids: Collection[str]) -> int:
    renumber(connection, ids)
    return len(ids)

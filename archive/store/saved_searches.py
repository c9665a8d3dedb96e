"""Saved searches: query strings of lists kept under a name, with what has been looked at and told.

Arrivals are numbers of `Article.arrival`: what came in after one is exact, whatever the clock said.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from archive.errors import NotFoundError, UserError
from archive.model.text import one_line
from archive.store import audit
from archive.store.connection import Database
from archive.store.given_names import free_name
from archive.store.stated_values import counter
from archive.store.statements import is_number
from archive.store.tables import articles, saved_searches

# An address on the command line or in a browser has at most 8 kB, of which a page adds some.
LONGEST_QUERY = 7_000
# Where an alert goes that is written rather than mailed.
WRITTEN = "-"
_LONGEST_ADDRESS = 254
# The addresses that people have; nothing in them that could end a header or begin another address.
_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\\\"\x00-\x20\x7f-\uffff]+@[A-Za-z0-9.-]+")
# More articles are hardly removed, unseen, between two runs.
_MOST_MISSED = 1_000


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A saved search: its number and name, its query string, who made it and when.

    `looked` is the last arrival that was looked at. `alert_to` is the address of its alert,
    `WRITTEN` for one that is not mailed, "" without one; `on_silence` whether it also tells of a
    silence. The alert has told all arrivals up to `alerted`, last at `alerted_moment` ("" for
    never), but for the articles `missed`, which were removed at the time. `pending` is the last
    arrival of a digest that may or may not have been sent, 0 for none; `silent_after` the arrival
    after which a silence was told, 0 for none.
    """

    id: int
    name: str
    query: str
    who: str
    created: str
    looked: int
    alert_to: str
    on_silence: bool
    alerted: int
    alerted_moment: str
    pending: int
    silent_after: int
    missed: tuple[str, ...]


class SavedSearches:
    """The saved searches of one archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self) -> list[SavedSearch]:
        """All saved searches, in alphabetical order."""
        with self._database.reading() as connection:
            return list(map(_read, connection.execute(_LISTED.order_by(saved_searches.c.name))))

    def get(self, search_id: int) -> SavedSearch:
        """A saved search by its number; `NotFoundError` where there is none."""
        with self._database.reading() as connection:
            return _existing(connection, search_id)

    def named(self, name: str) -> SavedSearch:
        """A saved search by its name; `NotFoundError` where there is none."""
        with self._database.reading() as connection:
            is_it = saved_searches.c.name == one_line(name)
            row = connection.execute(_LISTED.where(is_it)).one_or_none()
        if row is None:
            raise NotFoundError(f"{name}: there is no saved search of this name")
        return _read(row)

    def create(self, name: str, query: str, *, looked: int | None = None, who: str) -> int:
        """Keep a query string under a name; the number of the saved search.

        All up to the arrival `looked` counts as looked at, by default all that is stored. Raises
        `UserError` for a name that is empty, too long or taken, and for too long a query string.
        """
        if len(query) > LONGEST_QUERY:
            raise UserError(
                f"this search is too long to be kept: an address has {LONGEST_QUERY:,} characters "
                f"at most, and this has {len(query):,}"
            )
        with self._database.writing() as connection:
            name = free_name(connection, saved_searches.c.name, name, "saved search")
            if looked is None:
                looked = counter(connection.exec_driver_sql, "sequence")
            row = {"name": name, "query": query, "who": who, "created": audit.now()}
            statement = sa.insert(saved_searches).values(**row, looked=looked, **_WITHOUT_ALERT)
            number = connection.execute(statement).inserted_primary_key
            audit.note(connection, who, "save search", name, query)
            return number[0] if number else 0

    def rename(self, search_id: int, name: str, *, who: str) -> None:
        """Give a saved search another name."""
        with self._database.writing() as connection:
            was = _existing(connection, search_id).name
            if one_line(name) != was:
                _update(
                    connection,
                    search_id,
                    name=free_name(connection, saved_searches.c.name, name, "saved search"),
                )
                audit.note(connection, who, "rename search", was, one_line(name))

    def delete(self, search_id: int, *, who: str) -> None:
        """Delete a saved search and its alert."""
        with self._database.writing() as connection:
            was = _existing(connection, search_id)
            connection.execute(sa.delete(saved_searches).where(saved_searches.c.id == search_id))
            audit.note(connection, who, "delete search", was.name, was.query)

    def look(self, search_id: int, upto: int, *, who: str) -> None:
        """Mark all up to an arrival as looked at; never back, and never beyond what is stored."""
        with self._database.writing() as connection:
            was = _existing(connection, search_id)
            upto = min(upto, counter(connection.exec_driver_sql, "sequence"))
            if upto > was.looked:
                _update(connection, search_id, looked=upto)
                audit.note(connection, who, "look at search", was.name, f"{upto}")

    def set_alert(
        self, search_id: int, to: str, *, on_silence: bool = False, after: int, who: str
    ) -> None:
        """Set the address of the alert, `WRITTEN` or an address; "" for no alert any more.

        A new alert tells what comes in after the arrival `after`; one that is there goes on.
        """
        to = one_line(to)
        if to and to != WRITTEN and not is_address(to):
            raise UserError(f"{to}: this is no mail address: write it as name@example.org")
        with self._database.writing() as connection:
            was = _existing(connection, search_id)
            if not to:
                changed = _WITHOUT_ALERT
            elif was.alert_to:
                changed = {"alert_to": to, "on_silence": on_silence}
            else:
                changed = {**_WITHOUT_ALERT, "alert_to": to, "on_silence": on_silence}
                changed["alerted"] = after
            _update(connection, search_id, **changed)
            audit.note(connection, who, "set alert" if to else "end alert", was.name, to)

    def begin_digest(self, search_id: int, upto: int) -> None:
        """Note that a digest of all up to an arrival is about to be sent."""
        with self._database.writing() as connection:
            _update(connection, search_id, pending=upto)

    def end_digest(self, search_id: int, upto: int, told: Collection[str] = ()) -> None:
        """Note that all up to an arrival was told, and of those missed before, the ones `told`.

        Articles that came in meanwhile and are removed now count as missed.
        """
        with self._database.writing() as connection:
            was = _existing(connection, search_id)
            removed = sa.select(articles.c.id).where(
                articles.c.arrival > was.alerted, articles.c.arrival <= upto, articles.c.deleted
            )
            missed = [each for each in was.missed if each not in set(told)]
            missed += connection.scalars(removed.order_by(articles.c.arrival)).all()
            _update(
                connection,
                search_id,
                alerted=upto,
                alerted_moment=audit.now(),
                pending=0,
                missed=" ".join(missed[-_MOST_MISSED:]),
            )

    def note_silence(self, search_id: int, after: int) -> None:
        """Note that the silence after an arrival was told."""
        with self._database.writing() as connection:
            _update(connection, search_id, silent_after=after)


def is_address(text: str) -> bool:
    """Whether a text is one plain mail address, fit for a header as it is."""
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


_LISTED = sa.select(saved_searches)
_WITHOUT_ALERT: dict[str, Any] = {
    "alert_to": "",
    "on_silence": False,
    "alerted": 0,
    "alerted_moment": "",
    "pending": 0,
    "missed": "",
    "silent_after": 0,
}


def _read(row: sa.Row[*tuple[Any, ...]]) -> SavedSearch:
    values: list[Any] = list(row)
    return SavedSearch(*values[:-1], missed=tuple(values[-1].split()))


def _existing(connection: sa.Connection, search_id: int) -> SavedSearch:
    row = connection.execute(_LISTED.where(is_number(saved_searches.c.id, search_id))).one_or_none()
    if row is None:
        raise NotFoundError(f"{search_id}: there is no saved search of this number")
    return _read(row)


def _update(connection: sa.Connection, search_id: int, **values: Any) -> None:  # noqa: ANN401 - of any column
    statement = sa.update(saved_searches).where(saved_searches.c.id == search_id)
    if not connection.execute(statement.values(**values)).rowcount:
        raise NotFoundError(f"{search_id}: there is no saved search of this number")

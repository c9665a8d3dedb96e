"""Single values of the whole archive: the sequence of changes, the schema's number, properties."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from archive.errors import (
    HomeError,
)
from archive.store.statements import Execute
from archive.store.tables import articles, counters, properties

_COUNTER = sa.select(counters.c.value).where(counters.c.name == sa.bindparam("wanted"))


def counter(connection: sa.Connection, name: str) -> int:
    """A counter's value, 0 where there is none."""
    return connection.scalar(_COUNTER, {"wanted": name}) or 0


def counter_at_once(execute: Execute, name: str) -> int:
    """A counter's value, 0 where there is none."""
    return _value(execute, "SELECT value FROM counters WHERE name = ?", name) or 0


def property_at_once(execute: Execute, name: str) -> str:
    """A property of the archive, "" where nothing is stated."""
    return _value(execute, "SELECT text FROM properties WHERE name = ?", name) or ""


def _value(execute: Execute, statement: str, name: str) -> Any:  # noqa: ANN401 - of any column
    return next((value for (value,) in execute(statement, (name,))), None)


_PROPERTY = sa.select(properties.c.text).where(properties.c.name == sa.bindparam("wanted"))


def stated_property(connection: sa.Connection, name: str) -> str:
    """A property of the archive, "" where nothing is stated."""
    return connection.scalar(_PROPERTY, {"wanted": name}) or ""


def state_property(connection: sa.Connection, name: str, text: str) -> None:
    """Let a property be this from now on."""
    connection.execute(sa.delete(properties).where(properties.c.name == name))
    connection.execute(sa.insert(properties).values(name=name, text=text))


def take(connection: sa.Connection, count: int) -> range:
    """The next `count` numbers of the sequence, held until the transaction ends."""
    last = connection.scalar(
        sa.update(counters)
        .where(counters.c.name == "sequence")
        .values(value=counters.c.value + count)
        .returning(counters.c.value)
    )
    if last is None:
        raise HomeError("the archive has lost its sequence: put back a copy of it")
    return range(last - count + 1, last + 1)


def numbered(connection: sa.Connection, ids: Collection[str]) -> None:
    """Give each of these articles the next number of the sequence, in the order of their ids."""
    if ids:
        numbers = take(connection, len(ids))
        statement = sa.update(articles).where(articles.c.id == sa.bindparam("article_id"))
        rows = [
            {"article_id": each, "number": number}
            for each, number in zip(sorted(ids), numbers, strict=True)
        ]
        connection.execute(statement.values(sequence=sa.bindparam("number")), rows)

"""Single values of the whole archive: counters (the change sequence, the schema) and properties.

The `raw_` readers are for `connection.raw_reading`, the others for SQLAlchemy transactions.
"""

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
    """Value of the counter "sequence" or "schema"; 0 if absent."""
    return connection.scalar(_COUNTER, {"wanted": name}) or 0


def raw_counter(execute: Execute, name: str) -> int:
    """Value of a counter, read by the bare driver; 0 if absent."""
    return _value(execute, "SELECT value FROM counters WHERE name = ?", name) or 0


def raw_property(execute: Execute, name: str) -> str:
    """Value of a property, read by the bare driver; "" if absent."""
    return _value(execute, "SELECT text FROM properties WHERE name = ?", name) or ""


def _value(execute: Execute, statement: str, name: str) -> Any:  # noqa: ANN401 - of any column
    return next((value for (value,) in execute(statement, (name,))), None)


_PROPERTY = sa.select(properties.c.text).where(properties.c.name == sa.bindparam("wanted"))


def stated_property(connection: sa.Connection, name: str) -> str:
    """Value of a property of the whole archive, such as "time_zone"; "" if absent."""
    return connection.scalar(_PROPERTY, {"wanted": name}) or ""


def state_property(connection: sa.Connection, name: str, text: str) -> None:
    """Set a property of the whole archive, in place of its former value."""
    connection.execute(sa.delete(properties).where(properties.c.name == name))
    connection.execute(sa.insert(properties).values(name=name, text=text))


def take_numbers(connection: sa.Connection, count: int) -> range:
    """Reserve the next `count` numbers of the change sequence; a rollback returns them.

    Raises `HomeError` where the sequence's row is gone.
    """
    last = connection.scalar(
        sa.update(counters)
        .where(counters.c.name == "sequence")
        .values(value=counters.c.value + count)
        .returning(counters.c.value)
    )
    if last is None:
        raise HomeError("the archive has lost its sequence: put back a copy of it")
    return range(last - count + 1, last + 1)


def renumber(connection: sa.Connection, ids: Collection[str]) -> None:
    """Mark articles as changed: each takes the next number of the sequence, in the order of ids."""
    if ids:
        numbers = take_numbers(connection, len(ids))
        statement = sa.update(articles).where(articles.c.id == sa.bindparam("article_id"))
        rows = [
            {"article_id": each, "number": number}
            for each, number in zip(sorted(ids), numbers, strict=True)
        ]
        connection.execute(statement.values(sequence=sa.bindparam("number")), rows)

"""Single values of the whole archive, written: the change sequence and properties."""

from collections.abc import Collection

import sqlalchemy as sa

from archive.errors import HomeError
from archive.store.tables import articles, counters, properties


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

"""Schema of an archive: created if new, migrated if old."""

from contextlib import closing
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from archive.store import stale_articles
from archive.store.connection import Database
from archive.store.database_file import damage_named
from archive.store.migrations import migrate
from archive.store.schema_version import SCHEMA_VERSION, is_current
from archive.store.sequence import state_property
from archive.store.tables import counters, metadata


def make_tables(database: Database, time_zone: str) -> None:
    """Create the tables; nothing is done in a database that has any tables."""
    with database.writing() as connection:
        if sa.inspect(connection).get_table_names():
            return
        metadata.create_all(connection)
        rows = [{"name": "schema", "value": SCHEMA_VERSION}, {"name": "sequence", "value": 0}]
        connection.execute(sa.insert(counters), rows)
        state_property(connection, "time_zone", time_zone)
        state_property(connection, "identity", str(uuid4()))
        stale_articles.begin(connection)


def bring_up(database: Database) -> None:
    """Check the schema's version as `is_current` does, and migrate an older one."""
    if not is_current(database):
        with damage_named(database.path), database.writing() as connection:
            migrate(connection)


def bring_up_file(path: Path) -> None:
    """As `bring_up`, for what does not write itself."""
    with closing(Database(path)) as database:
        bring_up(database)

"""Schema of an archive: created if new, checked and migrated if old."""

from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from archive.errors import HomeError, SchemaTooNew, SchemaTooOld
from archive.store import stale_articles
from archive.store.connection import damage_named
from archive.store.migrations import OLDEST_VERSION, migrate
from archive.store.sequence import counter, state_property
from archive.store.tables import SCHEMA_VERSION, counters, metadata

NONE_YET = "there is no archive here yet: make one with 'backfile add PATH'"


def make_tables(engine: sa.Engine, time_zone: str) -> None:
    """Create the tables; nothing is done in a database that has any tables."""
    with engine.execution_options(writes=True).begin() as connection:
        if sa.inspect(connection).get_table_names():
            return
        metadata.create_all(connection)
        rows = [{"name": "schema", "value": SCHEMA_VERSION}, {"name": "sequence", "value": 0}]
        connection.execute(sa.insert(counters), rows)
        state_property(connection, "time_zone", time_zone)
        state_property(connection, "identity", str(uuid4()))
        stale_articles.begin(connection)


def check_schema(engine: sa.Engine, path: Path) -> None:
    """Check the schema's version, and migrate an older one.

    Raises `HomeError` where there is no archive, `SchemaTooNew` or `SchemaTooOld` where there is
    no migration.
    """
    with engine.begin() as connection:
        tables = sa.inspect(connection).get_table_names()
        if not tables:
            raise HomeError(f"{path.parent}: {NONE_YET}")
        if counters.name not in tables:
            raise HomeError(f"{path}: it is not a Backfile archive: choose another --home")
        schema = counter(connection, "schema")
    if schema > SCHEMA_VERSION:
        raise SchemaTooNew(
            f"{path}: written by a newer Backfile (schema {schema}, this one reads "
            f"{SCHEMA_VERSION}): upgrade with 'pip install --upgrade backfile'"
        )
    if schema < OLDEST_VERSION:
        raise SchemaTooOld(
            f"{path}: written by an older Backfile (schema {schema}, this one reads "
            f"{SCHEMA_VERSION}): add the files anew into another --home"
        )
    if schema < SCHEMA_VERSION:
        with damage_named(path), engine.execution_options(writes=True).begin() as connection:
            migrate(connection)

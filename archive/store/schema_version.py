"""Version of the schema: checked whenever an archive is opened."""

from pathlib import Path

from archive.errors import HomeError, SchemaTooNew, SchemaTooOld, system_errors_named
from archive.store.database_file import DatabaseFile
from archive.store.stated_values import counter

SCHEMA_VERSION = 5
# The oldest schema that can be brought up: before signatures, clusters, feeds and quarantine.
OLDEST_VERSION = 1
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def is_there(path: Path) -> bool:
    """Whether there is a database; `HomeError` where its home is none."""
    with system_errors_named(path.parent):
        if path.parent.is_file():
            raise HomeError(f"{path.parent}: it is a file, not a folder: choose another --home")
        return path.exists()


def none_yet(path: Path) -> HomeError:
    """What to raise where no archive was made yet."""
    return HomeError(
        f"{path.parent}: there is no archive here yet: make one with 'backfile add PATH'"
    )


def is_current(database: DatabaseFile) -> bool:
    """Whether an archive has the present schema, not an older one that can be migrated.

    Raises `HomeError` where there is no archive, `SchemaTooNew` or `SchemaTooOld` where there is
    no migration.
    """
    path = database.path
    with database.raw_reading() as execute:
        tables = {name for (name,) in execute(_TABLES, ())}
        if not tables:
            raise none_yet(path)
        if "counters" not in tables:
            raise HomeError(f"{path}: it is not a Backfile archive: choose another --home")
        schema = counter(execute, "schema")
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
    return schema == SCHEMA_VERSION

"""Horizon: the last arrival up to which an index has every article of the store.

An index reads changes in their order, and an article that changes before it was ever read is read
later than those that came in after it. Who follows what comes in must not go past it.
"""

from archive.errors import BusyError
from archive.store.arrivals import changed_past
from archive.store.database_file import DatabaseFile
from indexer.engines.engine import Engine
from indexer.query.ast import Listed

# More than this are changed between two updates by a whole refresh only, which reads them at once.
_MOST_CHANGES = 20_000


def horizon(engine: Engine, database: DatabaseFile, sequence: int) -> int:
    """Last arrival up to which no article is missing from an index that has read to `sequence`.

    Raises `BusyError` where the index has too many changes to read.
    """
    changed = changed_past(database, sequence, _MOST_CHANGES)
    if len(changed) == _MOST_CHANGES:
        raise BusyError("the index is behind the archive: run 'backfile update', then try again")
    if not changed:
        return sequence
    there = engine.ids(Listed(frozenset(changed)))
    missing = (arrival for each, arrival in changed.items() if each not in there)
    return min(missing, default=sequence + 1) - 1

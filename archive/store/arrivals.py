"""Arrivals: what programs that follow an archive need beside its articles.

The archive's identity, the articles that an index may lack, and when articles were corrected.
"""

import json
from collections.abc import Iterable
from uuid import UUID

from archive.store.database_file import DatabaseFile
from archive.store.stated_values import stated_property

_NIL = UUID(int=0)


def identity(database: DatabaseFile) -> UUID:
    """Random number of an archive, given when it was made; it moves with its files."""
    with database.raw_reading() as execute:
        stated = stated_property(execute, "identity")
    return UUID(stated) if stated else _NIL


def changed_past(database: DatabaseFile, sequence: int, limit: int) -> dict[str, int]:
    """Arrivals, by id, of articles that came in up to a number and have changed since; some.

    An index that has read the changes up to this number may be without some of them.
    """
    with database.raw_reading() as execute:
        return dict(execute(_CHANGED_PAST, (sequence, sequence, limit)))


def arrivals_of(database: DatabaseFile, ids: Iterable[str]) -> dict[str, int]:
    """Arrivals of the articles, by id, that are not removed."""
    with database.raw_reading() as execute:
        return dict(execute(_ARRIVALS, (json.dumps(list(ids)),)))


def last_corrected(database: DatabaseFile, ids: Iterable[str]) -> dict[str, str]:
    """Moments (UTC) of the last correction by hand of articles, done or undone, by id."""
    with database.raw_reading() as execute:
        return dict(execute(_LAST_CORRECTED, (json.dumps(list(ids)),)))


_CHANGED_PAST = """
SELECT id, arrival FROM articles WHERE sequence > ? AND arrival <= ? AND NOT deleted LIMIT ?
"""
_ARRIVALS = """
SELECT id, arrival FROM articles WHERE id IN (SELECT value FROM json_each(?)) AND NOT deleted
"""
_LAST_CORRECTED = """
SELECT article_id, max(max(moment, ended)) FROM corrections
WHERE article_id IN (SELECT value FROM json_each(?)) GROUP BY article_id
"""

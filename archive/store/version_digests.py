"""Digests of current versions, by which a reader notices that an article's text has changed."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from archive.store.connection import Database
from archive.store.statements import current_versions, in_json_list
from archive.store.tables import articles, versions


@dataclass(frozen=True, slots=True)
class VersionDigest:
    """Number of an article's current version, and the SHA-256 of its content in hexadecimal."""

    version: int
    digest: str


def current_digests(database: Database, ids: Collection[str]) -> dict[str, VersionDigest]:
    """Digests by article id; ids that are unknown or deleted are left out."""
    query = current_versions(articles.c.id, articles.c.version, versions.c.digest).where(
        in_json_list(articles.c.id), ~articles.c.deleted
    )
    with database.reading() as connection:
        rows = connection.execute(query, {"listed": json.dumps(sorted(ids))})
        return {row.id: VersionDigest(row.version, row.digest) for row in rows}

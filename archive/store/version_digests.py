"""Digests of current versions, by which a reader notices that an article's text has changed."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from archive.store.database_file import DatabaseFile


@dataclass(frozen=True, slots=True)
class VersionDigest:
    """Number of an article's current version, and the SHA-256 of its content in hexadecimal."""

    version: int
    digest: str


def current_digests(database: DatabaseFile, ids: Collection[str]) -> dict[str, VersionDigest]:
    """Digests by article id; ids that are unknown or deleted are left out."""
    with database.raw_reading() as execute:
        rows = execute(_DIGESTS, (json.dumps(sorted(ids)),))
        return {article_id: VersionDigest(version, digest) for article_id, version, digest in rows}


_DIGESTS = """
SELECT articles.id, articles.version, versions.digest
FROM articles
JOIN versions ON versions.article_id = articles.id AND versions.version = articles.version
WHERE articles.id IN (SELECT value FROM json_each(?)) AND NOT articles.deleted
"""

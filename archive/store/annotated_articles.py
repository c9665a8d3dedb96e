"""Annotations laid over the articles that the store gives out."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.model.article import Article
from archive.store.database_file import Execute


def annotated(execute: Execute, read: Sequence[Article]) -> list[Article]:
    """The articles with their annotations, in the same order."""
    ids = (json.dumps([article.id for article in read]),)
    tagged, noted, listed = (
        _grouped(execute(statement, ids)) for statement in (_TAGS, _NOTES, _COLLECTIONS)
    )
    return [
        replace(
            article,
            tags=tagged.get(article.id, ()),
            notes=noted.get(article.id, ()),
            collections=listed.get(article.id, ()),
        )
        if article.id in tagged or article.id in noted or article.id in listed
        else article
        for article in read
    ]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, tuple[str, ...]] = {}
    for article_id, text in pairs:
        grouped[article_id] = (*grouped.get(article_id, ()), text)
    return grouped


_TAGS = """
SELECT article_id, tag FROM tags
WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY tag
"""
_NOTES = """
SELECT article_id, text FROM notes
WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_COLLECTIONS = """
SELECT collected.article_id, collections.name
FROM collected JOIN collections ON collections.id = collected.collection_id
WHERE collected.article_id IN (SELECT value FROM json_each(?)) ORDER BY collections.name
"""

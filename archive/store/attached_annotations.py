"""Annotations for an export: what readers put to articles, with who made it and when."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from archive.model.correction import CorrectedField, CorrectionState
from archive.model.exported import (
    Attached,
    CollectionLine,
    CorrectionLine,
    ExportedCollection,
    NoteLine,
    TagLine,
)
from archive.store.database_file import Execute


def attached_to(execute: Execute, ids: Sequence[str]) -> dict[str, Attached]:
    """What readers put to articles, by id; articles without anything are left out."""
    tagged, noted, listed, corrected = (
        _by_article(execute, statement, ids)
        for statement in (_TAGS, _NOTES, _COLLECTED, _CORRECTIONS)
    )
    return {
        each: Attached(
            tuple(TagLine(*row) for row in tagged.get(each, ())),
            tuple(NoteLine(*row) for row in noted.get(each, ())),
            tuple(CollectionLine(*row) for row in listed.get(each, ())),
            tuple(map(_correction_line, corrected.get(each, ()))),
        )
        for each in {*tagged, *noted, *listed, *corrected}
    }


def collections_with(
    execute: Execute, arrivals: Collection[int] | None
) -> list[ExportedCollection]:
    """Collections that have an article of these arrivals, all for None; in the order of making."""
    wanted = None if arrivals is None else set(arrivals)
    having = {number for number, arrival in execute(_MEMBERS, ()) if wanted and arrival in wanted}
    return [
        ExportedCollection(*told)
        for number, *told in execute(_EVERY_COLLECTION, ())
        if wanted is None or number in having
    ]


def _correction_line(row: Sequence[str]) -> CorrectionLine:
    field, value, why, who, moment, state, ended, ended_by = row
    of_field = CorrectedField(field)
    return CorrectionLine(
        of_field, value, why, who, moment, CorrectionState(state), ended, ended_by
    )


def _by_article(
    execute: Execute, statement: str, ids: Sequence[str]
) -> Mapping[str, list[tuple[Any, ...]]]:
    """Rows of a statement by the id in their first column, without it, in their order."""
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for article_id, *told in execute(statement, (json.dumps(ids),)):
        found[article_id].append(tuple(told))
    return found


_TAGS = """
SELECT article_id, tag, who, moment FROM tags
WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY tag
"""
_NOTES = """
SELECT article_id, text, who, moment FROM notes
WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_COLLECTED = """
SELECT article_id, name, position, note, collected.who, moment
FROM collected JOIN collections ON collections.id = collection_id
WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY name
"""
_CORRECTIONS = """
SELECT article_id, field, value, why, who, moment, state, ended, ended_by FROM corrections
WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_EVERY_COLLECTION = "SELECT id, name, description, who, created FROM collections ORDER BY id"
_MEMBERS = """
SELECT collection_id, arrival FROM collected JOIN articles ON articles.id = article_id
"""

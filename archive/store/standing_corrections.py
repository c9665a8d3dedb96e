"""Corrections in force, laid over the articles that the store gives out."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from archive.model.article import Article, Corrected
from archive.model.correction import (
    CorrectedField,
    Correction,
    CorrectionState,
    value_from_json,
    value_in,
    with_value,
    written,
)
from archive.store.database_file import Execute


def in_force(execute: Execute, ids: Sequence[str]) -> dict[str, list[Correction]]:
    """Corrections in force, by the ids of their articles."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for row in execute(_IN_FORCE, (json.dumps(ids),)):
        correction = correction_of(row)
        found[correction.article_id].append(correction)
    return found


def corrected(article: Article, there: Iterable[Correction]) -> Article:
    """The article with its corrections in force, each with what came in."""
    told: list[Corrected] = []
    for each in there:
        if each.state is CorrectionState.IN_FORCE:
            came_in = written(value_in(article, each.field))
            article = with_value(article, each.field, each.value)
            told.append(Corrected(each.id, each.field, each.who, each.moment, each.why, came_in))
    if not told:
        return article
    order = list(CorrectedField)
    told.sort(key=lambda correction: order.index(CorrectedField(correction.field)))
    return replace(article, corrections=tuple(told))


def correction_of(row: Sequence[Any]) -> Correction:
    """Correction of a row whose columns are in the order of its fields."""
    number, article_id, name, value, why, who, moment, state, ended, ended_by = row
    field = CorrectedField(name)
    return Correction(
        number,
        article_id,
        field,
        value_from_json(field, value),
        why,
        who,
        moment,
        CorrectionState(state),
        ended,
        ended_by,
    )


_IN_FORCE = """
SELECT id, article_id, field, value, why, who, moment, state, ended, ended_by FROM corrections
WHERE state = 'in force' AND article_id IN (SELECT value FROM json_each(?))
"""

"""Facets as a person sees them: labelled, in order, ticked or not."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from indexer.engine import FacetFilter
from indexer.fields import FACETS, PATH_SEPARATOR, UNDATED, Facet
from indexer.results import FacetValue, FacetValues, Question


def facet_values(counts: Mapping[str, Mapping[str, int]], question: Question) -> tuple[FacetValues, ...]:
    """The facets of an answer, in the order of the registry.

    What was ticked or excluded is given even where its count is 0, so that it can be undone.
    """
    return tuple(
        _one(facet, counts[facet.name], question.filters.get(facet.name, FacetFilter()), question)
        for facet in FACETS
        if facet.name in counts
    )


def _one(
    facet: Facet, counts: Mapping[str, int], ticked: FacetFilter, question: Question
) -> FacetValues:
    known = {**dict.fromkeys((*ticked.include, *ticked.exclude), 0), **counts}
    if facet.tree:
        known = _with_parents(known)
    children: dict[str, list[str]] = {}
    for value in known:
        children.setdefault(_parent(value) if facet.tree else "", []).append(value)
    order = _by_year if facet.name == "year" else lambda value: (-known[value], value)
    for siblings in children.values():
        siblings.sort(key=order)
    roots = children.get("", [])
    chosen = {value.split(PATH_SEPARATOR)[0] if facet.tree else value for value in (*ticked.include, *ticked.exclude)}
    limit = len(roots) if question.facet_limit is None else question.facet_limit
    shown = [root for i, root in enumerate(roots) if i < limit or root in chosen]
    values: list[FacetValue] = []

    def descend(value: str, depth: int) -> None:
        values.append(
            FacetValue(
                value=value,
                label=_label(facet, value),
                count=known[value],
                depth=depth,
                selected=value in ticked.include,
                excluded=value in ticked.exclude,
            )
        )
        if facet.tree:
            for child in children.get(value, ()):
                descend(child, depth + 1)

    for root in shown:
        descend(root, 0)
    return FacetValues(facet.name, facet.label, tuple(values), omitted=len(roots) - len(shown))


def _with_parents(known: Mapping[str, int]) -> dict[str, int]:
    """The values with those above them, which a ticked value of no article lacks."""
    whole = dict(known)
    for value in known:
        while value := _parent(value):
            whole.setdefault(value, 0)
    return whole


def _parent(value: str) -> str:
    return value.rpartition(PATH_SEPARATOR)[0]


def _by_year(value: str) -> tuple[bool, str]:
    """Newest first, the undated last."""
    return value == UNDATED, "".join(chr(0x10FFFF - ord(c)) for c in value)


def _label(facet: Facet, value: str) -> str:
    match facet.name:
        case "language":
            return _language_names().get(value, value)
        case "year" if value == UNDATED:
            return "Undated"
        case _ if facet.tree:
            return value.rpartition(PATH_SEPARATOR)[2]
        case _:
            return value


@cache
def _language_names() -> dict[str, str]:
    return {code.replace("_", "-"): name for code, name in Locale("en").languages.items()}

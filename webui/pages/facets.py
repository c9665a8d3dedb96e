"""Facets beside a list: trees of values, each with a link that excludes it."""

from collections import defaultdict
from collections.abc import Sequence

from indexer.schema.fields import FACETS
from indexer.search.results import FacetValues
from webui.links import address_of, list_link
from webui.pages.view_models import FacetGroup, FacetLine
from webui.search_state import Choice, Exclusions, SearchState

# Roots shown at once: as many as fit a screen beside the first results.
SHOWN_ROOTS = 12

_MISSING = {facet.name: facet.missing for facet in FACETS}
_TREES = frozenset(facet.name for facet in FACETS if facet.tree)


def facet_groups(state: SearchState, facets: Sequence[FacetValues]) -> tuple[FacetGroup, ...]:
    """Facets that have values other than “none”, as the page shows them."""
    exclusions = Exclusions(state)
    return tuple(_group(state, exclusions, facet) for facet in facets if _has_choices(facet))


def offered(state: SearchState, facets: Sequence[FacetValues]) -> frozenset[Choice]:
    """Ticked and excluded values that have a check box among these facets."""
    if not (state.ticked or state.excluded):
        return frozenset()
    return frozenset(
        Choice(facet.name, value.value)
        for facet in facets
        for value in facet.values
        if value.selected or value.excluded
    )


def _has_choices(facet: FacetValues) -> bool:
    nothing = _MISSING[facet.name]
    return any(value.value != nothing or value.selected or value.excluded for value in facet.values)


def _group(state: SearchState, exclusions: Exclusions, facet: FacetValues) -> FacetGroup:
    roots = _lines(state, exclusions, facet)
    folded = roots[SHOWN_ROOTS:]
    return FacetGroup(
        name=facet.name,
        label=facet.label,
        tree=facet.name in _TREES,
        shown=roots[:SHOWN_ROOTS],
        folded=folded,
        folded_open=any(line.open for line in folded),
        omitted=facet.omitted,
    )


def _lines(state: SearchState, exclusions: Exclusions, facet: FacetValues) -> tuple[FacetLine, ...]:
    """Roots of a facet's tree, whose values come in depth-first order."""
    listing = address_of("pages.search")
    # Read backwards, so that the values below a value come before it.
    seen = defaultdict[int, list[FacetLine]](list)
    for value in reversed(facet.values):
        below = tuple(reversed(seen.pop(value.depth + 1, ())))
        if value.excluded:
            link = list_link(state.dropping(Choice(facet.name, value.value)))
        else:
            link = f"{listing}?{exclusions.query(facet.name, value.value)}"
        is_open = value.selected or value.excluded or any(line.open for line in below)
        seen[value.depth].append(FacetLine(value, link, is_open, below))
    return tuple(reversed(seen[0]))

"""The facets beside a list: nested, folded, and each value with the links that it offers."""

from collections import defaultdict
from collections.abc import Sequence

from indexer.fields import FACETS
from indexer.results import FacetValues
from webui.parts import FacetGroup, FacetNode
from webui.urls import Choice, Exclusions, SearchState

# As many as a screen shows beside the first results.
SHOWN_ROOTS = 12

_TREES = frozenset(facet.name for facet in FACETS if facet.tree)


def facet_groups(state: SearchState, facets: Sequence[FacetValues]) -> tuple[FacetGroup, ...]:
    """The facets that have values, each as the page shows it."""
    exclusions = Exclusions(state)
    return tuple(_group(state, exclusions, facet) for facet in facets if facet.values)


def offered(state: SearchState, facets: Sequence[FacetValues]) -> frozenset[Choice]:
    """What is ticked or excluded and has a check box to undo it."""
    if not (state.ticked or state.excluded):
        return frozenset()
    return frozenset(
        Choice(facet.name, value.value)
        for facet in facets
        for value in facet.values
        if value.selected or value.excluded
    )


def _group(state: SearchState, exclusions: Exclusions, facet: FacetValues) -> FacetGroup:
    roots = _nodes(state, exclusions, facet)
    folded = roots[SHOWN_ROOTS:]
    return FacetGroup(
        name=facet.name,
        label=facet.label,
        tree=facet.name in _TREES,
        shown=roots[:SHOWN_ROOTS],
        folded=folded,
        folded_open=any(node.open for node in folded),
        omitted=facet.omitted,
    )


def _nodes(state: SearchState, exclusions: Exclusions, facet: FacetValues) -> tuple[FacetNode, ...]:
    """Values in the order of their tree, nested by their depth."""
    # From the last one on: what is below a value has been seen before it.
    seen = defaultdict[int, list[FacetNode]](list)
    for value in reversed(facet.values):
        children = tuple(reversed(seen.pop(value.depth + 1, ())))
        chosen = value.selected or value.excluded
        node = FacetNode(
            value=value,
            children=children,
            open=chosen or any(child.open for child in children),
            excluding="" if value.excluded else exclusions.query(facet.name, value.value),
            without=state.dropping(Choice(facet.name, value.value)) if value.excluded else None,
        )
        seen[value.depth].append(node)
    return tuple(reversed(seen[0]))

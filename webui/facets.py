"""The facets beside a list: nested, folded, and each value with the links that it offers."""

from collections.abc import Sequence

from indexer.fields import FACETS
from indexer.results import FacetValue, FacetValues
from webui.parts import FacetGroup, FacetNode
from webui.urls import Choice, SearchState

# As many as a screen shows beside the first results.
SHOWN_ROOTS = 12

_TREES = frozenset(facet.name for facet in FACETS if facet.tree)


def facet_groups(state: SearchState, facets: Sequence[FacetValues]) -> tuple[FacetGroup, ...]:
    """The facets that have values, each as the page shows it."""
    return tuple(_group(state, facet) for facet in facets if facet.values)


def offered(groups: Sequence[FacetGroup]) -> frozenset[Choice]:
    """Every value that has a check box."""
    roots = [node for group in groups for node in (*group.shown, *group.folded)]
    return frozenset(_choices(roots))


def _choices(nodes: Sequence[FacetNode]) -> list[Choice]:
    return [choice for node in nodes for choice in (node.choice, *_choices(node.children))]


def _group(state: SearchState, facet: FacetValues) -> FacetGroup:
    roots = _nodes(state, facet.name, facet.values)
    folded = roots[SHOWN_ROOTS:]
    return FacetGroup(
        label=facet.label,
        tree=facet.name in _TREES,
        shown=roots[:SHOWN_ROOTS],
        folded=folded,
        folded_open=any(node.open for node in folded),
        omitted=facet.omitted,
    )


def _nodes(state: SearchState, facet: str, values: Sequence[FacetValue]) -> tuple[FacetNode, ...]:
    """Values in the order of their tree, nested by their depth."""
    if not values:
        return ()
    top = values[0].depth
    starts = [i for i, value in enumerate(values) if value.depth <= top]
    ends = [*starts[1:], len(values)]
    return tuple(
        _node(state, facet, values[start], values[start + 1 : end])
        for start, end in zip(starts, ends, strict=True)
    )


def _node(
    state: SearchState, facet: str, value: FacetValue, below: Sequence[FacetValue]
) -> FacetNode:
    choice = Choice(facet, value.value)
    children = _nodes(state, facet, below)
    chosen = value.selected or value.excluded
    return FacetNode(
        value=value,
        choice=choice,
        children=children,
        open=chosen or any(child.open for child in children),
        excluding=state.excluding(choice),
        without=state.dropping(choice),
    )

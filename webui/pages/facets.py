"""Facets beside a list: trees of values, each with links that choose it alone or exclude it."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from archive.model.article import Role
from indexer.schema.fields import BYLINE, FACETS, LONGEST_VALUE
from indexer.search.results import FacetValue, FacetValues
from webui.links import address_of, facet_api_link, facet_link, list_link
from webui.pages.view_models import FacetGroup, FacetLine, RoleLink
from webui.search_state import Choice, Narrowings, SearchState

# Roots shown at once: as many as fit a screen beside the first results. Of months, which the years
# stand for at first sight, none.
SHOWN_ROOTS = 12
SHOWN_MONTHS = 0
# A list with a longer address has no links beside each value: each of them repeats the address.
LONGEST_QUERY = 1_000

_MISSING = {facet.name: facet.missing for facet in FACETS}
_TREES = frozenset(facet.name for facet in FACETS if facet.tree)
_ROLE_NOUNS = {
    Role.REPORTER: "Reporters",
    Role.TRANSLATOR: "Translators",
    Role.WRITER: "Writers",
    Role.EDITOR: "Editors",
    Role.PHOTOGRAPHER: "Photographers",
    Role.AGENCY: "Agencies",
}


def facet_groups(state: SearchState, facets: Sequence[FacetValues]) -> tuple[FacetGroup, ...]:
    """Facets that have values other than “none”, as the page shows them."""
    narrowings = Narrowings(state) if len(state.query) <= LONGEST_QUERY else None
    return tuple(_group(state, narrowings, facet) for facet in facets if _has_choices(facet))


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


def noun_of(facet: FacetValues) -> str:
    """What the values of a facet are called: "regions"."""
    return f"{facet.label.lower()}s"


def role_links(
    state: SearchState, facet: FacetValues, address: Callable[[SearchState], str]
) -> tuple[RoleLink, ...]:
    """Links to all names and to those in each role; none where there is nothing to choose."""
    chosen = state.display.role
    offered_roles = [role for role in Role if role in facet.roles or role is chosen]
    if facet.name != BYLINE or (not chosen and len(offered_roles) < 2):
        return ()
    return tuple(
        RoleLink(
            _ROLE_NOUNS[role] if role else "All names",
            role is chosen,
            address(state.in_role(role)),
        )
        for role in (None, *offered_roles)
    )


def _has_choices(facet: FacetValues) -> bool:
    nothing = _MISSING[facet.name]
    return bool(facet.roles) or any(
        value.value != nothing or value.selected or value.excluded for value in facet.values
    )


def _is_offered(value: FacetValue) -> bool:
    return len(value.value) <= LONGEST_VALUE or value.selected or value.excluded


def _group(state: SearchState, narrowings: Narrowings | None, facet: FacetValues) -> FacetGroup:
    values = [value for value in facet.values if _is_offered(value)]
    roots = _lines(state, narrowings, facet.name, values)
    shown = SHOWN_MONTHS if facet.name == "month" else SHOWN_ROOTS
    folded = roots[shown:]
    has_choices = any(choice.facet == facet.name for choice in state.ticked | state.excluded)
    return FacetGroup(
        name=facet.name,
        label=facet.label,
        noun=noun_of(facet),
        tree=facet.name in _TREES,
        listing=facet_link(facet.name, state),
        page=facet_link(facet.name, SearchState()),
        source=facet_api_link(facet.name),
        roles=role_links(state, facet, list_link),
        cleared=state.clearing(facet.name) if has_choices else None,
        shown=roots[:shown],
        folded=folded,
        folded_open=any(line.open for line in folded),
        omitted=facet.omitted + len(facet.values) - len(values),
    )


def _lines(
    state: SearchState, narrowings: Narrowings | None, facet: str, values: Sequence[FacetValue]
) -> tuple[FacetLine, ...]:
    """Roots of a facet's tree, whose values come in depth-first order."""
    listing = address_of("pages.search")
    # Read backwards, so that the values below a value come before it.
    seen = defaultdict[int, list[FacetLine]](list)
    for value in reversed(values):
        below = tuple(reversed(seen.pop(value.depth + 1, ())))
        only = link = ""
        if narrowings and value.excluded:
            link = list_link(state.dropping(Choice(facet, value.value)))
        elif narrowings:
            only = f"{listing}?{narrowings.choosing(facet, value.value)}"
            link = f"{listing}?{narrowings.excluding(facet, value.value)}"
        is_open = value.selected or value.excluded or any(line.open for line in below)
        seen[value.depth].append(FacetLine(value, only, link, is_open, below))
    return tuple(reversed(seen[0]))

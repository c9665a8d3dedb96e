"""The facets beside a list: nested and folded, each value as HTML with the links that it offers.

A page has some hundred values, for which a template takes four times as long.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import escape

import msgspec
from markupsafe import Markup

from indexer.schema.fields import FACETS
from indexer.search.results import FacetValue, FacetValues
from webui.formatting import address_of, list_link, number_text
from webui.pages.view_models import FacetGroup
from webui.search_state import Choice, Exclusions, SearchState

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


class _Item(msgspec.Struct, frozen=True, gc=False):
    """A value with those below it; `open` where one of them, or itself, is ticked or excluded."""

    html: str
    open: bool


def _group(state: SearchState, exclusions: Exclusions, facet: FacetValues) -> FacetGroup:
    roots = _items(state, exclusions, facet)
    folded = roots[SHOWN_ROOTS:]
    return FacetGroup(
        label=facet.label,
        tree=facet.name in _TREES,
        shown=_listed(roots[:SHOWN_ROOTS]),
        folded=_listed(folded),
        folded_count=len(folded),
        folded_open=any(item.open for item in folded),
        omitted=facet.omitted,
    )


def _items(state: SearchState, exclusions: Exclusions, facet: FacetValues) -> list[_Item]:
    """The values at the top of a facet, which come in the order of their tree."""
    listing = address_of("pages.search")
    # From the last one on: what is below a value has been seen before it.
    seen = defaultdict[int, list[_Item]](list)
    for value in reversed(facet.values):
        below = seen.pop(value.depth + 1, [])[::-1]
        if value.excluded:
            line = _excluded(facet.name, value, state)
        else:
            without = f"{listing}?{exclusions.query(facet.name, value.value)}"
            line = _line(facet.name, value, without)
        is_open = value.selected or value.excluded or any(item.open for item in below)
        within = _within(value, below, is_open=is_open) if below else ""
        seen[value.depth].append(_Item(f"<li>{line}{within}</li>", is_open))
    return seen[0][::-1]


def _line(facet: str, value: FacetValue, without: str) -> str:
    label = escape(value.label)
    box = _box(facet, value.value, checked=value.selected)
    return (
        f'<div class="value"><label>{box}<span class="label"><bdi>{label}</bdi></span>'
        f' <span class="count">{number_text(value.count)}</span></label>'
        f' <a href="{escape(without)}" rel="nofollow">'
        f'not<span class="unseen"> <bdi>{label}</bdi></span></a></div>'
    )


def _excluded(facet: str, value: FacetValue, state: SearchState) -> str:
    label = escape(value.label)
    box = _box("not", f"{facet}:{value.value}", checked=True)
    undone = list_link(state.dropping(Choice(facet, value.value)))
    return (
        f'<div class="value excluded"><label>{box}'
        f'<span class="label"><span class="unseen">not </span><bdi>{label}</bdi></span></label>'
        f' <a href="{escape(undone)}">'
        f'undo<span class="unseen"> the exclusion of <bdi>{label}</bdi></span></a></div>'
    )


def _box(name: str, value: str, *, checked: bool) -> str:
    said = " checked" if checked else ""
    return f'<input type="checkbox" form="search" name="{name}" value="{escape(value)}"{said}>'


def _within(value: FacetValue, below: Iterable[_Item], *, is_open: bool) -> str:
    """What is below a value, folded away unless something of it is chosen."""
    opened = " open" if is_open else ""
    summary = f'<span class="unseen">Within <bdi>{escape(value.label)}</bdi></span>'
    return f"<details{opened}><summary>{summary}</summary>{_listed(below)}</details>"


def _listed(items: Iterable[_Item]) -> Markup:
    lines = "\n".join(item.html for item in items)
    return Markup(f"<ul>{lines}</ul>")  # noqa: S704 - all that is no tag is escaped

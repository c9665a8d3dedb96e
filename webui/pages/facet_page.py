"""The page of a facet: all of its values in a list of articles, some at a time."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from archive.authority import SuggestedMerge
from indexer.schema.fields import FACETS, LONGEST_VALUE, NONE, UNDATED
from indexer.search.facet_listing import ListedValue, ValueOrder, listed_values, natural_order
from indexer.search.results import FacetValue, Results
from webui.links import address_of, facet_link, list_link
from webui.pages.contexts import FacetContext
from webui.pages.facets import noun_of, role_links
from webui.pages.view_models import FacetRow, IndexLetter, OrderLink, RoleCount
from webui.query_string import FacetReading
from webui.search_state import Choice, Narrowings, SearchState

# Room for the links of all rows: each of them repeats the address of the list.
_ROOM_CHARACTERS = 400_000
_SHOWN_MERGES = 5
_DATES = frozenset(facet.name for facet in FACETS if facet.dates)
_TREES = frozenset(facet.name for facet in FACETS if facet.tree)


def facet_context(
    reading: FacetReading, results: Results, merges: Sequence[SuggestedMerge]
) -> FacetContext:
    """Context of the page that shows a facet's values; `merges` are suggested of them."""
    (facet,) = results.facets
    state = replace(reading.state, page=1)
    every = listed_values(facet, "", reading.order)
    found = listed_values(facet, reading.find, reading.order) if reading.find else every
    size = min(reading.limit, max(10, _ROOM_CHARACTERS // (4 * len(state.query) + 100)))
    # An offset beyond the end shows the end.
    start = min(reading.offset, max(0, len(found) - 1) // size * size)
    pages = _Listing(reading, state)
    return FacetContext(
        state=reading.state,
        hidden=replace(state, text="", any_word=False).parameters,
        warnings=reading.notices,
        name=facet.name,
        label=facet.label,
        noun=noun_of(facet),
        total=results.total,
        has_ticked=_has_ticked(reading),
        complete=results.complete,
        every=_names_among(every),
        found=_names_among(found),
        find=reading.find,
        order="" if reading.order is natural_order(facet.name) else reading.order,
        orders=tuple(pages.orders()),
        roles=role_links(state, facet, pages.of),
        letters=tuple(pages.letters(found, size)),
        start=start + 1,
        rows=tuple(_rows(reading, state, found, range(start, min(start + size, len(found))))),
        previous=pages.at(max(0, start - size)) if start else "",
        following=pages.at(start + size) if start + size < len(found) else "",
        merges=tuple(merges[:_SHOWN_MERGES]),
        more_merges=max(0, len(merges) - _SHOWN_MERGES),
    )


def _names_among(listed: Sequence[ListedValue]) -> int:
    """Number of values that articles have, without that of articles without any."""
    values = (each.value for each in listed)
    return sum(value.count > 0 and value.value not in {NONE, UNDATED} for value in values)


def _has_ticked(reading: FacetReading) -> bool:
    return any(choice.facet == reading.facet for choice in reading.state.ticked)


class _Listing:
    """Addresses of one facet's listing: other pages of it, orders and roles."""

    def __init__(self, reading: FacetReading, state: SearchState) -> None:
        self._facet = reading.facet
        self._find = reading.find
        self._order = reading.order
        self._state = state

    def at(self, offset: int) -> str:
        """Address of the page that begins after so many values."""
        return self._link(self._state, self._order, offset)

    def of(self, state: SearchState) -> str:
        """Address of the same listing for another list."""
        return self._link(state, self._order, 0)

    def orders(self) -> Iterator[OrderLink]:
        """Links to the orders."""
        by_name = "Newest first" if self._facet in _DATES else "A to Z"
        for order, label in {ValueOrder.COUNT: "Most articles", ValueOrder.NAME: by_name}.items():
            yield OrderLink(label, order is self._order, self._link(self._state, order, 0))

    def letters(self, found: Sequence[ListedValue], size: int) -> Iterator[IndexLetter]:
        """Links to the first name of each letter, on whichever page that stands."""
        for place in _first_places(found):
            page = self.at(place // size * size)
            yield IndexLetter(found[place].initial, f"{page}#{_anchor(place)}")

    def _link(self, state: SearchState, order: ValueOrder, offset: int) -> str:
        chosen = None if order is natural_order(self._facet) else order
        return facet_link(self._facet, state, find=self._find, order=chosen, offset=offset)


def _first_places(found: Sequence[ListedValue]) -> Iterator[int]:
    """Places of the first name of each letter; none where there is no index."""
    before = ""
    for place, listed in enumerate(found):
        if listed.initial and listed.initial != before:
            yield place
        before = listed.initial


def _anchor(place: int) -> str:
    return f"value-{place + 1}"


def _rows(
    reading: FacetReading, state: SearchState, found: Sequence[ListedValue], places: range
) -> Iterator[FacetRow]:
    narrowings = Narrowings(state)
    listing = address_of("pages.search")
    firsts = set(_first_places(found))
    facet = reading.facet
    in_tree = reading.order is ValueOrder.COUNT and not reading.find and facet in _TREES
    has_ticked = _has_ticked(reading)

    def only(value: FacetValue) -> str:
        return f"{listing}?{narrowings.choosing(facet, value.value)}"

    def excluding(value: FacetValue) -> str:
        return f"{listing}?{narrowings.excluding(facet, value.value)}"

    for place in places:
        listed = found[place]
        value = listed.value
        choice = Choice(facet, value.value)
        is_chosen = value.selected or value.excluded
        is_name = len(value.value) <= LONGEST_VALUE
        yield FacetRow(
            listed=listed,
            indented=min(value.depth, 5) if in_tree and place != places[0] else 0,
            anchor=_anchor(place) if place in firsts else "",
            roles=tuple(RoleCount(role, only(role)) for role in listed.below),
            only=only(value) if is_name and not value.excluded else "",
            added=list_link(state.ticking(choice))
            if has_ticked and is_name and not is_chosen
            else "",
            link=excluding(value) if is_name and not is_chosen else "",
            undone=list_link(state.dropping(choice)) if is_chosen else "",
        )

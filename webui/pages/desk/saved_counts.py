"""Counts of saved searches: what their lists have now, and what came in since somebody looked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec.structs import replace as replace_state

from archive.store.saved_searches import SavedSearch
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService
from webui.pages.list_names import list_name
from webui.query_string import read_page
from webui.search_state import SearchState


@dataclass(frozen=True, slots=True)
class CountedSearch:
    """A saved search with its list, the list of what is new in it, and the totals of both.

    Where it is not `complete`, time ran out: there may be more. `says` is the list in words.
    """

    search: SavedSearch
    state: SearchState
    new_state: SearchState
    says: str
    total: int
    new: int
    complete: bool


@dataclass(frozen=True, slots=True)
class CountedSearches:
    """Saved searches with their counts, which hold up to the arrival `upto`."""

    searches: tuple[CountedSearch, ...]
    upto: int


def saved_state(query: str) -> SearchState:
    """List of a query string, as it is kept: its first page, not explained, with all arrivals."""
    state = read_page(query.encode(errors="replace")).state
    return replace_state(state, page=1, explained=False, since=0)


def counted_searches(searches: Sequence[SavedSearch], service: SearchService) -> CountedSearches:
    """Count saved searches by the queries that their pages ask, all in one time limit."""
    upto = service.horizon()
    states = [saved_state(search.query) for search in searches]
    new_states = [
        # At 0 the address would say nothing; no article has the arrival 0 either way.
        replace_state(state, since=search.looked)
        for search, state in zip(searches, states, strict=True)
    ]
    results = service.search_together([_count(state) for state in (*states, *new_states)])
    every, new = results[: len(states)], results[len(states) :]
    counted = tuple(
        CountedSearch(
            search,
            state,
            new_state,
            list_name(state),
            total.total,
            fresh.total,
            total.complete and fresh.complete,
        )
        for search, state, new_state, total, fresh in zip(
            searches, states, new_states, every, new, strict=True
        )
    )
    return CountedSearches(counted, upto)


def _count(state: SearchState) -> SearchQuery:
    return replace(state.question(), offset=0, limit=0, facets=())

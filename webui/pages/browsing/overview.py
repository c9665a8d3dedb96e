"""Overviews: counts of articles within a choice, each the length of the list that it links to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import current_app
from msgspec.structs import replace as replace_state

from indexer.engines.engine import Sort
from indexer.schema.fields import FACETS
from indexer.search.results import FacetValue, FoundArticle
from indexer.search.service import IndexState, SearchService
from webui.search_state import Choice, SearchState
from webui.services import backend

# The list of all articles.
ALL = SearchState()
_KEY = "backfile-overviews"
# An overview of all of 36,000 articles holds some 2,000 values.
_MOST_KEPT = 64
# Longer values have no line anywhere: pages of hundreds of them would be too large. They have their
# own page all the same.
_LONGEST = 300
_MISSING = {facet.name: facet.missing for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Overview:
    """Length of the list of a search state, and counts of the facets that were asked for.

    As beside a list, a facet is counted without the values ticked in itself. Values of more than
    300 characters are left out. An overview that is not `complete` ran out of time: its counts may
    be too low.
    """

    state: SearchState
    total: int
    facets: Mapping[str, Mapping[str, FacetValue]]
    complete: bool

    def values(self, facet: str) -> tuple[FacetValue, ...]:
        """Values of a facet in the service's order, without that of articles without any."""
        missing = _MISSING[facet]
        return tuple(each for each in self.facets[facet].values() if each.value != missing)

    def count(self, facet: str, value: str) -> int:
        """Articles with one value of a facet; 0 where no article has it."""
        found = self.facets[facet].get(value)
        return found.count if found else 0

    def missing(self, facet: str) -> int:
        """Articles that have no value of a facet."""
        return self.count(facet, _MISSING[facet])


class Overviews:
    """Overviews by search state, kept until the archive or its index changes."""

    def __init__(self, service: SearchService) -> None:
        self._service = service
        self._stamp: IndexState | None = None
        self._kept: dict[tuple[SearchState, tuple[str, ...]], Overview] = {}

    def of(self, *facets: str, state: SearchState = ALL) -> Overview:
        """Overview of the list of a search state, by default of all articles."""
        stamp = self._service.state()
        if stamp != self._stamp or len(self._kept) >= _MOST_KEPT:
            self._stamp, self._kept = stamp, {}
        overview = self._kept.get((state, facets)) or self._counted(state, facets)
        if overview.complete:
            self._kept[state, facets] = overview
        return overview

    def first(
        self, number: int, *, state: SearchState = ALL, sort: Sort = Sort.NEWEST
    ) -> tuple[FoundArticle, ...]:
        """First articles of the list of a search state."""
        question = replace(state.question(), facets=(), sort=sort, limit=number)
        return self._service.search(question).found

    def _counted(self, state: SearchState, facets: tuple[str, ...]) -> Overview:
        question = replace(state.question(), facets=facets, facet_limit=None, limit=0)
        results = self._service.search(question)
        counts = {
            facet.name: {each.value: each for each in facet.values if len(each.value) <= _LONGEST}
            for facet in results.facets
        }
        return Overview(state, results.total, counts, results.complete)


def overviews() -> Overviews:
    """Overviews of the application that handles the current request."""
    kept: Overviews | None = current_app.extensions.get(_KEY)
    if kept is None:
        kept = current_app.extensions[_KEY] = Overviews(backend().service)
    return kept


def within(state: SearchState, facet: str, value: str) -> SearchState:
    """Search state with one more value ticked."""
    return replace_state(state, ticked=state.ticked | {Choice(facet, value)})


def only(facet: str, value: str) -> SearchState:
    """Search state of all articles with one value of a facet."""
    return within(ALL, facet, value)

"""Execution of a search on one engine: its page of hits, and counts of related queries."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from archive.time_budget import Deadline, OutOfTime
from indexer.engines.engine import Engine, FacetFilter, HitPage, SearchRequest, Sort
from indexer.query.ast import (
    Arrivals,
    DateRange,
    Everything,
    Listed,
    Not,
    ParsedQuery,
    Query,
    narrowed,
)
from indexer.search.hyphen_expansion import HyphenExpander
from indexer.search.results import SearchQuery
from indexer.search.verification import GetMany, VerifiableQuery, Verifier


class QueryExecution:
    """A search with its dates, filters and order, run on one engine until a deadline.

    What matches one of `without` is left out; where one of these is incomplete, nothing is known
    to be left. `deadline` is in the seconds of `time.monotonic`.
    """

    def __init__(
        self,
        engine: Engine,
        hyphens: HyphenExpander,
        get_many: GetMany,
        question: SearchQuery,
        parsed: ParsedQuery,
        deadline: float,
        without: Sequence[VerifiableQuery] = (),
    ) -> None:
        self.parsed = parsed
        # Whether no counts were cut off by the deadline.
        self.counts_complete = True
        self._without = without
        self._engine = engine
        self._hyphens = hyphens
        self._get_many = get_many
        self.question = question
        self._request = SearchRequest(
            query=parsed.query,
            filters=question.filters,
            facets=question.facets,
            sort=question.sort,
            offset=question.offset,
            limit=question.limit,
            collapse=not (parsed.show_duplicates or question.each),
            deadline=deadline,
        )

    def page(self) -> HitPage:
        """The page of hits with its total and facets."""
        return self._answered(self._request, self._checked)

    def counts(self, facet: str, filters: Mapping[str, FacetFilter]) -> Mapping[str, int]:
        """Counts by the values of a facet under other filters."""
        request = replace(self._request, filters=filters, facets=(facet,), limit=0)
        return self._counted(self._answered(request, self._checked), facet)

    def whole_counts(self, facet: str) -> Mapping[str, int]:
        """Counts of all articles within the same dates by the values of a facet."""
        request = replace(
            self._request, query=self._dated(Everything()), filters={}, facets=(facet,), limit=0
        )
        return self._counted(self._engine.search(request), facet)

    def _counted(self, page: HitPage, facet: str) -> Mapping[str, int]:
        self.counts_complete &= page.complete
        return page.facets[facet]

    def hits(self, query: Query) -> int:
        """Length of the result list for another query, with the same dates and filters.

        Raises `OutOfTime` where the deadline leaves no time to know it.
        """
        if Deadline(self._request.deadline).expired():
            raise OutOfTime
        request = replace(self._request, facets=(), limit=0)
        page = self._answered(request, self._verified(query))
        if not page.complete:
            raise OutOfTime
        return page.total

    def everything_found(self) -> VerifiableQuery:
        """Query that matches what this search finds; by the ids where it is more than a query.

        So a query does not grow by all that is left out of what is left out.
        """
        checked = self._checked
        if not self._request.filters and not self._without:
            return checked
        request = replace(
            self._request,
            query=checked.query,
            facets=(),
            sort=Sort.NEWEST,
            offset=0,
            limit=self._engine.count(),
            collapse=False,
        )
        page = self._answered(request, checked)
        return VerifiableQuery(Listed(frozenset(hit.id for hit in page.hits)), page.complete)

    @cached_property
    def _checked(self) -> VerifiableQuery:
        """Query of the search itself, verified once for all that is counted of it."""
        return self._verified(self._request.query)

    def _verified(self, query: Query) -> VerifiableQuery:
        dated = self._dated(self._hyphens.expanded(query))
        if not all(other.complete for other in self._without):
            return VerifiableQuery(Listed(frozenset()), complete=False)
        for other in self._without:
            dated = narrowed(dated, Not(other.query))
        return Verifier(self._engine, self._get_many, self._request.deadline).checked(dated)

    def _answered(self, request: SearchRequest, checked: VerifiableQuery) -> HitPage:
        page = self._engine.search(replace(request, query=checked.query))
        return page if checked.complete else replace(page, complete=False)

    def _dated(self, query: Query) -> Query:
        """The query within the days and the arrivals of the search."""
        asked = self.question
        if asked.first is not None or asked.last is not None:
            query = narrowed(query, DateRange(asked.first, asked.last))
        if asked.since or asked.upto is not None:
            query = narrowed(query, Arrivals(asked.since, asked.upto))
        return query

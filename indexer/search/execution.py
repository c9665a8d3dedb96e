"""Execution of a search on one engine: its page of hits, and hit counts of related queries."""

from msgspec.structs import replace

from indexer.engines.engine import Engine, HitPage, SearchRequest
from indexer.query.ast import DateRange, ParsedQuery, Query, narrowed
from indexer.search.hyphen_expansion import HyphenExpander
from indexer.search.results import SearchQuery
from indexer.search.verification import GetMany, Verifier


class QueryExecution:
    """A search with its dates, filters and order, run on one engine until a deadline.

    `deadline` is in the seconds of `time.monotonic`.
    """

    def __init__(
        self,
        engine: Engine,
        hyphens: HyphenExpander,
        get_many: GetMany,
        question: SearchQuery,
        parsed: ParsedQuery,
        deadline: float,
    ) -> None:
        self._engine = engine
        self._hyphens = hyphens
        self._get_many = get_many
        self._question = question
        self._request = SearchRequest(
            query=parsed.query,
            filters=question.filters,
            facets=question.facets,
            sort=question.sort,
            offset=question.offset,
            limit=question.limit,
            collapse=not parsed.show_duplicates,
            deadline=deadline,
        )

    def page(self) -> HitPage:
        """The page of hits with its total and facets."""
        return self._answered(self._request)

    def hits(self, query: Query) -> int:
        """Length of the result list for another query, with the same dates and filters."""
        return self._answered(replace(self._request, query=query, facets=(), limit=0)).total

    def _answered(self, request: SearchRequest) -> HitPage:
        checker = Verifier(self._engine, self._get_many, request.deadline)
        query = self._hyphens.expanded(request.query)
        checked = checker.checked(_dated(query, self._question))
        if checked.query is not request.query:
            request = replace(request, query=checked.query)
        page = self._engine.search(request)
        return page if checked.complete else replace(page, complete=False)


def _dated(query: Query, question: SearchQuery) -> Query:
    if question.first is None and question.last is None:
        return query
    return narrowed(query, DateRange(question.first, question.last))

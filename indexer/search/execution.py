"""One question put to one engine: its page, and how many articles any query finds beside it."""

from msgspec.structs import replace

from indexer.engines.engine import Engine, HitPage, SearchRequest
from indexer.query.ast import DateRange, ParsedQuery, Query, narrowed
from indexer.schema.fields import FACETS
from indexer.search.hyphen_expansion import Hyphens
from indexer.search.results import SearchQuery
from indexer.search.verification import GetMany, Verifier


class QueryExecution:
    """A question with its dates, filters and order, as an engine is asked it until a deadline."""

    def __init__(
        self,
        engine: Engine,
        hyphens: Hyphens,
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
            facets=tuple(facet.name for facet in FACETS),
            sort=question.sort,
            offset=question.offset,
            limit=question.limit,
            collapse=not parsed.show_duplicates,
            deadline=deadline,
        )

    def page(self) -> HitPage:
        """The answer to the question."""
        return self._answered(self._request)

    def hits(self, query: Query) -> int:
        """How many entries the list would have with another query."""
        return self._answered(replace(self._request, query=query, facets=(), limit=0)).total

    def _answered(self, request: SearchRequest) -> HitPage:
        checker = Verifier(self._engine, self._get_many, request.deadline)
        query = self._hyphens.allowed(request.query)
        checked = checker.checked(_dated(query, self._question))
        if checked.query is not request.query:
            request = replace(request, query=checked.query)
        page = self._engine.search(request)
        return page if checked.complete else replace(page, complete=False)


def _dated(query: Query, question: SearchQuery) -> Query:
    if question.first is None and question.last is None:
        return query
    return narrowed(query, DateRange(question.first, question.last))

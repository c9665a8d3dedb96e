"""One question put to one engine: its page, and how many articles any query finds beside it."""

from msgspec.structs import replace

from indexer.checking import Checker, GetMany
from indexer.engine import Engine, Page, SearchRequest
from indexer.fields import FACETS
from indexer.hyphens import Hyphens
from indexer.query import And, DateRange, ParsedQuery, Query
from indexer.results import Question


class Asking:
    """A question with its dates, filters and order, as an engine is asked it until a deadline."""

    def __init__(
        self,
        engine: Engine,
        hyphens: Hyphens,
        get_many: GetMany,
        question: Question,
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

    def page(self) -> Page:
        """The answer to the question."""
        return self._answered(self._request)

    def hits(self, query: Query) -> int:
        """How many entries the list would have with another query."""
        return self._answered(replace(self._request, query=query, facets=(), limit=0)).total

    def _answered(self, request: SearchRequest) -> Page:
        checker = Checker(self._engine, self._get_many, request.deadline)
        query = self._hyphens.allowed(request.query)
        checked = checker.checked(_dated(query, self._question))
        if checked.query is not request.query:
            request = replace(request, query=checked.query)
        page = self._engine.search(request)
        return page if checked.complete else replace(page, complete=False)


def _dated(query: Query, question: Question) -> Query:
    if question.first is None and question.last is None:
        return query
    return And((query, DateRange(question.first, question.last)))

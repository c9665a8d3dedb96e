"""Numbers of hits, counted by searches within a budget: for explanations and relaxation."""

from collections.abc import Callable, Iterable

from archive.time_budget import OutOfTime
from indexer.query.ast import And, Or, Query

# The length that the result list would have with another query; raises `OutOfTime`.
Hits = Callable[[Query], int]


def joined(kind: type[And] | type[Or], parts: Iterable[Query]) -> Query:
    """Conjunction or disjunction of one clause or more; flat: no And in an And, no Or in an Or."""
    flat = [each for p in parts for each in (p.clauses if isinstance(p, kind) else (p,))]
    return kind(tuple(flat)) if len(flat) > 1 else flat[0]


class HitCounts:
    """Memo of the numbers of hits of queries, with a budget of searches.

    Each query is searched once. `left` is how many more may be searched; a new query then
    counts as 0. Once it is `out_of_time`, none may.
    """

    def __init__(self, hits: Hits, most: int) -> None:
        self._hits = hits
        self._totals: dict[Query, int] = {}
        self.left = most
        self.out_of_time = False

    def total(self, query: Query) -> int:
        """Number of hits of a query, 0 for a new one once the budget is spent."""
        if query not in self._totals:
            if not self.left:
                return 0
            self.left -= 1
            try:
                self._totals[query] = self._hits(query)
            except OutOfTime:
                self.left, self.out_of_time = 0, True
                return 0
        return self._totals[query]

"""Batch: many searches counted by the values of one facet, a matrix of rows and values."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from archive import time_budget
from indexer.desk.named_query import NamedQuery
from indexer.schema.fields import FACETS, PATH_SEPARATOR, Facet
from indexer.search.facets import value_label
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService

# Facets that queries can be counted by.
BATCH_FACETS = ("year", "month", "region", "source")


@dataclass(frozen=True, slots=True)
class CountedRow:
    """Query with the length of its list, and of those of it with each value; None with an error.

    `notices` say what of the query could not be taken as typed.
    """

    query: NamedQuery
    total: int | None
    counts: Mapping[str, int]
    notices: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class CountMatrix:
    """Counts of many queries. `values` are the columns, with the `labels` of them.

    An article that several rows find counts in the totals of each. In a facet whose values are
    paths, or of which an article has several, a row's counts add up to more than its total.
    """

    facet: str
    values: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[CountedRow, ...]

    @property
    def totals(self) -> dict[str, int]:
        """Sum of each column."""
        sums = Counter[str]()
        for row in self.rows:
            sums.update(row.counts)
        return {value: sums[value] for value in self.values}

    @property
    def total(self) -> int:
        """Sum of the rows' totals."""
        return sum(row.total or 0 for row in self.rows)


def counted_by(
    service: SearchService,
    queries: Sequence[NamedQuery],
    facet_name: str,
    *,
    budget_s: float | None = None,
) -> CountMatrix:
    """Count queries by a facet; rows for which no time of the budget is left say so.

    Each count is the length of the list with that value ticked.
    """
    ends = None if budget_s is None else time_budget.deadline_of(budget_s)
    rows = tuple(_counted(service, each, facet_name, ends) for each in queries)
    (facet,) = (each for each in FACETS if each.name == facet_name)
    totals = Counter[str]()
    for row in rows:
        totals.update(row.counts)
    values = sorted(totals, key=lambda value: _place(facet, value, totals))
    return CountMatrix(facet_name, tuple(values), tuple(_label(facet, v) for v in values), rows)


def _counted(
    service: SearchService, query: NamedQuery, facet: str, ends: float | None
) -> CountedRow:
    if query.error:
        return CountedRow(query, None, {}, error=query.error)
    if ends is not None and time.monotonic() > ends:
        return CountedRow(query, None, {}, error="no time was left for it: ask for fewer at once")
    time_budget.give_way()
    results = service.search(SearchQuery(query.text, limit=0, facets=(facet,)))
    notices = tuple(notice.message for notice in results.notices)
    if not results.complete:
        return CountedRow(
            query, None, {}, notices, "time ran out before every article was looked at"
        )
    (found,) = results.facets
    counts = {each.value: each.count for each in found.values if each.count}
    return CountedRow(query, results.total, counts, notices)


def _place(facet: Facet, value: str, totals: Mapping[str, int]) -> tuple[object, ...]:
    """Sort key of a column: dates in their order, paths below their parents, else greatest first.

    Articles without a value come last.
    """
    is_missing = value == facet.missing
    if facet.dates:
        return (is_missing, value)
    path = value.split(PATH_SEPARATOR) if facet.tree else [value]
    parents = accumulate(path, lambda above, name: f"{above}{PATH_SEPARATOR}{name}")
    return (is_missing, *((-totals[each], each) for each in parents))


def _label(facet: Facet, value: str) -> str:
    if facet.tree and value != facet.missing:
        return value.replace(PATH_SEPARATOR, " › ")
    return value_label(facet, value)

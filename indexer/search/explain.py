"""Explanation of a query: its clauses as a tree, each with its own number of hits."""

from collections.abc import Sequence

from indexer.query.ast import And, Not, Or, Query, Weighted
from indexer.query.describe import meaning
from indexer.query.unparse import operands, written
from indexer.search.hit_counts import HitCounts, Hits, joined
from indexer.search.results import ExplainedClause

# Each count is a search of its own.
_MOST_COUNTS = 60


def explained(query: Query, hits: Hits) -> ExplainedClause | None:
    """Tree of the clauses of a parsed query with their hits; at most 60 searches.

    Once the budget runs low, the last clauses of a group are counted as one, and the clauses
    within a clause are left out. None where the time is over before all of that is counted.
    """
    counted = HitCounts(hits, _MOST_COUNTS)
    found = _with_clauses(query, counted.total(query), counted, denied=False)
    return None if counted.out_of_time else found


def _with_clauses(
    query: Query, total: int, counted: HitCounts, *, denied: bool, empties: bool = False
) -> ExplainedClause:
    """A clause with the clauses in it. `denied`: it is within a negation, where 0 is no fault."""
    clauses: tuple[ExplainedClause, ...] = ()
    denied = denied or isinstance(query, Not)
    if group := _group_in(query):
        clauses = _clauses(group, counted, is_empty=total == 0 and not denied, denied=denied)
    return ExplainedClause(written(query), meaning(query), total, empties, clauses)


def _group_in(query: Query) -> And | Or | None:
    """The conjunction or disjunction that a clause is, or negates or weights.

    None for a leaf, and for a group that was typed as one word ("co-operate").
    """
    match query:
        case Not(clause) | Weighted(clause):
            return _group_in(clause)
        case And() | Or():
            return query if len(operands(query)) > 1 else None
        case _:
            return None


def _clauses(
    group: And | Or, counted: HitCounts, *, is_empty: bool, denied: bool
) -> tuple[ExplainedClause, ...]:
    kind = type(group)
    parts = operands(group)
    searching = len(parts).bit_length() if is_empty else 0
    room = counted.left - searching
    if room < 2:
        return ()
    rest = parts[room - 1 :] if len(parts) > room else []
    parts = parts[: len(parts) - len(rest)]
    if rest:
        parts.append(joined(kind, rest))
    totals = [counted.total(part) for part in parts]
    emptying = _emptying(parts, totals, counted) if is_empty and kind is And else None
    return tuple(
        ExplainedClause(written(part), meaning(part), total, i == emptying)
        if rest and part is parts[-1]
        else _with_clauses(part, total, counted, denied=denied, empties=i == emptying)
        for i, (part, total) in enumerate(zip(parts, totals, strict=True))
    )


def _emptying(parts: Sequence[Query], totals: Sequence[int], counted: HitCounts) -> int:
    """Index of the first clause whose conjunction with all before it has no hits: by bisection."""
    low, high = 0, totals.index(0) if 0 in totals else len(parts) - 1
    while low < high:
        middle = (low + high) // 2
        if counted.total(joined(And, parts[: middle + 1])):
            low = middle + 1
        else:
            high = middle
    return low

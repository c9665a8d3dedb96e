"""The comparison page: two lists side by side as context of compare.html."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from indexer.schema.fields import FACETS, LONGEST_VALUE, PATH_SEPARATOR
from indexer.search.results import Results, SearchQuery
from indexer.search.timeline import TimelineQuery
from webui.formatting import counted, number_text
from webui.links import article_link, compare_link, list_link
from webui.pages.chart_models import ComparedFacet, ComparedList, Figure, FigureRow, OnlyHit
from webui.pages.contexts import CompareContext
from webui.pages.curves import Searched, curve_chart
from webui.pages.list_names import choice_text, list_name
from webui.query_string import PairReading
from webui.search_state import Choice, SearchState

_COMPARED = ("region", "source")
_MOST_VALUES = 10
_MOST_HITS = 10
_MOST_NOTICES = 3
_FACETS = {facet.name: facet for facet in FACETS}


def compare_questions(reading: PairReading) -> tuple[SearchQuery, ...]:
    """Questions of the page: each list, what only it has, and what both have."""
    lists = [
        replace(
            state.question(),
            facets=("year", "month", *_COMPARED),
            facet_limit=None,
            limit=0,
            timeline=TimelineQuery(),
        )
        for state in (reading.first, reading.second)
    ]
    first, second = (replace(each, timeline=None, facets=()) for each in lists)
    only = [
        replace(one, limit=_MOST_HITS, without=(*one.without, other))
        for one, other in ((first, second), (second, first))
    ]
    return (*lists, *only, replace(first, without=(*first.without, only[0])))


def compare_context(reading: PairReading, results: Sequence[Results]) -> CompareContext:
    """Context of the page that shows the results of its questions, in their order."""
    states = reading.first, reading.second
    *lists, first_only, second_only, both = results
    first, second = (
        Searched(list_name(state), state, each) for state, each in zip(states, lists, strict=True)
    )
    notices = (
        f"{words}, at character {notice.offset + 1}: {notice.message}"
        for words, each in zip(("First list", "Second list"), lists, strict=True)
        for notice in each.notices[:_MOST_NOTICES]
    )
    return CompareContext(
        warnings=(*reading.notices, *notices),
        complete=all(each.complete for each in results),
        lists=(
            _compared("a", "First list", first, reading.second, first_only),
            _compared("b", "Second list", second, reading.first, second_only),
        ),
        both=Figure(counted(both.total, "article"), _both_link(*states)),
        chart=curve_chart((first, second), shares=False),
        facets=tuple(
            ComparedFacet(_FACETS[name].label, rows)
            for name in _COMPARED
            if (rows := tuple(_rows(name, (first, second))))
        ),
        swapped=compare_link(reading.second, reading.first),
    )


def _compared(
    side: str, title: str, search: Searched, other: SearchState, only: Results
) -> ComparedList:
    state = search.state
    kept = structs.replace(state, text="", first=None, last=None)
    without = _without(state, other)
    return ComparedList(
        side=side,
        title=title,
        name=search.label,
        state=state,
        kept=kept.query,
        kept_name=list_name(kept) if kept.query else "",
        total=search.results.total,
        only=Figure(counted(only.total, "article"), list_link(without) if without else None),
        hits=tuple(
            OnlyHit(found.article, article_link(found.article.id, without or state))
            for found in only.found
        ),
    )


def _without(state: SearchState, other: SearchState) -> SearchState | None:
    """List of what another list does not have; None where that is the list of all articles."""
    return structs.replace(state, without=(*state.without, other)) if other.query else None


def _both_link(first: SearchState, second: SearchState) -> str:
    """Address of what two lists have in common: the first without what is only in the first."""
    only = _without(first, second)
    if only is None:
        return list_link(first)
    return list_link(
        structs.replace(first, without=(*first.without, only)) if first.query else second
    )


def _rows(name: str, searches: Sequence[Searched]) -> Iterator[FigureRow]:
    """Rows of the greatest values of a facet, by the larger of their counts."""
    counts = [_counts(name, search) for search in searches]
    most = {
        value: max(known.get(value, 0) for known in counts) for known in counts for value in known
    }
    for value in sorted(most, key=lambda value: (-most[value], value))[:_MOST_VALUES]:
        yield FigureRow(
            choice_text(Choice(name, value)),
            tuple(
                _figure(search.state, name, value, known.get(value, 0))
                for search, known in zip(searches, counts, strict=True)
            ),
        )


def _figure(state: SearchState, name: str, value: str, count: int) -> Figure:
    """Count of a value in a list; "–" where the list is narrowed to other values of the facet."""
    ticked = {choice.value for choice in state.ticked if choice.facet == name}
    if ticked and not _lies_within(value, ticked):
        return Figure("–", None)
    return Figure(
        number_text(count), list_link(state.choosing(Choice(name, value))) if count else None
    )


def _counts(name: str, search: Searched) -> Mapping[str, int]:
    """Counts of the values compared: countries in a tree, or roots if there are no others."""
    values = next(facet.values for facet in search.results.facets if facet.name == name)
    counts = {
        value.value: value.count
        for value in values
        if value.count and len(value.value) <= LONGEST_VALUE
    }
    ticked = {choice.value for choice in search.state.ticked if choice.facet == name}
    if ticked:
        counts = {value: count for value, count in counts.items() if _lies_within(value, ticked)}
    counts.pop(_FACETS[name].missing, None)
    countries = {v: count for v, count in counts.items() if v.count(PATH_SEPARATOR) == 1}
    return countries if _FACETS[name].tree and countries else counts


def _lies_within(value: str, ticked: set[str]) -> bool:
    """Whether a value is one of some others, or below one of them in a tree."""
    return any(value == each or value.startswith(each + PATH_SEPARATOR) for each in ticked)

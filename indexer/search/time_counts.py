"""Counting by time: the timelines of searches that share one axis."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from indexer.engines.engine import FacetFilter
from indexer.schema.fields import FACETS, LONGEST_VALUE, PATH_SEPARATOR
from indexer.search.results import SearchQuery
from indexer.search.timeline import (
    Granularity,
    Period,
    Timeline,
    TimelineQuery,
    TimePoint,
    granularity_for,
    period_of,
)

# Values that a stack tells apart: more colours and patterns cannot be told from each other.
STACKED = 5

Counts = Mapping[str, int]
Filters = Mapping[str, FacetFilter]
_FACETS = {facet.name: facet for facet in FACETS}
_NO_FILTER = FacetFilter()


class TimeCounter:
    """A search whose hits are to be counted by time.

    `counted` has the counts of the facets that are known already. `count` counts the hits by the
    values of a facet under other filters, `count_whole` all articles of the archive within the
    dates of the search.
    """

    def __init__(
        self,
        question: SearchQuery,
        counted: Mapping[str, Counts],
        count: Callable[[str, Filters], Counts],
        count_whole: Callable[[str], Counts],
    ) -> None:
        self.question = question
        self.count_whole = count_whole
        self._counted = dict(counted)
        self._count = count

    def by(self, facet: str) -> Counts:
        """Hits by the values of a facet of dates, without those that a filter on it hides."""
        return self._kept(facet, self._by(facet))

    def under(self, facet: str, filters: Filters) -> Counts:
        """Hits by the values of a facet of dates under other filters."""
        return self._kept(facet, self._count(facet, filters))

    def _by(self, facet: str) -> Counts:
        if facet not in self._counted:
            self._counted[facet] = self._count(facet, self.question.filters)
        return self._counted[facet]

    def _kept(self, facet: str, counts: Counts) -> Counts:
        """Counts without the values that a filter on the facet itself hides.

        An engine counts a facet as if nothing were ticked in it. An article has one date, so that
        the counts of the ticked values stay as they are.
        """
        ticked = self.question.filters.get(facet, _NO_FILTER).include
        return {v: n for v, n in counts.items() if v in ticked} if ticked else counts

    def stack(self, facet: str) -> tuple[str, ...]:
        """Greatest values of a facet of one level: below what is ticked, else roots or countries.

        Of regions the second level is taken where there is one: nearly all of an archive may lie in
        one continent.
        """
        counts = self._by(facet)
        chosen = self.question.filters.get(facet, _NO_FILTER)
        hidden = {_FACETS[facet].missing, *chosen.exclude}
        values = [
            value
            for value, count in counts.items()
            if count and value not in hidden and len(value) <= LONGEST_VALUE
        ]
        if _FACETS[facet].tree:
            values = _of_one_level(values, chosen.include, has_countries=facet == "region")
        elif chosen.include:
            values = [value for value in values if value in chosen.include]
        return tuple(sorted(values, key=lambda value: (-counts[value], value))[:STACKED])


def _of_one_level(
    paths: Sequence[str], ticked: frozenset[str], *, has_countries: bool
) -> list[str]:
    """Paths directly below the ticked ones, else these; without any the roots, or countries."""
    if ticked:
        below = [path for path in paths if path.rpartition(PATH_SEPARATOR)[0] in ticked]
        return below or [path for path in paths if path in ticked]
    countries = [path for path in paths if has_countries and path.count(PATH_SEPARATOR) == 1]
    return countries or [path for path in paths if PATH_SEPARATOR not in path]


def timelines(counters: Sequence[TimeCounter]) -> tuple[Timeline | None, ...]:
    """Timelines of searches at one granularity; None for a search that asks for none."""
    asking = [counter for counter in counters if counter.question.timeline]
    if not asking:
        return (None,) * len(counters)
    granularity = _granularity(asking)
    return tuple(
        _timeline(counter, counter.question.timeline, granularity)
        if counter.question.timeline
        else None
        for counter in counters
    )


def _granularity(counters: Sequence[TimeCounter]) -> Granularity:
    """Granularity that fits all searches, and that most of their dates are known at."""
    years = {value for counter in counters for value in counter.by("year")}
    months = {value for counter in counters for value in counter.by("month")}
    fitting = granularity_for(years, months)
    for granularity in (fitting, Granularity.MONTH, Granularity.YEAR):
        known = coarse = 0
        for counter in counters:
            for value, count in counter.by(granularity).items():
                if period_of(granularity, value):
                    known += count
                elif value != _FACETS[granularity].missing:
                    coarse += count
        if known >= coarse:
            return granularity
    return Granularity.YEAR


def _timeline(counter: TimeCounter, asked: TimelineQuery, granularity: Granularity) -> Timeline:
    counts = dict(counter.by(granularity))
    undated = counts.pop(_FACETS[granularity].missing, 0)
    periods = {value: period_of(granularity, value) for value in sorted(counts)}
    whole: Counts = counter.count_whole(granularity) if asked.shares else {}
    stack = counter.stack(asked.stack) if asked.stack else ()
    parts = _parts(counter, asked.stack, stack, granularity) if asked.stack else ()
    return Timeline(
        granularity=granularity,
        points=tuple(
            TimePoint(
                _within(period, counter.question),
                counts[value],
                whole.get(value, 0) if asked.shares else None,
                tuple(part.get(value, 0) for part in parts),
            )
            for value, period in periods.items()
            if period
        ),
        coarse=tuple((value, counts[value]) for value, period in periods.items() if not period),
        undated=undated,
        stack=stack,
    )


def _within(period: Period, question: SearchQuery) -> Period:
    """Period cut to the dates of a search."""
    first = max(period.first, question.first or period.first)
    last = min(period.last, question.last or period.last)
    return replace(period, first=first, last=last)


def _parts(
    counter: TimeCounter, facet: str, stack: Sequence[str], granularity: Granularity
) -> tuple[Counts, ...]:
    """Hits by period with each value of a stack, then with none of them."""
    filters = counter.question.filters
    chosen = filters.get(facet, _NO_FILTER)
    narrowed = [
        *(FacetFilter(frozenset({value}), chosen.exclude) for value in stack),
        FacetFilter(chosen.include, chosen.exclude.union(stack)),
    ]
    return tuple(counter.under(granularity, {**filters, facet: each}) for each in narrowed)

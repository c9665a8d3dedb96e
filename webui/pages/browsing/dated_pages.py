"""Pages of days, months and years, and the calendar of all years."""

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

from archive.errors import NotFoundError
from indexer.schema.fields import FACETS, UNDATED
from indexer.search.facets import value_label
from webui.formatting import clipped
from webui.links import address_of, list_link, value_link
from webui.pages.browsing.browsing_contexts import CalendarContext, DayContext, MonthsContext
from webui.pages.browsing.browsing_parts import (
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    CountLine,
    Crumb,
    HeadlineGroup,
    Ranking,
)
from webui.pages.browsing.front_page import EVERYTHING
from webui.pages.browsing.overview import Overview, Overviews, only, within
from webui.pages.browsing.rankings import headline_lines, line_within, ranking_within, roots
from webui.pages.browsing.year_chart import MOST_YEARS

_FACETS = {facet.name: facet for facet in FACETS}
_DATE = re.compile(r"([0-9]{1,4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_EXAMPLES = {"year": "2012", "month": "2012-04", "day": "2012-04-15"}
_SHADES = 4
_LONGEST_QUOTE = 40
# Groups of a day and articles in each; fewer groups are longer.
_GROUPS, _ARTICLES = 8, 60
_MOST = 8
_RANKED = (
    ("region", "Regions"),
    ("byline", "People"),
    ("source", "Sources"),
    ("section", "Sections"),
)


def calendar_context(overviews: Overviews) -> CalendarContext:
    """Context of the calendar: every year that has articles, newest first."""
    every = overviews.of(*EVERYTHING)
    years = [
        CalendarYear(
            _line(every, "year", year.value),
            tuple(
                _line_if_any(every, "month", f"{_padded(year.value)}-{n:02}") for n in range(1, 13)
            ),
        )
        for year in every.values("year")[:MOST_YEARS]
    ]
    omitted = len(every.values("year")) - len(years)
    count = every.missing("year")
    undated = CountLine("Undated", list_link(only("year", UNDATED)), count) if count else None
    return CalendarContext(
        every.complete, tuple(calendar.month_abbr[1:]), tuple(years), omitted, undated
    )


def year_context(overviews: Overviews, written: str) -> MonthsContext:
    """Context of a year, "2012". Raises `NotFoundError` for what is no year."""
    day = _first_day(written, "year")
    months = [day.replace(month=number) for number in range(1, 13)]
    return _months_context(overviews, "year", str(day.year), (_calendar_crumb(),), months)


def month_context(overviews: Overviews, written: str) -> MonthsContext:
    """Context of a month, "2012-04". Raises `NotFoundError` for what is no month."""
    day = _first_day(written, "month")
    crumbs = (_calendar_crumb(), _year_crumb(day))
    return _months_context(overviews, "month", day.isoformat()[:7], crumbs, [day])


def day_context(overviews: Overviews, written: str) -> DayContext:
    """Context of a day, "2012-04-15". Raises `NotFoundError` for what is no day."""
    day = _first_day(written, "day")
    written = day.isoformat()
    every = overviews.of(*EVERYTHING)
    overview = overviews.of("region", "byline", "source", "section", state=only("day", written))
    previous, following = _neighbours(every, "day", written)
    month = written[:7]
    return DayContext(
        complete=overview.complete,
        title=_title("day", written),
        crumbs=(
            _calendar_crumb(),
            _year_crumb(day),
            Crumb(_title("month", month), value_link("month", month)),
        ),
        state=overview.state,
        total=overview.total,
        previous=previous,
        following=following,
        groups=tuple(_groups(overviews, overview)),
        rankings=tuple(_rankings(overview, ("region", "byline"))),
        vague=tuple(_vague(every, month, str(day.year))),
        years=tuple(
            CountLine(value.value[:4], value_link("day", value.value), value.count)
            for value in every.values("day")
            if value.value[4:] == written[4:] and value.value != written
        ),
    )


def _first_day(written: str, facet: str) -> date:
    parts = _DATE.fullmatch(written)
    given = [int(each) for each in parts.groups() if each] if parts else []
    try:
        if len(given) == _depth(facet):
            return date(*given, *(1 for _ in range(3 - len(given))))
    except ValueError:
        pass
    shown = f"“{clipped(written, _LONGEST_QUOTE)}”"
    raise NotFoundError(
        f"{shown} is no {facet} of the calendar: write one such as {_EXAMPLES[facet]}"
    )


def _depth(facet: str) -> int:
    return ("year", "month", "day").index(facet) + 1


def _months_context(
    overviews: Overviews, facet: str, written: str, crumbs: tuple[Crumb, ...], months: list[date]
) -> MonthsContext:
    every = overviews.of(*EVERYTHING)
    facets = tuple(name for name, _ in _RANKED)
    overview = overviews.of(*facets, state=only(facet, written))
    previous, following = _neighbours(every, facet, written)
    highest = max((value.count for value in every.values("day")), default=0)
    month = written if facet == "month" else None
    return MonthsContext(
        complete=overview.complete,
        title=_title(facet, written),
        crumbs=crumbs,
        state=overview.state,
        total=overview.total,
        previous=previous,
        following=following,
        months=tuple(_month(every, day, highest) for day in months),
        vague=tuple(_vague(every, month, str(months[0].year))),
        rankings=tuple(_rankings(overview, facets)),
    )


def _month(every: Overview, first: date, highest: int) -> CalendarMonth:
    """Calendar of a month; a day with the `highest` count of all has the deepest shade."""
    written = first.isoformat()[:7]
    weeks = calendar.Calendar().monthdayscalendar(first.year, first.month)
    return CalendarMonth(
        _line(every, "month", written),
        tuple(
            tuple(
                _day(every, f"{written}-{number:02}", highest) if number else None
                for number in week
            )
            for week in weeks
        ),
    )


def _day(every: Overview, written: str, highest: int) -> CalendarDay:
    line = _line_if_any(every, "day", written)
    shade = -(-_SHADES * line.count // highest) if line else 0
    return CalendarDay(int(written[8:]), line, shade)


def _groups(overviews: Overviews, overview: Overview) -> Iterator[HeadlineGroup]:
    """Articles of a day by source, or else by section; in one group where neither parts them."""
    for facet in ("source", "section"):
        values = list(overview.facets[facet].values())
        if len(values) > 1:
            break
    else:
        found = overviews.first(_ARTICLES, state=overview.state)
        if found:
            line = CountLine("", list_link(overview.state), overview.total)
            articles = (each.article for each in found)
            yield HeadlineGroup(line, headline_lines(articles, overview.state))
        return
    values.sort(key=lambda value: -value.count)
    shown = values[:_GROUPS]
    for value in shown:
        state = within(overview.state, facet, value.value)
        found = overviews.first(max(5, _ARTICLES // len(shown)), state=state)
        line = line_within(overview, facet, value.value)
        yield HeadlineGroup(line, headline_lines((each.article for each in found), state))
    for value in values[_GROUPS:]:
        yield HeadlineGroup(line_within(overview, facet, value.value), ())


def _rankings(overview: Overview, facets: tuple[str, ...]) -> Iterator[Ranking]:
    for facet, label in _RANKED:
        if facet in facets and roots(overview, facet):
            yield ranking_within(overview, facet, label, _MOST)


def _vague(every: Overview, month: str | None, year: str) -> Iterator[CountLine]:
    """Articles known only by the month, and by the year, each with the link to their list."""
    values = [month] if month else []
    for value in (*values, _padded(year)):
        facet = "day" if value == month else "month"
        if count := every.count(facet, value):
            yield CountLine(
                _title("month" if value == month else "year", value),
                list_link(only(facet, value)),
                count,
            )


def _neighbours(every: Overview, facet: str, written: str) -> tuple[Crumb | None, Crumb | None]:
    """Nearest days, months or years before and after that have articles."""
    length = len(_EXAMPLES[facet])
    known = sorted(
        _padded(value.value) for value in every.values(facet) if len(_padded(value.value)) == length
    )
    before, after = bisect_left(known, _padded(written)), bisect_right(known, _padded(written))
    previous = known[before - 1] if before else None
    following = known[after] if after < len(known) else None
    return _crumb(facet, previous), _crumb(facet, following)


def _crumb(facet: str, value: str | None) -> Crumb | None:
    return Crumb(_title(facet, value), value_link(facet, value)) if value else None


def _calendar_crumb() -> Crumb:
    return Crumb("Calendar", address_of("browse.days"))


def _year_crumb(day: date) -> Crumb:
    return Crumb(str(day.year), value_link("year", str(day.year)))


def _title(facet: str, value: str) -> str:
    return value_label(_FACETS[facet], value)


def _padded(value: str) -> str:
    """Date with a year of four digits, as the facets of months and days write it."""
    year, dash, rest = value.partition("-")
    return f"{year:0>4}{dash}{rest}"


def _line(every: Overview, facet: str, value: str) -> CountLine:
    return CountLine(_title(facet, value), value_link(facet, value), every.count(facet, value))


def _line_if_any(every: Overview, facet: str, value: str) -> CountLine | None:
    return _line(every, facet, value) if every.count(facet, value) else None

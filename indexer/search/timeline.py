"""Timeline: the hits of a search by year, month, week or day, whichever fits their span."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# The most bars that a finer granularity may need: ten years of months, a year of weeks, and a
# quarter of days.
_MOST_YEARS_IN_MONTHS = 10
_MOST_MONTHS_IN_WEEKS = 12
_MOST_MONTHS_IN_DAYS = 3
# A date at each granularity, in ISO 8601; a coarser one is shorter.
_LENGTHS = {"year": 4, "month": 7, "week": 8, "day": 10}


class Granularity(StrEnum):
    """Length of the periods that hits are counted by: the name of a facet of dates."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """What a timeline counts besides the hits.

    With `shares`, all articles of the archive in each period; with `stack`, the hits of the
    greatest values of a facet, given by its name.
    """

    shares: bool = False
    stack: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Year, month, week or day of a timeline, from its first day to its last.

    `value` is its facet value. `slot` is its place among all periods of its granularity, whole
    numbers in order: the difference of two is how many periods lie from one to the other.
    """

    value: str
    first: date
    last: date
    slot: int


@dataclass(frozen=True, slots=True)
class TimePoint:
    """Hits of one period.

    `whole` counts all articles of the archive in it, None where that was not asked for. `parts`
    are the hits with each value of the stack, then those with none of them; an article with two of
    the values counts in both.
    """

    period: Period
    count: int
    whole: int | None = None
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Hits of a search by period.

    `points` are the periods with hits, in order. `coarse` has the counts of dates that are known
    less exactly, by facet value ("2012", "2012-04"); `undated` counts hits without a date.
    Each count is the total of the list narrowed to that period or value: near-duplicates in one
    period count once in it. `stack` are the values that the points are parted by, greatest first.
    """

    granularity: Granularity
    points: tuple[TimePoint, ...]
    coarse: tuple[tuple[str, int], ...] = ()
    undated: int = 0
    stack: tuple[str, ...] = ()


def period_of(granularity: Granularity, value: str) -> Period | None:
    """Period of a facet value; None for a coarser date, or none."""
    if len(value) != _LENGTHS[granularity] or not value[:4].isdecimal():
        return None
    year = int(value[:4])
    match granularity:
        case Granularity.YEAR:
            return Period(value, date(year, 1, 1), date(year, 12, 31), year)
        case Granularity.MONTH:
            month = int(value[5:])
            last = date(year, month, monthrange(year, month)[1])
            return Period(value, last.replace(day=1), last, year * 12 + month)
        case Granularity.WEEK:
            first = date.fromisocalendar(year, int(value[6:]), 1)
            last = date.fromordinal(min(first.toordinal() + 6, date.max.toordinal()))
            return Period(value, first, last, first.toordinal() // 7)
        case Granularity.DAY:
            day = date.fromisoformat(value)
            return Period(value, day, day, day.toordinal())


def granularity_for(years: Iterable[str], months: Iterable[str]) -> Granularity:
    """Finest granularity that draws the span of dates with at most some hundred bars.

    `years` and `months` are the values of these facets that have hits.
    """
    spans = [_span(Granularity.YEAR, years), _span(Granularity.MONTH, months)]
    if spans[0] > _MOST_YEARS_IN_MONTHS or not spans[1]:
        return Granularity.YEAR
    if spans[1] > _MOST_MONTHS_IN_WEEKS:
        return Granularity.MONTH
    return Granularity.WEEK if spans[1] > _MOST_MONTHS_IN_DAYS else Granularity.DAY


def _span(granularity: Granularity, values: Iterable[str]) -> int:
    """Number of periods from the first to the last, gaps included."""
    slots = [period.slot for value in values if (period := period_of(granularity, value))]
    return max(slots) - min(slots) + 1 if slots else 0

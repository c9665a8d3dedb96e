"""Date parser: dates, ranges and comparisons as they are typed in a query.

A date is a year, a month, a day, or a relative date such as "last-week". Weeks are those of
ISO 8601, which begin on a Monday.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from indexer.query.ast import DateRange, Received
from indexer.query.parser.notices import as_range

_DATE = re.compile(r"(\d{4})(?:[-./](\d\d?)(?:[-./](\d\d?))?)?")
_RANGE_MARK = re.compile(r"\.{2,}|…")
_COMPARISON = re.compile("([<>]=?)(.+)")
_DAY = timedelta(days=1)
# Empty range: its last day is before its first.
_NEVER = DateRange(date.max, date.min)

# Clock of relative dates: returns the current day.
Today = Callable[[], date]


def date_range(text: str, today: Today = date.today) -> DateRange | None:
    """Range of days that a date, a range or a comparison covers; None for any other text.

    "*" and ".." cover all days, and so match every dated article. "<2019-06" ends before the
    month begins and ">2019-06" begins after it ends; with "=" the month itself is included.
    `today` is called for relative dates only.
    """
    plain = as_range(text)
    comparison = _COMPARISON.fullmatch(plain)
    if not comparison:
        return _between(plain, today)
    days = _days(comparison[2], today)
    if not days:
        return None
    match comparison[1]:
        case "<":
            return _before(days[0])
        case "<=":
            return DateRange(None, days[1])
        case ">":
            return _after(days[1])
        case _:
            return DateRange(days[0], None)


def days_before(text: str, today: Today = date.today) -> DateRange | None:
    """Range up to the day before a date or range begins; None where it has no beginning."""
    days = _between(as_range(text), today)
    return _before(days.first) if days and days.first else None


def days_after(text: str, today: Today = date.today) -> DateRange | None:
    """Range from the day after a date or range ends; None where it has no end."""
    days = _between(as_range(text), today)
    return _after(days.last) if days and days.last else None


def days_received(text: str, today: Today = date.today) -> Received | None:
    """Range of days of arrival, in the forms of `date_range`."""
    days = date_range(text, today)
    return Received(days.first, days.last) if days else None


def _before(day: date) -> DateRange:
    return DateRange(None, day - _DAY) if day > date.min else _NEVER


def _after(day: date) -> DateRange:
    return DateRange(day + _DAY, None) if day < date.max else _NEVER


def _between(plain: str, today: Today) -> DateRange | None:
    """Range of a date, or of two joined by ".."; reversed ends are swapped."""
    ends = _RANGE_MARK.split(plain.rstrip("*"))
    days = [_days(end, today) for end in ends]
    if (
        not plain
        or len(ends) > 2
        or any(end and not day for end, day in zip(ends, days, strict=True))
    ):
        return None
    first, last = days[0], days[-1]
    if first and last and first > last:
        first, last = last, first
    return DateRange(first[0] if first else None, last[1] if last else None)


def _days(text: str, today: Today) -> tuple[date, date] | None:
    """First and last day of a year, a month, a day or a relative date; None for other text."""
    match = _DATE.fullmatch(text)
    if match is None:
        relative = _RELATIVE_DATES.get(re.sub("[-_]", "", text).casefold())
        return relative(today()) if relative else None
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return first, first
    return _month(first) if month else _year(first)


def _month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _year(day: date) -> tuple[date, date]:
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def _week(day: date) -> tuple[date, date]:
    monday = day - day.weekday() * _DAY
    return monday, monday + 6 * _DAY


# First and last day of the relative dates, by the current day; hyphens are removed.
_RELATIVE_DATES: Mapping[str, Callable[[date], tuple[date, date]]] = {
    "today": lambda today: (today, today),
    "yesterday": lambda today: (today - _DAY, today - _DAY),
    "thisweek": _week,
    "lastweek": lambda today: _week(today - 7 * _DAY),
    "thismonth": _month,
    "lastmonth": lambda today: _month(today.replace(day=1) - _DAY),
    "thisyear": _year,
    "lastyear": lambda today: _year(today.replace(month=1, day=1) - _DAY),
}

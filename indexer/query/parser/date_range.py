"""Dates and ranges of dates as they are typed.

A date is a year, a month, a day, or words for days that are counted from today. Weeks are those
of ISO 8601: they begin on a Monday.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from indexer.query.ast import DateRange
from indexer.query.parser.notices import AS_ASCII

_DATE = re.compile(r"(\d{4})(?:[-./](\d\d?)(?:[-./](\d\d?))?)?")
_TO = re.compile(r"\.{2,}|…")
_COMPARED = re.compile("([<>]=?)(.+)")
_LARGER = str.maketrans({"≥": ">=", "≤": "<="})
_DAY = timedelta(days=1)
# No article is dated in it.
_NEVER = DateRange(date.max, date.min)

# Tells which day it is.
Today = Callable[[], date]


def date_range(text: str, today: Today = date.today) -> DateRange | None:
    """The days that a date or a range of dates covers, None for any other text.

    A lone star or range mark covers all days: it finds what has a date at all. A sign before a
    date takes what is before or after all of it, and with an = also what is in it. `today` is
    asked only where days are counted from it, and the machine's own where none is given.
    """
    plain = _plain(text)
    compared = _COMPARED.fullmatch(plain)
    if not compared:
        return _between(plain, today)
    days = _days(compared[2], today)
    if not days:
        return None
    match compared[1]:
        case "<":
            return _before(days[0])
        case "<=":
            return DateRange(None, days[1])
        case ">":
            return _after(days[1])
        case _:
            return DateRange(days[0], None)


def days_before(text: str, today: Today = date.today) -> DateRange | None:
    """The days before the first that a date or a range covers, None where there is no first."""
    days = _between(_plain(text), today)
    return _before(days.first) if days and days.first else None


def days_after(text: str, today: Today = date.today) -> DateRange | None:
    """The days after the last that a date or a range covers, None where there is no last."""
    days = _between(_plain(text), today)
    return _after(days.last) if days and days.last else None


def _plain(text: str) -> str:
    return text.translate(AS_ASCII).translate(_LARGER).replace(" ", "")


def _before(day: date) -> DateRange:
    return DateRange(None, day - _DAY) if day > date.min else _NEVER


def _after(day: date) -> DateRange:
    return DateRange(day + _DAY, None) if day < date.max else _NEVER


def _between(plain: str, today: Today) -> DateRange | None:
    ends = _TO.split(plain.rstrip("*"))
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
    return DateRange(first and first[0], last and last[1])


def _days(text: str, today: Today) -> tuple[date, date] | None:
    """The first and last day of a year, a month or a day; None for any other text."""
    match = _DATE.fullmatch(text)
    if match is None:
        counted = _COUNTED.get(re.sub("[-_]", "", text).casefold())
        return counted and counted(today())
    parts = [int(part) for part in match.groups() if part]
    try:
        first = date(*parts, *[1] * (3 - len(parts)))
    except ValueError:
        return None
    match len(parts):
        case 1:
            return _year(first)
        case 2:
            return _month(first)
        case _:
            return first, first


def _month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _year(day: date) -> tuple[date, date]:
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def _week(day: date) -> tuple[date, date]:
    monday = day - day.weekday() * _DAY
    return monday, monday + 6 * _DAY


# The first and last of the days that some words mean, by the day that is today.
_COUNTED: Mapping[str, Callable[[date], tuple[date, date]]] = {
    "today": lambda today: (today, today),
    "yesterday": lambda today: (today - _DAY, today - _DAY),
    "thisweek": _week,
    "lastweek": lambda today: _week(today - 7 * _DAY),
    "thismonth": _month,
    "lastmonth": lambda today: _month(today.replace(day=1) - _DAY),
    "thisyear": _year,
    "lastyear": lambda today: _year(today.replace(month=1, day=1) - _DAY),
}

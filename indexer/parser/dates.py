"""Dates and ranges of dates as they are typed."""

import re
from calendar import monthrange
from datetime import date

from indexer.parser.typed import AS_ASCII
from indexer.query import DateRange

_DATE = re.compile(r"(\d{4})(?:[-./](\d\d?)(?:[-./](\d\d?))?)?")
_TO = re.compile(r"\.{2,}|…")


def date_range(text: str) -> DateRange | None:
    """The days that a date or a range of dates covers, None for any other text.

    A lone star or range mark covers all days: it finds what has a date at all.
    """
    plain = text.translate(AS_ASCII).replace(" ", "")
    ends = _TO.split(plain.rstrip("*"))
    days = [_days(end) for end in ends]
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


def _days(text: str) -> tuple[date, date] | None:
    """The first and last day of a year, a month or a day; None for any other text."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    parts = [int(part) for part in match.groups() if part]
    try:
        first = date(*parts, *[1] * (3 - len(parts)))
    except ValueError:
        return None
    match len(parts):
        case 1:
            return first, first.replace(month=12, day=31)
        case 2:
            return first, first.replace(day=monthrange(first.year, first.month)[1])
        case _:
            return first, first

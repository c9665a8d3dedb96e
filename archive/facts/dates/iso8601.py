"""ISO 8601 parser, for the exact forms that nearly all files use."""

import re
from datetime import date, datetime, time, timedelta

from archive.facts.dates.parsed_date import ParsedDate
from archive.model.article import Precision

_INSTANT = re.compile(r"^\d{4}(-?)\d\d\1\d\d ?[T ] ?\d\d:?\d\d")
_YEAR = re.compile(r"^\d{4}$")
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$")
_WEEK = re.compile(r"^(?P<year>\d{4})-?W(?P<week>\d\d)(?:-?(?P<day>[1-7]))?$")
_ORDINAL = re.compile(r"^(?P<year>\d{4})-(?P<day>\d{3})$")
# The end of a day, and a leap second: moments that `datetime` has no name for.
_BEYOND = re.compile(
    r"(?P<day>^\d{4}-\d\d-\d\d)[T ](?:24:00(?::00)?|23:59:60)(?:Z|[+-]\d\d:?\d\d)?$"
)


def read_iso(text: str) -> ParsedDate | None:
    """Parse a whole string in a form of ISO 8601, None for any other."""
    try:
        return _instant(text) or _day(text) or _year_or_week(text)
    except ValueError:
        return None


def _instant(text: str) -> ParsedDate | None:
    if not _INSTANT.match(text):
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return ParsedDate(instant.replace(microsecond=0).isoformat(), Precision.INSTANT)


def _day(text: str) -> ParsedDate | None:
    if match := _COMPACT.match(text):
        day = date(*map(int, match.group(1, 2, 3)))
        if match[4] is None:
            return ParsedDate(day.isoformat(), Precision.DAY)
        hour, minute, second = map(int, match.groups("0")[3:])
        moment = time(hour, minute, second)
        return ParsedDate(f"{day.isoformat()}T{moment.isoformat()}", Precision.INSTANT)
    if match := _ORDINAL.match(text):
        day = date(int(match["year"]), 1, 1) + timedelta(days=int(match["day"]) - 1)
        return (
            ParsedDate(day.isoformat(), Precision.DAY) if day.year == int(match["year"]) else None
        )
    if match := _BEYOND.match(text):
        return ParsedDate(date.fromisoformat(match["day"]).isoformat(), Precision.DAY)
    return None


def _year_or_week(text: str) -> ParsedDate | None:
    """Parse a year or a week, precise to the month if the week lies in one, else the year."""
    if _YEAR.match(text):
        return ParsedDate(text, Precision.YEAR) if int(text) else None
    match = _WEEK.match(text)
    if match is None:
        return None
    year, week = int(match["year"]), int(match["week"])
    if match["day"]:
        day = date.fromisocalendar(year, week, int(match["day"]))
        return ParsedDate(day.isoformat(), Precision.DAY)
    first, last = (date.fromisocalendar(year, week, number) for number in (1, 7))
    if first.year != last.year:
        return None
    if first.month != last.month:
        return ParsedDate(f"{first.year:04}", Precision.YEAR)
    return ParsedDate(first.isoformat()[:7], Precision.MONTH)

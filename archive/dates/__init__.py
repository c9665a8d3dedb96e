"""Dates out of the ways people write them, never more exact than they are written."""

from archive.dates.limits import EARLIEST_YEAR
from archive.dates.names import MONTHS, month_of, weekday_of
from archive.dates.reading import parse_date
from archive.dates.relative import parse_relative
from archive.dates.several import first_told

__all__ = [
    "EARLIEST_YEAR",
    "MONTHS",
    "first_told",
    "month_of",
    "parse_date",
    "parse_relative",
    "weekday_of",
]

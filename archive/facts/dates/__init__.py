"""Date parsing in any notation and language, never more precise than the text."""

from archive.facts.dates.conventions import (
    Conventions,
    conventions_of,
    day_first_in,
)
from archive.facts.dates.date_labels import Label, label_of
from archive.facts.dates.date_mentions import DateMention, find_dates
from archive.facts.dates.date_parser import first_told, parse_date
from archive.facts.dates.declared_date import (
    parse_declared,
    parts_of_line,
    since_1970,
    states_update,
)
from archive.facts.dates.month_names import MONTHS, month_of, weekday_of
from archive.facts.dates.plausibility import EARLIEST_YEAR
from archive.facts.dates.relative import parse_relative

__all__ = [
    "EARLIEST_YEAR",
    "MONTHS",
    "Conventions",
    "DateMention",
    "Label",
    "conventions_of",
    "day_first_in",
    "find_dates",
    "first_told",
    "label_of",
    "month_of",
    "parse_date",
    "parse_declared",
    "parse_relative",
    "parts_of_line",
    "since_1970",
    "states_update",
    "weekday_of",
]

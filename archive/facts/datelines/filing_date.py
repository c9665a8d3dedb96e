"""Filing date: the day in a dateline, completed from the article's date."""

from collections.abc import Iterator
from datetime import date

from archive.facts.datelines.dateline import Dateline, DayWritten
from archive.facts.dates import parse_date, parse_relative
from archive.model.article import Precision, Published

# A story may bear the day of the edition that it is for; half a year back it is another year's.
_MOST_DAYS_AFTER, _MOST_DAYS_BEFORE = 3, 183
_MONTHS = 12


def filed(dateline: Dateline, published: Published) -> Published:
    """The day of filing, unknown where neither dateline nor article's date gives it.

    An unwritten year, or month, is the one that brings the day nearest to the article's date; `why`
    then says that it is derived. A day over three days after the article's date, or over half a
    year before it, is unknown.
    """
    written = dateline.day
    if written is None:
        return parse_relative(dateline.weekday, published, "dateline")
    if written.month is not None and written.year is not None:
        return parse_date(f"{written.year:04}-{written.month:02}-{written.day:02}", "dateline")
    days = published.days()
    if days is None or days[0] != days[1]:
        return Published()
    told = days[0]
    near = [
        day
        for day in _candidates(written, told)
        if -_MOST_DAYS_BEFORE <= (day - told).days <= _MOST_DAYS_AFTER
    ]
    if not near:
        return Published()
    day = min(near, key=lambda day: abs(day - told))
    derived = "its year" if written.month else "its month and year"
    return Published(
        day.isoformat(), Precision.DAY, f"dateline, {derived} derived from the article's date"
    )


def _candidates(written: DayWritten, told: date) -> Iterator[date]:
    """Days near the article's date that the dateline may mean."""
    for year in (told.year - 1, told.year, told.year + 1):
        for month in (written.month,) if written.month else range(1, _MONTHS + 1):
            try:
                yield date(year, month, written.day)
            except ValueError:
                continue

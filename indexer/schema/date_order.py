"""Sort key of publication dates, one integer for each article, and the freshness boost.

The high bits are the day in the article's own time zone, the first one of a month or a year; the
low 18 bits order a day by the second in UTC, after the articles without a time of day.
"""

from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from archive.model.article import Precision, Published

# A local day lies within three days of UTC, the one before and the one after included, whatever
# the offset: 3 * 86,400 + 1 seconds are just below 2^18.
_DAY_BITS = 18
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
# Age at which the freshness boost has halved.
FRESH_HALF_LIFE_DAYS = 180.0


def moment(published: Published) -> int:
    """Sort key of a publication date, from 1 to below 2^40; 0 for an unknown date."""
    days = published.days()
    return first_moment(days[0]) + _within_day(published) if days else 0


def first_moment(day: date) -> int:
    """Smallest sort key of a day: its proleptic Gregorian ordinal in the high bits."""
    return day.toordinal() << _DAY_BITS


def day_of(moment: int) -> date:
    """Day of a sort key above 0."""
    return date.fromordinal(moment >> _DAY_BITS)


def days_of(moments: NDArray[np.int64]) -> NDArray[np.int64]:
    """Proleptic Gregorian ordinals of sort keys, 1 for the first day of year 1; 0 for key 0."""
    return moments >> _DAY_BITS


def freshness(age_days: NDArray[np.float64]) -> NDArray[np.float64]:
    """Freshness boost: the factor of a score, 1 + 2^(-age / half-life), from 2 down to 1.

    Ages are in days behind the newest article of the index, taken from the first day that a date
    may mean; the age of an undated article is infinite.
    """
    return 1 + np.exp2(-age_days / FRESH_HALF_LIFE_DAYS)


def _within_day(published: Published) -> int:
    """Low bits of the sort key: seconds in UTC since midnight of the day before, plus 1.

    0 for a date without a time of day.
    """
    if published.precision is not Precision.INSTANT or published.value is None:
        return 0
    clock = datetime.fromisoformat(published.value)
    since_midnight = timedelta(
        hours=clock.hour,
        minutes=clock.minute,
        seconds=clock.second,
        microseconds=clock.microsecond,
    )
    ahead_of_utc = clock.utcoffset() or timedelta()
    return (since_midnight - ahead_of_utc + _DAY) // _SECOND + 1

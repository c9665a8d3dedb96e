"""Sort key of publication dates, as one integer for each article, and the freshness boost.

First comes the day, as the article names it in its own zone, or the first day of a month or a
year; within a day come those whose hour nobody knows, and then the others by the second.
"""

from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from archive.model.article import Precision, Published

# A day by any clock on Earth, told in UTC, begins within a day before and ends within one after:
# its seconds are less than so many bits.
_DAY_BITS = 18
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
# An article's freshness is down to the half of what it can add after so many days.
FRESH_HALF_LIFE_DAYS = 180.0


def moment(published: Published) -> int:
    """Where a date stands among all, below 2^40; 0 where it is unknown."""
    days = published.days()
    return first_moment(days[0]) + _within_day(published) if days else 0


def first_moment(day: date) -> int:
    """The smallest number of a day."""
    return day.toordinal() << _DAY_BITS


def day_of(moment: int) -> date:
    """The day of a number above 0."""
    return date.fromordinal(moment >> _DAY_BITS)


def days_of(moments: NDArray[np.int64]) -> NDArray[np.int64]:
    """The days of numbers, counted from 1 for the first day of year 1; 0 for 0."""
    return moments >> _DAY_BITS


def freshness(age_days: NDArray[np.float64]) -> NDArray[np.float64]:
    """What scores are multiplied by, from 2 for the newest article of an index down to 1.

    Ages count from the first day that an article may be of, infinite ones are undated.
    """
    return 1 + np.exp2(-age_days / FRESH_HALF_LIFE_DAYS)


def _within_day(published: Published) -> int:
    """From 1 on for a moment, 0 for what is none."""
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

from datetime import UTC, date, datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.model.article import Precision, Published
from indexer.schema.date_order import days_of, first_moment, moment


def dates_of(days):
    """Dates of every precision on some days."""
    hours = st.times(timezones=st.timezones() | st.none())
    moments = st.builds(datetime.combine, days, hours)
    return st.one_of(
        moments.map(lambda each: Published(each.isoformat(), Precision.INSTANT)),
        days.map(lambda day: Published(day.isoformat(), Precision.DAY)),
        days.map(lambda day: Published(day.isoformat()[:7], Precision.MONTH)),
        days.map(lambda day: Published(day.isoformat()[:4], Precision.YEAR)),
    )


dates = dates_of(st.dates())
dates_of_three_days = dates_of(st.dates(date(2019, 5, 31), date(2019, 6, 2)))


@given(dates | st.just(Published()))
def test_a_number_has_the_day_and_none_stands_for_no_date(given_date):
    days = given_date.days()
    number = moment(given_date)
    assert 0 <= number < 1 << 40
    assert days_of(np.array([number])).tolist() == [days[0].toordinal() if days else 0]
    if days:
        assert number >= first_moment(days[0]) > 0
        assert (number == first_moment(days[0])) == (given_date.precision != Precision.INSTANT)


@given(dates | dates_of_three_days, dates | dates_of_three_days)
def test_numbers_go_by_day_and_within_it_by_the_second(one, other):
    keys = [(each.days()[0], seconds(each)) for each in (one, other)]
    assert (moment(one) < moment(other)) == (keys[0] < keys[1])
    assert (moment(one) == moment(other)) == (keys[0] == keys[1])


def seconds(given_date):
    if given_date.precision != Precision.INSTANT:
        return float("-inf")
    stated = datetime.fromisoformat(given_date.value)
    return stated.replace(tzinfo=stated.tzinfo or UTC).timestamp() // 1

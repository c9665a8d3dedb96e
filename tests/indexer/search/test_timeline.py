"""Periods of timelines, and the granularity that fits a span of dates."""

from datetime import date

import pytest

from indexer.search.timeline import Granularity, Period, granularity_for, period_of


@pytest.mark.parametrize(
    ("granularity", "value", "first", "last"),
    [
        ("year", "2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("month", "2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("month", "9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("week", "2012-W01", date(2012, 1, 2), date(2012, 1, 8)),
        ("week", "2009-W53", date(2009, 12, 28), date(2010, 1, 3)),
        ("week", "9999-W52", date(9999, 12, 27), date(9999, 12, 31)),
        ("day", "2012-02-29", date(2012, 2, 29), date(2012, 2, 29)),
    ],
)
def test_a_period_goes_from_its_first_day_to_its_last(granularity, value, first, last):
    period = period_of(Granularity(granularity), value)
    assert (period.value, period.first, period.last) == (value, first, last)


@pytest.mark.parametrize(
    ("granularity", "value"),
    [
        ("month", "2012"),
        ("week", "2012-01"),
        ("day", "2012"),
        ("year", "undated"),
        ("day", "undated"),
    ],
)
def test_a_coarser_date_is_no_period(granularity, value):
    assert period_of(Granularity(granularity), value) is None


@pytest.mark.parametrize(
    ("granularity", "values"),
    [
        ("year", ["1999", "2000", "2001"]),
        ("month", ["1999-11", "1999-12", "2000-01"]),
        ("week", ["2009-W52", "2009-W53", "2010-W01"]),
        ("day", ["2012-02-28", "2012-02-29", "2012-03-01"]),
    ],
)
def test_slots_count_periods_without_a_gap(granularity, values):
    slots = [period_of(Granularity(granularity), value).slot for value in values]
    assert slots == list(range(slots[0], slots[0] + 3))


def test_a_period_is_a_value():
    assert period_of(Granularity.YEAR, "2012") == Period(
        "2012", date(2012, 1, 1), date(2012, 12, 31), 2012
    )


@pytest.mark.parametrize(
    ("first", "last", "granularity"),
    [
        ("2012-04", "2012-04", "day"),
        ("2012-12", "2013-02", "day"),
        ("2012-12", "2013-03", "week"),
        ("2012-01", "2012-12", "week"),
        ("2012-01", "2013-01", "month"),
        ("2001-01", "2010-12", "month"),
        ("2001-12", "2011-01", "year"),
        ("1600-01", "2026-01", "year"),
    ],
)
def test_the_span_decides_the_granularity(first, last, granularity):
    assert granularity_for({first[:4], last[:4]}, {first, last}) is Granularity(granularity)


def test_dates_known_by_the_year_alone_are_counted_by_it():
    assert granularity_for({"2012", "undated"}, {"2012", "undated"}) is Granularity.YEAR
    assert granularity_for({"undated"}, {"undated"}) is Granularity.YEAR

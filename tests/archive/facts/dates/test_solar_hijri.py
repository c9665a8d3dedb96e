"""Days of the Solar Hijri calendar against those of the common era."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.facts.dates import Conventions, find_dates, parse_date
from archive.facts.dates.solar_hijri import in_common_era

PERSIAN = Conventions("fa")
# Days on which Nowruz fell, by the observatory in Tehran.
NOWRUZ = {
    1357: "1978-03-21", 1375: "1996-03-20", 1391: "2012-03-20", 1395: "2016-03-20",
    1396: "2017-03-21", 1399: "2020-03-20", 1400: "2021-03-21", 1403: "2024-03-20",
    1404: "2025-03-21",
}  # fmt: skip


@pytest.mark.parametrize(("year", "day"), NOWRUZ.items())
def test_the_year_begins_at_nowruz(year, day):
    assert in_common_era(f"1 فروردین {year}") == day
    last = date.fromisoformat(day) - timedelta(days=1)
    length = 30 if (last - timedelta(days=29)) == _read(f"{year - 1}/12/01") else 29
    assert _read(f"{year - 1}/12/{length}") == last


@given(st.dates(date(1950, 1, 1), date(2026, 3, 1)))
def test_each_day_of_the_common_era_is_one_day(day):
    year = day.year - 621
    found = [
        (year - back, month, number)
        for back in (0, 1)
        for month in range(1, 13)
        for number in range(1, 32)
        if _read(f"{year - back}/{month:02}/{number:02}") == day
    ]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("دوشنبه ۲ تير ۱۳۹۹", "2020-06-22"),
        ("۲ تیر ۱۳۹۹ ساعت ۱۰:۳۰", "2020-06-22T10:30:00"),
        ("۱۳۹۹/۰۴/۰۲ - ۱۰:۳۰", "2020-06-22T10:30:00"),
        ("1399-04-02T10:30:00+04:30", "2020-06-22T10:30:00+04:30"),
        ("۵ دلو ۱۴۰۰", "2022-01-25"),
        ("2 Tir 1399", "2020-06-22"),
        ("۳۰ اسفند ۱۴۰۰", None),
        ("۳۲ تیر ۱۳۹۹", None),
    ],
)
def test_dates_of_persian_pages(text, value):
    assert parse_date(text, "text", PERSIAN).value == value


def test_figures_alone_are_of_that_calendar_in_its_languages_only():
    assert parse_date("1399/04/02", "text").value is None
    assert parse_date("1441/04/02", "text", Conventions("ar")).value is None
    assert parse_date("2020/06/22", "text", PERSIAN).value == "2020-06-22"


def test_a_day_in_a_line_is_found():
    (mention,) = find_dates("تاریخ انتشار: ۲ تیر ۱۳۹۹ | ۱۰:۳۰", "text", PERSIAN)
    assert mention.date.value == "2020-06-22T10:30:00"


def _read(text):
    value = in_common_era(text, "fa")
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None

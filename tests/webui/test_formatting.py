"""Facts of an article in words."""

import pytest

from archive.model.article import Credit, Precision, Published, Region, Role
from webui.formatting import (
    by_role,
    counted,
    date_text,
    date_why_text,
    duration,
    moment_text,
    number_text,
    region_text,
    why_text,
)
from webui.pages.result_entries import narrowest


@pytest.mark.parametrize(
    ("value", "precision", "text"),
    [
        (None, Precision.UNKNOWN, "undated"),
        ("2013", Precision.YEAR, "2013"),
        ("2013-06", Precision.MONTH, "June 2013"),
        ("2019-06-04", Precision.DAY, "4 June 2019"),
        ("0987-01-09", Precision.DAY, "9 January 987"),
        ("2019-06-04T08:00:00+09:00", Precision.INSTANT, "4 June 2019, 08:00 +09:00"),
        ("2016-03-03T10:15:00-05:00", Precision.INSTANT, "3 March 2016, 10:15 −05:00"),
        ("2016-03-03T10:15:59+00:00", Precision.INSTANT, "3 March 2016, 10:15 UTC"),
        ("2016-03-03T23:59:00", Precision.INSTANT, "3 March 2016, 23:59"),
        ("9999-12-31T23:59:59+14:00", Precision.INSTANT, "31 December 9999, 23:59 +14:00"),
    ],
)
def test_a_date_says_as_much_as_is_known(value, precision, text):
    assert date_text(Published(value, precision)) == text


def test_a_moment_of_the_store_is_told_to_the_minute():
    assert moment_text("2025-11-22T17:35:12.123456+00:00") == "22 November 2025, 17:35 UTC"
    assert moment_text("") == ""


def test_a_moment_that_a_file_states_is_told_as_far_as_it_can_be_read():
    assert moment_text("2025-11-22") == "22 November 2025"
    assert moment_text("2025-11") == "2025-11"
    assert moment_text("Tuesday") == "Tuesday"


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "no articles"), (1, "1 article"), (2, "2 articles"), (1_234_567, "1,234,567 articles")],
)
def test_articles_are_counted_in_words(number, text):
    assert counted(number, "article") == text


def test_thousands_are_parted():
    assert [number_text(n) for n in (0, 999, 1_204)] == ["0", "999", "1,204"]


def test_short_times_have_a_fraction_and_long_ones_are_seconds():
    assert [duration(ms) for ms in (0.44, 9.96, 12.3, 999.0, 1_340.0)] == [
        "0.4 ms",
        "10.0 ms",
        "12 ms",
        "999 ms",
        "1.3 s",
    ]


def test_a_region_goes_from_the_widest_name_to_the_narrowest():
    assert region_text(("Asia", "North Korea", "South Hamgyong")) == (
        "Asia › North Korea › South Hamgyong"
    )


def test_a_region_that_holds_another_goes_without_saying():
    asia, iraq, basra, kenya = (
        Region(path, None, "text")
        for path in [("Asia",), ("Asia", "Iraq"), ("Asia", "Iraq", "Basra"), ("Africa", "Kenya")]
    )
    assert narrowest((iraq, basra, kenya, asia)) == (basra, kenya)


def test_each_role_is_named_once_with_its_names_in_order():
    names = [
        Credit("A", Role.REPORTER),
        Credit("T", Role.TRANSLATOR),
        Credit("B", Role.REPORTER),
        Credit("W", Role.WRITER),
        Credit("E", Role.EDITOR),
        Credit("P", Role.PHOTOGRAPHER),
        Credit("H", Role.AGENCY),
    ]
    assert [(group.phrase, [c.name for c in group.credits]) for group in by_role(names)] == [
        ("reported by", ["A", "B"]),
        ("translated by", ["T"]),
        ("written by", ["W"]),
        ("edited by", ["E"]),
        ("photographs by", ["P"]),
        ("from the agency", ["H"]),
    ]


def test_a_date_says_where_it_was_read():
    assert [date_why_text(why) for why in ("declared", "made", "JSON-LD", "dateline")] == [
        "date declared",
        "date of the file",
        "date from JSON-LD",
        "date from dateline",
    ]


def test_where_a_region_came_from_is_told_in_words():
    assert [why_text(why) for why in ("declared", "dateline", "headline", "text")] == [
        "declared",
        "dateline",
        "named in the headline",
        "named in the text",
    ]

"""Figures of charts in words, and where an axis has its labels."""

from itertools import pairwise

import pytest

from indexer.search.timeline import Granularity, period_of
from webui.pages.time_axis import TimeAxis
from webui.pages.time_figures import share_text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (1, "100%"),
        (0.125, "12%"),
        (0.0996, "10%"),
        (0.0425, "4.2%"),
        (0.0025, "0.25%"),
        (0.00001, "0.001%"),
        (1e-7, "under 0.001%"),
        (0, "0%"),
    ],
)
def test_shares_are_told_by_two_figures(share, text):
    assert share_text(share) == text


@pytest.mark.parametrize(
    ("granularity", "first", "last", "texts"),
    [
        ("year", "1987", "1987", ["1987"]),
        ("year", "2009", "2026", ["2010", "2015", "2020", "2025"]),
        ("year", "1605", "2026", ["1700", "1800", "1900", "2000"]),
        (
            "month",
            "2011-11",
            "2013-05",
            ["Jan 2012", "Apr 2012", "Jul 2012", "Oct 2012", "Jan 2013", "Apr 2013"],
        ),
        ("month", "2003-02", "2012-10", [f"Jan {year}" for year in (2004, 2006, 2008, 2010, 2012)]),
        ("week", "2012-W01", "2012-W05", ["2 Jan 2012", "9 Jan", "16 Jan", "23 Jan", "30 Jan"]),
        ("day", "2012-12-30", "2013-01-02", ["30 Dec 2012", "31 Dec", "1 Jan", "2 Jan"]),
    ],
)
def test_an_axis_is_labelled_at_round_steps(granularity, first, last, texts):
    periods = [period_of(Granularity(granularity), value) for value in (first, last)]
    labels = TimeAxis(Granularity(granularity), periods).labels()
    assert [label.text for label in labels] == texts
    places = [float(label.x.rstrip("%")) for label in labels]
    assert all(one < other for one, other in pairwise(places))
    assert all(0 <= place <= 100 for place in places)
    assert sum(not label.minor for label in labels) <= 4

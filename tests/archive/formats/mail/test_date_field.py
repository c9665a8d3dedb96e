"""Dates of letters, also as they were written before years had four digits in mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.formats.mail.date_field import sent_date

SENT = {
    # Years of two and three digits (RFC 5322, 4.3).
    "Tue, 5 Mar 96 22:30:00 EST": "1996-03-05T22:30:00-05:00",
    "Mon, 5 Mar 101 22:30:00 +0100": "2001-03-05T22:30:00+01:00",
    "Sat, 1 Jan 00 10:00:00 GMT": "2000-01-01T10:00:00+00:00",
    "Fri, 5 Mar 04 10:00 UT": "2004-03-05T10:00:00+00:00",
    "5 Mar 96": "1996-03-05",
    "Tuesday, 05-Mar-96 22:30:00 GMT": "1996-03-05T22:30:00+00:00",
    # Comments.
    "Tue, 5 Mar 1996 22:30:00 -0500 (Eastern Standard)": "1996-03-05T22:30:00-05:00",
    "Tue, 5 Mar 1996 22:30:00 -0500 (Eastern (US) Standard)": "1996-03-05T22:30:00-05:00",
    "Mon, 5 Mar 2001 22:30:00 +0200 (MET DST)": "2001-03-05T22:30:00+02:00",
    "Tue, 5 Mar 1996 22:30:00 (MET)": "1996-03-05T22:30:00+01:00",
    "Tue, 5 Mar 2024 22:30:00 +0800 (中国标准时间)": "2024-03-05T22:30:00+08:00",
    "(sent late) Tue, 5 Mar 1996 22:30:00 -0500": "1996-03-05T22:30:00-05:00",
    # Names of zones.
    "Mon, 5 Mar 2001 22:30:00 MET DST": "2001-03-05T22:30:00+02:00",
    "Tue, 5 Mar 1996 22:30 CEST": "1996-03-05T22:30:00+02:00",
    "Tue, 5 Mar 1996 22:30:00 MESZ": "1996-03-05T22:30:00+02:00",
    "Tue, 5 Mar 1996 22:30:00 cst": "1996-03-05T22:30:00-06:00",
    "Tue Mar  5 22:30:00 EST 1996": "1996-03-05T22:30:00-05:00",
    "Tue, 5 Mar 2024 10:00:00 GMT+0100": "2024-03-05T10:00:00+01:00",
    "5 Mar 1996 22:30:00 +0100 CET": "1996-03-05T22:30:00+01:00",
    # What is unknown about a zone is not made up.
    "Tue, 5 Mar 1996 22:30:00 A": "1996-03-05T22:30:00",
    "Tue, 5 Mar 1996 22:30:00 XYZ": "1996-03-05T22:30:00",
    "Tue, 5 Mar 96 22:30:00 PST8PDT": "1996-03-05T22:30:00",
    "Tue Mar  5 22:30:00 1996": "1996-03-05T22:30:00",
    # Other ways.
    "Tue, 5 Mar 2024 10.00.00 +0100": "2024-03-05T10:00:00+01:00",
    "2024-03-05T10:00:00Z": "2024-03-05T10:00:00+00:00",
    "": None,
}


@pytest.mark.parametrize(("value", "moment"), SENT.items())
def test_a_letter_was_sent_when_it_says(value, moment):
    published = sent_date(value)
    assert (published.value, published.notice) == (moment, "")


@pytest.mark.parametrize("value", ["Tue, 4 Jun", "yesterday", "Tue, 99 Jun 2019 08:00:00 +0900"])
def test_a_date_that_cannot_be_read_is_named(value):
    published = sent_date(value)
    assert (published.value, published.notice) == (None, f"“{value}” cannot be read as a date")


@given(st.text() | st.text("Tue, 5Mar96():+-ESTDM .", max_size=40))
def test_any_field_is_a_date_or_a_notice_or_blank(value):
    published = sent_date(value)
    assert published.value or published.notice or not value.strip()

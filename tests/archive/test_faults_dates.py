"""Small files of faults that programs of this kind have had with dates."""

import json

import pytest

from archive.formats.syndication.feed_reader import FeedReader
from archive.formats.tabular.json_lines import JsonLinesReader
from archive.formats.web_page.page_reader import WebPageReader
from archive.model.document import Document

pytestmark = pytest.mark.shared

# What each item's title says is tested | its date, "-" for none.
FEED = """
f01 PST | 2018-12-03T13:03:47-08:00
f02 none | 2023-05-30T12:00:33
f03 GMT+7 | 2021-09-05T15:45:00+07:00
f03b GMT+0700 | 2021-09-05T15:45:00+07:00
f04 tzname | 2023-03-18T20:21:00-07:00
f05 Z space | 2014-06-19T17:00:00+00:00
f06 EST | 2021-02-08T12:00:00-05:00
f07 2digit | 2016-05-16T12:39:07-07:00
f08 2digit96 | 1996-03-05T22:30:00-05:00
f09 comment | 1996-03-05T22:30:00-05:00
f10 24:00 | 2019-03-05
f11 German | 2019-03-05T10:00:00+01:00
f12 French | 2019-02-05T10:00:00+01:00
f13 wrong weekday | 2019-03-05T10:00:00+00:00
f14 Sept | 2019-09-05T10:00:00+00:00
f15 RFC850 | 2019-03-05T10:00:00+00:00
f16 asctime | 2019-03-05T10:00:00
f17 +0530 colon | 2019-03-05T10:00:00+05:30
f18 unix | 2019-03-05T10:00:00+00:00
f19 unixms | 2019-03-05T10:00:00+00:00
f20 am | 2019-03-05T22:00:00+00:00
f21 noTime | 2019-03-05
f22 slash | 2019-03-05T10:00:00
f23 epoch | 1970-01-01T00:00:00+00:00
f24 year1 | -
f25 BST | 2019-07-09T10:00:00
f26 CEST | 2019-07-09T10:00:00+02:00
f27 AEST | 2019-07-09T10:00:00+10:00
f28 iso week | 2019-03-05
f29 ordinal | 2019-03-05
f30 -0000 | 2019-03-05T23:30:00+00:00
f31 no sec | 2019-03-05T10:00:00+00:00
f32 lower | 2019-03-05T10:00:00+00:00
f33 month-first | 2019-03-05T10:00:00-05:00
f34 ordinal day | 2019-03-05
f35 KST | 2019-03-05T10:00:00+09:00
f36 UTC+9 | 2019-03-05T10:00:00+09:00
f37 nbsp | 2019-03-05T10:00:00+00:00
f38 MSK | 2019-03-05T10:00:00+03:00
f39 frac | 2019-03-05T10:00:00+01:00
f40 comma frac | 2019-03-05T10:00:00+00:00
f41 basic | 2019-03-05T10:00:00+00:00
f42 hour only | 2019-03-05
"""
# The feed states no language: where Croatian and Czech differ, the year alone is known.
LOCALES = """
hr|17. listopada 2019. | 2019-10-17
hr|17 srp 2019 | 2019
pl|17 listopada 2019 | 2019-11-17
cs|17. listopadu 2019 | 2019-11-17
de|Di, 05 Mär 2019 10:00:00 +0100 | 2019-03-05T10:00:00+01:00
de|Do, 31 Okt 2019 23:52:59 -0400 | 2019-10-31T23:52:59-04:00
de|Fr, 11 Dez 2019 11:14:11 -0400 | 2019-12-11T11:14:11-04:00
de|Do, 16 Mai 2019 11:14:11 +0200 | 2019-05-16T11:14:11+02:00
fi|Ke, 30 Lok 2013 11:34:37 +0000 | 2013-10-30T11:34:37+00:00
sv|lör, 29 maj 1999 00:24:04 +0200 (CEST) | 1999-05-29T00:24:04+02:00
sv|fre, 28 maj 1999 21:47:11 +0200 | 1999-05-28T21:47:11+02:00
de|Di, 17 Mai 2005 12:31:00 0200 | 2005-05-17T12:31:00
nl|zo, 17 mrt 2019 10:00:00 +0100 | 2019-03-17T10:00:00+01:00
pl|śr., 17 kwi 2019 10:00:00 +0100 | 2019-04-17T10:00:00+01:00
it|dom, 17 mar 2019 10:00:00 +0100 | 2019-03-17T10:00:00+01:00
es|dom, 17 mar 2019 10:00:00 +0100 | 2019-03-17T10:00:00+01:00
pt|dom, 17 mar 2019 10:00:00 +0100 | 2019-03-17T10:00:00+01:00
fr|dim., 17 mars 2019 10:00:00 +0100 | 2019-03-17T10:00:00+01:00
ru|Вс, 17 мар 2019 10:00:00 +0300 | 2019-03-17T10:00:00+03:00
tr|Paz, 17 Mar 2019 10:00:00 +0300 | 2019-03-17T10:00:00+03:00
el|Κυρ, 17 Μαρ 2019 10:00:00 +0200 | 2019-03-17T10:00:00+02:00
da|søn, 17 mar 2019 10:00:00 +0100 | 2019-03-17T10:00:00+01:00
nb|søn, 17 mar 2019 10:00:00 +0100 | 2019-03-17T10:00:00+01:00
cs|ne, 17 bře 2019 10:00:00 +0100 | 2019-03-17T10:00:00+01:00
hu|V, 17 márc. 2019 10:00:00 +0100 | 2019-03-17T10:00:00+01:00
ro|dum., 17 mar. 2019 10:00:00 +0200 | 2019-03-17T10:00:00+02:00
"""
PAGES = {
    "q1_headline_version.html": None,  # 2026.1 is a version
    "p09b_url_month.html": "2014-04",  # the address tells the month
    "u2_updated_posted.html": "2021-09-28T12:35:00",  # the update stands first
    "r03_river_no_main_byline.html": None,  # the dates are those of teasers
    "r24_us_date.html": "2019-03-04",  # American English puts the month first
}
# Records of baddates.jsonl with a date; all others have a notice instead.
READABLE = {
    "D8": "2020",
    "D10": "2019-03-05T10:00:00+00:00",
    "D12": "2019-03-31T02:30:00",  # no clock in Berlin showed that hour
    "D14": "2019-03-05",
    "D15": "2019-03-05",
    "D16": "2019-03-05",
    "D17": "2019-03-05",
    "D18": "2019-03-05T10:00:00+01:00",
    "D19": "2019-03-05",
    "D20": "2016-12-31",
    "D21": "1752-09-05",
    "D22": "2019-03-05",
    "D23": "2019-03-05",
    "D24": "2019-03-05",
    "D25": "2019-03-05",
    "D26": "2019-03-05T15:04:00-04:00",
    "D27": "2019-03-05T10:00:00",  # the other date is the update's
    "D28": "2019-03-05T10:00:00+00:00",
    "D29": "2019-03-05T10:00:00+01:00",
}


def articles(reader, file, media_type):
    document = Document(file.name, file.read_bytes(), media_type)
    return [record.article for record in reader.read(document)]


@pytest.mark.parametrize(
    ("name", "expected"), [("f_dates.rss", FEED), ("u8_feed_locales.rss", LOCALES)]
)
def test_each_item_s_date_is_as_printed(shared_data, name, expected):
    items = articles(FeedReader(), shared_data / "faults" / name, "application/rss+xml")
    known = [f"{item.headline} | {item.published.value or '-'}" for item in items]
    assert known == expected.strip().splitlines()


def test_the_year_one_is_told_and_is_not_2001(shared_data):
    file = shared_data / "faults" / "f_dates.rss"
    items = articles(FeedReader(), file, "application/rss+xml")
    (year_one,) = (item for item in items if item.headline == "f24 year1")
    assert year_one.published.notice.endswith("cannot be read as a date")


@pytest.mark.parametrize(("name", "value"), PAGES.items())
def test_a_page_has_the_date_that_is_its_own(shared_data, name, value):
    (article,) = articles(WebPageReader(), shared_data / "faults" / name, "text/html")
    assert article.published.value == value


def test_what_cannot_be_read_as_a_date_gives_a_notice_and_no_date(shared_data):
    file = shared_data / "faults" / "baddates.jsonl"
    records = [json.loads(line) for line in file.read_text().splitlines()]
    known = articles(JsonLinesReader(), file, "application/x-ndjson")
    assert len(known) == len(records) == 35
    for article in known:
        expected = READABLE.get(article.headline)
        assert article.published.value == expected
        assert bool(article.published.notice) == (expected is None)

import re
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from unittest import mock

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from archive.facts.dates import (
    EARLIEST_YEAR,
    MONTHS,
    date_parser,
    parse_date,
    parse_relative,
    plausibility,
)
from archive.model.article import Precision, Published
from tests.support.work import assert_no_costlier

_INSTANT, _DAY, _MONTH, _YEAR = Precision.INSTANT, Precision.DAY, Precision.MONTH, Precision.YEAR


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "0" * 5_000, "2019-06-04" + " " * 5_000 + "x", "\ud800", "\u0301" * 9_000],
)
def test_what_states_no_date_is_unknown_without_a_notice(text):
    assert parse_date(text, "declared") == Published()


@pytest.mark.parametrize(
    "text", ["  4\u00a0June \n 2019 ", "\u200f4 June 2019\u200f", "4 June 2019" + " " * 5_000]
)
def test_blanks_and_marks_of_direction_are_no_part_of_a_date(text):
    assert parse_date(text, "declared") == Published("2019-06-04", _DAY, "declared")


def test_why_says_how_a_zone_was_known_that_depends_on_the_season():
    summer = parse_date("June 4, 2019, 5:05 PM ET", "time element")
    assert summer.why == "time element, “ET” on that day is UTC-04:00"
    winter = parse_date("January 4, 2019, 5:05 PM ET", "")
    assert winter.why == "“ET” on that day is UTC-05:00"


def test_tomorrow_is_a_date_somewhere_and_the_day_after_it_is_not():
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    assert parse_date(tomorrow.isoformat(), "").value == tomorrow.isoformat()
    later = (tomorrow + timedelta(days=2)).isoformat()
    assert parse_date(later, "") == Published(notice=f"“{later}” lies in the future")


def test_a_notice_quotes_the_beginning_of_a_long_text():
    long = "Published on Saturday, the 5th of January, 2097, at 10:30 in the morning, local time"
    short = "Published on Saturday, the 5th of January, 2097, 10:30 local time"
    assert parse_date(long, "") == Published()
    assert parse_date(short, "").notice == (
        "“Published on Saturday, the 5th of January, 2097, 10:30 loca…” lies in the future"
    )


_PIECES = (
    "2019 19 1987 6 06 4 04 13 31 24 0 10:30 10:30:59 +0900 -05:00 +9999 Z T GMT+3 KST BST "
    "ET am pm June Jun junio juin Tuesday martes يونيو 년 6월 4일 年 月 日 (화) Published: Updated "
    "입력 , . / - : ： ( ) ' of de at 1e9 nan inf ２０１９ ٢٠١٩ ² h 時 오후 10分 noon г. ngày"
)
PIECES = _PIECES.split()
JUNE = re.compile("ju[in]|يونيو", re.IGNORECASE)
LIKE_DATES = st.lists(st.sampled_from(PIECES), max_size=8).flatmap(
    lambda pieces: st.sampled_from(("", " ", "-", "/")).map(lambda mark: mark.join(pieces))
)
# What is counted from elsewhere, besides: there the year is not among the figures.
COUNTED = st.lists(
    st.sampled_from(
        [*PIECES, "令和元年", "주체101(2012)년", "民国108年", "พ.ศ. 2562", "2562", "二〇一九年"]
    ),
    max_size=8,
).map(" ".join)
LONG = st.builds(
    lambda piece, mark, tail: ((piece + mark) * 10_000)[: 10_000 - len(tail)] + tail,
    st.sampled_from(PIECES) | st.text(min_size=1, max_size=3),
    st.sampled_from(("", " ", "-", "/", "\u200b", "\u0327\u0301")),
    LIKE_DATES,
)
# The longest texts that are read at all.
AT_THE_LIMIT = st.builds(
    lambda piece, mark, tail: ((piece + mark) * 100)[: 100 - len(tail)] + tail,
    st.sampled_from(PIECES) | st.text(min_size=1, max_size=3),
    st.sampled_from(("", " ", "-", "/")),
    LIKE_DATES,
)


def read_anew(text):
    date_parser._read.cache_clear()
    parse_date(text, "declared")


@given(st.text() | LIKE_DATES | COUNTED | LONG | AT_THE_LIMIT)
@example("1 1 1 1 1 1 1")
@example("2019-06-04T10:30:00+23:59:59.999999")
@example("June " * 20)
@example("(" * 100)
@example("4 June 2019 " + "9" * 40 + " minutes")
@example("4 June 2019 10 minutes " + "9" * 40 + " s")
@example("4 " * 49 + "年")
def test_any_text_is_read_without_an_error_and_costs_what_a_few_dates_do(text):
    published = parse_date(text, "declared")
    # Measured at 3 times where it is slowest.
    assert_no_costlier(read_anew, (text,), ("Tuesday, June 4, 2019 10:30 KST",), 20)
    assert (published.value is None) == (published.days() is None)
    assert len(published.notice) <= 120


# Ways to write a moment, each with how much of it is known.
SHAPES = {
    "{day} {month} {year}": _DAY,
    "{month} {day}, {year}": _DAY,
    "{month} {day}, {year} at {hour}:{minute} GMT+3": _INSTANT,
    "{year}-{month_number}-{day_number}": _DAY,
    "{year}-{month_number}-{day_number}T{hour}:{minute}:00 +0900": _INSTANT,
    "Published: {year}/{month_number}/{day_number} {hour}:{minute} Z": _INSTANT,
    "{year}년 {month_number}월 {day_number}일": _DAY,
    "입력 {year}년 {month_number}월 {day_number}일 {hour}:{minute} KST": _INSTANT,
    "{year}年{month_number}月{day_number}日": _DAY,
    "{month} {year}": _MONTH,
    "{year}-{month_number}": _MONTH,
    "{year}年{month_number}月": _MONTH,
    "{year}": _YEAR,
}
# What befalls one of its words: what is done, to which of them, and with what.
SPOILED = st.tuples(
    st.sampled_from(("left out", "said twice", "replaced", "put in", "put at the end")),
    st.integers(0, 9),
    st.sampled_from(PIECES),
)


def spoil(words, done, at, piece):
    at %= len(words) or 1
    match done:
        case "left out":
            return words[:at] + words[at + 1 :]
        case "said twice":
            return words[:at] + words[at : at + 1] * 2 + words[at + 1 :]
        case "replaced":
            return [*words[:at], piece, *words[at + 1 :]]
        case "put in":
            return [*words[:at], piece, *words[at:]]
    return [*words, piece]


@given(
    st.sampled_from(sorted(SHAPES)),
    st.builds(datetime.combine, st.dates(date(1601, 1, 1), date(2025, 12, 31)), st.times()),
    st.none() | SPOILED,
)
@example(
    "Published: {year}/{month_number}/{day_number} {hour}:{minute} Z",
    datetime(1999, 1, 1, 1, 1),  # noqa: DTZ001 - as it is written
    ("put at the end", 0, "noon"),
)
def test_no_part_of_a_date_is_made_up(shape, moment, spoiled):
    written = shape.format(
        year=moment.year,
        month=MONTHS[moment.month - 1],
        month_number=f"{moment.month:02}",
        day=moment.day,
        day_number=f"{moment.day:02}",
        hour=f"{moment.hour:02}",
        minute=f"{moment.minute:02}",
    )
    words = written.split()
    if spoiled:
        words = spoil(words, *spoiled)
    text = " ".join(words)
    published = parse_date(text, "declared")
    event(f"{'spoiled' if spoiled else 'whole'}: {published.precision}")
    if not spoiled:
        length = {_YEAR: 4, _MONTH: 7, _DAY: 10, _INSTANT: 16}[SHAPES[shape]]
        assert published.precision == SHAPES[shape]
        assert published.value[:length] == f"{moment:%Y-%m-%dT%H:%M}"[:length]
    if published.value is not None:
        assert_all_is_written(published, text)


def assert_all_is_written(published, text):
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    year, *month = published.value.split("-")[: 1 if published.precision == _YEAR else 2]
    assert year in digits
    assert all(part.lstrip("0") in digits or names_month(text, int(part)) for part in month)
    if published.precision in {_DAY, _INSTANT}:
        assert published.value[8:10].lstrip("0") in digits
    if published.precision == _INSTANT:
        hour, minute = published.value[11:16].split(":")
        assert minute in digits or ("noon" in text and hour == "12" and minute == "00")
        in_the_afternoon = "pm" in text or "오후" in text or "noon" in text
        assert hour.lstrip("0") in digits or in_the_afternoon


def names_month(text, number):
    return MONTHS[number - 1] in text or (number == 6 and JUNE.search(text) is not None)


@given(LIKE_DATES | COUNTED, st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_the_day_on_which_a_text_is_read_never_shows_in_its_date(text, today):
    known = parse_date(text, "declared")
    date_parser._read.cache_clear()
    with mock.patch.object(plausibility, "today", lambda: today):
        again = parse_date(text, "declared")
    assert again == known or "lies in the future" in again.notice + known.notice


ZONED = (
    "{day:%Y-%m-%d}T{time}:00{offset}",
    "{day:%Y-%m-%d} {time} {offset}",
    "{day:%Y/%m/%d} {time} {offset}",
    "{day:%Y}년 {day.month}월 {day.day}일 {time} {offset}",
    "{day.day} {month} {day:%Y} {time} {offset}",
    "{month} {day.day}, {day:%Y}, {time} GMT{offset}",
    "{time} {offset}, {month} {day.day}, {day:%Y}",
    "{day.day} {month} {day:%Y} {time} {zone}",
    "{month} {day.day}, {day:%Y} at {time} {zone}",
    "{time} {zone}, {month} {day.day}, {day:%Y}",
    "{day:%Y-%m-%d} {time} {zone}",
)
ZONE_NAMES = (
    "UTC", "GMT", "EST", "EDT", "PST", "PDT", "KST", "JST", "CET", "CEST", "MSK", "BST", "CST",
    "IST", "NZDT", "ET", "PT", "Z",
)  # fmt: skip


@given(
    st.sampled_from(ZONED),
    st.dates(date(EARLIEST_YEAR, 1, 1), date(2026, 1, 1)),
    st.times(),
    st.integers(-14 * 4, 14 * 4),
    st.sampled_from(ZONE_NAMES),
)
@example(ZONED[0], date(1600, 1, 1), clock_time(0, 0), 14 * 4, "Z")
@example(ZONED[7], date(2019, 12, 31), clock_time(23, 59), 0, "ET")
def test_no_zone_ever_moves_a_date_to_another_day(shape, day, clock, quarters, zone):
    hours, quarter = divmod(abs(quarters), 4)
    offset = f"{'-' if quarters < 0 else '+'}{hours:02}:{quarter * 15:02}"
    written = shape.format(
        day=day, month=MONTHS[day.month - 1], time=f"{clock:%H:%M}", offset=offset, zone=zone
    )
    known = parse_date(written, "declared")
    assert known.precision == _INSTANT
    assert known.value.startswith(f"{day.isoformat()}T{clock:%H:%M}:00")
    assert known.days() == (day, day)
    if "{offset}" in shape:
        assert datetime.fromisoformat(known.value).utcoffset() == timedelta(minutes=15 * quarters)


# Told from Thursday, 6 June 2019.
THURSDAY = Published("2019-06-06", _DAY, "declared")
TOLD = {
    "on Monday": "2019-06-03",
    "Monday": "2019-06-03",
    "Mon.": "2019-06-03",
    "Thursday": "2019-06-06",
    "last Thursday": "2019-05-30",
    "last Tuesday": "2019-06-04",
    "Friday": "2019-05-31",
    "today": "2019-06-06",
    "earlier today": "2019-06-06",
    "yesterday": "2019-06-05",
    "the day before yesterday": "2019-06-04",
    "2 days ago": "2019-06-04",
    "a day ago": "2019-06-05",
    "월요일": "2019-06-03",
    "지난 목요일": "2019-05-30",
    "어제": "2019-06-05",
    "3일 전": "2019-06-03",
    "昨天": "2019-06-05",
    "周一": "2019-06-03",
    "3天前": "2019-06-03",
    "月曜日": "2019-06-03",
    "一昨日": "2019-06-04",
    "hier": "2019-06-05",
    "lundi": "2019-06-03",
    "jeudi dernier": "2019-05-30",
    "aujourd’hui": "2019-06-06",
    "il y a 2 jours": "2019-06-04",
    "ayer": "2019-06-05",
    "el lunes": "2019-06-03",
    "el jueves pasado": "2019-05-30",
    "hace 2 días": "2019-06-04",
    "am Montag": "2019-06-03",
    "vorgestern": "2019-06-04",
    "vor 2 Tagen": "2019-06-04",
    "segunda-feira": "2019-06-03",
    "в понедельник": "2019-06-03",
    "в среду": "2019-06-05",
    "2 дня назад": "2019-06-04",
    "أمس": "2019-06-05",
    "يوم الاثنين": "2019-06-03",
    "thứ hai": "2019-06-03",
    "chủ nhật": "2019-06-02",
    "hôm qua": "2019-06-05",
    "วันจันทร์": "2019-06-03",
    "เมื่อวานนี้": "2019-06-05",
}
NOT_TOLD = (
    "", "soon", "next Monday", "tomorrow", "Monday morning market", "3 days", "days ago", "3",
    "hours ago", "Mo", "June", "2019-06-04", "3 hours ago", "5 minutes ago", "on Monday " * 100,
)  # fmt: skip


@pytest.mark.parametrize(("text", "day"), TOLD.items())
def test_a_day_is_told_from_the_article_s_own_and_stated_as_derived(text, day):
    told = parse_relative(text, THURSDAY, "text")
    assert told == Published(day, _DAY, f"text, derived from “{text}” and the article's date")


@pytest.mark.parametrize("text", NOT_TOLD)
def test_other_words_tell_no_day(text):
    assert parse_relative(text, THURSDAY, "text") == Published()


@pytest.mark.parametrize("known", ["2019-06", "2019", None])
def test_no_day_is_told_from_a_date_that_is_not_known_to_the_day(known):
    precision = {None: Precision.UNKNOWN, "2019": _YEAR}.get(known, _MONTH)
    assert parse_relative("on Monday", Published(known, precision, "declared"), "") == Published()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("an hour ago", "2019-06-06"),
        ("3 hours ago", "2019-06-05"),
        ("3시간 전", "2019-06-05"),
        ("vor 3 Stunden", "2019-06-05"),
        ("10 minutes ago", "2019-06-06"),
        ("30 hours ago", "2019-06-04"),
        ("2 days ago", "2019-06-04"),
    ],
)
def test_hours_are_told_from_the_article_s_time_of_day_in_its_own_zone(text, day):
    at_half_past_two = Published("2019-06-06T02:30:00+09:00", _INSTANT, "declared")
    told = parse_relative(text, at_half_past_two, "")
    assert told == Published(day, _DAY, f"derived from “{text}” and the article's date")


@given(
    st.text(max_size=30)
    | st.builds(
        "{} {} {}".format,
        st.sampled_from(["on", "last", "vor", "hace", "3", "999", ""]),
        st.sampled_from(["Monday", "lunes", "days", "시간", "yesterday", "Tagen", "hours"]),
        st.sampled_from(["ago", "전", "", "dernier"]),
    ).map(str.strip),
    st.dates(date(EARLIEST_YEAR, 1, 1), date(2026, 1, 1)),
)
def test_no_told_day_is_after_the_article_s(text, day):
    told = parse_relative(text, Published(day.isoformat(), _DAY, "declared"), "text")
    assert told.value is None or date.fromisoformat(told.value) <= day

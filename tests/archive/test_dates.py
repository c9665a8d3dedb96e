import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.article import Precision, Published
from archive.dates import parse_date

_INSTANT, _DAY, _MONTH, _YEAR = Precision.INSTANT, Precision.DAY, Precision.MONTH, Precision.YEAR

STATED = {
    # ISO 8601
    "2019-06-04T10:30:00+09:00": ("2019-06-04T10:30:00+09:00", _INSTANT),
    "2019-06-04T10:30:00.123456+0900": ("2019-06-04T10:30:00+09:00", _INSTANT),
    "2019-06-04T10:30:00Z": ("2019-06-04T10:30:00+00:00", _INSTANT),
    "2019-06-04T10:30-03:30": ("2019-06-04T10:30:00-03:30", _INSTANT),
    "2019-06-04T10:30": ("2019-06-04T10:30:00", _INSTANT),
    "2019-06-04 10:30:15": ("2019-06-04T10:30:15", _INSTANT),
    "2019-06-04T10": ("2019-06-04", _DAY),
    "2019-06-04": ("2019-06-04", _DAY),
    "2019-6-4": ("2019-06-04", _DAY),
    "20190604": ("2019-06-04", _DAY),
    "201906041030": ("2019-06-04T10:30:00", _INSTANT),
    "2019-06": ("2019-06", _MONTH),
    "2019": ("2019", _YEAR),
    "1605": ("1605", _YEAR),
    # year first
    "2019/06/04": ("2019-06-04", _DAY),
    "2019/06/04 10:30": ("2019-06-04T10:30:00", _INSTANT),
    "2019/03/04 10:30": ("2019-03-04T10:30:00", _INSTANT),
    "2019.06.04": ("2019-06-04", _DAY),
    "2019.06.04.": ("2019-06-04", _DAY),
    "2019. 6. 4.": ("2019-06-04", _DAY),
    "2019.06.04 10:30": ("2019-06-04T10:30:00", _INSTANT),
    "2019/6": ("2019-06", _MONTH),
    # day or month first: both only where there is no doubt
    "13/04/2019": ("2019-04-13", _DAY),
    "04/13/2019": ("2019-04-13", _DAY),
    "04/04/2019": ("2019-04-04", _DAY),
    "13.04.2019": ("2019-04-13", _DAY),
    "13-04-2019": ("2019-04-13", _DAY),
    "03/04/2019": ("2019", _YEAR),
    "3-4-2019": ("2019", _YEAR),
    "03/04/2019 10:30": ("2019", _YEAR),
    "03/04/2019, 5 pm": ("2019", _YEAR),
    "13/04/2019 10:30": ("2019-04-13T10:30:00", _INSTANT),
    "6/2019": ("2019-06", _MONTH),
    # English
    "June 4, 2019": ("2019-06-04", _DAY),
    "4 June 2019": ("2019-06-04", _DAY),
    "4th of June, 2019": ("2019-06-04", _DAY),
    "Jun. 4, 2019": ("2019-06-04", _DAY),
    "4 JUN 2019": ("2019-06-04", _DAY),
    "Sept. 4, 2019": ("2019-09-04", _DAY),
    "Tuesday, June 4, 2019": ("2019-06-04", _DAY),
    "Tue, 04 Jun 2019 10:30:00 +0900": ("2019-06-04T10:30:00+09:00", _INSTANT),
    "Tue, 04 Jun 2019 10:30:00 GMT": ("2019-06-04T10:30:00+00:00", _INSTANT),
    "June 4, 2019 10:30 p.m.": ("2019-06-04T22:30:00", _INSTANT),
    "June 4, 2019 at 10:30 AM EST": ("2019-06-04T10:30:00-05:00", _INSTANT),
    "June 4, 2019 10:30 KST": ("2019-06-04T10:30:00+09:00", _INSTANT),
    "June 4, 2019 10:30 GMT+3": ("2019-06-04T10:30:00+03:00", _INSTANT),
    "June 4, 2019 10:30 UTC -5": ("2019-06-04T10:30:00-05:00", _INSTANT),
    # three zones are called BST, four CST
    "June 4, 2019 10:30 BST": ("2019-06-04T10:30:00", _INSTANT),
    "June 4, 2019 10:30 CST": ("2019-06-04T10:30:00", _INSTANT),
    "June 4, 2019 10pm": ("2019-06-04", _DAY),
    "26-FEB-1987 15:01:01.79": ("1987-02-26T15:01:01", _INSTANT),
    "June 2019": ("2019-06", _MONTH),
    "June of 2019": ("2019-06", _MONTH),
    "Jun 2019": ("2019-06", _MONTH),
    # other languages
    "4 de junio de 2019": ("2019-06-04", _DAY),
    "martes, 4 de junio de 2019": ("2019-06-04", _DAY),
    "10 de mayo de 2019": ("2019-05-10", _DAY),
    "junio de 2019": ("2019-06", _MONTH),
    "4 juin 2019": ("2019-06-04", _DAY),
    "4. März 2019": ("2019-03-04", _DAY),
    "4 de março de 2019": ("2019-03-04", _DAY),
    "4 giugno 2019": ("2019-06-04", _DAY),
    "4 июня 2019": ("2019-06-04", _DAY),
    "4 يونيو 2019": ("2019-06-04", _DAY),
    "٤ يونيو ٢٠١٩": ("2019-06-04", _DAY),
    "الثلاثاء، 4 يونيو 2019": ("2019-06-04", _DAY),
    "2019년 6월 4일": ("2019-06-04", _DAY),
    "2019년6월4일 화요일": ("2019-06-04", _DAY),
    "2019년 6월 4일 (화) 오후 3:20": ("2019-06-04", _DAY),
    "2019.06.04 (화) 10:30": ("2019-06-04T10:30:00", _INSTANT),
    "2019년 6월": ("2019-06", _MONTH),
    "2019年6月4日": ("2019-06-04", _DAY),
    "2019年6月4日星期二": ("2019-06-04", _DAY),
    "2019年6月4日 10时30分": ("2019-06-04", _DAY),
    "2019年6月4號": ("2019-06-04", _DAY),
    "2019年6月": ("2019-06", _MONTH),
    "２０１９年６月４日": ("2019-06-04", _DAY),
    "２０１９／０６／０４": ("2019-06-04", _DAY),
    "२०१९-०६-०४": ("2019-06-04", _DAY),
    # labels
    "Published: June 4, 2019": ("2019-06-04", _DAY),
    "Published on 4 June 2019": ("2019-06-04", _DAY),
    "First published at 2019-06-04 10:30": ("2019-06-04T10:30:00", _INSTANT),
    "Last updated: 4 June 2019": ("2019-06-04", _DAY),
    "Posted 4 June 2019": ("2019-06-04", _DAY),
    "Date: 2019": ("2019", _YEAR),
    "입력 2019.06.04 10:30": ("2019-06-04T10:30:00", _INSTANT),
    "입력: 2019-06-04": ("2019-06-04", _DAY),
    "发布时间：2019-06-04 10:30": ("2019-06-04T10:30:00", _INSTANT),
    "發布時間：2019年6月4日": ("2019-06-04", _DAY),
    "Publicado: 4 de junio de 2019": ("2019-06-04", _DAY),
    "Fecha: 13/04/2019": ("2019-04-13", _DAY),
    "نشر في: 4 يونيو 2019": ("2019-06-04", _DAY),
    "  4\u00a0June \n 2019 ": ("2019-06-04", _DAY),
}
UNSTATED = (
    "",
    "-",
    "n/a",
    "null",
    "today",
    "Monday",
    "June",
    "June 4",
    "10:30",
    "4 hours ago",
    # the century is not written
    "03/04/19",
    "4 Jun 19",
    "190604",
    "June '19",
    # no such day
    "2019-02-30",
    "2019-13-45",
    "31/02/2019",
    "99/99/2019",
    "June 31, 2019",
    # no such time
    "2019-06-04 10:30 +9999",
    # before there were newspapers, and after tomorrow
    "0019-06-04",
    "1066",
    "1599-12-31",
    "2999-01-01",
    "9999",
    "9999-12",
    "9999-12-31",
    "December 9999",
    # numbers of other things
    "1,984",
    "2.019",
    "1559606400000",
    "2019.0",
    "24/7",
    "1984-85",
    "2014/15",
    "1999-2000",
    "555-1987",
    "12 345 678",
    "2019 m",
    "2,019 people",
    "Q1 2019",
    "2019²",
    "2019-W23",
    "Catch of 2019",
    "The ferry of June 4, 2019 was late",
    "0" * 5_000,
    "2019-06-04" + " " * 5_000 + "x",
)


@pytest.mark.parametrize(("text", "known"), STATED.items())
def test_a_date_is_known_as_far_as_it_is_stated(text, known):
    assert parse_date(text, "declared") == Published(*known, "declared")


@pytest.mark.parametrize("text", UNSTATED)
def test_what_states_no_date_is_unknown(text):
    assert parse_date(text, "declared") == Published()


def test_tomorrow_is_a_date_somewhere_and_the_day_after_it_is_not():
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    assert parse_date(tomorrow.isoformat(), "").value == tomorrow.isoformat()
    assert parse_date((tomorrow + timedelta(days=2)).isoformat(), "") == Published()


_PIECES = (
    "2019 19 1987 6 06 4 04 13 31 24 0 10:30 10:30:59 +0900 -05:00 +9999 Z T GMT+3 KST BST am pm "
    "June Jun junio juin Tuesday martes يونيو 년 6월 4일 年 月 日 (화) Published: Updated 입력 "
    ", . / - : ： ( ) ' of de at 1e9 nan inf ２０１９ ٢٠١٩ ²"
)
PIECES = _PIECES.split()
JUNE = re.compile("ju[in]|يونيو", re.IGNORECASE)
LIKE_DATES = st.lists(st.sampled_from(PIECES), max_size=8).flatmap(
    lambda pieces: st.sampled_from(("", " ", "-", "/")).map(lambda mark: mark.join(pieces))
)


def reading_s(text):
    started = time.process_time()
    parse_date(text, "declared")
    return time.process_time() - started


@given(st.text() | LIKE_DATES)
@example("1 1 1 1 1 1 1")
@example("2019-06-04T10:30:00+23:59:59.999999")
def test_any_text_is_read_quickly_and_without_an_error(text):
    published = parse_date(text, "declared")
    assert min(reading_s(text) for _ in range(3)) < 0.05
    assert (published.value is None) == (published.days() is None)


@given(LIKE_DATES)
def test_no_part_of_a_date_is_made_up(text):
    published = parse_date(text, "declared")
    if published.value is None:
        return
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    year, *month = published.value.split("-")[: 2 if published.precision == _MONTH else 1]
    assert year in digits
    assert all(part.lstrip("0") in digits or JUNE.search(text) for part in month)
    if published.precision == _INSTANT:
        hour, minute = published.value[11:16].split(":")
        assert minute in digits
        assert hour.lstrip("0") in digits or "pm" in text

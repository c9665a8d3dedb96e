"""Dates out of the ways people write them, never more exact than they are written."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache, lru_cache
from itertools import product

from babel import Locale
from dateutil import parser

from archive.article import Precision, Published
from archive.text import one_line

# Newspapers begin in 1605; what is older is a misprint or a date in another calendar.
EARLIEST_YEAR = 1600

_LONGEST = 80
_LABEL = re.compile(
    r"^(?:(?:first |last )?(?:published|posted|updated|modified|date|dated|publicado|fecha|"
    r"입력|등록|수정|发布时间|發布時間|发布|發布|نشر في|نشر|تاريخ النشر)(?: on| at)?\s*[:：]?\s*)+",
    re.IGNORECASE,
)
# The time of day is passed over: its halves are counted in several ways.
_CJK = re.compile(
    r"^(?P<year>\d{4}) ?[년年] ?(?P<month>\d{1,2}) ?[월月](?: ?(?P<day>\d{1,2}) ?[일日号號])?"
    r"(?: ?(?:오전|오후|上午|下午)? ?\d{1,2}"
    r"(?:[:시时時点點] ?\d{2}[분分]?(?::\d{2})?|[시时時点點]))?$"
)
_CJK_WEEKDAY = re.compile(
    r" ?(?:\([월화수목금토일一二三四五六日]\)|"
    r"\(?(?:[월화수목금토일]요일|(?:星期|周|週)[一二三四五六日天])\)?) ?"
)
_INSTANT = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_NUMERIC = re.compile(
    r"^(?P<year>\d{4})(?P<mark>[-./])\s?(?P<month>\d{1,2})(?:(?P=mark)\s?(?P<day>\d{1,2}))?\.?$"
)
_DAY_OR_MONTH_FIRST = re.compile(r"^(?P<one>\d{1,2})[-./](?P<two>\d{1,2})[-./](?P<year>\d{4})$")
_YEAR = re.compile(r"^\d{4}$")
_DIGIT = re.compile(r"\d")
_FULL_WIDTH = {ord("！") + i: ord("!") + i for i in range(94)}
_YEAR_FIRST = re.compile(r"^\d{4}")
# In "GMT+3" the sign is meant as in +03:00; dateutil takes it the other way round, as POSIX does.
_ZONE_BEFORE_OFFSET = re.compile(r"\b(?:GMT|UTC) ?(?=[+-]\d)")
_WORD = re.compile(r"[^\W\d_]+")
# Only abbreviations that name one zone wherever they are used; hours from UTC.
_ZONES = {
    "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9,
}  # fmt: skip
_UNKNOWN = Published()


def parse_date(text: str, why: str) -> Published:
    """The date that a whole string states, unknown where it states none.

    Parts that are not written are never filled in, a zone is kept as it is written, and a
    date that may mean two days ("03/04/2019") is known to the year only. Dates before 1600
    and after tomorrow are unknown.
    """
    text = one_line(text).translate(_FULL_WIDTH)
    text = _DIGIT.sub(lambda digit: str(int(digit[0])), text)
    text = _CJK_WEEKDAY.sub(" ", _LABEL.sub("", text)).strip()
    if not text or len(text) > _LONGEST or not any(c.isdigit() for c in text):
        return _UNKNOWN
    found = _instant(text) or _numeric(text) or _ambiguous(text) or _written(text)
    return _checked(found, why) if found else _UNKNOWN


def _instant(text: str) -> tuple[str, Precision] | None:
    """ISO 8601, which needs no guessing and is what nearly every file has."""
    if not _INSTANT.match(text):
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant.replace(microsecond=0).isoformat(), Precision.INSTANT


def _numeric(text: str) -> tuple[str, Precision] | None:
    if _YEAR.match(text):
        return text, Precision.YEAR
    match = _NUMERIC.match(text) or _CJK.match(text)
    if not match:
        return None
    if match["day"] is None:
        return f"{match['year']}-{int(match['month']):02}", Precision.MONTH
    return f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}", Precision.DAY


def _ambiguous(text: str) -> tuple[str, Precision] | None:
    match = _DAY_OR_MONTH_FIRST.match(text)
    if not match:
        return None
    one, two = int(match["one"]), int(match["two"])
    if one > 12 >= two:
        return f"{match['year']}-{two:02}-{one:02}", Precision.DAY
    if two > 12 >= one or one == two:
        return f"{match['year']}-{one:02}-{two:02}", Precision.DAY
    return match["year"], Precision.YEAR


# A file's dates come again and again, to the minute or the day; dateutil takes 0.15 ms for one.
@lru_cache(maxsize=4_096)
def _written(text: str) -> tuple[str, Precision] | None:
    """What dateutil reads, without the parts that it takes from its default.

    It is asked again with defaults that differ in every part, and with the day before the
    month: what comes out alike was written, what differs was filled in or guessed.
    """
    english = _WORD.sub(lambda word: _english_names().get(word[0].casefold(), word[0]), text)
    english = re.sub(r"\b(?:de|del|of|the)\b|،", " ", english)
    english = _ZONE_BEFORE_OFFSET.sub("", english)
    defaults = (datetime(2001, 1, 2, 1, 1, 1), datetime(2004, 4, 5, 2, 2, 2))  # noqa: DTZ001 - filler
    orders = (False,) if _YEAR_FIRST.match(text) else (False, True)
    try:
        readings = [
            parser.parse(english, default=default, dayfirst=day_first, tzinfos=_zone)
            for default, day_first in product(defaults, orders)
        ]
    except (OverflowError, ValueError):
        return None
    one = readings[0]
    written = {
        part: len({getattr(reading, part) for reading in readings}) == 1
        for part in ("year", "month", "day", "hour", "minute", "second")
    }
    if not written["year"] or f"{one.year:04}" not in text:
        return None
    if not written["month"]:
        return f"{one.year:04}", Precision.YEAR
    if not written["day"]:
        return f"{one.year:04}-{one.month:02}", Precision.MONTH
    if not (written["hour"] and written["minute"]):
        return one.date().isoformat(), Precision.DAY
    second = one.second if written["second"] else 0
    return one.replace(second=second, microsecond=0).isoformat(), Precision.INSTANT


def _zone(name: str | None, offset_s: int | None) -> timezone | None:
    """The zone of an offset or a name, None where the name may mean several."""
    if offset_s is None and name in _ZONES:
        offset_s = _ZONES[name] * 3600
    return None if offset_s is None else timezone(timedelta(seconds=offset_s))


def _checked(found: tuple[str, Precision], why: str) -> Published:
    published = Published(*found, why)
    try:
        days = published.days()
    except ValueError:
        return _UNKNOWN
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    if days is None or days[0].year < EARLIEST_YEAR or days[0] > tomorrow:
        return _UNKNOWN
    return published


@cache
def _english_names() -> dict[str, str]:
    """The names of months and weekdays in other languages, each in English (Unicode CLDR)."""
    english = Locale("en")
    names: dict[str, str] = {}
    for language in ("en", "es", "fr", "de", "pt", "it", "ru", "ar"):
        locale = Locale(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    month = english.months["format"]["wide"][number]
                    names.setdefault(name.casefold().rstrip("."), month)
            for number, name in locale.days[context]["wide"].items():
                names.setdefault(name.casefold(), english.days["format"]["wide"][number])
    return names

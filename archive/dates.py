"""Dates out of the ways people write them, never more exact than they are written."""

import re
import warnings
from datetime import UTC, datetime, timedelta
from functools import cache

from babel import Locale
from dateutil import parser
from dateutil.parser import ParserError

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
_CJK = re.compile(
    r"^(?P<year>\d{4})\s*[년年]\s*(?P<month>\d{1,2})\s*[월月](?:\s*(?P<day>\d{1,2})\s*[일日号號])?"
    r"(?:\s*[(（][^)）]{1,5}[)）])?(?:\s*(?:오전|오후|上午|下午)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?$"
)
_INSTANT = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_NUMERIC = re.compile(
    r"^(?P<year>\d{4})(?P<mark>[-./])\s?(?P<month>\d{1,2})(?:(?P=mark)\s?(?P<day>\d{1,2}))?\.?$"
)
_DAY_OR_MONTH_FIRST = re.compile(r"^(?P<one>\d{1,2})[-./](?P<two>\d{1,2})[-./](?P<year>\d{4})$")
_YEAR = re.compile(r"^\d{4}$")
_OTHER_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
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
    text = one_line(text).translate(_OTHER_DIGITS)
    text = _LABEL.sub("", text)
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


def _written(text: str) -> tuple[str, Precision] | None:
    """What dateutil reads, without the parts that it takes from its default.

    It is asked twice, with defaults that differ in every part: what comes out alike was
    written, what differs was filled in.
    """
    english = _WORD.sub(lambda word: _month_names().get(word[0].casefold(), word[0]), text)
    english = re.sub(r"\b(?:de|del|of|the)\b", " ", english)
    zones = {name: hours * 3600 for name, hours in _ZONES.items()}
    readings: list[datetime] = []
    for default in (datetime(2001, 1, 2, 1, 1, 1), datetime(2004, 4, 5, 2, 2, 2)):  # noqa: DTZ001 - filler
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # an unknown zone: the time is then left out
                readings.append(parser.parse(english, default=default, tzinfos=zones))
        except (ParserError, OverflowError, ValueError):
            return None
    one, two = readings
    if one.year != two.year:
        return None
    if one.month != two.month:
        return f"{one.year:04}", Precision.YEAR
    if one.day != two.day:
        return f"{one.year:04}-{one.month:02}", Precision.MONTH
    if one.hour != two.hour or one.minute != two.minute:
        return one.date().isoformat(), Precision.DAY
    if one.second != two.second:
        one = one.replace(second=0)
    return one.replace(microsecond=0).isoformat(), Precision.INSTANT


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
def _month_names() -> dict[str, str]:
    """The names of months in other languages, each with its English name (Unicode CLDR)."""
    english = Locale("en").months["format"]["wide"]
    names: dict[str, str] = {}
    for language in ("es", "fr", "de", "pt", "it", "ru", "ar", "vi"):
        months = Locale(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    names.setdefault(name.casefold().rstrip("."), english[number])
    for name in english.values():
        names[name.casefold()] = name
    return names

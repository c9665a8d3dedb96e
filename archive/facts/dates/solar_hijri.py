"""Solar Hijri calendar of Iran and Afghanistan: converts its days to the common era."""

import re
from datetime import date, timedelta

# Months in Persian, in Dari and Pashto, and in Latin letters.
_NAMES = (
    ("فروردین", "حمل", "وری", "farvardin"),
    ("اردیبهشت", "ثور", "غویی", "ordibehesht"),
    ("خرداد", "جوزا", "غبرګولی", "khordad"),
    ("تیر", "سرطان", "چنگاښ", "tir"),
    ("مرداد", "اسد", "زمری", "mordad"),
    ("شهریور", "سنبله", "وږی", "shahrivar"),
    ("مهر", "میزان", "تله", "mehr"),
    ("آبان", "عقرب", "لړم", "aban"),
    ("آذر", "قوس", "لیندۍ", "azar"),
    ("دی", "جدی", "مرغومی", "dey"),
    ("بهمن", "دلو", "سلواغه", "bahman"),
    ("اسفند", "حوت", "کب", "esfand"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_ARABIC_LETTERS = str.maketrans("يىك", "ییک")
_IN_WORDS = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}}) ?(?P<month>{'|'.join(_MONTHS)})(?:[ ,،]| ماه ){{0,2}}"
    r"(?P<year>1[34]\d\d)(?!\d)",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    r"(?<![\d/-])(?P<year>1[34]\d\d)(?P<mark>[/-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d/-])"
)
_LANGUAGES = frozenset({"fa", "prs", "ps"})
# Nowruz of a year, from which others are counted in the cycle of 33 years that holds in them all.
_YEAR, _NOWRUZ = 1400, date(2021, 3, 21)
_CYCLE, _LEAP_YEARS = 33, frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_LONG_MONTHS, _MONTHS_OF_YEAR = 6, 12


def in_common_era(text: str, language: str = "") -> str:
    """Rewrite days with the names of their months, and in figures where the language uses them.

    A day that does not exist is unchanged.
    """
    if "13" not in text and "14" not in text:
        return text
    text = _IN_WORDS.sub(_rewritten, text.translate(_ARABIC_LETTERS) if "ي" in text else text)
    return _IN_FIGURES.sub(_rewritten, text) if language in _LANGUAGES else text


def _rewritten(match: re.Match[str]) -> str:
    named = match["month"].lower()
    month = int(named) if named.isdecimal() else _MONTHS[named]
    day = _day(int(match["year"]), month, int(match["day"]))
    return day.isoformat() if day else match[0]


def _day(year: int, month: int, day: int) -> date | None:
    """The day in the common era, None where the month or the day does not exist."""
    if not 1 <= month <= _MONTHS_OF_YEAR or not 1 <= day <= _length(year, month):
        return None
    first, last = sorted((year, _YEAR))
    days = sum(365 + _is_leap(between) for between in range(first, last))
    before = sum(_length(year, earlier) for earlier in range(1, month))
    return _NOWRUZ + timedelta(days=(days if year >= _YEAR else -days) + before + day - 1)


def _length(year: int, month: int) -> int:
    if month <= _LONG_MONTHS:
        return 31
    return 30 if month < _MONTHS_OF_YEAR or _is_leap(year) else 29


def _is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAP_YEARS

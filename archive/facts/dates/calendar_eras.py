"""Calendar eras: converts years of Reiwa, Minguo, Juche and others to the common era."""

import re
from typing import NamedTuple

# The year before the first of each.
_BEFORE_FIRST = {
    "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民国": 1911,
    "民國": 1911, "주체": 1911, "主体": 1911, "主體": 1911, "juche": 1911,
}  # fmt: skip
# "令和元年", "주체101(2012)년", "2019年(令和元年)", "令和元年(2019年)".
_ERA = re.compile(
    r"(?P<before>\d{4})?(?:(?<=\d)年?\()?(?:中[華华])?"
    rf"(?P<era>{'|'.join(_BEFORE_FIRST)}) ?(?P<year>\d{{1,3}}|元) ?"
    r"(?:\((?P<inside>\d{4})[年년]?\) ?)?(?P<mark>[年년]?)\)?(?:\((?P<after>\d{4})[年년]?\))?",
    re.IGNORECASE,
)
_FOUR_FIGURES = re.compile(r"\d{4}")
_COMMON = re.compile(r"(?:西暦|西元|公元|서기|ค\.ศ\.|คริสต์ศักราช) ?(?=\d)")
_BUDDHIST = re.compile(r"(?:พ\.ศ\.|พุทธศักราช|\bB\.?E\.?) ?(?P<year>2[45]\d\d|26\d\d)\b")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_BUDDHIST_IN_THAI = re.compile(r"(?<!\d)(?P<year>2[45]\d\d|26\d\d)(?!\d)")
_BUDDHIST_AHEAD = 543
# Until 1941 the Thai year began in spring: its number does not tell which of two years is meant.
_FIRST_BUDDHIST_FROM_JANUARY = 2484

# A numeral in front of what it counts; "元" counts years alone.
_CHINESE = re.compile(r"[〇零○一二三四五六七八九十廿]+(?=[年月日号號时時点點分秒])")
_FIGURES = {figure: value for value, figure in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
}


class TwoYears(NamedTuple):
    """Contradiction between a year of an era and one of the common era."""

    counted: int
    stated: int


def may_state_year(text: str) -> bool:
    """Whether a text has four digits in a row, or a year of an era, as every date has."""
    return _FOUR_FIGURES.search(text) is not None or _ERA.search(text) is not None


def in_figures(text: str) -> str:
    """Rewrite Chinese numerals of years, months, days and times in digits."""
    return _CHINESE.sub(lambda numeral: _value(numeral[0]), text)


def _value(numeral: str) -> str:
    """A Chinese numeral in digits: positional ("二〇一九") or by tens ("三十一")."""
    numeral = numeral.replace("廿", "二十")
    if "十" not in numeral:
        return "".join(str(_FIGURES[figure]) for figure in numeral)
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return numeral
    return str(_FIGURES.get(tens, 1) * 10 + _FIGURES.get(ones, 0))


def in_common_era(text: str) -> str | TwoYears | None:
    """Rewrite the year of an era in the common era.

    `TwoYears` if the text states two different years, None if the year cannot be known.
    """
    text = _COMMON.sub("", text)
    if match := _ERA.search(text):
        counted = _BEFORE_FIRST[match["era"].lower()]
        counted += 1 if match["year"] == "元" else int(match["year"])
        for stated in filter(None, match.group("before", "inside", "after")):
            if int(stated) != counted:
                return TwoYears(counted, int(stated))
        return f"{text[: match.start()]}{counted}{match['mark'] or ' '}{text[match.end() :]}"
    buddhist = _BUDDHIST.search(text) or (_THAI.search(text) and _BUDDHIST_IN_THAI.search(text))
    if not buddhist:
        return text
    year = int(buddhist["year"])
    if year < _FIRST_BUDDHIST_FROM_JANUARY:
        return None
    return f"{text[: buddhist.start()]}{year - _BUDDHIST_AHEAD} {text[buddhist.end() :]}"

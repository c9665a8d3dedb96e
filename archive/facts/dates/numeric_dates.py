"""Numeric dates, rewritten in unambiguous words."""

import re
from datetime import date

from archive.facts.dates.month_names import MONTHS

# "2019-06-04", "2019.06.04.", "2019. 6. 4."
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>\d{4}) ?(?P<mark>[-./]) ?(?P<month>\d{1,2}) ?(?P=mark) ?(?P<day>\d{1,2})"
    r"(?:\.?T(?=\d)|\.?(?!\d))"
)
_OTHERS = (
    # 2019년 6월 4일, 2019年6月4日
    re.compile(
        r"(?<!\d)(?P<year>\d{4}) ?[년年] ?(?P<month>\d{1,2}) ?[월月]"
        r"(?: ?(?P<day>\d{1,2}) ?[일日号號])?"
    ),
    # ngày 4 tháng 6 năm 2019, ngày 4/6/2019
    re.compile(
        r"(?:\bngày )?\b(?P<day>\d{1,2}) (?:tháng|thg) (?P<month>\d{1,2})"
        r"(?:,? năm|,)? (?P<year>\d{4})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bngày (?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<day>)(?:tháng|thg) (?P<month>\d{1,2})(?:,? năm|,|/)? ?(?P<year>\d{4})$",
        re.IGNORECASE,
    ),
    # 2019-يىلى 6-ئاينىڭ 4-كۈنى
    re.compile(
        r"(?<!\d)(?P<year>\d{4})-?يىل\w* (?P<month>\d{1,2})-?ئاي\w* (?P<day>\d{1,2})-?كۈن\w*"
    ),
    # In figures with full stops the day comes first in every country that writes so (CLDR).
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\. ?(?P<month>0?\d|1[0-2])\. ?(?P<year>\d{4})(?!\d)"),
    re.compile(r"^(?P<day>)(?P<year>\d{4}) ?[-./] ?(?P<month>\d{1,2})\.?$"),
    re.compile(r"^(?P<day>)(?P<month>\d{1,2}) ?[-./] ?(?P<year>\d{4})$"),
)
_DAY_OR_MONTH_FIRST = re.compile(
    r"(?<!\d)(?P<one>\d{1,2})(?P<mark>[-./])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)"
)
_MONTH = "|".join(MONTHS)
# "3-4 June 2019" and "June 3-4, 2019" are no one day.
_DAYS_BEFORE = re.compile(rf"(?<![\d-])\d{{1,2}}\.? ?- ?\d{{1,2}}\.?(?= (?:{_MONTH})\b)")
_DAYS_AFTER = re.compile(rf"\b({_MONTH}) \d{{1,2}} ?- ?\d{{1,2}}(?=,? \d{{4}}$)")


def in_words(text: str, weekdays: frozenset[int], day_first: bool | None = None) -> str | None:
    """Rewrite a numeric date in words ("4 June 2019"); None if no such day exists.

    An ambiguous "03/04/2019" is unchanged, unless its weekday decides, or `day_first`.
    """
    match = _YEAR_FIRST.search(text)
    for pattern in () if match else _OTHERS:
        if match := pattern.search(text):
            break
    if match:
        return _put(text, match, int(match["month"]), int(match["day"] or 0))
    either = _DAY_OR_MONTH_FIRST.search(text)
    if either is None:
        return text
    one, two = int(either["one"]), int(either["two"])
    days = {
        (month, day): number.weekday()
        for month, day in ((two, one), (one, two))
        if (number := _date(int(either["year"]), month, day))
    }
    if len(days) > 1 and len(weekdays) == 1:
        days = {day: number for day, number in days.items() if number in weekdays} or days
    if len(days) > 1 and day_first is not None:
        days = dict([next(iter(days.items())) if day_first else list(days.items())[1]])
    if not days:
        return None
    return text if len(days) > 1 else _put(text, either, *next(iter(days)))


def without_ranges(text: str) -> str:
    """Remove the days of a range from a text with English months, which keeps the month."""
    return _DAYS_AFTER.sub(r"\1", _DAYS_BEFORE.sub("", text))


def _put(text: str, match: re.Match[str], month: int, day: int) -> str | None:
    year = int(match["year"])
    if _date(year, month, day or 1) is None:
        return None
    written = f"{day or ''} {MONTHS[month - 1]} {match['year']}".lstrip()
    return f"{text[: match.start()]} {written} {text[match.end() :]}".strip()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

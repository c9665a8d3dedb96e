"""Date parser: one date from a whole string."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from archive.facts.dates import (
    calendar_eras,
    numeric_dates,
    plausibility,
    solar_hijri,
    time_of_day,
)
from archive.facts.dates.conventions import NO_CONVENTIONS, Conventions
from archive.facts.dates.iso8601 import read_iso
from archive.facts.dates.month_names import WEEKDAYS, in_english
from archive.facts.dates.parsed_date import ParsedDate
from archive.facts.dates.with_dateutil import read_written
from archive.model.article import Precision, Published
from archive.model.text import one_line

_LONGEST = 100
_LABEL = re.compile(
    r"^(?:(?:(?:first |last )?(?:published|posted|updated|modified|date|dated|issued)|"
    r"publicad[oa]|actualizad[oa]|fecha|publié|mis à jour|veröffentlicht|aktualisiert|stand|"
    r"pubblicato|aggiornato|atualizado|опубликовано|обновлено|дата|"
    r"cập nhật|đăng|ngày đăng|เผยแพร่|อัปเดต|"
    r"(?:기사 ?)?입력|등록|(?:최종 ?)?수정|발행|승인|송고|"
    r"发布时间|發布時間|发布|發布|更新时间|更新|公開|公開日|更新日|配信|掲載|"
    r"نشر في|نشر|تاريخ النشر|تحديث)"
    r"(?: (?:on|at|em|el|le|am|il|lúc|vào))?(?:\s*[:：]|\b)\s*)+",
    re.IGNORECASE,
)
_LABEL_AFTER = re.compile(r"[ (]+(?:입력|등록|수정|발행|发布|發布|更新|公開|配信|掲載|เผยแพร่)\)?$")
# The day in the Islamic calendar, which stands before the same day in the common one.
_ISLAMIC = re.compile(r"^.{1,60}الموافق(?: ?لـ)? ?")
_EAST_WEEKDAY = re.compile(
    r" ?(?:\((?P<one>[월화수목금토일月火水木金土日一二三四五六])\)|"
    r"\(?(?:(?P<two>[월화수목금토일])요일|(?P<three>[月火水木金土日])曜日?|"
    r"(?:星期|周|週|礼拜|禮拜)(?P<four>[一二三四五六日天]))\)?),? ?"
)
_EAST_WEEKDAYS = {
    name: number
    for names in ("월화수목금토일", "月火水木金土日", "一二三四五六日", "一二三四五六天")
    for number, name in enumerate(names)
}
_VIETNAMESE_WEEKDAY = re.compile(
    r"\b(?:th[ứu] (?P<name>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật)),?", re.IGNORECASE
)
_VIETNAMESE = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5} | {
    str(number): number - 2 for number in range(2, 8)
}
_YEAR_OF_THE_EAST = re.compile(r"^(\d{4}) ?[년年]$")
_FULL_WIDTH = {ord("！") + i: ord("!") + i for i in range(94)}
# Hyphens of other kinds, and marks that say which way a text runs.
_SIGNS = _FULL_WIDTH | dict.fromkeys(map(ord, "‐‑‒–−"), "-") | {
    ord("〜"): "-", ord("・"): " ", **dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F),
    *range(0x2066, 0x206A)), None)}  # fmt: skip
_DIGIT = re.compile(r"\d")
_UNKNOWN = Published()


def parse_date(text: str, why: str, conventions: Conventions = NO_CONVENTIONS) -> Published:
    """Parse a string that is a date as a whole; unknown if it is none.

    Unwritten parts are never filled in, a zone is kept as written, and an ambiguous date
    ("03/04/2019") is precise to the year only, unless `conventions` decide. Dates before 1600 or
    after tomorrow are refused: unknown, with a notice. A date with a wrong weekday is kept, with a
    notice.
    """
    written = " ".join(text.split())
    if not written or len(written) > _LONGEST:
        return _UNKNOWN
    written = one_line(written)
    stated = _read(written, conventions)
    if stated is None:
        return _UNKNOWN
    if isinstance(stated, str):
        return Published(notice=stated)
    reasons = ", ".join(filter(None, (why, stated.zone)))
    published = Published(stated.value, stated.precision, reasons)
    days = published.days()
    if days is None:
        return _UNKNOWN
    if refusal := plausibility.refusal(days[0], written):
        return Published(notice=refusal)
    if stated.precision in {Precision.DAY, Precision.INSTANT}:
        return replace(published, notice=_contradiction(days[0], stated.weekdays))
    return published


def first_told(readings: Iterable[Published]) -> Published:
    """The first known date, else the first that was refused, with its notice."""
    refused = Published()
    for reading in readings:
        if reading.value:
            return reading
        refused = refused if refused.notice else reading
    return refused


# A file's dates come again and again, to the minute or the day; dateutil takes 0.1 ms for one.
@lru_cache(maxsize=4_096)
def _read(written: str, conventions: Conventions = NO_CONVENTIONS) -> ParsedDate | str | None:
    """Parse a date; gives the reason if it is refused, None for a text that is no date."""
    text = _LABEL_AFTER.sub("", _LABEL.sub("", plain_signs(written))).strip()
    if not text.isascii():
        text = calendar_eras.in_figures(_ISLAMIC.sub("", text))
    if not calendar_eras.may_state_year(text):
        return None
    text = solar_hijri.in_common_era(text, conventions.language).strip()
    if stated := read_iso(text):
        return stated
    text, weekdays = _without_eastern_weekdays(text)
    common = calendar_eras.in_common_era(text)
    if isinstance(common, calendar_eras.TwoYears):
        return (
            f"{plausibility.quoted(written)} names two years, {common.counted} and {common.stated}"
        )
    if common is None:
        return None
    return _in_words(common.strip(), weekdays, conventions)


def plain_signs(text: str) -> str:
    """Rewrite figures of all scripts, and signs of other widths, in ASCII."""
    return _DIGIT.sub(lambda digit: str(int(digit[0])), text.translate(_SIGNS))


def _in_words(text: str, weekdays: frozenset[int], conventions: Conventions) -> ParsedDate | None:
    if year := _YEAR_OF_THE_EAST.match(text):
        return ParsedDate(year[1], Precision.YEAR)
    named = in_english(time_of_day.on_one_dial(text), conventions.language)
    weekdays |= named.weekdays
    worded = numeric_dates.in_words(named.text, weekdays, conventions.day_first)
    stated = read_written(numeric_dates.without_ranges(worded)) if worded else None
    if stated and named.is_unclear:
        return ParsedDate(stated.value[:4], Precision.YEAR)
    return stated and replace(stated, weekdays=weekdays)


def _without_eastern_weekdays(text: str) -> tuple[str, frozenset[int]]:
    """Split off East Asian and Vietnamese weekdays; 0 is Monday."""
    if text.isascii():
        return text, frozenset()
    found = {_EAST_WEEKDAYS[match[match.lastgroup or 0]] for match in _EAST_WEEKDAY.finditer(text)}
    for match in _VIETNAMESE_WEEKDAY.finditer(text):
        found.add(6 if match["sunday"] else _VIETNAMESE[match["name"].lower()])
    text = _VIETNAMESE_WEEKDAY.sub(" ", _EAST_WEEKDAY.sub(" ", text))
    return text.strip(), frozenset(found)


def _contradiction(day: date, weekdays: frozenset[int]) -> str:
    """Notice of a weekday that does not match the day, "" if it does."""
    if not weekdays or day.weekday() in weekdays:
        return ""
    said = " and ".join(WEEKDAYS[number] for number in sorted(weekdays))
    return f"{day.isoformat()} was a {WEEKDAYS[day.weekday()]}, not a {said}; the date is kept"

"""Dates in English words, parsed by dateutil without the parts it fills in."""

import re
from datetime import datetime
from itertools import product

from dateutil import parser

from archive.facts.dates import zone_abbreviations
from archive.facts.dates.month_names import MONTHS
from archive.facts.dates.parsed_date import ParsedDate
from archive.model.article import Precision

_DAY_OR_MONTH_FIRST = re.compile(r"(?<!\d)\d{1,2}[-./]\d{1,2}[-./]\d{4}(?!\d)")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
# A second group of four digits is another year, which dateutil would take for a time of day.
_FOUR_FIGURES = re.compile(r"(?<![\d+:-])\d{4}(?!\d)")
# "2019 m. June 4 d." in Lithuanian, "2019-yil 4-June" in Uzbek, Kazakh and Kyrgyz.
_AFTER_YEAR = re.compile(
    rf"(\d{{4}})[- ]?(?:m\.|yil\w*|жыл\w*),? (?:(\d{{1,2}})[- ]{{1,2}}({_MONTH.pattern})|"
    rf"({_MONTH.pattern}) (\d{{1,2}})(?: ?d\b\.?)?)"
)
_PARTS = ("year", "month", "day", "hour", "minute", "second")
# Defaults that differ in every part, with days that every month has.
_DEFAULTS = (datetime(2001, 1, 2, 1, 1, 1), datetime(2004, 4, 5, 2, 2, 2))  # noqa: DTZ001 - filler
# dateutil lets errors of the code below it through, such as decimal's InvalidOperation for a minute
# of forty digits.
_DATEUTIL_ERRORS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
# Words around the parts of a date, in the languages of the names.
_FILLERS = re.compile(
    # German "am" (on), but not the "am" of "10 am".
    r"(?<![^\W\d_])(?<!\d )am(?= \d)|"
    r"(?<![^\W\d_])(?:de|del|of|the|le|la|el|il|les|den|der|em|às|as|a|à|a las|las|um|uhr|"
    r"alle|ore|kl|klo|г|года|год|р|року|r|roku|в|v|о|ve|horas|hrs|ч|saat|pukul|jam|tanggal|om|o|h|lúc|vào|"
    r"ngày|на|godz|στις|í|"
    r"في|الساعة|ساعت|يوم|الموافق|م|ميلادية|ميلادي)(?![^\W\d_])\.?|"
    r"วัน(?:ที่)?|ที่|เดือน|ปี|เวลา|(?<![\u0e00-\u0e7f])น\.|ថ្ងៃ(?:ទី)?|ទី|ខែ|ឆ្នាំ|ວັນທີ|ເດືອນ|ປີ|"
    r"ခုနှစ်|ခု|လ\s|ရက်(?:နေ့)?|[،٬|·၊—]| - ",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?<=\d) ?([ap]m)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:er|º|ª|°|ro|:?e|-?го|η)(?![^\W\d_])")
_FULL_STOP = re.compile(r"(?<=\d)\.(?=\s|,|$)")


def read_written(text: str) -> ParsedDate | None:
    """Parse a date, None if dateutil finds none, or if the year is not written.

    dateutil parses again with defaults that differ in every part and, for numeric days, with the
    day before the month: parts that agree were written, others were filled in or guessed.
    """
    has_figures = _DAY_OR_MONTH_FIRST.search(text) is not None
    if not has_figures and not _MONTH.search(text):
        return None
    text, seasonal = zone_abbreviations.plain(_plain(text))
    if len(_FOUR_FIGURES.findall(text)) > 1:
        return None
    orders = (False, True) if has_figures else (False,)
    try:
        readings = [
            parser.parse(
                text, default=default, dayfirst=day_first, tzinfos=zone_abbreviations.by_name
            )
            for default, day_first in product(_DEFAULTS, orders)
        ]
    except _DATEUTIL_ERRORS:
        return None
    one = readings[0]
    same = {part: len({getattr(r, part) for r in readings}) == 1 for part in _PARTS}
    if not same["year"] or f"{one.year:04}" not in text:
        return None
    return _stated(one, same, seasonal)


def _stated(one: datetime, same: dict[str, bool], seasonal: str) -> ParsedDate:
    if not same["month"]:
        return ParsedDate(f"{one.year:04}", Precision.YEAR)
    if not same["day"]:
        return ParsedDate(f"{one.year:04}-{one.month:02}", Precision.MONTH)
    if not (same["hour"] and same["minute"]):
        return ParsedDate(one.date().isoformat(), Precision.DAY)
    one = one.replace(second=one.second if same["second"] else 0, microsecond=0)
    if seasonal and one.tzinfo is None and (zone := zone_abbreviations.on_that_day(one, seasonal)):
        moment = one.replace(tzinfo=zone).isoformat()
        return ParsedDate(moment, Precision.INSTANT, zone=f"“{seasonal}” on that day is {zone}")
    return ParsedDate(one.isoformat(), Precision.INSTANT)


def _plain(text: str) -> str:
    """Remove the words and marks around numbers, names and zones."""
    text = _AFTER_YEAR.sub(r"\2\5 \3\4 \1", text)
    text = _HALF.sub(lambda half: f" {half[1].upper()}", _ORDINAL.sub("", text))
    return " ".join(_FILLERS.sub(" ", _FULL_STOP.sub(" ", text)).split())

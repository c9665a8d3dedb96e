"""Time zone abbreviations and names, as written after a time of day."""

import re
from datetime import datetime, timedelta, timezone

from dateutil import tz

# Only abbreviations that name one zone wherever they are used; hours from UTC.
_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13, "MEZ": 1, "MESZ": 2, "MET": 1, "MEST": 2, "IDT": 3,
    "TRT": 3, "EAT": 3, "SAST": 2, "CAT": 2, "PKT": 5, "NPT": 5.75, "WITA": 8, "WIT": 9, "PHT": 8,
    "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "HST": -10, "AKST": -9, "AKDT": -8, "NDT": -2.5,
    "ART": -3, "BRT": -3,
}  # fmt: skip
# Names that leave open whether it is summer time: the day says that.
_BY_SEASON = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
# Or a name of the tz database, "Europe/Berlin".
_SEASONAL = re.compile(
    r"(?<=[\dmM] )[(\[]?\b(ET|CT|MT|PT|[A-Z][A-Za-z]{2,11}(?:/[A-Z][A-Za-z_-]{2,20}){1,2})\b[)\]]?"
)
# An offset without its sign.
_UNSIGNED_OFFSET = re.compile(r"(?<=\d{4} \d\d:\d\d:\d\d) \d{4}$")
_AMERICAN = re.compile(r"\b(Eastern|Mountain|Pacific|Central) (?:(Standard|Daylight) )?Time\b")
_IN_WORDS = {
    "北京时间": "+08:00", "北京時間": "+08:00", "台北时间": "+08:00", "台北時間": "+08:00",
    "日本時間": "+09:00", "東京時間": "+09:00", "한국시간": "+09:00", "한국 시간": "+09:00",
    "МСК": "MSK", "мск": "MSK", "بتوقيت غرينتش": "GMT", "بتوقيت جرينتش": "GMT",
}  # fmt: skip
_NAMED_IN_WORDS = re.compile(rf"\(?({'|'.join(_IN_WORDS)})\)?")
_LOCAL = re.compile(
    r"\(?\b(?:local time|hora local|heure locale|ora locale|ortszeit|giờ địa phương)\b\)?|"
    r"\(?(?:当地时间|當地時間|現地時間|현지 ?시[간각])\)?",
    re.IGNORECASE,
)
# A name and an offset: in "GMT+3" the sign is meant as in +03:00; dateutil takes it the other way
# round, as POSIX does.
_NAME_BEFORE_OFFSET = re.compile(rf"\b(?:{'|'.join(_ZONES)}) ?(?=[+-]\d)")
_NAME_AFTER_OFFSET = re.compile(r"(?<=\d)([+-]\d\d:?\d\d| [+-]\d\d:?\d\d) \(?[A-Z]{2,5}\)?(?= |$)")
# "1030 GMT"
_FOUR_FIGURES = re.compile(rf"(?<!\d)([01]\d|2[0-3])([0-5]\d)(?= ?(?:{'|'.join(_ZONES)})\b)")
_IN_SMALL_LETTERS = re.compile(r"(?<=\d )(?:utc|gmt|cet|cest|est|edt|pst|pdt)$")
_HOURS_ALONE = re.compile(r"(?<=[\dMm ])([+-])(\d{1,2})(?![\d:])(?=$|[ ,)])")
_BARE_OFFSET = re.compile(r"\((?=[+-]\d)([^()]*)\)")
_LONG_NAME = re.compile(r"(?<=\d) ?(?:\([A-Z][A-Za-z ]*Time\)|\[[A-Za-z]+(?:/[A-Za-z_]+)+\])")


def by_name(name: str | None, offset_s: int | None) -> timezone | None:
    """The zone of an offset or a name, None for an ambiguous name."""
    if offset_s is None and name in _ZONES:
        offset_s = int(_ZONES[name] * 3600)
    return None if offset_s is None else timezone(timedelta(seconds=offset_s))


def plain(text: str) -> tuple[str, str]:
    """Rewrite the zone for dateutil, and split off one that depends on the day.

    The latter is "ET", "CT", "MT", "PT" or a name of the tz database, "" for none.
    """
    text = _UNSIGNED_OFFSET.sub("", _LOCAL.sub(" ", text))
    text = _IN_SMALL_LETTERS.sub(lambda zone: zone[0].upper(), text)
    text = _NAMED_IN_WORDS.sub(lambda zone: f" {_IN_WORDS[zone[1]]} ", text)
    text = _AMERICAN.sub(lambda zone: f"{zone[1][0]}{(zone[2] or '')[:1]}T", text)
    text = _BARE_OFFSET.sub(r"\1", _NAME_BEFORE_OFFSET.sub("", _LONG_NAME.sub("", text)))
    text = _HOURS_ALONE.sub(lambda hours: f"{hours[1]}{int(hours[2]):02}:00", text)
    text = _FOUR_FIGURES.sub(r"\1:\2", _NAME_AFTER_OFFSET.sub(r"\1", text))
    seasonal = _SEASONAL.search(text)
    if seasonal is None:
        return text, ""
    return f"{text[: seasonal.start()]} {text[seasonal.end() :]}", seasonal[1]


def on_that_day(local: datetime, name: str) -> timezone | None:
    """The offset of such a name at that time, None in an ambiguous or skipped hour."""
    zone = tz.gettz(_BY_SEASON.get(name, name))
    moment = local.replace(tzinfo=zone)
    if zone is None or tz.datetime_ambiguous(moment) or not tz.datetime_exists(moment):
        return None
    offset = moment.utcoffset()
    return None if offset is None else timezone(offset)

"""Times of day in several languages, normalized to the 24-hour clock."""

import re

_MORNING = {hour: hour for hour in range(12)}
_AFTERNOON = {hour: hour + 12 for hour in range(1, 12)} | {hour: hour for hour in range(13, 24)}
_NOON = {11: 11, 12: 12, 1: 13, 2: 14}
_EVENING = {hour: hour + 12 for hour in range(5, 12)} | {hour: hour for hour in range(17, 24)}
# The hours of each part of the day; those that may mean two are left out: noon and
# midnight are both called twelve in the morning, in the evening and, in Japan, in the afternoon.
_PARTS = {
    **dict.fromkeys(("오전", "아침", "上午", "午前", "早上", "早晨"), _MORNING),
    **dict.fromkeys(("새벽", "凌晨"), {hour: hour for hour in range(7)} | {12: 0}),
    **dict.fromkeys(("오후", "下午"), _AFTERNOON | {12: 12}),
    "午後": _AFTERNOON | {0: 12},
    **dict.fromkeys(("낮", "中午"), _NOON),
    **dict.fromkeys(("저녁", "밤", "晚上", "傍晚", "夜"), _EVENING),
}
# Without a part of the day, an hour that is not on a twelve-hour dial.
_WHOLE_DAY = {hour: hour for hour in (0, *range(13, 24))}
_EAST = re.compile(
    rf"(?P<part>{'|'.join(_PARTS)})? ?(?P<hour>\d{{1,2}}) ?(?:"
    r"[시时時点點](?!\d{3})(?: ?(?:(?P<minute>\d{1,2}) ?[분分]?|(?P<half>[반半])))?"
    r"(?: ?(?P<second>\d{1,2}) ?[초秒])?|"
    r":(?P<minute_2>\d\d)(?::(?P<second_2>\d\d))?)(?!\d)"
)

_AM_OR_PM = re.compile(r"\b([ap])\. ?m\b\.?", re.IGNORECASE)
_ARABIC_HALF = re.compile(r"(?<=\d) ?(?:(?P<am>ص|صباحا|صباحاً)|م|مساء|مساءً)(?!\w)")
_PM_FIRST = re.compile(r"\b([ap]m) (\d{1,2}:\d\d(?::\d\d)?)", re.IGNORECASE)
# "15:20 PM" has its half of the day twice.
_PM_TWICE = re.compile(r"\b(1[3-9]|2[0-3])(:\d\d(?::\d\d)?) ?pm\b", re.IGNORECASE)
_WITH_H = re.compile(r"(?<!\d)([01]?\d|2[0-3]) ?h ?([0-5]\d)(?: ?min\.?)?(?!\d)", re.IGNORECASE)
# "3.20 p.m.", "15.20 Uhr", "10.30 BST"; "kl. 15.20".
_DOT_BEFORE = re.compile(
    r"(?<![\d.])(\d{1,2})\.(\d\d)(?= ?(?:[ap]m\b|uhr\b|น\b|น\.|hrs?\b|h\b|ч\b|(?-i:[A-Z]{3,4})\b))",
    re.IGNORECASE,
)
_DOT_AFTER = re.compile(
    r"(\b(?:kl\.?|klo|ore|alle|às|a las|à|um|om|pukul|jam|เวลา) ?)(\d{1,2})\.(\d\d)(?![\d.])",
    re.IGNORECASE,
)
# The end of the day: which other day that is the start of, nobody means to say.
_END_OF_DAY = re.compile(
    r"(?<![\d:.])24:00(?::00)?(?: ?(?:[+-]\d\d:?\d\d|[A-Z]{1,5}(?![a-z])))?(?![\d:])"
)
_CLOCK = re.compile(r"(?<![\d+-])\d{1,2}:\d\d(?!\d)")
_NOON_WORD = re.compile(r"\b(?:12 )?noon\b", re.IGNORECASE)


def on_one_dial(text: str) -> str:
    """Rewrite a time of day for dateutil; an ambiguous one is removed."""
    if not text.isascii():
        text = _EAST.sub(_eastern, text)
        text = _ARABIC_HALF.sub(_arabic, text)
    text = _AM_OR_PM.sub(r"\1m", _END_OF_DAY.sub(" ", text))
    text = _DOT_BEFORE.sub(r"\1:\2", text)
    text = _DOT_AFTER.sub(r"\1\2:\3", text)
    text = _WITH_H.sub(r"\1:\2", text)
    text = _PM_FIRST.sub(r"\2 \1", text)
    # Beside a time of day the word is another time, and says which of them is meant to no one.
    text = _NOON_WORD.sub(" " if _CLOCK.search(text) else "12:00", text)
    return _PM_TWICE.sub(r"\1\2", text)


def _eastern(match: re.Match[str]) -> str:
    minute = "30" if match["half"] else match["minute"] or match["minute_2"]
    if match["part"]:
        hours = _PARTS[match["part"]]
    elif match["minute_2"]:
        return match[0]
    else:
        hours = _MORNING if match["hour"].startswith("0") else _WHOLE_DAY
    hour = hours.get(int(match["hour"]))
    if hour is None or minute is None:
        return " "
    second = match["second"] or match["second_2"]
    return f" {hour}:{int(minute):02}" + (f":{int(second):02} " if second else " ")


def _arabic(half: re.Match[str]) -> str:
    # After a year the letter is short for "of the common era".
    if re.search(r":\d\d$", half.string[: half.start()]):
        return " am " if half["am"] else " pm "
    return " "

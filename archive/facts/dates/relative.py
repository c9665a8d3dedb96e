"""Relative date parser: "yesterday", "on Monday", "3 hours ago"."""

import re
from datetime import date, datetime, timedelta

from archive.facts.dates import plausibility
from archive.facts.dates.month_names import weekday_of
from archive.model.article import Precision, Published
from archive.model.text import one_line

_LONGEST = 40
_DAYS_BEFORE = {
    **dict.fromkeys((
        "today", "earlier today", "later today", "this morning", "this afternoon", "this evening",
        "tonight", "오늘", "금일", "今天", "今日", "今早", "今晚", "本日", "きょう", "hoy",
        "esta mañana", "esta tarde", "aujourd'hui", "ce matin", "ce soir", "heute", "heute morgen",
        "oggi", "stamattina", "hoje", "сегодня", "сьогодні", "اليوم", "hôm nay", "วันนี้",
        "hari ini", "bugün", "vandaag", "i dag", "idag",
    ), 0),
    **dict.fromkeys((
        "yesterday", "last night", "yesterday evening", "어제", "전날", "昨天", "昨日", "昨晚",
        "きのう", "ayer", "anoche", "hier", "hier soir", "gestern", "gestern abend", "ieri",
        "ontem", "вчера", "вчора", "أمس", "امس", "hôm qua", "เมื่อวาน", "เมื่อวานนี้", "kemarin",
        "dün", "gisteren", "i går", "igår",
    ), 1),
    **dict.fromkeys((
        "the day before yesterday", "day before yesterday", "그저께", "그제", "前天", "一昨日",
        "おととい", "anteayer", "antes de ayer", "avant-hier", "vorgestern", "l'altro ieri",
        "anteontem", "позавчера", "أول أمس", "hôm kia",
    ), 2),
}  # fmt: skip
_BEFORE_WEEKDAY = re.compile(
    r"^(?:(?:early |late |earlier )?on |this (?:past )?|el (?:día )?|le |ce |am |diesen |il |lo |"
    r"na |no |op |på |pada (?:hari )?|hari |в |во |у |يوم |vào |이번 ?주? ?|本|这|這|今週の?)",
    re.IGNORECASE,
)
# "Last Monday" in an article of a Monday is the one a week earlier.
_LAST = re.compile(
    r"^(?:(?:on )?(?:last|past) |(?:el )?pasado |(?:am )?(?:vergangenen|letzten) |지난 ?|"
    r"(?:в )?прошл(?:ый|ую|ое) |(?:lo )?scorso )|"
    r" (?:derni(?:er|ère)|pasado|passad[oa]|scors[oa]|الماضي|lalu)$",
    re.IGNORECASE,
)
_SHORT_TO_MEAN_A_DAY = 3
_EAST_WEEKDAY = re.compile(
    r"^(?:(?P<one>[월화수목금토일])요일|(?P<two>[月火水木金土日])曜日?|"
    r"(?:星期|周|週|礼拜|禮拜)(?P<three>[一二三四五六日天]))$"
)
_VIETNAMESE_WEEKDAY = re.compile(r"^th[ứu] (?P<day>hai|ba|tư|năm|sáu|bảy)$|^chủ nhật$")
_VIETNAMESE = ("hai", "ba", "tư", "năm", "sáu", "bảy")

_UNITS = {
    timedelta(minutes=1): "minutes? mins? min 분 分钟 分鐘 分 minutos? minuten? minuti минут[уы]? "
    "دقائق دقيقة phút นาที menit",
    timedelta(
        hours=1
    ): "hours? hrs? h 시간 小时 小時 時間 horas? heures? stunden? ore ora час(?:а|ов)? "
    "ساعات ساعة giờ ชั่วโมง jam",
    timedelta(days=1): "days? 일 天 日 días? jours? tage?n? giorn[io] dias? "
    "день|дня|дней أيام يوم ngày วัน hari",
}
_UNIT = "|".join(
    f"(?P<u{number}>{words.replace(' ', '|')})" for number, words in enumerate(_UNITS.values())
)
_AGO = re.compile(
    r"^(?P<front>(?:il y a|hace|vor|há|منذ|قبل) )?"
    rf"(?P<count>\d{{1,3}}|an?|one|un[ae]?|uma|eine[rmn]?) ?(?:{_UNIT})"
    r"(?P<back> ?(?:ago|전|之?前|назад|тому назад|fa|atrás|trước|ที่แล้ว|ที่ผ่านมา|"
    r"yang lalu))?$",
    re.IGNORECASE,
)
_UNKNOWN = Published()


def parse_relative(text: str, published: Published, why: str) -> Published:
    """Resolve a relative date from the article's own, and mark it as derived.

    Unknown if `published` is not precise to the day. A bare weekday is its latest day up to the
    article's, "last Tuesday" the latest before it. Hours and minutes ago require the article's time
    of day.
    """
    words = " ".join(text.split())
    days = published.days()
    if not words or len(words) > _LONGEST or days is None or days[0] != days[1]:
        return _UNKNOWN
    phrase = one_line(words).replace("’", "'").strip(" .,").casefold()
    day = _day(phrase, days[0]) or _ago(phrase, published, days[0])
    if day is None:
        return _UNKNOWN
    derived = f"derived from {plausibility.quoted(words)} and the article's date"
    reasons = ", ".join(filter(None, (why, derived)))
    return Published(day.isoformat(), Precision.DAY, reasons)


def _day(phrase: str, told: date) -> date | None:
    if phrase in _DAYS_BEFORE:
        return told - timedelta(days=_DAYS_BEFORE[phrase])
    bare = _LAST.sub("", phrase)
    weekday = _weekday(_BEFORE_WEEKDAY.sub("", bare))
    if weekday is None:
        return None
    back = (told.weekday() - weekday) % 7
    return told - timedelta(days=back or (7 if bare != phrase else 0))


def _weekday(word: str) -> int | None:
    if match := _EAST_WEEKDAY.match(word):
        names = {"one": "월화수목금토일", "two": "月火水木金土日", "three": "一二三四五六日"}
        group = match.lastgroup or ""
        return names[group].index(match[group].replace("天", "日"))
    if match := _VIETNAMESE_WEEKDAY.match(word):
        return _VIETNAMESE.index(match["day"]) if match["day"] else 6
    return weekday_of(word) if len(word) >= _SHORT_TO_MEAN_A_DAY else None


def _ago(phrase: str, published: Published, told: date) -> date | None:
    match = _AGO.match(phrase)
    if match is None or not (match["front"] or match["back"]):
        return None
    count = int(match["count"]) if match["count"].isdecimal() else 1
    unit = next(unit for number, unit in enumerate(_UNITS) if match[f"u{number}"])
    if unit == timedelta(days=1):
        return told - count * unit
    if published.precision is not Precision.INSTANT or published.value is None:
        return None
    return (datetime.fromisoformat(published.value) - count * unit).date()

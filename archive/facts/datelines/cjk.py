"""Parser of East Asian datelines: "(서울=연합뉴스)", "新华社北京1月2日电"."""

import re

from archive.facts.datelines.dateline import Dateline, DayWritten
from archive.facts.news_agencies import is_east_asian_agency

_LONGEST = 80
_FULL_WIDTH = {ord("０") + i: ord("0") + i for i in range(10)} | {
    ord("＝"): "=",
    ord("\u3000"): " ",
}
_OPEN, _CLOSE = r"[(\[（［【〔「]", r"[)\]）］】〕」]"
_TOWN = r"[^\W\d_=]{2,12}(?:[ ·・‧/,、][^\W\d_=]{2,12}){0,3}"
_DAY = r"(?:(?P<month>\d{1,2}) ?[월月] ?)?(?P<day>\d{1,2}) ?[일日]"
# "홍길동 기자 =", which goes with the dateline.
_REPORTER = r"(?:\s*[^\W\d_]{2,5}(?:[ ·,]+[^\W\d_]{2,5})*\s*(?:기자|특파원|통신원)(?=\s*=))?"
_SHAPES = (
    # (서울=연합뉴스) 홍길동 기자 =, 【東京＝共同社】
    re.compile(
        rf"{_OPEN}\s*(?P<town>{_TOWN}) ?= ?(?P<agency>[^\d()=]{{2,20}}?)\s*{_CLOSE}"
        rf"{_REPORTER}\s*(?:[=:]|-{{1,2}}\s|[–—])?"
    ),
    # 【평양 1월 2일발 조선중앙통신】, ［東京　２日　ロイター］ -
    re.compile(
        rf"{_OPEN}\s*(?P<town>{_TOWN}) ?{_DAY} ?발? ?(?P<agency>[^\d()=]{{2,20}}?)\s*{_CLOSE}"
        r"\s*(?:[=:]|-{1,2}\s|[–—])?"
    ),
    # （北京1月2日讯）, 【本報台北2日電】, （香港訊）
    re.compile(
        rf"{_OPEN}(?P<agency>(?:[一-鿿]{{1,6}}(?:社|[網网报報])))?(?:[記记]者[一-鿿]{{2,4}})?"
        rf"(?P<town>[一-鿿]{{2,8}}?)(?:综合|綜合)?(?:{_DAY})?[讯訊电電]{_CLOSE}"
    ),
    # 新华社北京1月2日电（记者张三）, 本报上海2日讯
    re.compile(
        rf"[据據]?(?P<agency>[一-鿿]{{1,6}}?(?:社|[網网报報]))(?P<town>[一-鿿]{{2,8}}?)"
        rf"{_DAY}[讯訊电電](?:\s*[（(][^（）()]{{0,24}}[記记]者[^（）()]{{0,24}}[）)])?"
    ),
    # 평양 1월 2일발 조선중앙통신
    re.compile(
        rf"(?P<town>[가-힣]{{2,10}}) {_DAY} ?발 (?P<agency>[가-힣]{{2,12}}통신)"
        r"\s*(?:[=:]|-{1,2}\s|[–—])?"
    ),
)
_OWN = frozenset({"本报", "本報", "本社", "本网", "本網", "本台", "综合", "綜合"})
_BLANKS = re.compile(r"\s*")
_MONTHS, _LATEST_DAY = 12, 31


def parse_cjk(paragraph: str) -> Dateline | None:
    """Parse the dateline that opens a paragraph, None if there is none."""
    head = paragraph[:_LONGEST].translate(_FULL_WIDTH)
    stripped = len(head) - len(head.lstrip())
    match = next(filter(None, (shape.match(head, stripped) for shape in _SHAPES)), None)
    if match is None or match["town"] in _OWN:
        return None
    agency = match["agency"]
    blanks = _BLANKS.match(paragraph, match.end())
    end = blanks.end() if blanks else match.end()
    parts = match.groupdict()
    # The digits of the place, if it has any, are as they are written.
    place = paragraph[match.start("town") : match.end("town")]
    return Dateline(
        place=place,
        town=re.split(r"[ ·・‧/,、]", place)[0],
        agency=agency if agency and is_east_asian_agency(agency) else None,
        day=_day(parts.get("month"), parts.get("day")),
        weekday="",
        text=paragraph[:end].strip(),
        end=end,
    )


def _day(month: str | None, day: str | None) -> DayWritten | None:
    if day is None or not 1 <= int(day) <= _LATEST_DAY or not 1 <= int(month or 1) <= _MONTHS:
        return None
    return DayWritten(int(day), int(month) if month else None)

"""Story credits: split off the end of a story, and read from its dateline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.facts.credits.bracketed_names import bracketed_names
from archive.facts.credits.credit_lines import LONGEST_CREDITS, parse_credits
from archive.facts.credits.korean import korean_byline
from archive.facts.news_agencies import EAST_ASIAN_AGENCY, LANGUAGE, known_agency
from archive.model.article import Credit, Role

# Credits stand in the last so many paragraphs: notices may follow them.
_CREDITS_FROM_END = 3
# More sentences than credits have; it bounds the time that a paragraph of brackets takes.
_MOST_STARTS = 12
_SENTENCE_END = r"(?<=[.!?…\"”’)\]])\s+(?=\S)|(?<=[。！？」』])\s*(?=\S)"
_MAY_BEGIN = re.compile(
    rf"(?:{_SENTENCE_END})(?:[-–—_]{{1,8}}\s+)?(?=[(\[（【]|(?:with |additional )?"
    r"(?:report|translat|writ|edit|compiled|tradu[ciz]|escrit|con informaci|rédigé|"
    r"édité|propos recueillis|übersetz)\w*\b|(?:[^.;]{3,200}? contributed\b))",
    re.IGNORECASE,
)
_EMPLOYER = re.compile(
    r"\bfor (?P<employer>[A-Z][\w.&’' -]{0,60}?)[’']s? (?:\w+ ){0,3}(?:Services?|Desk)\b"
)
_EMPLOYER_OF_SERVICE = re.compile(rf"\bfor (?P<employer>[A-Z]{{2,6}}) {LANGUAGE}\b")
# (서울=연합뉴스) 백준호 기자 =
_KOREAN_LEAD = re.compile(
    r"[(\[][가-힣 ·]{2,20}=\s?[가-힣A-Z0-9]{2,10}[)\]]\s?[가-힣·, ]{4,60}=(?=\s?\S)"
)
# 新华社湖城6月4日电（记者王小明）, 〔記者林婉如／湖城報導〕
_CHINESE_LEAD = re.compile(
    rf"(?:(?P<agency>{EAST_ASIAN_AGENCY})[^（(，。]{{0,12}}[电電]|本[报報][讯訊])?\s?"
    r"[（(〔【](?P<inside>[^（）()〔〕【】。，]*(?:记者|記者)[^（）()〔〕【】。，]{2,60})[）)〕】]"
)
# 【ロンドン＝山田太郎】, 【台北，王小明】
_BRACKETED_LEAD = re.compile(r"【(?P<inside>[^【】]{2,40})】")


@dataclass(frozen=True, slots=True)
class SplitBody:
    """Story split into its body and all its credits, with their employer if stated."""

    body: tuple[str, ...]
    credits: tuple[Credit, ...]
    employer: str | None


def split_credits(body: tuple[str, ...]) -> SplitBody:
    """Split the credits off the end of a story.

    They are paragraphs of their own, or run on after the last sentence. Those in a dateline
    ("(서울=연합뉴스) 백준호 기자 =") come first, and stay in the body.
    """
    kept = list(body)
    found: tuple[Credit, ...] = ()
    employed_by = None
    for number in range(len(body) - 1, max(len(body) - 1 - _CREDITS_FROM_END, -1), -1):
        paragraph = body[number]
        for start, rule in _starts(paragraph, is_first=number == 0):
            if before := parse_credits(paragraph[start:]):
                kept[number : number + 1] = filter(None, [paragraph[:rule].strip()])
                found = (*before, *found)
                employed_by = employer(paragraph[start:]) or employed_by
                break
    leading = _lead_credits(kept[0]) if kept else ()
    return SplitBody(tuple(kept), tuple(dict.fromkeys((*leading, *found))), employed_by)


def employer(text: str) -> str | None:
    """The employer of the credited, as in "for RFA's Korean Service": RFA. None if unstated."""
    match = _EMPLOYER.search(text) or _EMPLOYER_OF_SERVICE.search(text)
    return match["employer"] if match else None


def _lead_credits(paragraph: str) -> tuple[Credit, ...]:
    """The credits in the dateline of a first paragraph, as East Asian agencies place them."""
    if korean := _KOREAN_LEAD.match(paragraph):
        return tuple(korean_byline(korean[0]) or ())
    chinese = _CHINESE_LEAD.match(paragraph)
    found = parse_credits(chinese["inside"]) if chinese else ()
    agency = known_agency(chinese["agency"] or "") if chinese else None
    if found:
        return (Credit(agency, Role.AGENCY), *found) if agency else found
    bracketed = _BRACKETED_LEAD.match(paragraph)
    return tuple(bracketed_names(bracketed["inside"]) or ()) if bracketed else ()


def _starts(paragraph: str, *, is_first: bool) -> Iterator[tuple[int, int]]:
    """Offsets at which credits may begin, each with that of the dashes before it.

    The first paragraph is never all credits.
    """
    if not is_first:
        yield 0, 0
    tail = max(len(paragraph) - LONGEST_CREDITS, 0)
    starts = [(match.end(), match.start()) for match in _MAY_BEGIN.finditer(paragraph, tail)]
    yield from starts[-_MOST_STARTS:]

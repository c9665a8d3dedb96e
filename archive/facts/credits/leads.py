"""The credits in front of a story's first sentence, as East Asian agencies place them."""

import re

from archive.facts.credits.credit_lines import parse_credits
from archive.facts.credits.korean import korean_byline
from archive.facts.news_agencies import EAST_ASIAN_AGENCY, known_agency
from archive.model.article import Credit, Role

# (서울=연합뉴스) 백준호 기자 =
_KOREAN = re.compile(
    r"[(\[][가-힣 ·]{2,20}=\s?[가-힣A-Z0-9]{2,10}[)\]]\s?[가-힣·, ]{4,60}=(?=\s?\S)"
)
# 新华社湖城6月4日电（记者王小明）, 〔記者林婉如／湖城報導〕
_CHINESE = re.compile(
    rf"(?:(?P<agency>{EAST_ASIAN_AGENCY})[^（(，。]{{0,12}}[电電]|本[报報][讯訊])?\s?"
    r"[（(〔【](?P<inside>[^（）()〔〕【】。，]*(?:记者|記者)[^（）()〔〕【】。，]{2,60})[）)〕】]"
)


def lead_credits(paragraph: str) -> tuple[Credit, ...]:
    """The credits that stand in the dateline of a first paragraph, none where none do."""
    if korean := _KOREAN.match(paragraph):
        return tuple(korean_byline(korean[0]) or ())
    chinese = _CHINESE.match(paragraph)
    found = parse_credits(chinese["inside"]) if chinese else ()
    agency = known_agency(chinese["agency"] or "") if chinese else None
    return (Credit(agency, Role.AGENCY), *found) if found and agency else found

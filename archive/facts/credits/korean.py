"""Korean bylines, with the title behind the names: 서울=연합뉴스 백준호 노미나 기자."""

import re

from archive.facts.credits.cjk_names import has_surname
from archive.facts.news_agencies import known_agency
from archive.model.article import Credit, Role

# A longer line is a list of people, or a sentence, and no byline: it stays in the text.
_LONGEST = 120
_TITLES = (
    "기자", "특파원", "선임기자", "인턴기자", "수습기자", "객원기자", "전문기자", "대표기자",
    "본사기자", "사진기자", "통신원", "논설위원",
)  # fmt: skip
_TITLE = re.compile(rf"(?P<name>[가-힣]*?)(?P<title>{'|'.join(_TITLES)})")
_BETWEEN = re.compile(r"[\s,、·ㆍ/&|()\[\]〔〕【】<>]+")
_PLACE = re.compile(r"^[(\[【]?[가-힣]{2,6}\s?=\s?")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,80}")
_HOUSE = re.compile(r"[가-힣A-Z0-9]{1,8}(?:일보|신문|뉴스|방송|경제|타임스|통신|부|팀|국|닷컴)")
_BUREAUS = frozenset(
    {
        "도쿄", "베이징", "워싱턴", "뉴욕", "파리", "런던", "모스크바", "상하이", "베를린",
        "홍콩", "하노이", "방콕", "서울", "부산", "대구", "인천", "광주", "대전", "제주",
        "자카르타", "뉴델리", "로스앤젤레스", "제네바", "브뤼셀", "카이로", "이스탄불", "선양",
        "타이베이",
    }
)  # fmt: skip


def korean_byline(text: str) -> list[Credit] | None:
    """The credits of a line of names and titles in Hangul; None if it holds anything else."""
    if len(text) > _LONGEST or not any(title in text for title in _TITLES):
        return None
    text = _EMAIL.sub(" ", _PLACE.sub("", text)).rstrip(" =-")
    found: list[Credit] = []
    waiting: list[str] = []
    # The title stood first (도쿄 특파원 노미나): who follows has it.
    role_ahead: Role | None = None
    for word in filter(None, _BETWEEN.split(text)):
        if title := _TITLE.fullmatch(word):
            role = Role.PHOTOGRAPHER if title["title"].startswith("사진") else Role.REPORTER
            # Another word joined to the title names its field: 온라인기자.
            attached = [title["name"]] if has_surname(title["name"]) else []
            names = [*waiting, *attached]
            credited = _credited(names, role)
            if credited is None or role_ahead:
                return None
            role_ahead = None if any(c.role is role for c in credited) else role
            found += credited
            waiting = []
        elif role_ahead and has_surname(word):
            found.append(Credit(word, role_ahead))
            role_ahead = None
        else:
            waiting.append(word)
    return None if waiting or role_ahead else found


def _credited(words: list[str], role: Role) -> list[Credit] | None:
    """Agencies and names among the words before a title; None for other words behind a name."""
    found: list[Credit] = []
    for word in words:
        if agency := known_agency(word):
            found.append(Credit(agency, Role.AGENCY))
        elif word not in _BUREAUS and not _HOUSE.fullmatch(word):
            if not has_surname(word):
                return None
            found.append(Credit(word, role))
    return found

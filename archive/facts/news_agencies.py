"""News agencies by name: one list for credits, datelines and the bylines of pages.

Most names mean their agency anywhere. Short ones do so only in the brackets of a dateline ("ANKARA
(AA)"), or as a whole byline ("sid").
"""

import re

# The houses that papers print the material of, as they write themselves.
_LATIN = (
    "AAP", "AFP", "AP", "APA", "ANI", "ANP", "ANSA", "Agence France-Presse", "Al Jazeera",
    "Anadolu Agency", "Anadolu", "Antara", "Associated Press", "Belga", "Bernama",
    "Bloomberg News", "Bloomberg", "CNA", "Canadian Press", "Deutsche Presse-Agentur", "DPA",
    "dpa", "EFE", "EPA-EFE", "EPA",
    "Europa Press", "Getty Images", "IANS", "IRNA", "ISNA", "ITAR-TASS", "Interfax", "Jiji Press",
    "KCNA", "Keystone-SDA", "Korean Central News Agency", "Kyodo News", "Kyodo", "Lusa", "MTI",
    "NTB", "NurPhoto", "PA Media", "PAP", "PTI", "Press Association", "Press Trust of India",
    "RIA Novosti", "Reuters", "Reuter", "Ritzau", "SDA", "SPA", "Shutterstock", "TASS", "TT",
    "Tanjug", "UPI", "United Press International", "VNA", "WAM", "Xinhua News Agency", "Xinhua",
    "Yonhap News Agency", "Yonhap", "ČTK",
)  # fmt: skip
_HANGUL_OR_HAN = (
    "연합뉴스", "뉴시스", "뉴스1", "조선중앙통신", "로이터", "新华社", "新華社", "中新社", "中央社",
    "法新社", "路透社", "美联社", "美聯社", "朝中社", "韩联社", "韓聯社", "共同社", "塔斯社",
    "共同通信", "時事通信",
)  # fmt: skip
# Words, papers and other houses' initials elsewhere; some as telegraphists misspelt them.
_IN_DATELINES = (
    "aa", "acnc", "adnkronos", "afp-jiji", "afpd", "agerpres", "agi", "aps", "ata", "bbc",
    "belta", "bna", "bno", "bta", "central news agency", "cnn", "cp", "ctk", "ddp", "dha",
    "dow jones", "dw", "ens", "fars", "fena", "hina", "iha", "inter press service", "ips", "irin",
    "jiji", "kuna", "mehr", "mena", "news 1", "news agency", "news1", "newsis", "nna", "nzpa",
    "qna", "rfa", "rfe/rl", "rferl", "sana", "stt", "tanyug", "tap", "tnn", "ttxvn", "ukrinform",
    "unian", "voa", "wafa", "интерфакс", "итар-тасс", "рейтер", "риа", "риа новости",
    "рия новости", "тасс",
)  # fmt: skip
_IN_BYLINES = ("epd", "kna", "pa", "sid", "sta")


def _longest_first(names: set[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


def _folded(*names: str) -> frozenset[str]:
    return frozenset(map(str.casefold, (*_LATIN, *_HANGUL_OR_HAN, *names)))


_KNOWN_IN_DATELINES = _folded(*_IN_DATELINES)
_KNOWN_IN_BYLINES = _folded(*_IN_BYLINES)

# Patterns of the names, for those who look for them among other words.
AGENCY = _longest_first({*_LATIN, *map(str.upper, _LATIN), *_HANGUL_OR_HAN})
EAST_ASIAN_AGENCY = _longest_first(set(_HANGUL_OR_HAN))
# Languages as English names them: "Written in English", "RFA Korean".
LANGUAGE = (
    r"(?:[A-Z][a-z]+(?:ish|ese|[aei]an|ic|nch|tch|ech)|Bangla|Bengali|Cantonese|Creole|Dari|Farsi|German|"
    r"Greek|Hausa|Hebrew|Hindi|Khmer|Kinyarwanda|Kurdish|Lao|Luo|Malay|Mandarin|Nepali|Pashto|"
    r"Punjabi|Sinhala|Somali|Swahili|Tagalog|Tamil|Telugu|Thai|Tibetan|Urdu|Uyghur|Uzbek)"
)
# "Halyard Wire", "Nine Rivers Radio".
HOUSE_WORD = r"(?:Wire|News|Press|Agency|Service|Radio|Times|Post|Courier|Ledger|Dispatch|Media|TV)"

_ARTICLE = r"(?:[Tt]he |THE |(?:(?:[Ll]a|[Ll][’'])\s?)?[Aa]genc(?:ia|e) )?"
_KNOWN = re.compile(rf"{_ARTICLE}(?P<name>{AGENCY})")
# "RUTH AWINO Halyard Wire" is a name and a house.
_AFTER_CAPITALS = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]{2,})+ [A-Z][a-z]")
_ENDS_IN_KNOWN = re.compile(rf" (?:{AGENCY})$")
# One letter too many: "Reutersd". In short names it would make others.
_MISTYPED = re.compile(rf"(?P<name>{_longest_first({n for n in _LATIN if len(n) > 5})})\w")
_HOUSE = re.compile(rf"[A-Z][\w-]*(?: [A-Z][\w-]*)* {HOUSE_WORD}(?: Agency)?")
# A broadcaster's service: "RFA Korean", "RFA's Korean Service".
_SERVICE = re.compile(
    rf"[A-Z]{{2,6}} {LANGUAGE}(?: Service)?|"
    rf"[A-Z][\w.]*(?: [A-Z][\w.]*){{0,4}}[’']s? {LANGUAGE} Service"
)
_ACRONYM = re.compile(r"(?!(?:DC|EU|LA|NY|NYC|UAE|UK|UN|US|USA)$)[A-Z]{2,6}")
_LONGEST = 60
_ARABIC = re.compile(
    r"رويترز|(?:^|\W)(?:[أا]\W? ?ف\W? ?ب|د\W? ?ب\W? ?[أا]|وا[سم]|سانا|قنا|بنا)(?:\W|$)"
)
# Endings of agencies' and papers' names in East Asia: 新华社, 共同通信, 연합뉴스, 조선중앙통신.
_EAST_ASIAN = re.compile(
    r"(?:社|通信|通讯|通訊|新闻网|新聞網|网|網|報|报|ロイター|時事|共同|聯合|通信社)$|"
    r"(?:뉴스|뉴시스|통신|통신사|일보|신문|로이터|뉴스핌|뉴스1|뉴스원|방송|매일|경제|타임스|투데이|데일리)$"
    r"|^(?:AP|AFP|UPI|CNN|BBC|TASS|EFE|DPA)$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[/,;–—]\s*|\s+-\s+|\s+and\s+")
# "Our paper" in Chinese and Korean names no agency.
_OWN = re.compile(r"^(?:本[报報社网網台刊]|본[보지사])$")


def agency(text: str) -> str | None:
    """The agency that a whole text names, without "The"; None for any other text."""
    if len(text) > _LONGEST:
        return None
    if known := known_agency(text):
        return known
    text = text.removeprefix("The ")
    is_house = (
        _HOUSE.fullmatch(text)
        and not _ENDS_IN_KNOWN.search(text)
        and not _AFTER_CAPITALS.match(text)
    )
    return text if is_house or _SERVICE.fullmatch(text) else None


def known_agency(text: str) -> str | None:
    """The listed agency that a whole text names, None for any other text."""
    known = _KNOWN.fullmatch(text)
    return known["name"] if known else None


def mistyped_agency(text: str) -> str | None:
    """The agency whose name a text is with one letter too many, None for any other text."""
    mistyped = _MISTYPED.fullmatch(text)
    return mistyped["name"] if mistyped else None


def is_acronym(text: str) -> bool:
    """Whether a text looks like the initials of a house, and is not those of a place."""
    return _ACRONYM.fullmatch(text) is not None


def is_agency_in_byline(name: str) -> bool:
    """Whether a byline is nothing but an agency's name, in any case."""
    return name.casefold().removeprefix("the ") in _KNOWN_IN_BYLINES


def is_agency_in_dateline(name: str) -> bool:
    """Whether a name in a dateline is that of an agency, or of several ("AP/Reuters")."""
    return any(_is_one_in_dateline(part) for part in (name, *_PARTS.split(name)))


def is_east_asian_agency(name: str) -> bool:
    """Whether a name has an ending of Chinese, Japanese or Korean agencies and papers."""
    return _OWN.match(name) is None and _EAST_ASIAN.search(name) is not None


def _is_one_in_dateline(name: str) -> bool:
    folded = name.strip(" .").casefold().removeprefix("the ")
    in_list = folded in _KNOWN_IN_DATELINES
    return in_list or bool(_ARABIC.search(folded)) or is_east_asian_agency(name)

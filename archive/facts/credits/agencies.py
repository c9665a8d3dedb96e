"""Which names are those of news agencies and other houses, not of people."""

import re

from archive.facts.credits.languages_named import LANGUAGE

# Those that papers print the material of; others are known by the words in their names.
_LATIN = (
    "AAP", "AFP", "AP", "APA", "ANI", "ANP", "ANSA", "Agence France-Presse", "Al Jazeera",
    "Anadolu Agency", "Anadolu", "Antara", "Associated Press", "Belga", "Bernama",
    "Bloomberg News", "Bloomberg", "CNA", "Canadian Press", "DPA", "dpa", "EFE", "EPA-EFE", "EPA",
    "Europa Press", "Getty Images", "IANS", "IRNA", "ISNA", "ITAR-TASS", "Interfax", "Jiji Press",
    "KCNA", "Keystone-SDA", "Korean Central News Agency", "Kyodo News", "Kyodo", "Lusa", "MTI",
    "NTB", "NurPhoto", "PA Media", "PAP", "PTI", "Press Association", "Press Trust of India",
    "RIA Novosti", "Reuters", "Reuter", "Ritzau", "SDA", "SPA", "Shutterstock", "TASS", "Tanjug",
    "UPI", "United Press International", "VNA", "WAM", "Xinhua News Agency", "Xinhua",
    "Yonhap News Agency", "Yonhap",
)  # fmt: skip
_HANGUL_OR_HAN = (
    "연합뉴스", "뉴시스", "뉴스1", "조선중앙통신", "로이터", "新华社", "新華社", "中新社", "中央社",
    "法新社", "路透社", "美联社", "美聯社", "朝中社", "韩联社", "韓聯社", "共同社", "塔斯社",
    "共同通信", "時事通信",
)  # fmt: skip


def _longest_first(names: set[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


AGENCY = _longest_first({*_LATIN, *map(str.upper, _LATIN), *_HANGUL_OR_HAN})
EAST_ASIAN_AGENCY = _longest_first(set(_HANGUL_OR_HAN))
_ARTICLE = r"(?:[Tt]he |THE |(?:(?:[Ll]a|[Ll][’'])\s?)?[Aa]genc(?:ia|e) )?"
_KNOWN = re.compile(rf"{_ARTICLE}(?P<name>{AGENCY})")
# "RUTH AWINO Halyard Wire" is a name and a house.
_AFTER_CAPITALS = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]{2,})+ [A-Z][a-z]")
_ENDS_IN_KNOWN = re.compile(rf" (?:{AGENCY})$")
# One letter too many: "Reutersd". In short names it would make others.
_MISTYPED = re.compile(rf"(?P<name>{_longest_first({n for n in _LATIN if len(n) > 5})})\w")
# "Halyard Wire", "Nine Rivers Radio".
HOUSE_WORD = r"(?:Wire|News|Press|Agency|Service|Radio|Times|Post|Courier|Ledger|Dispatch|Media|TV)"
_HOUSE = re.compile(rf"[A-Z][\w-]*(?: [A-Z][\w-]*)* {HOUSE_WORD}(?: Agency)?")
# A broadcaster's service: "RFA Korean", "RFA's Korean Service".
_SERVICE = re.compile(
    rf"[A-Z]{{2,6}} {LANGUAGE}(?: Service)?|"
    rf"[A-Z][\w.]*(?: [A-Z][\w.]*){{0,4}}[’']s? {LANGUAGE} Service"
)
_ACRONYM = re.compile(r"(?!(?:DC|EU|LA|NY|NYC|UAE|UK|UN|US|USA)$)[A-Z]{2,6}")
_LONGEST = 60


def agency(text: str) -> str | None:
    """The agency that a text is the name of, without "The"; None for any other text."""
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
    """The agency of the list that a text is the name of, None for any other text."""
    known = _KNOWN.fullmatch(text)
    return known["name"] if known else None


def mistyped_agency(text: str) -> str | None:
    """The agency whose name with a letter too many a text is, None for any other text."""
    mistyped = _MISTYPED.fullmatch(text)
    return mistyped["name"] if mistyped else None


def is_acronym(text: str) -> bool:
    """Whether these are the initials of a house, as far as can be told; not of a place."""
    return _ACRONYM.fullmatch(text) is not None

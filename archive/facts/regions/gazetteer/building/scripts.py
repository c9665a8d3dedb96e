"""Scripts of names, and how long a name in each must be to count, for the builder."""

import re
from enum import StrEnum

from archive.facts.regions.gazetteer.toponym_key import plain, words


class Script(StrEnum):
    """The scripts of the archive's languages."""

    LATIN = "Latin"
    HANGUL = "Hangul"
    HAN = "Han"
    KANA = "Kana"
    CYRILLIC = "Cyrillic"
    ARABIC = "Arabic"
    THAI = "Thai"
    LAO = "Lao"
    KHMER = "Khmer"
    BURMESE = "Burmese"
    TIBETAN = "Tibetan"


_SCRIPTS = {
    Script.HANGUL: r"[가-힣 ]+",
    Script.HAN: r"[\u3400-\u9fff]+",
    # Katakana: hiragana are the endings of words.
    Script.KANA: r"[\u30a0-\u30ff=＝]+",
    # The letters of Russian only: Ukrainian, Serbian and Kazakh names have others.
    Script.CYRILLIC: r"[А-Яа-яЁё -]+",
    # The letters of Arabic and of Uyghur.
    Script.ARABIC: r"[\u0621-\u063a\u0641-\u0652\u067e\u0686\u0698\u06ad\u06af\u06be\u06c6-\u06c8"
    r"\u06cb\u06d0\u06d5\u0649 -]+",
    Script.THAI: r"[\u0e01-\u0e4f .]+",
    Script.LAO: r"[\u0e80-\u0eff ]+",
    Script.KHMER: r"[\u1780-\u17ff\u200b ]+",
    Script.BURMESE: r"[\u1000-\u109f ]+",
    Script.TIBETAN: r"[\u0f00-\u0fff ]+",
}
_PATTERNS = {script: re.compile(pattern) for script, pattern in _SCRIPTS.items()}
_UYGHUR_LETTERS = re.compile(
    "[\u067e\u0686\u0698\u06ad\u06af\u06be\u06c6-\u06c8\u06cb\u06d0\u06d5]"
)
# Countries where a script is at home, and short names are known for places.
_HOMES = {
    Script.HANGUL: words("KP KR"),
    Script.HAN: words("CN HK JP KP KR MO SG TW"),
    Script.KANA: words("JP"),
    Script.CYRILLIC: words("BY KG KZ RU UA"),
    Script.ARABIC: words("AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE"),
    Script.THAI: words("TH"),
    Script.LAO: words("LA"),
    Script.KHMER: words("KH"),
    Script.BURMESE: words("MM"),
    Script.TIBETAN: words("CN"),
}
# Minimum characters (to count at all, to count alone), at home and abroad.
_LENGTHS = {
    Script.HANGUL: ((2, 3), (2, 3)),
    Script.HAN: ((2, 3), (2, 3)),
    Script.KANA: ((2, 3), (3, 4)),
    Script.CYRILLIC: ((3, 4), (4, 5)),
    Script.ARABIC: ((3, 4), (4, 5)),
    Script.THAI: ((3, 4), (4, 6)),
    Script.LAO: ((3, 4), (4, 6)),
    Script.KHMER: ((3, 5), (4, 6)),
    Script.BURMESE: ((3, 4), (4, 6)),
    Script.TIBETAN: ((3, 4), (4, 6)),
}


def script_of(name: str) -> Script | None:
    """The script that a whole name is written in, None for any other script or a mixture."""
    if plain(name).isascii():
        return Script.LATIN
    return next((script for script, pattern in _PATTERNS.items() if pattern.fullmatch(name)), None)


def min_lengths(script: Script, country: str) -> tuple[int, int]:
    """The minimum characters of a name in a script to count at all, and to count alone."""
    at_home, abroad = _LENGTHS[script]
    return at_home if country in _HOMES[script] else abroad


def is_foreign_to(name: str, script: Script, country: str) -> bool:
    """Whether a name is in a language of the Arabic script other than Arabic and Uyghur."""
    return script is Script.ARABIC and bool(_UYGHUR_LETTERS.search(name)) and country != "CN"

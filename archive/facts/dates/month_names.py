"""Names of months and weekdays in many languages (Unicode CLDR)."""

import re
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from babel import Locale

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Arabic has three sets of month names: of the east, the Levant and the Maghreb.
_LANGUAGES = (
    "en", "es", "fr", "de", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro",
    "bg", "uk", "ru", "el", "tr", "id", "ms", "ar", "ar_SY", "ar_DZ", "ar_MA", "he", "hi", "th",
    "lo", "km", "my", "ug", "fa",
)  # fmt: skip
# Their names are known in dates alone: in datelines more of them would be names of towns.
_MORE_LANGUAGES = (
    "hr", "sl", "sr", "sr_Latn", "bs", "mk", "be", "lt", "lv", "et", "is", "ca", "gl", "eu", "sq",
    "ka", "hy", "az", "kk", "uz", "ky", "mr", "bn", "ta", "te", "gu", "kn", "ml", "pa", "ne", "si",
    "ur", "ps", "am", "sw", "af", "cy", "ga", "fil", "tg",
)  # fmt: skip
# Languages without spaces between words, or with combining marks in names.
_UNSPACED = frozenset({
    "hi", "th", "lo", "km", "my", "mr", "bn", "ta", "te", "gu", "kn", "ml", "pa", "ne", "si",
})  # fmt: skip
# Languages with stand-alone month names, used without a day. For all others Babel 2.18 returns
# those of whichever language was looked up before (Hebrew for Thai).
_STAND_ALONE = frozenset({
    "fi", "pl", "cs", "sk", "uk", "ru", "el", "hr", "be", "lt", "lv", "ca", "hy",
})  # fmt: skip
# Languages whose short names are common words, or too short to search for.
_NO_SHORT = frozenset({"km", "my", "lo", "ta", "te", "kn", "ml"})
_OTHERS = {
    "sept": 9, "juni": 6, "juli": 7, "marta": 3, "janv": 1, "févr": 2, "fevr": 2, "avr": 4,
    "juil": 7, "déc": 12, "jänner": 1, "feber": 2, "يونيه": 6, "يوليه": 7, "mär": 3, "mrz": 3,
    "maerz": 3, "tam": 1, "hel": 2, "huh": 4, "tou": 5, "kes": 6, "hei": 7, "elo": 8, "syy": 9,
    "lok": 10, "jou": 12, "studenog": 11,
}  # fmt: skip
# Names that are one month in Croatian and the next in Polish and Czech.
_MOVED = {"listopad": 10, "listopada": 10, "lis": 10, "lip": 6, "srp": 7}
_CROATIAN = frozenset({"hr", "bs", "sh", "sr"})
# Croatian, and Czech, write a point behind the number of a day, Polish does not.
_DAY_WITH_POINT = re.compile(r"\d\. ?$")
_POLISH = "listopada"
_OTHER_WEEKDAYS = {
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3, "sonnabend": 5, "среду": 2, "пятницу": 4,
    "субботу": 5, **dict(zip(("mo", "di", "mi", "do", "fr", "sa", "so"), range(7), strict=True)),
    **dict(zip(("пн", "вт", "ср", "чт", "пт", "сб", "вс"), range(7), strict=True)),
    "segunda": 0, "terça": 1, "quarta": 2, "quinta": 3, "sexta": 4,
}  # fmt: skip
_ALEF = str.maketrans("أإآٱ", "اااا")
_HEBREW_IN = "ב"
# In two letters weekdays are words of other languages ("la", "to"), and zones ("PT").
_SHORTEST_WEEKDAY = 3
_WORD = re.compile(r"[^\W\d_]+(?:-feira)?")
_TWICE = re.compile(rf"\b({'|'.join(MONTHS)}) ?/ ?\1\b")
# A short weekday in front of a date; in letters so few that it is a word, or a month, elsewhere.
_IN_FRONT = re.compile(r"^[^\w]*(?P<name>[^\W\d_]{1,5})(?:\.?,|\.)? ?(?=\d)")


class EnglishMonths(NamedTuple):
    """Text with months in English, and the weekdays that were removed from it.

    `is_unclear` says that a name is another month in another language.
    """

    text: str
    weekdays: frozenset[int]
    is_unclear: bool = False


def month_of(word: str) -> int | None:
    """The month, from 1, of a full or short name; None for any other word."""
    return _names(_LANGUAGES).months.get(_key(word))


def weekday_of(word: str) -> int | None:
    """The weekday, 0 for Monday, of a name; None for any other word."""
    return _names(_LANGUAGES).weekdays.get(_key(word))


def in_english(text: str, language: str = "") -> EnglishMonths:
    """Translate month names to English, and remove weekdays."""
    names = _names(_LANGUAGES + _MORE_LANGUAGES)
    weekdays: set[int] = set()
    unclear: set[str] = set()

    def english(word: re.Match[str]) -> str:
        key = _key(word[0])
        month = names.months.get(key) or names.months.get(key.removeprefix(_HEBREW_IN))
        if key in _MOVED:
            month = _moved(key, language, word.string[: word.start()])
            if month is None:
                unclear.add(key)
                month = _MOVED[key]
        if month:
            return f" {MONTHS[month - 1]} "
        if key in names.weekdays:
            weekdays.add(names.weekdays[key])
            return " "
        return word[0]

    if not text.isascii():
        text = names.phrase.sub(english, text)
    if (front := _IN_FRONT.match(text)) and (key := _key(front["name"])) in names.short_weekdays:
        rest = _WORD.sub(english, text[front.end() :])
        if key not in names.months or any(month in rest for month in MONTHS):
            text = text[front.end() :]
            known = names.weekdays.get(key)
            weekdays |= names.short_weekdays[key] if known is None else {known}
    named = " ".join(_WORD.sub(english, text).split())
    return EnglishMonths(_TWICE.sub(r"\1", named), frozenset(weekdays), bool(unclear))


def _moved(key: str, language: str, before: str) -> int | None:
    """The month of a name that Croatian has for another month, None where that is not clear."""
    if language in _CROATIAN:
        return _MOVED[key]
    if language in {"pl", "cs", "sk"}:
        return _names(_LANGUAGES).months[key]
    if key == _POLISH and before.rstrip()[-1:].isdecimal():
        return _names(_LANGUAGES).months[key]
    return _MOVED[key] if key == _POLISH and _DAY_WITH_POINT.search(before) else None


class _MonthNames(NamedTuple):
    months: dict[str, int]
    weekdays: dict[str, int]
    short_weekdays: dict[str, set[int]]
    phrase: re.Pattern[str]


@cache
def _names(languages: tuple[str, ...]) -> _MonthNames:
    """All names, and those that are not one word of letters."""
    months = dict(_OTHERS)
    weekdays: dict[str, int] = {}
    unclear: set[str] = set()
    unspaced: set[str] = set()
    short: dict[str, set[int]] = {}
    for language in languages:
        locale = Locale.parse(language)
        for width in ("wide",) if language in _NO_SHORT else ("wide", "abbreviated"):
            for context in ("format", *(("stand-alone",) if language in _STAND_ALONE else ())):
                for number, name in locale.months[context][width].items():
                    months.setdefault(_key(name), number)
                    unspaced |= {_key(name)} if language in _UNSPACED else set()
                for number, name in locale.days[context][width].items():
                    if weekdays.setdefault(_key(name), number) != number:
                        unclear.add(_key(name))
                    unspaced |= {_key(name)} if language in _UNSPACED else set()
        for width in ("abbreviated", "short"):
            for number, name in locale.days["format"][width].items():
                short.setdefault(_key(name), set()).add(number)
    weekdays = {
        key: number
        for key, number in weekdays.items()
        if key not in months and key not in unclear and len(key) >= _SHORTEST_WEEKDAY
    } | _OTHER_WEEKDAYS
    known = months.keys() | weekdays.keys()
    phrases = unspaced | {name for name in known if not _WORD.fullmatch(name)}
    longest_first = sorted(phrases & known, key=lambda name: (-len(name), name))
    # The names are kept with one letter alef, the text is not.
    written = (re.escape(name).replace("ا", "[اأإآٱ]") for name in longest_first)
    # Those that are another day elsewhere are taken off, and say nothing.
    short = {key: days if len(days) == 1 else set() for key, days in short.items()}
    return _MonthNames(months, weekdays, short, re.compile("|".join(written), re.IGNORECASE))


def _key(name: str) -> str:
    return normalize("NFC", name.strip().casefold()).rstrip(".").translate(_ALEF)

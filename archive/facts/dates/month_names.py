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

# Arabic has three sets of month names: of the east, the Levant and the Maghreb. Languages are left
# out whose names are other months in another language ("listopad" in Croatian and Polish).
_LANGUAGES = (
    "en", "es", "fr", "de", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro",
    "bg", "uk", "ru", "el", "tr", "id", "ms", "ar", "ar_SY", "ar_DZ", "ar_MA", "he", "hi", "th",
    "lo", "km", "my", "ug", "fa",
)  # fmt: skip
# Languages without spaces between words, or with combining marks in names.
_UNSPACED = frozenset({"hi", "th", "lo", "km", "my"})
# Languages with stand-alone month names, used without a day. For all others Babel 2.18 returns
# those of whichever language was looked up before (Hebrew for Thai).
_STAND_ALONE = frozenset({"fi", "pl", "cs", "sk", "uk", "ru", "el"})
# Languages whose short names are common words, or too short to search for.
_NO_SHORT = frozenset({"km", "my", "lo"})
_OTHERS = {
    "sept": 9, "juni": 6, "juli": 7, "marta": 3, "janv": 1, "févr": 2, "fevr": 2, "avr": 4,
    "juil": 7, "déc": 12, "jänner": 1, "feber": 2, "يونيه": 6, "يوليه": 7,
}  # fmt: skip
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
# In Spanish, French and Italian the short Tuesday, elsewhere the short March.
_TUESDAY_OR_MARCH = re.compile(r"^mar\.?,? (?=\d)", re.IGNORECASE)


class EnglishMonths(NamedTuple):
    """Text with months in English, and the weekdays that were removed from it."""

    text: str
    weekdays: frozenset[int]


def month_of(word: str) -> int | None:
    """The month, from 1, of a full or short name; None for any other word."""
    return _names().months.get(_key(word))


def weekday_of(word: str) -> int | None:
    """The weekday, 0 for Monday, of a name; None for any other word."""
    return _names().weekdays.get(_key(word))


def in_english(text: str) -> EnglishMonths:
    """Translate month names to English, and remove weekdays."""
    names = _names()
    weekdays: set[int] = set()

    def english(word: re.Match[str]) -> str:
        key = _key(word[0])
        month = names.months.get(key) or names.months.get(key.removeprefix(_HEBREW_IN))
        if month:
            return f" {MONTHS[month - 1]} "
        if key in names.weekdays:
            weekdays.add(names.weekdays[key])
            return " "
        return word[0]

    if not text.isascii():
        text = names.phrase.sub(english, text)
    named = " ".join(_WORD.sub(english, text).split())
    if (tuesday := _TUESDAY_OR_MARCH.match(text)) and named.startswith("March"):
        rest = _WORD.sub(english, text[tuesday.end() :])
        if any(month in rest for month in MONTHS):
            weekdays.add(1)
            named = " ".join(rest.split())
    return EnglishMonths(_TWICE.sub(r"\1", named), frozenset(weekdays))


class _MonthNames(NamedTuple):
    months: dict[str, int]
    weekdays: dict[str, int]
    phrase: re.Pattern[str]


@cache
def _names() -> _MonthNames:
    """All names, and those that are not one word of letters."""
    months = dict(_OTHERS)
    weekdays: dict[str, int] = {}
    unclear: set[str] = set()
    unspaced: set[str] = set()
    for language in _LANGUAGES:
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
    return _MonthNames(months, weekdays, re.compile("|".join(written), re.IGNORECASE))


def _key(name: str) -> str:
    return normalize("NFC", name.strip().casefold()).rstrip(".").translate(_ALEF)

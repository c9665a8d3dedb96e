"""Recognizer of personal names, shared by credits and the bylines of web pages."""

import re

from archive.facts.credits.cjk_names import HAS_EAST_ASIAN, is_short_name

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_\u3040-\u30ff\u3400-\u9fff가-힣]|[.'’‘ʼ·-])*")
_MOST_WORDS, _MOST_CAPITALS, _LONGEST = 6, 4, 50
_MOST_GIVEN = 3
PARTICLES = frozenset(
    {
        "abu", "al", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do",
        "dos", "du", "el", "ibn", "la", "las", "le", "los", "ten", "ter", "van", "von", "zu",
    }
)  # fmt: skip
_MAY_COME_FIRST = frozenset({"da", "de", "della", "di", "du", "van", "von"})
# "al-Amin", "d’Arc": a capital behind the mark.
_JOINED_PARTICLE = re.compile(r"[a-z]{1,3}['’-][^\W\d_a-z]")
_POSSESSIVE = re.compile(r"['’][sS](?:\s|$)")
# Words that stand with capitals in headings and are in no one's name.
_NOT_IN_NAMES = frozenset(
    {
        "a", "all", "an", "and", "any", "appointment", "arrangement", "association", "bank",
        "buen", "by", "center", "centre", "command", "committee", "company", "computer",
        "contrast", "corp", "corporation", "council", "demand", "department", "each", "every",
        "for", "foundation", "from", "gallery", "government", "group", "guide", "her", "hier",
        "his", "image", "images", "in", "inc", "institute", "invitation", "its", "ltd", "machine",
        "minister", "ministry", "my", "no", "numbers", "of", "on", "only", "our", "poll",
        "popular", "president", "prime", "primera", "program", "programme", "qué", "report",
        "rights", "show", "shows", "siempre", "special", "supreme", "that", "the", "their",
        "these", "this", "those", "to", "university", "vez", "wegen", "with", "your",
    }
)  # fmt: skip
# "By Monday Night", "By Late June": no name has nothing else, though there are Junes.
_TIMES = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
        "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december", "spring", "summer", "autumn", "winter", "christmas", "easter",
        "ramadan", "new", "year", "day", "week", "month", "weekend", "morning", "noon",
        "afternoon", "evening", "night", "midnight", "eve", "early", "mid", "late", "next", "last",
        "dawn", "dusk", "independence", "election", "labor", "labour", "opening",
    }
)  # fmt: skip
_OF_PLACES_FIRST = frozenset(
    {
        "addis", "buenos", "burkina", "cape", "central", "costa", "dominican", "east", "eastern",
        "great", "hong", "kuala", "lake", "las", "los", "mount", "new", "north", "northern",
        "papua", "phnom", "port", "puerto", "rio", "saint", "san", "santa", "santo", "saudi",
        "sierra", "south", "southern", "sri", "st", "são", "tel", "united", "west", "western",
    }
)  # fmt: skip
_OF_PLACES_LAST = frozenset(
    {
        "africa", "airport", "america", "arabia", "asia", "city", "coast", "county", "delhi",
        "desks", "district", "europe", "guinea", "harbor", "harbour", "islands", "kingdom", "kong",
        "korea", "nations", "province", "region", "republic", "river", "services", "states",
        "valley", "zealand",
    }
)  # fmt: skip


def is_full_name(text: str) -> bool:
    """Whether a text is a full personal name: two or more capitalized words.

    In scripts without case one word may do; names in Hangul, Han and Kana are recognized by length.
    Times ("Monday Night") and recognizable places ("South Korea") are none.
    """
    if HAS_EAST_ASIAN.search(text):
        return is_short_name(text.replace(" ", ""), labelled=True)
    words = text.split()
    if not _are_words(words, text) or words[0] in PARTICLES - _MAY_COME_FIRST:
        return False
    if not all(_is_capital(word) or word in PARTICLES for word in words):
        return False
    folded = {word.casefold() for word in words}
    has_case = text.lower() != text.upper()
    return (
        _is_capital(words[-1])
        and (not has_case or 1 < sum(map(_is_capital, words)) <= _MOST_CAPITALS)
        and not folded & _NOT_IN_NAMES
        and not folded <= _TIMES
        and not _POSSESSIVE.search(text)
        and not is_place(text)
    )


def is_loose_name(text: str) -> bool:
    """Whether a text may be a name though it has no capitals: "keith alder"."""
    return text == text.lower() and _are_words(text.split(), text)


def is_lone_name(text: str) -> bool:
    """Whether a text is one capitalized word, as towns and surnames are."""
    return " " not in text and _WORD.fullmatch(text) is not None and _is_capital(text)


def is_surname(text: str) -> bool:
    """Whether a text can be a surname alone: one capitalized word, perhaps behind particles.

    Scripts without case have no such thing to go by.
    """
    *particles, last = text.split() or [""]
    return (
        _is_part_of_name([*particles, last], text)
        and _is_capital(last)
        and all(particle.casefold() in PARTICLES for particle in particles)
    )


def is_given_name(text: str) -> bool:
    """Whether a text can be given names or initials, perhaps with a surname's particles behind."""
    words = text.split()
    while len(words) > 1 and words[-1] in PARTICLES:
        words.pop()
    return (
        _is_part_of_name(words, text)
        and len(words) <= _MOST_GIVEN
        and all(map(_is_capital, words))
        and not {word.casefold() for word in words} <= _TIMES
    )


def is_place(text: str) -> bool:
    """Whether a word in the text marks it as a place, or as an employer's service."""
    words = text.casefold().split()
    return len(words) > 1 and (words[0] in _OF_PLACES_FIRST or words[-1] in _OF_PLACES_LAST)


def _are_words(words: list[str], text: str) -> bool:
    return 0 < len(words) <= _MOST_WORDS and len(text) <= _LONGEST and all(map(_is_word, words))


def _is_part_of_name(words: list[str], text: str) -> bool:
    return (
        text.lower() != text.upper()
        and not HAS_EAST_ASIAN.search(text)
        and _are_words(words, text)
        and not any(word.casefold().rstrip(".") in _NOT_IN_NAMES for word in words)
    )


def _is_word(word: str) -> bool:
    return _WORD.fullmatch(word.rstrip(",")) is not None


def _is_capital(word: str) -> bool:
    """Whether a word begins as names do: capitalized, or like d'Arc."""
    return not word[0].islower() or _JOINED_PARTICLE.match(word) is not None

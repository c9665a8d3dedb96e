"""Names in Arabic script with what is written together with them: وللسعودية, الأردني, بېيجىڭغا."""

import re
from collections.abc import Iterator
from functools import lru_cache

from archive.facts.regions.gazetteer.gazetteer import Gazetteer, Meaning
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.recognition.match import Found

_WORD = re.compile(r"[ء-ۿ]+")
# "And" and "so", then "in" or "for". "Like" is left: it is the first letter of too many words.
_PREFIX = re.compile("[وف]?(?:لل|[بل])?")
# "Of a country": its name less its last vowel, and an ending of gender and number.
_RELATIVE = re.compile("^(?P<the>ال)?(?P<stem>[ء-ۿ]{3,}?)ي(?:ه|ين|ون|ات)?$")
_LAST_VOWELS = ("", "ا", "يا", "ه")
# Shorter names are the ends of too many words.
_LEAST = 3
# Letters that of all languages in this script Uyghur alone has, and its endings of case.
_UYGHUR = re.compile("[ئېۈۆڭۋ]")
_UYGHUR_ENDINGS = re.compile("(?:دە|تە|دا|تا|غا|قا|گە|كە|دىن|تىن|نىڭ|نى|لىق|لىك)$")


def suffixed(text: str, start: int, known: Gazetteer) -> Found | None:
    """The name that a word is with its prefixes and endings taken off, None if it is none."""
    match = _WORD.match(text, start)
    bare = _bare(match[0], known) if match else None
    if match is None or bare is None:
        return None
    return Found(bare[0], start, match.end(), bare[1])


@lru_cache(maxsize=16_384)
def _bare(word: str, known: Gazetteer) -> tuple[str, tuple[Meaning, ...]] | None:
    """The key of the name that a word holds, and what it means."""
    for spelled in _spellings(word):
        if meanings := _names(known.meanings(spelled)):
            return spelled, meanings
    for spelled in (word, *_without_prefix(word)):
        for country in _countries(spelled):
            meanings = tuple(
                Meaning(meaning.place, Sense.ADJECTIVE)
                for meaning in _names(known.meanings(country))
                if meaning.place.kind is PlaceKind.COUNTRY
            )
            if meanings:
                return country, meanings
    return None


def _names(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    return tuple(meaning for meaning in meanings if meaning.sense is not Sense.STATED)


def _spellings(word: str) -> Iterator[str]:
    yield from _without_prefix(word)
    if _UYGHUR.search(word):
        yield _UYGHUR_ENDINGS.sub("", word)


def _without_prefix(word: str) -> Iterator[str]:
    if prefix := _PREFIX.match(word):
        for length in range(1, prefix.end() + 1):
            if len(word) - length >= _LEAST:
                yield word[length:]
        if prefix[0].endswith("لل"):
            yield "ال" + word[prefix.end() :]


def _countries(word: str) -> Iterator[str]:
    """The names of countries that a word may be the adjective of."""
    if match := _RELATIVE.match(word):
        for stem in (match["stem"], "ال" + match["stem"]):
            for vowel in _LAST_VOWELS:
                yield stem + vowel

"""Affixed names in Arabic script: وللسعودية, الأردني, and in Uyghur بېيجىڭغا."""

import re
from collections.abc import Iterator
from functools import lru_cache

from archive.facts.regions.gazetteer.gazetteer import Gazetteer, Meaning
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.recognition.match import NameMatch

_WORD = re.compile(r"[ء-ۿ]+")
# Proclitics: "and" or "so", then "in" or "for". "Like" is left out, as the first letter of too
# many words.
_PREFIX = re.compile("[وف]?(?:لل|[بل])?")
# Nisba, the adjective of a country: its name without the last vowel, and an ending of gender and
# number.
_NISBA = re.compile("^(?P<the>ال)?(?P<stem>[ء-ۿ]{3,}?)ي(?:ه|ين|ون|ات)?$")
_LAST_VOWELS = ("", "ا", "يا", "ه")
# Shorter names end too many words.
_LEAST = 3
# Letters that only Uyghur has among the languages in this script, and its case endings, as text is
# folded: with yeh for its letter for i.
_UYGHUR = re.compile("[ئېۈۆڭۋە]")
_UYGHUR_ENDINGS = re.compile("(?:دە|تە|دا|تا|غا|قا|گە|كە|دين|تين|نيڭ|ني|ليق|ليك|ديكي|تيكي)$")


def match_affixed(text: str, start: int, known: Gazetteer) -> NameMatch | None:
    """Match the word at an offset without its prefixes and endings, None if that is no name."""
    match = _WORD.match(text, start)
    stripped = _strip_affixes(match[0], known) if match else None
    if match is None or stripped is None:
        return None
    return NameMatch(stripped[0], start, match.end(), stripped[1])


@lru_cache(maxsize=16_384)
def _strip_affixes(word: str, known: Gazetteer) -> tuple[str, tuple[Meaning, ...]] | None:
    """The key and the meanings of the name in a word: as a name first, then as a nisba."""
    for spelled in _spellings(word):
        if meanings := _usable(known.meanings(spelled)):
            return spelled, meanings
    for spelled in (word, *_without_prefix(word)):
        for country in _nisba_bases(spelled):
            meanings = tuple(
                Meaning(meaning.place, Sense.ADJECTIVE)
                for meaning in _usable(known.meanings(country))
                if meaning.place.kind is PlaceKind.COUNTRY
            )
            if meanings:
                return country, meanings
    return None


def _usable(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    return tuple(meaning for meaning in meanings if meaning.sense is not Sense.STATED)


def _spellings(word: str) -> Iterator[str]:
    """The word without its proclitics, or without a Uyghur case ending."""
    yield from _without_prefix(word)
    if _UYGHUR.search(word):
        yield _UYGHUR_ENDINGS.sub("", word)


def _without_prefix(word: str) -> Iterator[str]:
    """The word without one letter of its proclitics, two and so on; لل gives the article back."""
    if prefix := _PREFIX.match(word):
        for length in range(1, prefix.end() + 1):
            if len(word) - length >= _LEAST:
                yield word[length:]
        if prefix[0].endswith("لل"):
            yield "ال" + word[prefix.end() :]


def _nisba_bases(word: str) -> Iterator[str]:
    """The names of countries whose nisba a word may be."""
    if match := _NISBA.match(word):
        for stem in (match["stem"], "ال" + match["stem"]):
            for vowel in _LAST_VOWELS:
                yield stem + vowel

"""Matcher of gazetteer names in scripts with spaces between words: Latin, Arabic, Devanagari..."""

import re
from collections.abc import Iterator, Sequence

from archive.facts.regions.gazetteer.gazetteer import Gazetteer, Meaning
from archive.facts.regions.gazetteer.place_kinds import Sense
from archive.facts.regions.gazetteer.toponym_key import aligned_key
from archive.facts.regions.recognition.arabic_affixes import match_affixed
from archive.facts.regions.recognition.match import NameMatch, allowed_by_case, needs_support
from archive.facts.regions.recognition.russian_cases import match_inflected

_HEBREW_WORD = "[א-ת]+(?:[\"'][א-ת]+)?"
# Words of the scripts of India, whose vowel signs are no letters to a regular expression. The
# full stops are left out.
_INDIC_WORD = "[\u0900-\u0963\u0971-\u0dff\u200c\u200d]+"
# A name begins with a capital, or is in a script without case.
_CAPITAL = rf"[A-ZΑ-Ω][^\W_]*|[ء-ۿ]+|[А-ЯЁІЇЄ][^\W_]*|{_HEBREW_WORD}|{_INDIC_WORD}"
_START = re.compile(rf"(?<![^\W_])(?:{_CAPITAL})")
# The same in a text of ASCII, where it is looked for in half the time.
_START_IN_ASCII = re.compile(r"(?<![^\W_])[A-Z][^\W_]*")
# Behind an apostrophe, which counts as a blank, stands another blank: "Workers' Party".
_PHRASE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?(?: {1,2}[^\W_]+(?:\.[^\W_]+)*\.?){0,7}")
_HEBREW_PHRASE = re.compile(rf"{_HEBREW_WORD}(?: {_HEBREW_WORD}){{0,7}}")
_INDIC_PHRASE = re.compile(rf"{_INDIC_WORD}(?: {_INDIC_WORD}){{0,7}}")
_LONG_WORD = 4
# English capitalizes adjectives and every long word of a name, most other languages do not. "The"
# tells English apart, mostly in the first line.
_ENGLISH = re.compile(r"\b[Tt]he\b|THE")
_START_ELSEWHERE = re.compile(rf"(?<![^\W_])(?:{_CAPITAL}|[a-zα-ω]{{7,}})")


def find_spaced(text: str, known: Gazetteer) -> Iterator[NameMatch]:
    """Match names in a folded text: leftmost, longest, without overlaps.

    A match is whole words. In English each of its long words is capitalized or in a script
    without case; in other languages the first one is, and adjectives need no capital at all.
    """
    keys = aligned_key(text)
    english = _ENGLISH.search(text) is not None
    end = 0
    pattern = _START if english else _START_ELSEWHERE
    if english and text.isascii():
        pattern = _START_IN_ASCII
    for match in pattern.finditer(text):
        start = match.start()
        if start < end:
            continue
        name = None
        if known.opens_name(keys[start : match.end()]):
            name = _longest_at(text, keys, start, known, english=english)
        if name is None and "Ѐ" <= text[start] <= "ӿ":
            name = match_inflected(text, keys, start, known)
        if name is None and "ء" <= text[start] <= "ۿ":
            name = match_affixed(text, start, known)
        if name:
            end = name.end
            yield name


def _longest_at(
    text: str, keys: str, start: int, known: Gazetteer, *, english: bool
) -> NameMatch | None:
    """The longest name at an offset, None if there is none.

    A longer name that needs support loses to a shorter one that does not: of "St. Lucia's",
    "St. Lucia" is matched.
    """
    phrase = _phrase_pattern(text[start]).match(keys, start)
    longest = None
    has_lowercase = has_long_word = has_apostrophe = False
    end = start
    for word in phrase[0].split(" ") if phrase else ():
        end += len(word) + (end > start)
        if not word:
            if text[end - 1] != "'":
                break
            has_apostrophe = True
            continue
        if not _is_capitalized(text, end - len(word), end):
            has_lowercase = has_lowercase or english or not has_long_word
        has_long_word = has_long_word or len(word) >= _LONG_WORD
        for last in (end, end - 1) if word.endswith(".") else (end,):
            name_key = keys[start:last]
            if has_apostrophe:
                name_key = name_key.replace("  ", " ")
            meanings = known.meanings(name_key)
            allowed = allowed_by_case(meanings, text[start:last], text) if meanings else ()
            if has_lowercase and not _may_be_lowercase(allowed, english=english):
                continue
            if allowed and not (longest and needs_support(allowed)):
                longest = NameMatch(name_key, start, last, allowed)
                break
        so_far = keys[start:end].replace("  ", " ") if has_apostrophe else keys[start:end]
        if not known.has_prefix(so_far + " "):
            break
    return longest


def _phrase_pattern(letter: str) -> re.Pattern[str]:
    """The pattern of the words of a name that begins with a letter."""
    if "א" <= letter <= "ת":
        return _HEBREW_PHRASE
    return _INDIC_PHRASE if "\u0900" <= letter <= "\u0dff" else _PHRASE


def _is_capitalized(text: str, start: int, end: int) -> bool:
    """Whether a word is not all lowercase; short words and suffixes ("-namdo") pass."""
    return end - start < _LONG_WORD or text[start - 1] == "-" or not text[start:end].islower()


def _may_be_lowercase(meanings: Sequence[Meaning], *, english: bool) -> bool:
    """Whether a name needs no capitals: a stop phrase, or an adjective outside English."""
    return all(
        meaning.sense is Sense.NOTHING or (meaning.sense is Sense.ADJECTIVE and not english)
        for meaning in meanings
    )

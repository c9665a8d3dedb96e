"""Names of the gazetteer in a text whose script parts its words: Latin, Cyrillic, Arabic."""

import re
from collections.abc import Iterator, Sequence

from archive.facts.regions.gazetteer.gazetteer import Gazetteer, Meaning
from archive.facts.regions.gazetteer.place_kinds import Sense
from archive.facts.regions.gazetteer.toponym_key import looked_up
from archive.facts.regions.recognition.arabic_affixes import suffixed
from archive.facts.regions.recognition.match import Found, is_weak, meant
from archive.facts.regions.recognition.russian_cases import inflected

# A name begins with a capital, or in a script without them.
_CAPITAL = r"[A-Z][^\W_]*|[ء-ۿ]+|(?P<cyrillic>[А-ЯЁІЇЄ][^\W_]*)"
_START = re.compile(rf"(?<![^\W_])(?:{_CAPITAL})")
_PHRASE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?(?: [^\W_]+(?:\.[^\W_]+)*\.?){0,7}")
_LONG_WORD = 4
# English writes adjectives and all long words of a name with capitals, most other languages do
# not. This word tells it in the first line.
_ENGLISH = re.compile(r"\b[Tt]he\b|THE")
_START_ABROAD = re.compile(rf"(?<![^\W_])(?:{_CAPITAL}|[a-z]{{7,}})")


def find(text: str, known: Gazetteer) -> Iterator[Found]:
    """The names in a folded text, the longest where several begin, none inside another.

    A name is whole words, of which in English each long one has a capital or is in a script
    without; in other languages the first one, and none of an adjective.
    """
    keys = looked_up(text)
    english = _ENGLISH.search(text) is not None
    end = 0
    for match in (_START if english else _START_ABROAD).finditer(text):
        start = match.start()
        if start < end:
            continue
        found = None
        if known.opens(keys[start : match.end()]):
            found = _found(text, keys, start, known, english=english)
        if found is None and match["cyrillic"]:
            found = inflected(text, keys, start, known)
        if found is None and text[start] >= "ء" and not match["cyrillic"]:
            found = suffixed(text, start, known)
        if found:
            end = found.end
            yield found


def _found(text: str, keys: str, start: int, known: Gazetteer, *, english: bool) -> Found | None:
    """The longest name that begins here, None where there is none.

    One that needs support gives way to a shorter one that needs none: "St. Lucia's".
    """
    phrase = _PHRASE.match(keys, start)
    longest = None
    small = long_before = False
    end = start
    for word in phrase[0].split(" ") if phrase else ():
        end += len(word) + (end > start)
        if not _is_written_as_name(text, end - len(word), end):
            small = small or english or not long_before
        long_before = long_before or len(word) >= _LONG_WORD
        for last in (end, end - 1) if word.endswith(".") else (end,):
            meanings = known.meanings(keys[start:last])
            kept = meant(meanings, text[start:last], text) if meanings else ()
            if small and not _may_be_small(kept, english=english):
                continue
            if kept and not (longest and is_weak(kept)):
                longest = Found(keys[start:last], start, last, kept)
                break
        if not known.begins(keys[start:end] + " "):
            break
    return longest


def _is_written_as_name(text: str, start: int, end: int) -> bool:
    """Whether a word has a capital if it is long, or hangs on the one before it: "-namdo"."""
    return end - start < _LONG_WORD or text[start - 1] == "-" or not text[start:end].islower()


def _may_be_small(meanings: Sequence[Meaning], *, english: bool) -> bool:
    """Whether a name needs no capitals: in English what means no place, elsewhere adjectives."""
    return all(
        meaning.sense is Sense.NOTHING or (meaning.sense is Sense.ADJECTIVE and not english)
        for meaning in meanings
    )

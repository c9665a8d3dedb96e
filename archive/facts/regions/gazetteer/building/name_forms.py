"""Spelling variants of names, and the keys and senses of the trie, for the builder."""

import re
from collections.abc import Iterable, Iterator

from archive.facts.regions.gazetteer.building.place import PlaceRow
from archive.facts.regions.gazetteer.building.table_rules import NEVER
from archive.facts.regions.gazetteer.place_kinds import CASED, Sense
from archive.facts.regions.gazetteer.toponym_key import key as name_key

# Of several senses of a name for one place the first counts.
_STRONGEST_FIRST = (Sense.NAME, Sense.ADJECTIVE, Sense.METONYM, Sense.WEAK, Sense.STATED)
_BY_THEMSELVES = (Sense.NAME, Sense.WEAK)
_NOT_IN_TEXT = re.compile(r"[0-9()/\[\]]")
# Zero-width space: Khmer may mark the ends of words with it.
_NO_WIDTH = "\u200b"
# Lao writes these sounds with one letter or two.
_LAO = str.maketrans({"ຼ": "ລ", "ໜ": "ຫນ", "ໝ": "ຫມ"})
# Japanese papers write foreign names with "b" as often as with "v".
_VA = re.compile("ヴ([ァィェォ]?)")
_INITIALS = re.compile(r"(?:[A-Z]\. ?){2,5}")
_SAINT = re.compile(r"\b(?:SAINT|ST\.|ST)(?= )")
_SAINTE = re.compile(r"\b(?:SAINTE|STE\.|STE)(?= )")
_MOUNT = re.compile(r"^(?:MOUNT|MT\.|MT)(?= )")
_FORT = re.compile(r"^(?:FORT|FT\.|FT)(?= )")


def _b_for_v(kana: re.Match[str]) -> str:
    return {"ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ"}.get(kana[1], "ブ")


def variants(name: str) -> Iterator[str]:
    """The keys of a name's variants: without dots, with "St." for "Saint", and the like."""
    key = name_key(name).strip(",")
    spellings = {
        key,
        _VA.sub(_b_for_v, key),
        key.replace(_NO_WIDTH, ""),
        key.translate(_LAO),
        key.replace("ຫລ", "ຫຼ"),
    }
    for pattern, forms in (
        (_SAINT, ("SAINT", "ST.", "ST")),
        (_SAINTE, ("SAINTE", "STE.", "STE")),
        (_MOUNT, ("MOUNT", "MT.", "MT")),
        (_FORT, ("FORT", "FT.", "FT")),
    ):
        spellings |= {
            pattern.sub(form, spelling)
            for spelling in spellings
            if pattern.search(spelling)
            for form in forms
        }
    spellings |= {spelling.replace(".", "") for spelling in spellings}
    yield from sorted(filter(None, spellings))


def records(places: Iterable[PlaceRow]) -> dict[tuple[str, int], int]:
    """The records of the trie: senses by key and place number, plus `CASED` where it applies.

    Initials without their dots count only in capitals: "U.S." is also "US", never "us".
    """
    found: dict[tuple[str, int], int] = {}
    for number, place in enumerate(places):
        for sense in reversed(_STRONGEST_FIRST):
            for name in sorted(place.names[sense]):
                for key in variants(name):
                    found[key, number] = _sense_of(name, key, sense)
        for sense in reversed(_STRONGEST_FIRST):
            found |= {(name_key(name), number): sense + CASED for name in place.cased[sense]}
    return {(key, number): sense for (key, number), sense in found.items() if is_valid_key(key)}


def _sense_of(name: str, key: str, sense: Sense) -> int:
    """The sense of a key; one with a number or a gloss, or of one character, has to be stated."""
    is_uninformative = len(key) == 1 or _NOT_IN_TEXT.search(key) or key in NEVER
    if sense in _BY_THEMSELVES and is_uninformative:
        return Sense.STATED
    return sense + CASED if _INITIALS.fullmatch(name) and "." not in key else sense


def phrase_records(phrases: Iterable[str], found: set[str]) -> dict[tuple[str, int], int]:
    """The records of stop phrases, at place 0; keys in `found`, which name places, are left out."""
    keys = {key for phrase in phrases for key in variants(phrase)}
    return {(key, 0): Sense.NOTHING for key in keys - found}


def is_valid_key(key: str) -> bool:
    """Whether a key is longer than one letter, or that letter is a syllable or word (雪)."""
    letters = key.replace(".", "").replace(" ", "")
    return len(letters) > 1 or bool(letters and not letters.isascii())

"""The keys that a name is found by, in all the ways it is printed. For the builder only."""

import re
from collections.abc import Iterable, Iterator

from archive.facts.regions.gazetteer.building.place import PlaceRow
from archive.facts.regions.gazetteer.building.table_rules import NEVER
from archive.facts.regions.gazetteer.place_kinds import CASED, Sense
from archive.facts.regions.gazetteer.toponym_key import key as name_key

# A name counts in the first of these senses that it is given for a place.
_STRONGEST_FIRST = (Sense.NAME, Sense.ADJECTIVE, Sense.METONYM, Sense.WEAK, Sense.STATED)
_BY_THEMSELVES = (Sense.NAME, Sense.WEAK)
_NOT_IN_TEXT = re.compile(r"[0-9()/\[\]]")
# Khmer may mark the ends of words with it, in names and in texts.
_NO_WIDTH = "\u200b"
# Lao has one letter, or two, for these sounds.
_LAO = str.maketrans({"ຼ": "ລ", "ໜ": "ຫນ", "ໝ": "ຫມ"})
# Japanese papers write foreign names with "b" as often as with "v".
_VA = re.compile("ヴ([ァィェォ]?)")
_INITIALS = re.compile(r"(?:[A-Z]\. ?){2,5}")
_SAINT = re.compile(r"\b(?:SAINT|ST\.|ST)(?= )")
_SAINTE = re.compile(r"\b(?:SAINTE|STE\.|STE)(?= )")
_MOUNT = re.compile(r"^(?:MOUNT|MT\.|MT)(?= )")
_FORT = re.compile(r"^(?:FORT|FT\.|FT)(?= )")


def _b(kana: re.Match[str]) -> str:
    return "バビブベボ"["ァィ ェォ".find(kana[1])] if kana[1] else "ブ"


def variants(name: str) -> Iterator[str]:
    """The keys of a name: as it is, without its dots, and with "Saint" in each of its forms."""
    key = name_key(name).strip(",")
    spellings = {
        key,
        _VA.sub(_b, key),
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
    """The sense in which each key means each place, by key and number of the place.

    Initials without their dots count only in capitals: "U.S." is also "US", never "us".
    """
    found: dict[tuple[str, int], int] = {}
    for number, place in enumerate(places):
        for sense in reversed(_STRONGEST_FIRST):
            for name in sorted(place.names[sense]):
                for key in variants(name):
                    found[key, number] = _worth(name, key, sense)
        for sense in reversed(_STRONGEST_FIRST):
            found |= {(name_key(name), number): sense + CASED for name in place.cased[sense]}
    return {(key, number): sense for (key, number), sense in found.items() if is_valid_key(key)}


def _worth(name: str, key: str, sense: Sense) -> int:
    """The sense of a key; a number, a gloss or a single character tells nothing by itself."""
    tells_nothing = len(key) == 1 or _NOT_IN_TEXT.search(key) or key in NEVER
    if sense in _BY_THEMSELVES and tells_nothing:
        return Sense.STATED
    return sense + CASED if _INITIALS.fullmatch(name) and "." not in key else sense


def phrase_records(phrases: Iterable[str], found: set[str]) -> dict[tuple[str, int], int]:
    """Keys of phrases that mean no region, for place 0; names of places are none."""
    keys = {key for phrase in phrases for key in variants(phrase)}
    return {(key, 0): Sense.NOTHING for key in keys - found}


def is_valid_key(key: str) -> bool:
    """Whether a key is more than a letter, unless that is a word, as in Korean or Chinese."""
    letters = key.replace(".", "").replace(" ", "")
    return len(letters) > 1 or bool(letters and not letters.isascii())

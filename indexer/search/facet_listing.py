"""Listing of one facet's values: found by name, ordered, and indexed by their first letters."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.facts.name_key import folded
from indexer.schema.fields import BYLINE, FACETS, PATH_SEPARATOR, Facet
from indexer.search.facets import value_label
from indexer.search.results import FacetValue, FacetValues

# Headings of the index for names that begin with a Chinese character, a digit, or neither of these
# nor a letter.
IDEOGRAPHS, DIGITS, SIGNS = "漢", "0–9", "#"

_FACETS = {facet.name: facet for facet in FACETS}
# Signs within a word, and whatever parts words of ASCII.
_WITHIN_WORDS = re.compile("[.'’ʼ´`·\u200b-\u200f]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
# Vowels of Thai and Lao that are written before the consonant they follow.
_LEADING_VOWELS = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])(\\w)")
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_SYLLABLES_OF_A_LETTER = 21 * 28
_KOREAN_LETTERS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


class ValueOrder(StrEnum):
    """Order of the values of a facet; those of dates go newest first by name."""

    COUNT = "count"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class ListedValue:
    """Value of a facet in a listing, with the names that it lies in, the widest first.

    `below` are the roles of a name in the byline facet. `initial` is the heading that it stands
    under in the index, "" where there is no index.
    """

    value: FacetValue
    within: tuple[str, ...]
    below: tuple[FacetValue, ...]
    initial: str

    def to_json(self) -> dict[str, Any]:
        """JSON object of the value, without what lies below it."""
        value = self.value
        return {
            "value": value.value,
            "label": value.label,
            "within": self.within,
            "count": value.count,
            "selected": value.selected,
            "excluded": value.excluded,
        }


def natural_order(facet: str) -> ValueOrder:
    """Order that suits a facet: newest first for dates, else by count."""
    return ValueOrder.NAME if _FACETS[facet].dates else ValueOrder.COUNT


def listed_values(facet: FacetValues, find: str, order: ValueOrder) -> tuple[ListedValue, ...]:
    """Values of a facet whose own name has all words of `find` anywhere in it; all for "".

    By count without `find`, regions stay in the order of their tree; else the levels of a tree
    are mixed. The value of articles without any stands last.
    """
    known = _FACETS[facet.name]
    entries = _entries(known, facet.values, has_index=order is ValueOrder.NAME and not known.dates)
    if wanted := _words(find):
        entries = [entry for entry in entries if _has(entry.value.label, wanted)]
    elif find.strip():
        entries = []
    if order is ValueOrder.NAME:
        if not known.dates:
            entries.sort(key=_name_order)
    elif wanted or not known.tree:
        entries.sort(key=lambda entry: -entry.value.count)
    entries.sort(key=lambda entry: entry.value.value == known.missing)
    return tuple(entries)


def _entries(facet: Facet, values: Sequence[FacetValue], *, has_index: bool) -> list[ListedValue]:
    entries: list[ListedValue] = []
    roles: list[FacetValue] = []
    # Backwards: the roles of a name come after it.
    for value in reversed(values):
        if facet.name == BYLINE and value.depth:
            roles.append(value)
            continue
        path = value.value.split(PATH_SEPARATOR)[:-1] if facet.tree and value.depth else ()
        names = (value_label(facet, name) for name in path)
        in_index = has_index and value.value != facet.missing
        initial = initial_of(value.label) if in_index else ""
        entries.append(ListedValue(value, tuple(names), tuple(reversed(roles)), initial))
        roles = []
    entries.reverse()
    return entries


def initial_of(name: str) -> str:
    """Heading of a name in an index: its first letter, folded, in the script of the name.

    A Korean syllable stands under its first letter, a Thai or Lao word under its first consonant.
    """
    letters = _LEADING_VOWELS.sub(r"\2\1", folded(name))
    for letter in letters:
        code = ord(letter)
        if _FIRST_SYLLABLE <= code <= _LAST_SYLLABLE:
            return _KOREAN_LETTERS[(code - _FIRST_SYLLABLE) // _SYLLABLES_OF_A_LETTER]
        kind = unicodedata.category(letter)
        if kind == "Nd":
            return DIGITS
        if kind[0] == "L":
            if unicodedata.name(letter, "").startswith("CJK "):
                return IDEOGRAPHS
            return letter.upper()
    return SIGNS


def _name_order(entry: ListedValue) -> tuple[int, str, str, str]:
    """Letters of Latin before other scripts, then digits, then signs; regardless of case."""
    initial = entry.initial
    rank = (initial == DIGITS) + 2 * (initial == SIGNS)
    key = " ".join(_words(_LEADING_VOWELS.sub(r"\2\1", folded(entry.value.label))))
    return rank, initial, key, entry.value.value


def _words(text: str) -> list[str]:
    """Words of a text without case, accents and signs."""
    plain = _WITHIN_WORDS.sub("", folded(text))
    if plain.isascii():
        return _BETWEEN_WORDS.sub(" ", plain).split()
    # Vowels of Thai and Hindi are marks, which `re` takes for ends of words.
    kept = (letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in plain)
    return "".join(kept).split()


def _has(name: str, wanted: Sequence[str]) -> bool:
    key = " ".join(_words(name))
    return all(word in key for word in wanted)

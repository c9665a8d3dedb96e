"""A row of the gazetteer while it is made, and what a name is worth. For the builder only."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from archive.regions import build_corrections as by_hand
from archive.regions import build_sources as sources
from archive.regions.spelling import key, key_without_the, plain, words

_GENERIC = words(
    "north south east west northern southern eastern western central centre center centrale nord"
    " sud est ouest norte sur este oeste sul centro upper lower middle far capital federal"
    " province region district territory state coast islands island area and of the la el"
    " maritime littoral plateau plateaux savanes collines cascades lagunes montagnes delta"
    " nacional national occidental oriental"
)
_SAINTS_AND_ARTICLES = ("San ", "Santa ", "Saint ", "St. ", "La ", "El ", "Los ", "Las ", "Rio ")
_TOWN_POPULATION = 50_000
# Where a language is at home, its names of divisions are words of everybody.
_HOMES = {
    "ar": words("AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE"),
    "ja": words("CN JP KP KR TW"),
    "ko": words("KP KR"),
    "ru": words("BY KG KZ RU UA"),
    "th": frozenset({"TH"}),
    "zh": words("CN KP KR TW"),
    "zh_Hant": words("CN KP KR TW"),
}
# How many letters a name has at least to count with its country and alone: at home, abroad.
_AT_HOME = {"ar": (3, 3), "ja": (3, 3), "ko": (2, 2), "ru": (4, 4), "th": (3, 3)}
_ABROAD = {"ar": (4, 6), "ja": (3, 5), "ko": (3, 4), "ru": (4, 6), "th": (4, 7)}
_HAN_AT_HOME, _HAN_ABROAD = (2, 2), (3, 4)


@dataclass(slots=True)
class Row:
    """One line of the file; its names are as their sources spell them."""

    code: str
    parent: str
    name: str
    other_codes: set[str] = field(default_factory=set[str])
    clear: set[str] = field(default_factory=set[str])
    dependent: set[str] = field(default_factory=set[str])
    stated: set[str] = field(default_factory=set[str])
    capital: str = ""

    def line(self) -> str:
        """The row as the file has it: keys of names, each in the widest of its columns only."""
        clear = set(map(key, self.clear))
        dependent = set(map(key, self.dependent)) - clear
        stated = {key(name) for name in (*self.stated, self.name)}
        stated |= set(map(key_without_the, clear | dependent | stated))
        stated -= clear | dependent
        names = ("|".join(sorted(column)) for column in (clear, dependent, stated))
        codes = "|".join(sorted(self.other_codes))
        return "\t".join((self.code, codes, self.parent, self.name, *names, key(self.capital)))


def settle(countries: Iterable[Row], divisions: Iterable[Row]) -> None:
    """Let each name count alone for one place at most.

    A name is a country's before it is a division's, then one of `KNOWN_ALONE`, then its own
    name of a larger division, then whatever else; who has less claim has it stated only. What
    several divisions claim alike counts where the country is named.
    """
    claims: dict[str, dict[str, int]] = defaultdict(dict)
    for row in countries:
        for name_key in map(key, row.clear):
            claims[name_key][row.code] = 0
    divisions = list(divisions)
    for row in divisions:
        for name in row.clear | row.dependent:
            claims[key(name)][row.code] = _claim(row, name)
    for row in divisions:
        for name in sorted(row.clear | row.dependent):
            ranks = claims[key(name)]
            strongest = min(ranks.values())
            if row.code in by_hand.SHARES_A_COUNTRYS_NAME and key(name) == key(row.name):
                continue
            if ranks[row.code] > strongest:
                _demote(row, name, row.stated)
            elif list(ranks.values()).count(strongest) > 1:
                _demote(row, name, row.dependent)


def _claim(row: Row, name: str) -> int:
    if key(name) != key(row.name):
        return 3
    if row.code in by_hand.KNOWN_ALONE:
        return 1
    return 3 if row.parent in by_hand.SMALL_DIVISIONS else 2


def _demote(row: Row, name: str, column: set[str]) -> None:
    row.clear.discard(name)
    row.dependent.discard(name)
    column.add(name)


def is_generic(name: str) -> bool:
    """Whether a name says no more than a direction or a kind of division."""
    return all(word in _GENERIC for word in re.findall(r"\w+", name.lower()))


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters."""
    return plain(name).isascii()


def lengths(language: str, country: str) -> tuple[int, int]:
    """How long a name in a language that is not written in Latin must be to count, and alone."""
    at_home = country in _HOMES[language]
    if language.startswith("zh"):
        return _HAN_AT_HOME if at_home else _HAN_ABROAD
    return (_AT_HOME if at_home else _ABROAD)[language]


class Judge:
    """Knows the words, people and towns that names of places are confused with."""

    def __init__(self, words_file: Path) -> None:
        self._ordinary = sources.ordinary_words(words_file)
        self._personal = sources.personal_names()
        self._towns = sources.towns()

    def country_counts(self, name: str) -> bool:
        """Whether a country's name in some language may count in a text of any language."""
        if key(name) in by_hand.NOT_IN_TEXT:
            return False
        if not is_latin(name):
            return len(name) > 1
        return len(name) > 3 and key(name).lower() not in self._ordinary

    def capital_counts(self, name: str, country: str) -> bool:
        """Whether a capital is the town that a dateline means by its name."""
        return country in by_hand.KNOWN_CAPITALS or not self._is_town_elsewhere(name, country)

    def division_counts(self, name: str) -> bool:
        """Whether a division's name may count in a text where its country is named."""
        if key(name) in by_hand.NOT_IN_TEXT:
            return False
        return not is_latin(name) or (len(name) > 2 and not self._is_a_word(name))

    def division_counts_alone(self, name: str, country: str) -> bool:
        """Whether a name, if a division is its only bearer, is likely to mean it in any text."""
        if len(name) < 5 or name in by_hand.NOT_ALONE or not self.division_counts(name):
            return False
        if country in by_hand.SMALL_DIVISIONS:
            return " " in name
        if self._is_ordinary(name) or (" " not in name and name.capitalize() in self._personal):
            return False
        if name.count(" ") == 1 and name.startswith(_SAINTS_AND_ARTICLES):
            return False
        return not self._is_town_elsewhere(name, country)

    def _is_ordinary(self, name: str) -> bool:
        parts = re.findall(r"\w+", name.lower())
        return all(part in self._ordinary or part in _GENERIC for part in parts)

    def _is_a_word(self, name: str) -> bool:
        return is_generic(name) or (" " not in name and self._is_ordinary(name))

    def _is_town_elsewhere(self, name: str, country: str) -> bool:
        towns = self._towns.get(key(name), {})
        abroad = max((towns[other] for other in towns if other != country), default=0)
        return abroad >= _TOWN_POPULATION and abroad * 10 > towns.get(country, 0)

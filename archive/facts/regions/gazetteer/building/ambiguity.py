"""Ambiguity of names with words, people and other towns, for the builder."""

import re
from pathlib import Path

from archive.facts.regions.gazetteer.building import sources, table_rules
from archive.facts.regions.gazetteer.toponym_key import key, plain, words

_GENERIC = words(
    "north south east west northern southern eastern western central centre center centrale nord"
    " sud est ouest norte sur este oeste sul centro upper lower middle far capital federal"
    " province region district territory state coast islands island area and of the la el"
    " maritime littoral plateau plateaux savanes collines cascades lagunes montagnes delta"
    " nacional national occidental oriental"
)
_SAINTS_AND_ARTICLES = ("San ", "Santa ", "Saint ", "St. ", "La ", "El ", "Los ", "Las ", "Rio ")
_TOWN_POPULATION = 50_000
# Countries where a language is at home, and its names of divisions known to everybody.
_HOMES = {
    "ar": words("AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE"),
    "ja": words("CN JP KP KR TW"),
    "km": frozenset({"KH"}),
    "ko": words("KP KR"),
    "lo": frozenset({"LA"}),
    "my": frozenset({"MM"}),
    "ru": words("BY KG KZ RU UA"),
    "th": frozenset({"TH"}),
    "zh": words("CN KP KR TW"),
    "zh_Hant": words("CN KP KR TW"),
}
# Minimum letters of a name to count beside its country, and alone.
_AT_HOME = {
    "ar": (3, 3), "ja": (3, 3), "km": (3, 5), "ko": (2, 2), "lo": (3, 4), "my": (3, 4),
    "ru": (4, 4), "th": (3, 3),
}  # fmt: skip
_ABROAD = {
    "ar": (4, 6), "ja": (3, 5), "km": (4, 7), "ko": (3, 4), "lo": (4, 7), "my": (4, 7),
    "ru": (4, 6), "th": (4, 7),
}  # fmt: skip
_HAN_AT_HOME, _HAN_ABROAD = (2, 2), (3, 4)


def is_generic(name: str) -> bool:
    """Whether a name is only a direction or a kind of division ("Central Region")."""
    return all(word in _GENERIC for word in re.findall(r"\w+", name.lower()))


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters."""
    return plain(name).isascii()


def min_lengths_of(language: str, country: str) -> tuple[int, int]:
    """Minimum lengths of a name in a non-Latin script to count beside its country, and alone."""
    at_home = country in _HOMES[language]
    if language.startswith("zh"):
        return _HAN_AT_HOME if at_home else _HAN_ABROAD
    return (_AT_HOME if at_home else _ABROAD)[language]


class AmbiguityJudge:
    """Judge of whether a name is unambiguous enough to be matched in text.

    It knows the words, personal names and towns that names of places are confused with.
    """

    def __init__(self, words_file: Path) -> None:
        self._ordinary = sources.ordinary_words(words_file)
        self._personal = sources.personal_names()
        self._towns = sources.towns()

    def country_counts(self, name: str) -> bool:
        """Whether a country's name in one language may be matched in text of any language."""
        if key(name) in table_rules.NOT_IN_TEXT:
            return False
        if not is_latin(name):
            return len(name) > 1
        return len(name) > 3 and key(name).lower() not in self._ordinary

    def capital_counts(self, name: str, country: str) -> bool:
        """Whether a capital is what its bare name means, with no larger namesake abroad."""
        return country in table_rules.KNOWN_CAPITALS or not self._is_town_elsewhere(name, country)

    def town_counts(self, name: str) -> bool:
        """Whether a town's name is neither an ordinary word nor a person's name."""
        if key(name) in table_rules.NOT_IN_TEXT or name in table_rules.NOT_ALONE:
            return False
        is_persons = " " not in name and name.capitalize() in self._personal
        return not (is_persons or self.is_ordinary(name))

    def division_counts(self, name: str) -> bool:
        """Whether a division's name may be matched in a text that names its country."""
        if key(name) in table_rules.NOT_IN_TEXT:
            return False
        return not is_latin(name) or (len(name) > 2 and not self._is_a_word(name))

    def division_counts_alone(self, name: str, country: str) -> bool:
        """Whether a name that only one division bears is likely to mean it in any text."""
        if len(name) < 5 or name in table_rules.NOT_ALONE or not self.division_counts(name):
            return False
        if country in table_rules.SMALL_DIVISIONS:
            return " " in name
        if self.is_ordinary(name) or (" " not in name and name.capitalize() in self._personal):
            return False
        if name.count(" ") == 1 and name.startswith(_SAINTS_AND_ARTICLES):
            return False
        return not self._is_town_elsewhere(name, country)

    def is_ordinary(self, name: str) -> bool:
        """Whether a name consists of ordinary English words."""
        parts = re.findall(r"\w+", name.lower())
        return all(part in self._ordinary or part in _GENERIC for part in parts)

    def _is_a_word(self, name: str) -> bool:
        return is_generic(name) or (" " not in name and self.is_ordinary(name))

    def _is_town_elsewhere(self, name: str, country: str) -> bool:
        towns = self._towns.get(key(name), {})
        abroad = max((towns[other] for other in towns if other != country), default=0)
        return abroad >= _TOWN_POPULATION and abroad * 10 > towns.get(country, 0)

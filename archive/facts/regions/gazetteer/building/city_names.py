"""Names of the gazetteer's cities and their senses, for the builder."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from archive.facts.regions.gazetteer.building import sources, table_rules
from archive.facts.regions.gazetteer.building.ambiguity import AmbiguityJudge
from archive.facts.regions.gazetteer.building.cities import City, in_ascii
from archive.facts.regions.gazetteer.building.countries import LANGUAGES
from archive.facts.regions.gazetteer.building.place import PlaceRow
from archive.facts.regions.gazetteer.building.russian_declension import case_forms
from archive.facts.regions.gazetteer.building.scripts import (
    Script,
    is_foreign_to,
    min_lengths,
    script_of,
)
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import key as name_key
from archive.facts.regions.gazetteer.toponym_key import plain, words

# Minimum populations: to be named in other scripts, and to count as a city that is not small, is
# known, is large, is a metropolis.
_WORLD, _SMALL, _KNOWN, _LARGE, _METROPOLIS = 15_000, 100_000, 300_000, 500_000, 1_000_000
# Countries whose small towns have names in other scripts too.
_AT_HOME = words("KH KP LA MM")
# A bare name means the largest namesake if that has more than so many times the next one's people.
_OVERSHADOWED = 5
_KIND = re.compile(r" (City|Municipality|District|Township|Town)$")
# Suffixes that tell a town from its namesakes: "Ludwigshafen am Rhein", "Stoke-on-Trent".
_WHERE = re.compile(r"[ -](am|an der|im|on|upon|sur|sous)[ -].*$")
_LATIN_SPELLING = re.compile(r"[A-Z][A-Za-z' .-]{4,}")


class CityNames:
    """Namer of cities: gives each its names, where no country or division has a prior claim."""

    def __init__(
        self, judge: AmbiguityJudge, places: Iterable[PlaceRow], found: Iterable[City]
    ) -> None:
        self._judge = judge
        self._taken = _taken(places)
        self._exemplars = _exemplars()
        self._populations: dict[str, list[int]] = defaultdict(list)
        self._first: dict[str, City] = {}
        self._named: dict[str, str] = {}
        for city in found:
            self._populations[name_key(city.place.name)].append(city.place.population)
            self._first.setdefault(city.title, city)

    def name(self, city: City) -> None:
        """Give a city its names in all languages."""
        place = city.place
        largest_of_title = self._first[city.title] is city
        by_table = table_rules.CITY_NAMES.get(city.title, ()) if largest_of_title else ()
        listed = largest_of_title and city.title in table_rules.NAMED_ALONE
        known = listed or self._is_known(city)
        for name in (place.name, in_ascii(city.source.name), *by_table):
            clear = known and name_key(name) not in table_rules.WEAK_IN_CITIES
            clear = clear and (listed or name in by_table or self._may_bear(place, name))
            sense = Sense.NAME if clear else self._sense_if_ambiguous(place, name)
            place.add_names(sense, [name, *(case_forms(name) if clear else ())])
        if (bare := _WHERE.sub("", _KIND.sub("", place.name))) != place.name:
            place.add_names(self._sense_if_ambiguous(place, bare), [bare])
        if largest_of_title and self._is_largest(place):
            self._name_by_exemplars(place, known)
        if place.flags or place.population >= _WORLD or city.source.country in _AT_HOME:
            self._name_in_other_scripts(city, known)
        if "capital" in place.flags or place.population >= _LARGE:
            self._name_in_latin(city)

    def _sense_if_ambiguous(self, place: PlaceRow, name: str) -> Sense:
        """The sense of an ambiguous name: `STATED` if a small town's and a word, else `WEAK`."""
        is_small = place.population < _SMALL and not place.flags
        return Sense.STATED if is_small and self._judge.is_ordinary(name) else Sense.WEAK

    def _is_known(self, city: City) -> bool:
        """Whether a city's bare name means it in any text."""
        place = city.place
        if name_key(place.name) in table_rules.WEAK_IN_CITIES or not self._may_bear(
            place, place.name
        ):
            return False
        if "capital" in place.flags:
            is_persons = place.population < _KNOWN and not self._judge.town_counts(place.name)
            return not is_persons and self._judge.capital_counts(place.name, city.source.country)
        if place.population < _KNOWN or len(place.name) < 4 or not self._is_largest(place):
            return False
        rivals = self._populations[name_key(place.name)][1:]
        if max(rivals, default=0) * _OVERSHADOWED > place.population:
            return False
        if place.population >= _METROPOLIS and not self._judge.is_ordinary(place.name):
            return True
        return self._judge.town_counts(place.name)

    def _is_largest(self, place: PlaceRow) -> bool:
        return self._populations[name_key(place.name)][0] == place.population

    def _may_bear(self, place: PlaceRow, name: str) -> bool:
        """Whether no country and no division but its own has a prior claim to a city's name."""
        return name_key(name) not in self._taken or _is_own(place, name)

    def _name_by_exemplars(self, place: PlaceRow, known: bool) -> None:
        """Give the exemplar city of a time zone its names in CLDR."""
        for name in self._exemplars.get(name_key(place.name), ()):
            if self._judge.town_counts(name) and self._may_bear(place, name):
                weak = not known or name_key(name) in table_rules.WEAK_IN_CITIES
                place.add_names(Sense.WEAK if weak else Sense.NAME, [name])

    def _name_in_other_scripts(self, city: City, known: bool) -> None:
        place, country = city.place, city.source.country
        spellings = {name.strip("།་ ") for name in city.source.names}
        spellings = {name for name in spellings if name_key(name) not in table_rules.NEVER}
        for name in sorted(spellings):
            script = script_of(name)
            if script in (None, Script.LATIN) or is_foreign_to(name, script, country):
                continue
            least, alone = min_lengths(script, country)
            if len(name_key(name)) < least or _is_longer_form(name, spellings, script, least):
                continue
            if not self._may_bear(place, name):
                continue
            clear = known and (len(name) >= alone or place.population >= _METROPOLIS)
            clear = clear and self._judge.town_counts(name)
            # Oakland and Auckland are homonyms in Chinese and Korean: the larger city wins.
            clear = clear and self._named.setdefault(name_key(name), city.title) == city.title
            in_cases = case_forms(name) if place.population >= _KNOWN or clear else ()
            place.add_names(Sense.NAME if clear else Sense.WEAK, [name, *in_cases])

    def _name_in_latin(self, city: City) -> None:
        """Give a large city GeoNames' other Latin spellings, as far as they are unambiguous."""
        for name in map(plain, city.source.names):
            if not _LATIN_SPELLING.fullmatch(name) or name.isupper():
                continue
            key = name_key(name)
            known = key in self._populations or key in self._taken
            if not known and self._judge.town_counts(name):
                city.place.add_names(Sense.WEAK, [name])


def _taken(places: Iterable[PlaceRow]) -> frozenset[str]:
    """The keys of all names that countries, former states and divisions bear."""
    named = (chain(place.names[Sense.NAME], place.cased[Sense.NAME]) for place in places)
    return frozenset(name_key(name) for names in named for name in names)


def _exemplars() -> dict[str, set[str]]:
    """The names of time zones' exemplar cities in all languages, by the key of the English one."""
    english = sources.exemplar_cities("en")
    found: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for zone, name in sources.exemplar_cities(language).items():
            said = english.get(zone) or zone.rpartition("/")[2].replace("_", " ")
            found[name_key(said)].add(name)
    return found


def _is_own(place: PlaceRow, name: str) -> bool:
    """Whether a name is also that of the division that the city lies in."""
    parent = place.parents[0]
    names = chain.from_iterable(parent.names.values())
    return parent.kind is PlaceKind.DIVISION and name_key(name) in set(map(name_key, names))


def _is_longer_form(name: str, spellings: set[str], script: Script, least: int) -> bool:
    """Whether a CJK name is a shorter one with a suffix ("city"), redundant in matching."""
    if script not in (Script.HAN, Script.HANGUL, Script.KANA):
        return False
    return any(name[:cut] in spellings for cut in range(least, len(name)) if len(name) - cut <= 3)

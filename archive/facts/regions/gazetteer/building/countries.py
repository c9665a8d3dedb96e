"""Continents, countries and former states of the gazetteer with their names, for the builder."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from archive.facts.regions.gazetteer.building import sources, table_rules
from archive.facts.regions.gazetteer.building.ambiguity import AmbiguityJudge
from archive.facts.regions.gazetteer.building.inflection import forms
from archive.facts.regions.gazetteer.building.place import PlaceRow
from archive.facts.regions.gazetteer.building.sources import SourceCountry
from archive.facts.regions.gazetteer.building.table_file import table
from archive.facts.regions.gazetteer.building.table_rows import (
    NONE,
    Demonym,
    FormerState,
    PlaceName,
)
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import key, key_without_the, plain

# Languages of the archive's articles, by their names in Babel.
LANGUAGES = (
    "ko", "zh", "zh_Hant", "ja", "ar", "th", "ru", "es", "fr", "de", "vi", "my", "km", "lo", "bo",
    "ug", "el", "he", "hi", "bn", "ta", "ur", "fa", "uk", "fi", "tr", "hu", "pt",
    "it", "nl",
)  # fmt: skip

_DEMONYMS = frozenset(row.name for row in table("demonyms", Demonym))


def countries(judge: AmbiguityJudge) -> dict[str, PlaceRow]:
    """Continents and countries by code; Antarctica is a continent that has a country's code too."""
    english = sources.country_names("en")
    foreign = {language: sources.country_names(language) for language in LANGUAGES}
    owners = _owners([english, *foreign.values()])
    populations = sources.populations()
    places = {
        code: PlaceRow(PlaceKind.CONTINENT, code, name) for code, name in sources.CONTINENTS.items()
    }
    for code, place in places.items():
        place.add_names(Sense.NAME, [place.name])
        place.add_table_rows(table_rules.COUNTRY_NAMES.get(code, ()))
    for country in sources.countries():
        code = country.code
        if code == "AQ":
            place = places["010"]
            place.other_codes.add(code)
        else:
            said = english[code].replace("&", "and")
            place = PlaceRow(
                PlaceKind.COUNTRY, code, plain(table_rules.DISPLAY_NAMES.get(code, said))
            )
            place.parents.append(places[country.continent])
            place.population = populations.get(code, 0)
            places[code] = place
            for name in (place.name, said, place.name.replace("St.", "Saint")):
                known = key(name) not in table_rules.NOT_IN_TEXT
                place.add_names(Sense.NAME if known else Sense.STATED, [name])
        _name(place, country, [*_abroad(code, foreign, owners)], judge)
    return places


def _owners(names: Iterable[Mapping[str, str]]) -> dict[str, set[str]]:
    """The codes of the countries that bear each name, in any language, by its key."""
    owners: dict[str, set[str]] = defaultdict(set)
    for by_code in names:
        for code, name in by_code.items():
            owners[key(name)].add(code)
    return owners


def _abroad(
    code: str, names: Mapping[str, Mapping[str, str]], owners: Mapping[str, set[str]]
) -> Iterator[str]:
    """The names of a country in all languages, in each with their inflected forms.

    Left out are forms that are another country's name, or an adjective that is not inflected.
    """
    for language, by_code in names.items():
        listed = table_rules.FOREIGN_NAMES.get((language, code), ())
        for name in filter(None, (by_code.get(code), *listed)):
            if key(name) in table_rules.NOT_A_COUNTRY:
                continue
            yield name
            for form in sorted(forms(language, name)):
                if owners.get(key(form), {code}) == {code} and form not in _DEMONYMS:
                    yield form


def _name(
    place: PlaceRow, country: SourceCountry, abroad: list[str], judge: AmbiguityJudge
) -> None:
    """Give a country its official, alternative and foreign names; `abroad` are the latter."""
    place.other_codes.update(country.other_codes)
    place.add_table_rows(table_rules.COUNTRY_NAMES.get(country.code, ()))
    official = {name for name in country.names if name.count(" ") >= 2 and "," not in name}
    place.add_names(Sense.NAME, official)
    place.add_names(Sense.STATED, country.names)
    place.add_names(Sense.STATED, [re.sub(r"\band\b", "", place.name)])
    for name in abroad:
        place.add_names(Sense.NAME if judge.country_counts(name) else Sense.STATED, [name])
    everything = [name for names in place.names.values() for name in names]
    place.add_names(Sense.STATED, map(key_without_the, map(key, everything)))


def former_states(countries: dict[str, PlaceRow]) -> list[PlaceRow]:
    """Former states, each in the countries that succeeded it, from the hand-written tables."""
    places: dict[str, PlaceRow] = {}
    for row in table("former_states", FormerState):
        within = [countries[each] for each in row.successors.split("|")]
        code = row.code.removeprefix(NONE)
        places[row.name] = PlaceRow(PlaceKind.FORMER, code, row.name, within, years=row.years)
    for row in table("former_state_names", PlaceName):
        places[row.place].add_table_rows([row])
    return list(places.values())

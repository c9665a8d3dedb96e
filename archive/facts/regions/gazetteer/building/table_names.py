"""Names from the hand-written tables for places of all kinds, for the builder."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from archive.facts.regions.gazetteer.building import table_rules
from archive.facts.regions.gazetteer.building.inflection import forms
from archive.facts.regions.gazetteer.building.place import PlaceRow
from archive.facts.regions.gazetteer.building.table_file import table
from archive.facts.regions.gazetteer.building.table_rows import (
    NONE,
    Alias,
    Demonym,
    DemonymStem,
    DivisionTitle,
    PlaceName,
    StopPhrase,
)
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import key as name_key

# Countries whose divisions are abbreviated by the end of their ISO code: "NY".
_POSTAL = ("US", "CA", "AU", "BR")
# Inflections of adjectives, by language.
_ENDINGS = {
    "bn": ("",),
    "de": ("", "e", "er", "en", "es", "em"),
    "el": ("ος", "η", "ο", "οι", "ες", "α", "ου", "ης", "ων", "ους"),
    "es": ("o", "a", "os", "as"),
    "fa": ("",),
    "fr": ("", "e", "s", "es"),
    "he": ("י", "ית", "ים", "יות"),
    "hi": ("",),
    "ru": ("ий", "ая", "ое", "ие", "ого", "ой", "ому", "им", "их", "ую", "ими", "ом"),
    "ta": ("",),
    "ur": ("",),
}


def add_historic_areas(places: Mapping[str, PlaceRow]) -> None:
    """Add names of historic areas to the places they lie in, unless a division bears the name."""
    named: dict[str, set[str]] = defaultdict(set)
    for place in places.values():
        if place.kind is PlaceKind.DIVISION:
            named[place.country].update(map(name_key, place.names[Sense.NAME]))
    for row in table("historic_areas", PlaceName):
        if name_key(row.name) not in named[row.place]:
            _place(places, row.place, "historic_areas").add_table_rows([row])


def add_abbreviations(places: Mapping[str, PlaceRow]) -> None:
    """Add abbreviations and full names ("State of ...") to countries and divisions, by code."""
    for row in table("abbreviations", PlaceName):
        _place(places, row.place, "abbreviations").add_table_rows([row])
    titles: dict[str, list[str]] = defaultdict(list)
    for row in table("division_titles", DivisionTitle):
        titles[row.country].append(row.title)
    for code, place in places.items():
        country, _, part = code.partition("-")
        if place.kind is not PlaceKind.DIVISION or country not in titles:
            continue
        place.add_names(Sense.STATED, [f"{title} {place.name}" for title in titles[country]])
        if country in _POSTAL:
            place.cased[Sense.STATED].add(part)


def add_demonyms(places: Mapping[str, PlaceRow]) -> None:
    """Add demonyms to places, given by code, former states by name and cities by title."""
    for row in table("demonyms", Demonym):
        plurals = [] if row.plural == NONE else [row.name + row.plural]
        _describe(_place(places, row.place, "demonyms"), [row.name, *plurals])
    for row in table("demonym_stems", DemonymStem):
        adjectives = list(_inflected(row.stem, _ENDINGS[row.language]))
        if row.language == "he":
            adjectives += [each for name in adjectives[:] for each in forms("he", name)]
        _describe(_place(places, row.place, "demonym_stems"), adjectives)
    for row in table("demonyms_foreign", Alias):
        _describe(_place(places, row.place, "demonyms_foreign"), [row.name])


def add_metonyms(places: Mapping[str, PlaceRow]) -> None:
    """Add metonyms to countries, given by code, and to former states, given by name."""
    for row in table("metonyms", PlaceName):
        _place(places, row.place, "metonyms").add_table_rows([row])


def stop_phrases() -> list[str]:
    """Stop phrases, which contain the name of a place and mean no region ("Air France")."""
    return [row.phrase for row in table("stop_phrases", StopPhrase)]


def _place(places: Mapping[str, PlaceRow], called: str, table_name: str) -> PlaceRow:
    if called not in places:
        message = f"No place is called {called!r}. Mend {table_name}.tsv."
        raise SystemExit(message)
    return places[called]


def _describe(place: PlaceRow, names: list[str] | Iterator[str]) -> None:
    place.add_names(
        Sense.ADJECTIVE, [name for name in names if name not in table_rules.NO_DEMONYMS]
    )


def _inflected(stem: str, endings: tuple[str, ...]) -> Iterator[str]:
    """A stem with each ending; a final "e" or "s" of the stem is not doubled."""
    for ending in endings:
        if ending[:1] and stem.endswith(ending[:1]) and ending[0] in "es":
            continue
        yield stem + ending

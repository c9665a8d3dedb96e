"""Cities of the gazetteer, selected and put in their divisions, for the builder."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.facts.regions.gazetteer.building import sources, table_rules
from archive.facts.regions.gazetteer.building.place import PlaceRow
from archive.facts.regions.gazetteer.building.sources import SourceCity
from archive.facts.regions.gazetteer.place_kinds import PlaceKind
from archive.facts.regions.gazetteer.toponym_key import key as name_key
from archive.facts.regions.gazetteer.toponym_key import plain, words

# Minimum population by country: of some, datelines name even small towns.
_LEAST = (
    (15_000, words("AD AT BE CH DE DK ES FI FR GR IS IT KH LA LI LU MC MM MT NL NO PT SE SM")),
    (5_000, words("AU CA GB IE NZ US")),
    (1_000, words("KP")),
)
_LEAST_ELSEWHERE = 50_000
_KOREA = words("KP KR")
_KOREAN_KIND = re.compile("-(si|up|ni|ri)$")
_WITHOUT_APOSTROPHES = words("BY ET KP KR RU UA")


@dataclass(frozen=True, slots=True)
class City:
    """City of the gazetteer with its row of the source; `title` is "Cologne, DE"."""

    place: PlaceRow
    source: SourceCity
    title: str


def cities(countries: Mapping[str, PlaceRow], divisions: Iterable[PlaceRow]) -> list[City]:
    """Large cities, capitals, seats of divisions and towns of the tables, the largest first.

    Exits with a message where a table names a city that the source lacks.
    """
    by_code = {division.code: division for division in divisions}
    by_name = {(place.country, name_key(place.name)): place for place in by_code.values()}
    listed = (each for each in sources.cities() if each.country in countries)
    found = sorted(
        (_city(each, countries, by_code, by_name) for each in listed),
        key=lambda city: (-city.place.population, city.place.name, city.source.number),
    )
    _flag_capitals(found)
    _flag_seats(found, by_code)
    largest = _largest_of_each_title(found)
    if (
        unknown := {*table_rules.NAMED_ALONE, *table_rules.TOWNS, *table_rules.CITY_NAMES}
        - largest.keys()
    ):
        message = (
            f"No city is called so: {sorted(unknown)}. Mend city_corrections.tsv or city_names.tsv."
        )
        raise SystemExit(message)
    return [city for city in found if _is_included(city, largest)]


def _city(
    source: SourceCity,
    countries: Mapping[str, PlaceRow],
    by_code: Mapping[str, PlaceRow],
    by_name: Mapping[tuple[str, str], PlaceRow],
) -> City:
    """A city in the division that GeoNames gives, else in its namesake, else in its country."""
    given = _as_printed(source.name, source.country)
    name = table_rules.DISPLAY_NAMES.get(f"{given}, {source.country}", given)
    namesake = by_name.get((source.country, name_key(name)))
    within = by_code.get(source.division) or namesake or countries[source.country]
    place = PlaceRow(PlaceKind.CITY, "", name, [within], source.population)
    return City(place, source, f"{name}, {source.country}")


def in_ascii(name: str) -> str:
    """Transliterate a Latin name to ASCII."""
    return unicodedata.normalize("NFD", plain(name)).encode("ascii", "ignore").decode()


def _as_printed(name: str, country: str) -> str:
    """A name in ASCII as newspapers print it: without the apostrophes of transliteration."""
    letters = in_ascii(name)
    if country in _KOREA:
        letters = _KOREAN_KIND.sub("", letters)
    if country in _WITHOUT_APOSTROPHES:
        letters = letters.replace("'", "")
    return letters.removesuffix("'").removeprefix("'" if country != "NL" else "")


def _largest_of_each_title(found: Iterable[City]) -> dict[str, City]:
    largest: dict[str, City] = {}
    for city in found:
        largest.setdefault(city.title, city)
    return largest


def _flag_capitals(found: Iterable[City]) -> None:
    """Flag each country's capital: the largest of its towns of that name."""
    wanted = {
        (country, name_key(table_rules.DISPLAY_NAMES.get(f"{name}, {country}", name)))
        for country, name in (sources.capitals() | table_rules.CAPITALS).items()
    }
    for city in found:
        key = city.source.country, name_key(city.place.name)
        if key in wanted:
            city.place.flags.add("capital")
            wanted.discard(key)


def _flag_seats(found: Iterable[City], by_code: Mapping[str, PlaceRow]) -> None:
    """Flag each division's seat: the one in the table, else its largest town of the same name."""
    seats = {division: name_key(city) for division, city in table_rules.SEATS.items()}
    towns: dict[tuple[str, str], City] = {}
    for city in found:
        towns.setdefault((city.place.parents[0].code, name_key(city.place.name)), city)
        towns.setdefault((city.source.country, name_key(city.place.name)), city)
    for code, division in by_code.items():
        key = seats.get(code) or name_key(division.name)
        at = (code, key) if (code, key) in towns else (division.country, key)
        seat = towns.get(at) if code in seats or at[0] == code else None
        if seat:
            seat.place.flags.add("seat")


def _is_included(city: City, largest: Mapping[str, City]) -> bool:
    """Whether a city is large enough, flagged, or the largest of its title in a table."""
    if city.title in table_rules.NO_CITIES:
        return False
    listed = city.title in table_rules.NAMED_ALONE or city.title in table_rules.TOWNS
    known = listed and largest[city.title] is city
    country = city.source.country
    least = next((people for people, where in _LEAST if country in where), _LEAST_ELSEWHERE)
    return known or bool(city.place.flags) or city.place.population >= least

"""The cities of the gazetteer, each in its division. For the builder only."""

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

# The least people of a city, by country: agencies' datelines name the towns of some.
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
    """A city of the gazetteer with what its source knows of it; `title` is "Cologne, DE"."""

    place: PlaceRow
    source: SourceCity
    title: str


def cities(countries: Mapping[str, PlaceRow], divisions: Iterable[PlaceRow]) -> list[City]:
    """Cities, capitals, seats and the towns that datelines name, the largest first."""
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
    return [city for city in found if _counts(city, largest)]


def _city(
    source: SourceCity,
    countries: Mapping[str, PlaceRow],
    by_code: Mapping[str, PlaceRow],
    by_name: Mapping[tuple[str, str], PlaceRow],
) -> City:
    """A city where GeoNames puts it, or else in the division that bears its name."""
    given = _as_printed(source.name, source.country)
    name = table_rules.DISPLAY_NAMES.get(f"{given}, {source.country}", given)
    namesake = by_name.get((source.country, name_key(name)))
    within = by_code.get(source.division) or namesake or countries[source.country]
    place = PlaceRow(PlaceKind.CITY, "", name, [within], source.population)
    return City(place, source, f"{name}, {source.country}")


def in_ascii(name: str) -> str:
    """A Latin name in letters of ASCII."""
    return unicodedata.normalize("NFD", plain(name)).encode("ascii", "ignore").decode()


def _as_printed(name: str, country: str) -> str:
    """A name in ASCII, without the signs of breath and softness that newspapers leave out."""
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
    """A country's capital is the largest town of that name."""
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
    """A division's seat is the one in the table, or else the largest town that bears its name."""
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


def _counts(city: City, largest: Mapping[str, City]) -> bool:
    """Whether a city is large or known enough; one that is known only by name is the largest."""
    if city.title in table_rules.NO_CITIES:
        return False
    listed = city.title in table_rules.NAMED_ALONE or city.title in table_rules.TOWNS
    known = listed and largest[city.title] is city
    country = city.source.country
    least = next((people for people, where in _LEAST if country in where), _LEAST_ELSEWHERE)
    return known or bool(city.place.flags) or city.place.population >= least

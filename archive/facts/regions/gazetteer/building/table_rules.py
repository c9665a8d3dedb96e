"""Look-up tables for the builder's rules, from the hand-written tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from archive.facts.regions.gazetteer.building.table_file import table
from archive.facts.regions.gazetteer.building.table_rows import (
    NONE,
    Alias,
    CityCorrection,
    CityRule,
    CldrCode,
    ForeignName,
    PlaceName,
    Rule,
    RuleCorrection,
    Seat,
)
from archive.facts.regions.gazetteer.toponym_key import key


def _aliases(rows: Iterable[Alias]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.place].append(row.name)
    return {place: tuple(names) for place, names in found.items()}


def _by_place(rows: Iterable[PlaceName]) -> Mapping[str, tuple[PlaceName, ...]]:
    found: dict[str, list[PlaceName]] = defaultdict(list)
    for row in rows:
        found[row.place].append(row)
    return {place: tuple(names) for place, names in found.items()}


def _by_language(rows: Iterable[ForeignName]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        found[row.language, row.place].append(row.name)
    return {both: tuple(names) for both, names in found.items()}


_CORRECTIONS = table("corrections", RuleCorrection)
_CITY_CORRECTIONS = table("city_corrections", CityCorrection)


def _corrected(rule: Rule) -> frozenset[str]:
    return frozenset(each.subject for each in _CORRECTIONS if each.rule is rule)


def _cities(rule: CityRule) -> frozenset[str]:
    return frozenset(each.subject for each in _CITY_CORRECTIONS if each.rule is rule)


# By code, or by a city's name in the source and its country: "Koln, DE".
DISPLAY_NAMES = {row.place: row.name for row in table("display_names", Alias)}
# By code.
COUNTRY_NAMES = _by_place(table("country_names", PlaceName))
# By language and code.
FOREIGN_NAMES = _by_language(table("country_names_by_language", ForeignName))
# By code.
DIVISION_NAMES = _aliases(table("division_names", Alias))
CLDR_CODES = {row.code: row.cldr_code.removeprefix(NONE) for row in table("cldr_codes", CldrCode)}
SEATS = {row.division: row.city for row in table("division_seats", Seat)}
# By title: "Cologne, DE".
CITY_NAMES = _aliases(table("city_names", Alias))

# Keys of names.
NEVER = _corrected(Rule.NEVER)
NOT_IN_TEXT = _corrected(Rule.NOT_IN_TEXT)
WEAK_IN_CITIES = frozenset(map(key, _cities(CityRule.WEAK)))
# Names.
NO_DEMONYMS = _corrected(Rule.NO_DEMONYM)
NOT_A_COUNTRY = _corrected(Rule.NOT_A_COUNTRY)
NOT_ALONE = _corrected(Rule.NOT_ALONE)
# Codes of countries.
KNOWN_CAPITALS = _corrected(Rule.KNOWN_CAPITAL)
SMALL_DIVISIONS = _corrected(Rule.SMALL_DIVISIONS)
# Codes of divisions.
DUPLICATES = _corrected(Rule.DUPLICATE)
KNOWN_ALONE = _corrected(Rule.KNOWN_ALONE)
KNOWN_WITH_COUNTRY = _corrected(Rule.KNOWN_WITH_COUNTRY)
SHARES_A_COUNTRYS_NAME = _corrected(Rule.SHARES_A_COUNTRYS_NAME)
# Titles of cities.
NAMED_ALONE = _cities(CityRule.NAMED_ALONE)
NO_CITIES = _cities(CityRule.NO_CITY)
TOWNS = _cities(CityRule.TOWN)
# A capital's name by the code of its country.
CAPITALS = {
    country: name
    for name, _, country in (each.rpartition(", ") for each in _cities(CityRule.CAPITAL))
}

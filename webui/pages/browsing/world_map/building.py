"""Builds `outlines.json` from Natural Earth's outlines of countries.

    make map

That runs `python -m webui.pages.browsing.world_map.building countries-110m.json`, with the file of
the npm package world-atlas 2.0.2: TopoJSON of Natural Earth 4.1.0 at 1:110m, whose borders are arcs
that neighbours share. Arcs are simplified one by one (Douglas-Peucker) after projection (Natural
Earth, Šavrič et al. 2011), so that borders still meet.

The result is a list of countries, each with its ISO 3166-1 code, its path as a region and the path
of its outline in SVG, in a box of `WIDTH` by `HEIGHT` units. What an outline belongs to is as in
the gazetteer: Natural Earth's Northern Cyprus is drawn as Cyprus, its Somaliland as Somalia, and
Crimea, which it draws as Russia, as Ukraine.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import floor, hypot, radians
from pathlib import Path
from typing import Any, NamedTuple

from archive.facts.regions.gazetteer.gazetteer import gazetteer

WIDTH, HEIGHT = 10_000, 4_520
# Nobody lives there, and it would take a fifth of the height.
_LEFT_OUT = {"AQ", "010"}
_SOUTHERNMOST = -56.0
# Cut through the Bering Strait, the map breaks no country.
_MIDDLE = 11.0
# Units by which a simplified line may be off, and the smallest ring that is kept, as its box.
_TOLERANCE = 4
_SMALLEST = 6
# Outlines of Natural Earth without a code of ISO 3166.
_UNCODED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
# A ring of one country that lies in this box belongs to another: west, south, east, north.
_MOVED = {("RU", (32.0, 44.0, 37.0, 46.5)): "UA"}


class _Point(NamedTuple):
    x: float
    y: float


_Line = list[_Point]


def outlines(atlas: dict[str, Any]) -> list[dict[str, str]]:
    """Outlines of countries, by code, of a world atlas in TopoJSON."""
    arcs = [list(_degrees(arc, atlas["transform"])) for arc in atlas["arcs"]]
    few = [_simplified(_unbroken(arc)) for arc in arcs]
    rings = defaultdict[str, list[_Line]](list)
    for country in atlas["objects"]["countries"]["geometries"]:
        code = _UNCODED.get(country["properties"]["name"]) or _code(country["id"])
        if code in _LEFT_OUT:
            continue
        several = country["type"] == "MultiPolygon"
        for polygon in country["arcs"] if several else [country["arcs"]]:
            for ring in polygon:
                owner = _owner(code, _joined(ring, arcs))
                rings[owner].append([_projected(p) for p in _centred(_joined(ring, few))])
    return [
        {"code": code, "region": _region(code), "outline": outline}
        for code in sorted(rings)
        if (outline := _path(rings[code]))
    ]


def _degrees(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> Iterator[_Point]:
    """Points of an arc, which TopoJSON writes as whole numbers and as differences."""
    x = y = 0
    for across, up in arc:
        x, y = x + across, y + up
        yield _Point(
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _unbroken(line: _Line) -> _Line:
    """Line whose longitudes go on beyond 180 degrees where it crosses the antimeridian."""
    turns = 0
    unbroken = line[:1]
    for before, point in pairwise(line):
        turns -= round((point.x - before.x) / 360)
        unbroken.append(_Point(point.x + 360 * turns, point.y))
    return unbroken


def _centred(ring: _Line) -> _Line:
    """Ring in one piece, in degrees from the meridian in the middle of the map."""
    whole = _unbroken(ring)
    middle = sum(point.x for point in whole) / len(whole)
    turns = floor((middle - _MIDDLE + 180) / 360)
    return [_Point(point.x - _MIDDLE - 360 * turns, point.y) for point in whole]


def _projected(point: _Point) -> _Point:
    """Natural Earth projection, in units of the box from its upper left corner."""
    across, up = radians(point.x), radians(max(point.y, _SOUTHERNMOST))
    x = across * _length(up)
    y = _distance(up)
    scale = WIDTH / (2 * radians(180) * _length(0.0))
    return _Point(WIDTH / 2 + x * scale, (_distance(radians(83.7)) - y) * scale)


def _length(latitude: float) -> float:
    """Relative length of a parallel (Šavrič et al. 2011, equation 1)."""
    square = latitude**2
    return (
        0.8707
        - 0.131979 * square
        + square**2 * (-0.013791 + square**4 * (0.003971 - 0.001529 * square))
    )


def _distance(latitude: float) -> float:
    """Relative distance of a parallel from the equator (Šavrič et al. 2011, equation 1)."""
    square = latitude**2
    return latitude * (
        1.007226
        + square * (0.015085 + square**2 * (-0.044475 + 0.028874 * square - 0.005916 * square**2))
    )


def _simplified(line: _Line) -> _Line:
    """Douglas-Peucker simplification of a line in degrees; the ends stay, where lines meet."""
    flat = [_projected(point) for point in line]
    kept = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        off = [_off(flat[i], flat[first], flat[last]) for i in range(first + 1, last)]
        if off and max(off) > _TOLERANCE:
            farthest = first + 1 + off.index(max(off))
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [line[i] for i in sorted(kept)]


def _off(point: _Point, start: _Point, end: _Point) -> float:
    """Distance of a point from the stretch between two others."""
    across, down = end.x - start.x, end.y - start.y
    length = across**2 + down**2
    along = ((point.x - start.x) * across + (point.y - start.y) * down) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return hypot(point.x - start.x - along * across, point.y - start.y - along * down)


def _joined(ring: Sequence[int], arcs: Sequence[_Line]) -> _Line:
    """Ring of arcs, which share their ends; a negative number is an arc read backwards."""
    joined: _Line = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        joined += arc[bool(joined) :]
    return joined


def _owner(code: str, ring: _Line) -> str:
    for (drawn_as, (west, south, east, north)), owner in _MOVED.items():
        inside = all(west < p.x < east and south < p.y < north for p in ring)
        if code == drawn_as and inside:
            return owner
    return code


def _path(rings: Sequence[_Line]) -> str:
    """Path of SVG: closed lines of relative moves, in whole units."""
    return "".join(_closed(ring) for ring in rings if _size(ring) > _SMALLEST)


def _size(ring: _Line) -> float:
    return max(
        max(p.x for p in ring) - min(p.x for p in ring),
        max(p.y for p in ring) - min(p.y for p in ring),
    )


def _closed(ring: _Line) -> str:
    """Path of one ring; "" for one that is a line in whole units."""
    points = [(round(p.x), round(p.y)) for p in ring[:-1]]
    around = [point for before, point in pairwise([points[-1], *points]) if point != before]
    if len(around) < 3:
        return ""
    steps = (f"{x - left} {y - top}" for (left, top), (x, y) in pairwise(around))
    # A minus parts two numbers as well as a space.
    return f"M{around[0][0]} {around[0][1]}l{' '.join(steps).replace(' -', '-')}z"


def _code(numeric: str) -> str:
    code = gazetteer().by_code[numeric].code
    if code is None:
        raise SystemExit(f"The gazetteer has no country of the code {numeric}.")
    return code


def _region(code: str) -> str:
    return "/".join(gazetteer().by_code[code].paths()[0])


if __name__ == "__main__":
    found = outlines(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in found)
    target = Path(__file__).with_name("outlines.json")
    target.write_text(f"[\n{lines}\n]\n", "utf-8")

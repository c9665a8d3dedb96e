"""Choropleth: the outlines of countries, each in a shade for the number of articles about it.

`outlines.json` is built from Natural Earth's data (see `building`); it is not in a reader's page
but for its paths.
"""

import json
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import log10
from typing import NamedTuple

from webui.pages.browsing.browsing_parts import CountLine, MapCountry, ShadeRange, WorldMap
from webui.pages.browsing.overview import Overview
from webui.pages.browsing.rankings import places, value_line

# What the outlines fill of the box that they were made for: left, top, width, height.
BOX = "330 0 9350 4310"
SHADES = 5
# Countries named that have no outline; the directory of regions has all.
_MOST_UNDRAWN = 12


class _Outline(NamedTuple):
    code: str
    region: str
    path: str


@cache
def outlines() -> tuple[_Outline, ...]:
    """Outlines of countries with their ISO 3166-1 codes and their paths as regions."""
    text = files("webui.pages.browsing.world_map").joinpath("outlines.json").read_text("utf-8")
    return tuple(
        _Outline(each["code"], each["region"], each["outline"]) for each in json.loads(text)
    )


def world_map(every: Overview) -> WorldMap | None:
    """Map of an overview of all articles; None where no article is about a country drawn."""
    known = {value.value: value for value in places(every)}
    highest = max(
        (known[each.region].count for each in outlines() if each.region in known), default=0
    )
    if not highest:
        return None
    bounds = shade_bounds(highest)
    drawn = {each.region for each in outlines()}
    undrawn = [value for name, value in known.items() if name not in drawn]
    undrawn.sort(key=lambda value: (-value.count, value.value))
    countries: list[MapCountry] = []
    for outline in outlines():
        value = known.get(outline.region)
        line = value_line("region", value) if value else None
        countries.append(MapCountry(outline.path, line, _shade(bounds, line)))
    return WorldMap(
        box=BOX,
        countries=tuple(countries),
        legend=_legend(bounds, highest),
        undrawn=tuple(value_line("region", value) for value in undrawn[:_MOST_UNDRAWN]),
        omitted=max(0, len(undrawn) - _MOST_UNDRAWN),
    )


def shade_bounds(highest: int) -> tuple[int, ...]:
    """Least count of each shade, from 1: round numbers that grow by a like factor, five at most."""
    steps = (highest ** (step / SHADES) for step in range(SHADES))
    return tuple(sorted({_rounded(step) for step in steps}))


def _rounded(number: float) -> int:
    """The nearest, as a factor, of the numbers 1, 2, 5, 10, 20 and so on."""
    power = 10 ** int(log10(number))
    return min((1, 2, 5, 10), key=lambda first: abs(log10(number / (first * power)))) * power


def _shade(bounds: Sequence[int], line: CountLine | None) -> int:
    """Shade of a count, from 1 to 5 also where there are fewer classes; 0 for none."""
    return _spread(bisect_right(bounds, line.count) - 1, len(bounds)) if line else 0


def _spread(number: int, classes: int) -> int:
    return SHADES if classes == 1 else 1 + round(number * (SHADES - 1) / (classes - 1))


def _legend(bounds: Sequence[int], highest: int) -> tuple[ShadeRange, ...]:
    lasts = (*(bound - 1 for bound in bounds[1:]), highest)
    return tuple(
        ShadeRange(_spread(number, len(bounds)), first, last)
        for number, (first, last) in enumerate(zip(bounds, lasts, strict=True))
    )

"""How the regions found in wire stories of 1987 compare with those that the desk coded."""

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from archive.facts.completion import with_regions
from archive.facts.language_detection import detect
from archive.facts.regions.gazetteer.gazetteer import gazetteer
from archive.facts.regions.gazetteer.place_kinds import PlaceKind
from archive.facts.regions.gazetteer.toponym_key import key
from archive.model.article import Article, Precision, Provenance, Published, Region
from archive.model.text import paragraphs

WIRE = Path(__file__).parents[5] / "shared" / "data" / "reuters21578"
# The weights of evidence were learned on so many of the stories, the first ones.
LEARNED_ON = 1_000
# What the desk calls places that others call otherwise.
DESK_NAMES = {
    "congo": "Republic of the Congo",
    "yemen-arab-republic": "North Yemen",
    "yemen-demo-republic": "South Yemen",
}
PROVENANCE = Provenance("0" * 64, "application/x-ndjson", "wire.jsonl")


@dataclass
class Score:
    """How the countries found compare with those coded, over many stories."""

    right: int = 0
    found: int = 0
    coded: int = 0
    confusions: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def recall(self) -> float:
        return self.right / self.coded

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.coded)

    def __str__(self) -> str:
        worst = ", ".join(f"{what} {count}" for what, count in self.confusions.most_common(10))
        return (
            f"precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f}; {worst}"
        )


@cache
def stories() -> list[dict]:
    if not WIRE.exists():
        pytest.skip(f"{WIRE} is absent")
    found: list[dict] = []
    for file in sorted(WIRE.glob("reut2-*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            found += map(json.loads, lines)
    return found


def article(story: dict) -> Article:
    text = " ".join(filter(None, (story.get("dateline"), story.get("body"))))
    published = Published(story["date"], Precision.INSTANT, "declared")
    title, body = story.get("title", ""), paragraphs(text)
    language = detect("\n".join((title, *body)))
    return Article(title, body, PROVENANCE, published=published, language=language)


@cache
def country_names() -> dict[str, str]:
    """For each desk's name of a country or former state the name it is shown by."""
    names: dict[str, str] = {}
    for desk_name in {place for story in stories() for place in story.get("places", ())}:
        wanted = DESK_NAMES.get(desk_name, desk_name)
        places = [m.place for m in gazetteer().meanings(key(wanted)) if m.place]
        former = [p for p in places if p.kind is PlaceKind.FORMER and p.years and in_1987(p.years)]
        present = [p for p in places if p.kind is PlaceKind.COUNTRY]
        names[desk_name] = (former or present)[0].name
    return names


def in_1987(years: tuple[int, int]) -> bool:
    return years[0] <= 1987 <= years[1]


@cache
def former_names() -> frozenset[str]:
    return frozenset(place.name for place in gazetteer().former_states)


def country(region: Region) -> str | None:
    if region.path[-1] in former_names():
        return region.path[-1]
    return region.path[1] if len(region.path) > 1 else None


def score(several: Iterable[dict]) -> Score:
    result = Score()
    for story in several:
        found = {country(region) for region in with_regions(article(story)).regions}
        coded = {country_names()[place] for place in story["places"]}
        result.right += len(found & coded)
        result.found += len(found)
        result.coded += len(coded)
        result.confusions.update(f"{name} found, not coded" for name in found - coded)
        result.confusions.update(f"{name} coded, not found" for name in coded - found)
    return result


def coded_stories() -> dict[str, list[dict]]:
    """The stories that the desk coded: those that weights were learned on, and the others."""
    coded = [story for story in stories() if "places" in story]
    return {"learned on": coded[:LEARNED_ON], "others": coded[LEARNED_ON:]}

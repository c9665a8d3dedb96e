"""A place as an article names it: where, in what sense, and in which words."""

from dataclasses import dataclass
from enum import IntEnum

from archive.facts.regions.gazetteer.gazetteer import Place
from archive.facts.regions.gazetteer.place_kinds import Sense


class Where(IntEnum):
    """The parts of an article, the most telling first."""

    DATELINE = 0
    HEADLINE = 1
    LEAD = 2
    TEXT = 3


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place as an article names it once."""

    place: Place
    sense: Sense
    where: Where
    written: str

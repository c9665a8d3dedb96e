"""A place as an article names it: where, in what sense, and in which words."""

from dataclasses import dataclass
from enum import IntEnum

from archive.regions.gazetteer import Place
from archive.regions.senses import Sense


class Where(IntEnum):
    """The parts of an article, the most telling first."""

    DATELINE = 0
    HEADLINE = 1
    LEAD = 2
    TEXT = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A place as an article names it once."""

    place: Place
    sense: Sense
    where: Where
    written: str

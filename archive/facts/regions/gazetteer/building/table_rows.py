"""The rows of the hand-made tables, as `hand_made.py` reads them. For the builder only."""

from dataclasses import dataclass
from enum import StrEnum

from archive.facts.regions.gazetteer.place_kinds import Sense

# Written where a cell has nothing to say.
NONE = "-"


class Case(StrEnum):
    """In which letters a name counts: `CAPITALS` only as it is written in the table."""

    ANY = "any"
    CAPITALS = "capitals"


class Rule(StrEnum):
    """What a correction says of its subject; `corrections.tsv` has the reason beside each."""

    DUPLICATE = "duplicate"
    KNOWN_ALONE = "known alone"
    KNOWN_CAPITAL = "known capital"
    KNOWN_WITH_COUNTRY = "known with country"
    NEVER = "never"
    NO_DEMONYM = "no demonym"
    NOT_ALONE = "not alone"
    NOT_IN_TEXT = "not in text"
    SHARES_A_COUNTRYS_NAME = "shares a country's name"
    SMALL_DIVISIONS = "small divisions"


class CityRule(StrEnum):
    """What a correction says of a city; `city_corrections.tsv` has the reason beside each."""

    CAPITAL = "capital"
    NAMED_ALONE = "named alone"
    NO_CITY = "no city"
    TOWN = "town"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a place by its code, with what it is worth."""

    place: str
    name: str
    sense: Sense
    case: Case


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a place by its code, worth as much as the place's first name."""

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Demonym:
    """An English adjective or people of a place; `plural` is "s" or `NONE`."""

    place: str
    name: str
    plural: str


@dataclass(frozen=True, slots=True)
class DemonymStem:
    """The stem of an adjective with regular endings, in a language by its code of ISO 639-1."""

    language: str
    place: str
    stem: str


@dataclass(frozen=True, slots=True)
class DivisionTitle:
    """What stands before the name of a country's divisions in full: "State of"."""

    country: str
    title: str


@dataclass(frozen=True, slots=True)
class CldrCode:
    """The older code under which CLDR keeps the names of a division, or `NONE`."""

    code: str
    cldr_code: str


@dataclass(frozen=True, slots=True)
class Seat:
    """The city that a division is governed from."""

    division: str
    city: str


@dataclass(frozen=True, slots=True)
class FormerState:
    """A state that is no more; `code` is of ISO 3166-3 or `NONE`, `successors` parted by "|"."""

    name: str
    code: str
    years: str
    successors: str


@dataclass(frozen=True, slots=True)
class StopPhrase:
    """A phrase that holds a place's name and means no region, under its subject."""

    subject: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A place, a name or the key of one that a rule of the builder gets wrong."""

    rule: Rule
    subject: str


@dataclass(frozen=True, slots=True)
class CityCorrection:
    """A city as "Cologne, DE", or a name, that a rule on cities gets wrong."""

    rule: CityRule
    subject: str

"""Row types of the hand-written tables, which `table_file` parses, for the builder."""

from dataclasses import dataclass
from enum import StrEnum

from archive.facts.regions.gazetteer.place_kinds import Sense

# Placeholder of an empty cell.
NONE = "-"


class Case(StrEnum):
    """Case in which a name counts: any, or capitals only."""

    ANY = "any"
    CAPITALS = "capitals"


class Rule(StrEnum):
    """Kinds of corrections to the builder's rules; `corrections.tsv` gives the reasons."""

    DUPLICATE = "duplicate"
    KNOWN_ALONE = "known alone"
    KNOWN_CAPITAL = "known capital"
    KNOWN_WITH_COUNTRY = "known with country"
    NEVER = "never"
    NO_DEMONYM = "no demonym"
    NOT_A_COUNTRY = "not a country"
    NOT_ALONE = "not alone"
    NOT_IN_TEXT = "not in text"
    SHARES_A_COUNTRYS_NAME = "shares a country's name"
    SMALL_DIVISIONS = "small divisions"


class CityRule(StrEnum):
    """Kinds of corrections to the rules on cities; `city_corrections.tsv` gives the reasons."""

    CAPITAL = "capital"
    NAMED_ALONE = "named alone"
    NO_CITY = "no city"
    TOWN = "town"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Name of a place, given by code, with its sense and case."""

    place: str
    name: str
    sense: Sense
    case: Case


@dataclass(frozen=True, slots=True)
class Alias:
    """Further name of a place, given by code, as good as its first."""

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class ForeignName:
    """Name of a country in a language, which the builder inflects; `language` is Babel's."""

    language: str
    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Demonym:
    """English demonym of a place; `plural` is the plural ending "s", or `NONE`."""

    place: str
    name: str
    plural: str


@dataclass(frozen=True, slots=True)
class DemonymStem:
    """Stem of a regularly inflected demonym; `language` is Babel's."""

    language: str
    place: str
    stem: str


@dataclass(frozen=True, slots=True)
class DivisionTitle:
    """Title before the full names of a country's divisions: "State of"."""

    country: str
    title: str


@dataclass(frozen=True, slots=True)
class CldrCode:
    """Older code of a division under which CLDR has its names, `NONE` if it has none."""

    code: str
    cldr_code: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Seat of a division: the city that it is governed from."""

    division: str
    city: str


@dataclass(frozen=True, slots=True)
class FormerState:
    """Former state; `code` is of ISO 3166-3 or `NONE`, `successors` are separated by "|"."""

    name: str
    code: str
    years: str
    successors: str


@dataclass(frozen=True, slots=True)
class StopPhrase:
    """Stop phrase, which contains a place's name and means no region; `subject` groups them."""

    subject: str
    phrase: str


@dataclass(frozen=True, slots=True)
class RuleCorrection:
    """Correction of a rule for a place, a name or a key."""

    rule: Rule
    subject: str


@dataclass(frozen=True, slots=True)
class CityCorrection:
    """Correction of a rule for a city, by title ("Cologne, DE"), or for a name."""

    rule: CityRule
    subject: str


class WordIs(StrEnum):
    """What a common word of a language that is spelled like a place's name is there."""

    PLACE = "place"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class CommonWord:
    """Common word that is spelled like a place's name; `language` is an ISO 639 code."""

    language: str
    word: str
    is_a: WordIs

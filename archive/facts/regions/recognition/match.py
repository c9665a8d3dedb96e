"""Match of a gazetteer name in a text: the unit that recognition works on."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.facts.regions.gazetteer.gazetteer import Meaning
from archive.facts.regions.gazetteer.place_kinds import Sense


@dataclass(frozen=True, slots=True)
class NameMatch:
    """One name of the gazetteer at `start` to `end` of a folded text.

    `key` is the name's key in the gazetteer, `meanings` the places that it may mean there.
    """

    key: str
    start: int
    end: int
    meanings: tuple[Meaning, ...]


def allowed_by_case(meanings: Sequence[Meaning], surface: str, text: str) -> tuple[Meaning, ...]:
    """The meanings of a name that its case allows: "US" is a country, and "us" a pronoun.

    In a text all in capitals "US" is taken for the pronoun.
    """
    if not any(meaning.cased for meaning in meanings):
        return tuple(meanings)
    if not surface.isupper() or (surface == "US" and text.isupper()):
        return tuple(meaning for meaning in meanings if not meaning.cased)
    return tuple(meanings)


def needs_support(meanings: Sequence[Meaning]) -> bool:
    """Whether every meaning is one that counts only if the rest of the article supports it."""
    return all(meaning.sense in {Sense.WEAK, Sense.STATED} for meaning in meanings)

"""A name of the gazetteer as it stands in a text."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.facts.regions.gazetteer.gazetteer import Meaning
from archive.facts.regions.gazetteer.place_kinds import Sense


@dataclass(frozen=True, slots=True)
class Found:
    """A name by its key, its place in a folded text, and what it may mean there."""

    key: str
    start: int
    end: int
    meanings: tuple[Meaning, ...]


def meant(meanings: Sequence[Meaning], written: str, text: str) -> tuple[Meaning, ...]:
    """The meanings that a name may have as it is written: "us" is a word, and "US" in capitals."""
    if not any(meaning.cased for meaning in meanings):
        return tuple(meanings)
    if not written.isupper() or (written == "US" and text.isupper()):
        return tuple(meaning for meaning in meanings if not meaning.cased)
    return tuple(meanings)


def is_weak(meanings: Sequence[Meaning]) -> bool:
    """Whether a name means nothing but what needs support from the article."""
    return all(meaning.sense in {Sense.WEAK, Sense.STATED} for meaning in meanings)

"""Turning of inverted names ("Quill, Nora; Brook, Ida"), as catalogues and feeds write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.facts.credits import job_titles, person_names
from archive.facts.credits.lone_places import is_lone_place
from archive.facts.news_agencies import agency, is_acronym

# Lists of more characters are no bylines.
LONGEST_LIST = 20_000
# What parts one person from the next, where a comma parts the names of one.
_PEOPLE = re.compile(r"[;|/•] ?(?:(?:and|und|et|y|e|&) )?|,? (?:and|AND|und|et|y|e|og|och|en|&) ")
_IN_ONE = re.compile("[,()]")
_SUFFIX = re.compile(r"(?:Jr|Sr|jr|sr|JR|SR)\.?|II|III|IV")
# Surname, given name and suffix.
_MOST_PIECES = 3
_LONGEST_INITIALS = 2


def names_in_order(text: str) -> str:
    """A list of names on one line with the inverted ones turned; any other text as it is.

    A surname is one word, or has a particle or a hyphen ("van der Berg, Jan"): "Ruth Awino, Kisumu"
    is a name and a town. Two words are a surname beside others that are sure. After a first name
    that is inverted the others may stand in order ("Quill, Nora, and Ida Brook").
    """
    if "," not in text or len(text) > LONGEST_LIST or is_lone_place(text):
        return text
    people = [pieces for each in _PEOPLE.split(text) if (pieces := _pieces(each))]
    if not any(_inverted(pieces) for pieces in people):
        return text
    found: list[str] = []
    for pieces in people:
        names = _inverted(pieces) or _inverted(pieces, doubled=True)
        if not names and not all(map(_is_credited, pieces)):
            return text
        found += names or pieces
    return "; ".join(found)


def _pieces(text: str) -> list[str]:
    return [piece for raw in _IN_ONE.split(text) if (piece := raw.strip())]


def _inverted(pieces: Sequence[str], *, doubled: bool = False) -> list[str]:
    """The names of pairs of surname and given name, and of what is understood behind them.

    Empty where the first are no pair, or another piece is nobody's. `doubled` surnames are of two
    words.
    """
    found: list[str] = []
    at = 0
    while at < len(pieces) and (pair := _pair(pieces[at : at + _MOST_PIECES], doubled=doubled)):
        found.append(pair.name)
        at += pair.size
    others = pieces[at:]
    return [*found, *others] if found and all(map(_is_credited, others)) else []


@dataclass(frozen=True, slots=True)
class _Pair:
    """A turned name, and the number of pieces that it was in."""

    name: str
    size: int


def _pair(pieces: Sequence[str], *, doubled: bool) -> _Pair | None:
    """The inverted name that a list of pieces begins with, None where it begins with none."""
    surname, *others = pieces
    before, _, last = surname.rpartition(" ")
    suffix = last if before and _SUFFIX.fullmatch(last) else ""
    surname = before if suffix else surname
    size = 2
    if len(others) > 1 and not suffix:
        # "Vale, Luke, Jr." and "Vale, Jr., Luke".
        for at in (1, 0):
            if _SUFFIX.fullmatch(others[at]):
                suffix, size = others.pop(at), 3
                break
    if not others or not _is_surname(surname, doubled=doubled) or not _is_given(others[0], surname):
        return None
    name = f"{others[0]} {surname}"
    if not person_names.is_full_name(name):
        return None
    return _Pair(f"{name} {suffix}".rstrip(), size)


def _is_surname(text: str, *, doubled: bool) -> bool:
    if agency(text) or job_titles.is_nobody(text) or person_names.is_place(text):
        return False
    return person_names.is_surname(text) or (doubled and person_names.is_full_name(text))


def _is_given(text: str, surname: str) -> bool:
    # "Awino, NRR" is a name and a house; "QUILL, NORA" one name.
    is_house = len(text) > _LONGEST_INITIALS and is_acronym(text) and not surname.isupper()
    return (
        person_names.is_given_name(text)
        and not (is_house or agency(text) or job_titles.is_title(text))
        and not _SUFFIX.fullmatch(text)
    )


def _is_credited(text: str) -> bool:
    """Whether a piece is understood by itself: a full name, a title, a house."""
    return person_names.is_full_name(text) or job_titles.is_title(text) or bool(agency(text))

"""Cited names: a credited name taken apart into surname, given names and suffix."""

import re
from dataclasses import dataclass

from archive.citation import east_asian_names
from archive.facts.credits import cjk_names
from archive.facts.credits.person_names import PARTICLES
from archive.facts.news_agencies import agency
from archive.model.article import Credit, Role
from archive.model.text import one_line

_SUFFIX = re.compile(r"(?:Jr|Sr|JR|SR)\.?|II|III|IV")
_EAST_ASIAN_ONLY = re.compile(r"[가-힣\u3400-\u9fff\u3040-\u30ff々〆ー·・ ]+")
# What is in no person's name: "Staff Reporter", "Harbour Desk", "The Editorial Board".
_HOUSES = frozenset(
    {
        "agency", "agencies", "analyst", "association", "board", "bureau", "columnist",
        "committee", "correspondent", "correspondents", "council", "desk", "editor", "editorial",
        "editors", "foundation", "institute", "magazine", "ministry", "network", "news",
        "newsdesk", "newspaper", "newsroom", "office", "press", "radio", "reporter", "reporters",
        "service", "staff", "team", "television", "tv", "university", "wire", "writer", "writers",
        "redaktion", "rédaction", "redacción",
    }
)  # fmt: skip
# Languages of articles in which a name that begins with an East Asian surname is in that order.
_EAST_ASIAN = ("ja", "ko", "vi", "zh")
# Joiners stay: Persian and Hindi are written with them.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_WORD = re.compile(r"[^\W\d_]+")
_JOINED_INITIALS = re.compile(r"(?<![^\W\d_])([^\W\d_]\.)(?=[^\W\d_]\.)")
_SCOTTISH = re.compile(r"Mc[a-z]{3,}")
_SHORTEST_SURNAME_IN_CAPITALS = 3


@dataclass(frozen=True, slots=True)
class CitedName:
    """Name of a person or a house as citations need it.

    A house, and a person of one name, is all `family`. `family_first` names are written with the
    surname first and never turned; `joined` ones have no space between ("김민수").
    """

    family: str
    given: str = ""
    suffix: str = ""
    is_house: bool = False
    family_first: bool = False
    joined: bool = False

    @property
    def in_order(self) -> str:
        """Name in the order in which its bearer writes it."""
        if self.family_first:
            return ("" if self.joined else " ").join(filter(None, (self.family, self.given)))
        return " ".join(filter(None, (self.given, self.family, self.suffix)))


def cited_name(credit: Credit, language: str | None = None) -> CitedName:
    """Name of a credit as the article prints it; capitals throughout are undone.

    `language` is that of the article: names in Hungarian stand surname first.
    """
    name = visible_line(credit.name).strip(" ,;")
    if credit.role is Role.AGENCY or _is_house(name):
        return CitedName(name, is_house=True)
    if name.isupper() and " " in name:
        is_same = credit.person.casefold() == name.casefold() and not credit.person.isupper()
        name = credit.person if is_same else _in_lower_case(name)
    name = _JOINED_INITIALS.sub(r"\1 ", name)
    if _EAST_ASIAN_ONLY.fullmatch(name):
        return _in_east_asian_script(name)
    if ", " in name:
        return _inverted(name)
    words = name.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    marked = _surname_in_capitals(words)
    if marked is not None:
        words[marked] = _in_lower_case(words[marked])
    is_first = marked == 0 if marked is not None else _stands_first(words, language)
    if len(words) > 1 and is_first:
        return CitedName(words[0], " ".join(words[1:]), suffix, family_first=True)
    at = _surname_begins(words)
    return CitedName(" ".join(words[at:]), " ".join(words[:at]), suffix)


def visible_line(text: str) -> str:
    """Text on one line, without the characters that only direct it or break its lines."""
    return one_line(_INVISIBLE.sub("", text))


def _is_house(name: str) -> bool:
    words = {word.casefold() for word in _WORD.findall(name)}
    return bool(words & _HOUSES) or (agency(name) is not None) or " & " in name


def _in_east_asian_script(name: str) -> CitedName:
    """Surname of one syllable, or of two where it is a known one; foreign names stay whole."""
    if "·" in name or "・" in name:
        return CitedName(name, family_first=True, joined=True)
    if " " in name:
        family, given = name.split(" ", 1)
        return CitedName(family, given, family_first=True)
    if not cjk_names.has_surname(name):
        return CitedName(name, family_first=True, joined=True)
    ends = 2 if cjk_names.has_compound_surname(name) else 1
    return CitedName(name[:ends], name[ends:], family_first=True, joined=True)


def _inverted(name: str) -> CitedName:
    """Name written "Surname, Given" or "Given Surname, Jr."."""
    first, *rest = (piece for piece in name.split(", ") if piece)
    if len(rest) == 1 and _SUFFIX.fullmatch(rest[0]):
        at = _surname_begins(words := first.split())
        return CitedName(" ".join(words[at:]), " ".join(words[:at]), rest[0])
    suffix = rest.pop() if len(rest) > 1 and _SUFFIX.fullmatch(rest[-1]) else ""
    return CitedName(first, " ".join(rest), suffix)


def _stands_first(words: list[str], language: str | None) -> bool:
    spoken = (language or "").split("-")[0].lower()
    if spoken == "hu" or (spoken in _EAST_ASIAN and east_asian_names.is_surname(words[0])):
        return True
    return east_asian_names.is_family_first(words)


def _surname_begins(words: list[str]) -> int:
    """Number of the first word of the surname: particles before the last word belong to it."""
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    return max(0, at)


def _surname_in_capitals(words: list[str]) -> int | None:
    """Number of the one word in capitals, which marks the surname ("KIM Jong-un")."""
    in_capitals = [at for at, word in enumerate(words) if len(word) > 1 and word.isupper()]
    if len(in_capitals) != 1 or len(words) == 1:
        return None
    (at,) = in_capitals
    word = words[at]
    is_initials = "." in word or len(word) < _SHORTEST_SURNAME_IN_CAPITALS
    return at if not is_initials or east_asian_names.is_surname(word) else None


def _in_lower_case(name: str) -> str:
    """Name in capitals with a capital for each of its parts: "RUTH O'NEIL-MCKAY"."""

    def lower(word: re.Match[str]) -> str:
        capitalized = word[0].capitalize()
        if _SUFFIX.fullmatch(word[0]):
            return word[0] if word[0].startswith("I") else capitalized
        if _SCOTTISH.fullmatch(capitalized):
            return f"Mc{capitalized[2:].capitalize()}"
        return capitalized

    return _WORD.sub(lower, name)

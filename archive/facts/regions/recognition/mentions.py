"""The names in a text that may mean places, each with what stands beside it."""

import re
from dataclasses import dataclass

from archive.facts.regions.gazetteer.gazetteer import Gazetteer
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.recognition.match import Found
from archive.facts.regions.recognition.person_or_place import (
    NameSense,
    SmallWords,
    is_cased,
    is_located,
    reading,
    surname_in,
    word_before,
)
from archive.facts.regions.recognition.spaced_scripts import find as find_spaced
from archive.facts.regions.recognition.toponym import Where
from archive.facts.regions.recognition.unspaced_scripts import find as find_unspaced

# News says first what it is about: of 1,950 countries that Reuters stories of 1987 named once
# only, and after their first 500 characters, the desk had coded 26 %.
_LEAD_CHARACTERS = 500
# What stands between a place and a wider one that tells which it is, and the other way round.
_BEFORE_A_WIDER = frozenset({", ", " (", " in ", ", in ", ", in the ", " in the "})
_BEFORE_A_NARROWER = frozenset({"", " "})
_AFTER_A_WIDER = re.compile(r"'s |의 |的|の| ?")
_ACTS = re.compile(
    " (?:also |again )?(?:said|says|urge[ds]|warn(?:ed|s)|accuse[ds]|denie[ds]|agree[ds]"
    "|insist(?:ed|s)|reject(?:ed|s)|want(?:ed|s)|demand(?:ed|s)|threaten(?:ed|s)|offer(?:ed|s)"
    "|condemn(?:ed|s)|announce[ds]|impose[ds]|told|calls|seeks|sought|sends|sent|recalled"
    r"|summoned|would|wants|has (?:said|urged|warned|accused|denied|agreed|rejected|told))\b"
)
_LONGEST_BEFORE = 40
_DIVISION_BEFORE = re.compile(
    r"\b(?:[Pp]rovince|[Ss]tate|[Gg]overnorate|[Pp]refecture|[Rr]egion|[Dd]epartment|[Cc]anton"
    r"|[Gg]overnor|[Ll]egislature|[Uu]niversity) of $|\bGov\. $"
)
_DIVISION_AFTER = re.compile(
    r" (?:[Pp]rovince|[Ss]tate\b|[Pp]refecture|[Gg]overnorate|[Ll]egislature|[Gg]overnor"
    r"|[Ll]awmakers|[Ss]enator|Senate\b|Supreme Court)"
)
_CITY_BEFORE = re.compile(r"\b(?:[Cc]ity|[Tt]own|[Pp]ort|[Mm]ayor|[Ss]uburb) of $")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text of an article that may mean a place.

    `qualifiers` are the names beside it that may tell which: "Stamford, Conn.", "China's Jilin",
    `within` the one right after it that may lie in it: 강원도 춘천시. `stated_by` is the one of
    them that comes after a comma. `cased` says whether capitals tell names there, `located` tells
    of a name after "in" and its like, `acts` of one that does something, as a government does by
    its capital's name: "Washington urged". `kind` is what the words beside it call the place: a
    province, a town.
    """

    found: Found
    where: Where
    written: str
    read_as: NameSense
    qualifiers: tuple[Found, ...]
    within: Found | None
    stated_by: Found | None
    cased: bool
    located: bool
    acts: bool
    kind: PlaceKind | None


def mentions_in(
    text: str, where: Where, known: Gazetteer, small_words: SmallWords, start: int = 0
) -> list[Mention]:
    """The names in one folded text that may mean a place, from an offset on."""
    found = list(find_spaced(text, known))
    if not text.isascii():
        found = sorted([*found, *find_unspaced(text, known)], key=lambda each: each.start)
    cased = is_cased(text) if where is Where.HEADLINE else not text.isupper()
    mentions: list[Mention] = []
    for before, each, after in zip([None, *found], found, [*found[1:], None], strict=False):
        if each.start < start:
            continue
        read_as = None
        if all(m.sense is Sense.NOTHING for m in each.meanings):
            surname = surname_in(each.key)
            if surname is None:
                continue
            each = Found(surname, each.start, each.end, known.meanings(surname))
            read_as = NameSense.PERSON
        following = after if after and text[each.end : after.start] in _BEFORE_A_WIDER else None
        beside = before and _AFTER_A_WIDER.fullmatch(text[before.end : each.start])
        located = is_located(text, each.start)
        late = where is Where.LEAD and each.start >= _LEAD_CHARACTERS
        mentions.append(
            Mention(
                each,
                Where.TEXT if late else where,
                text[each.start : each.end],
                read_as or reading(text, each, known, small_words, cased=cased),
                tuple(name for name in (following, before if beside else None) if name),
                after if after and text[each.end : after.start] in _BEFORE_A_NARROWER else None,
                following,
                cased,
                located,
                not located and _ACTS.match(text, each.end) is not None,
                _kind(text, each),
            )
        )
    return mentions


def _kind(text: str, found: Found) -> PlaceKind | None:
    """What the words beside a name call the place."""
    if _DIVISION_AFTER.match(text, found.end):
        return PlaceKind.DIVISION
    if word_before(text, found.start) not in {"of", "Gov."}:
        return None
    before = max(0, found.start - _LONGEST_BEFORE)
    if _DIVISION_BEFORE.search(text, before, found.start):
        return PlaceKind.DIVISION
    return PlaceKind.CITY if _CITY_BEFORE.search(text, before, found.start) else None

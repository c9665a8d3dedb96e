"""Tells a region's name from a person's that is spelled alike: Jordan, Chad, Victoria."""

import re
from enum import Enum

from archive.regions.gazetteer import Gazetteer, Hit
from archive.regions.spelling import words

_PEOPLES_NAMES = words("CHAD CUBA CYPRUS GEORGIA HOLLAND INDIA IRELAND ISRAEL JERSEY JORDAN KENYA")
_BEFORE = re.compile(r"([A-Z][\w.]*) $")
_LONGEST_BEFORE = 30
_AFTER = re.compile(r" ([A-Z][a-z]+)")
# Capitalised words that make no person of the name after them.
_NO_GIVEN_NAMES = words(
    "A After Against All Also Although Among An And As At Because Before Between Both But By"
    " Despite During For From How If In Inside Into Is Its Like Near Of Off On Or Outside Over"
    " Since So Than That The Then Though Through To Toward Towards Under Unlike Until Via What"
    " When Where Whether While Why Will With Within Without Yet"
    " Central East Eastern North Northern Northeast Northwest South Southern Southeast Southwest"
    " West Western Neighboring Neighbouring"
)
# Words that follow the name of a division and settle what it is.
_KINDS = words(
    "Autonomous Borough City Coast Congressional Counties County Department Desert District"
    " Governorate Island Islands Municipality Oblast Parish Peninsula Prefectural Prefecture"
    " Province Provincial Region Regional State Territory Valley"
)
# Capitalised words that make no person of the name before them.
_NO_SURNAMES = words(
    "January February March April May June July August September October November December Jan"
    " Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Sunday Monday Tuesday Wednesday Thursday"
    " Friday Saturday"
    " Airlines Ambassador Army Chief Defence Defense Embassy Finance Foreign Gov Governor"
    " Government King Mayor Minister Ministry National Parliament Police Premier President Prime"
    " Prince Queen Radio Rep Sen Senate Senator Supreme Television"
    " And But In On The"
)
_CAPITALISED_SHARE = 0.7


class Reading(Enum):
    """What a name in a text is read as."""

    REGION = "a region"
    PERSON = "part of a person's name"
    UNSURE = "either: all words around it have capitals"


def reading(text: str, hit: Hit, known: Gazetteer, *, cased: bool) -> Reading:
    """What a name stands for, by the capitals of the words beside it.

    Only names that people bear can be persons: those of the countries above and all single
    words that are no division's alone. `cased` tells whether capitals mark names in the text.
    """
    bears = hit.key in _PEOPLES_NAMES or (" " not in hit.key and hit.key in known.dependent)
    if not bears:
        return Reading.REGION
    if not cased:
        return Reading.UNSURE
    before = _BEFORE.search(text, max(0, hit.start - _LONGEST_BEFORE), hit.start)
    after = _AFTER.match(text, hit.end)
    if after and after[1] in _KINDS:
        return Reading.REGION
    person = (before and _is_name(before[1], _NO_GIVEN_NAMES, known)) or (
        after and _is_name(after[1], _NO_SURNAMES, known)
    )
    return Reading.PERSON if person else Reading.REGION


def is_cased(text: str) -> bool:
    """Whether capitals mark names in a text: not in one of capitals, nor In a Title Like This."""
    long_words = re.findall(r"[^\W\d_]{4,}", text)
    capitalised = sum(word[0].isupper() for word in long_words)
    return capitalised <= len(long_words) * _CAPITALISED_SHARE


def _is_name(word: str, no_names: frozenset[str], known: Gazetteer) -> bool:
    return word not in no_names and word.replace(".", "").upper() not in known.clear

"""Towns that the gazetteer lacks, before the abbreviation of a state: "Crandall Hollow, Pa."."""

import re
from collections.abc import Sequence

from archive.facts.regions.gazetteer.gazetteer import Meaning, Place
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.recognition.match import NameMatch

_TOWN = re.compile(
    r"(?:(?P<locative>\b(?:in|at|near|from|of|to|outside|around|for|through|between) )"
    r"|(?<![\w.'-]))"
    r"(?P<town>[A-Z][\w'-]*(?:\.? (?:[A-Z][\w'-]*|of|the|de|la|du|on)){0,4}), $"
)
_LONGEST_TOWN = 60
# Behind the abbreviation, where no preposition before the town tells a place.
_CLOSING = ",;)"
_LONGEST_ABBREVIATION = 7
# The countries whose papers abbreviate states, the first where several have an abbreviation.
_COUNTRIES = ("US", "CA", "AU")


def with_unknown_towns(text: str, matches: Sequence[NameMatch]) -> list[NameMatch]:
    """The matches, where a state's abbreviation stands behind an unknown town with both as one.

    It takes the place of the names in the town's ("Harrow" in "Harrow Bluff, Miss."), unless the
    last of them is a place in that state.
    """
    found: list[NameMatch] = []
    for match in matches:
        state = _abbreviated_state(match, text) if text[match.end - 1] == "." else None
        town = _town_before(text, match) if state else None
        if state is None or town is None:
            found.append(match)
            continue
        if found and found[-1].end == match.start - 2 and _is_in(found[-1], state):
            found.append(match)
            continue
        while found and found[-1].start >= town:
            found.pop()
        found.append(NameMatch(match.key, town, match.end, (Meaning(state, Sense.NAME),)))
    return found


def abbreviated_state(meanings: Sequence[Meaning]) -> Place | None:
    """The state, province or territory that an abbreviation means, American before others."""
    states = [
        m.place for m in meanings if m.sense is Sense.STATED and m.place.kind is PlaceKind.DIVISION
    ]
    by_country = {place.country.code: place for place in reversed(states) if place.country}
    return next((by_country[code] for code in _COUNTRIES if code in by_country), None)


def _abbreviated_state(match: NameMatch, text: str) -> Place | None:
    is_short = match.end - match.start <= _LONGEST_ABBREVIATION
    if not is_short or text[match.start - 2 : match.start] != ", ":
        return None
    return abbreviated_state(match.meanings)


def _town_before(text: str, match: NameMatch) -> int | None:
    """The offset of the capitalized words before an abbreviation, None if they are no town."""
    town = _TOWN.search(text, max(0, match.start - _LONGEST_TOWN), match.start)
    if town is None:
        return None
    is_closed = text[match.end : match.end + 1] in _CLOSING
    return town.start("town") if is_closed or town["locative"] else None


def _is_in(match: NameMatch, state: Place) -> bool:
    return any(meaning.place.within(state) for meaning in match.meanings)

"""States that are no more: in whose time towns of today lay in them."""

from collections.abc import Mapping
from functools import lru_cache

from archive.facts.regions.gazetteer.gazetteer import Gazetteer, Place
from archive.facts.regions.gazetteer.place_kinds import PlaceKind
from archive.facts.regions.gazetteer.toponym_key import words

# A state is still called by its name for so long after its end.
_GRACE_YEARS = 1

# The present countries and divisions (ISO 3166) that former states held.
_TERRITORIES: Mapping[str, frozenset[str]] = {
    "Burma": words("MM"),
    "Ceylon": words("LK"),
    "Czechoslovakia": words("CZ SK"),
    "East Germany": words("DE-BB DE-MV DE-SN DE-ST DE-TH"),
    "East Pakistan": words("BD"),
    "Kampuchea": words("KH"),
    "Persia": words("IR"),
    "Rhodesia": words("ZW"),
    "Siam": words("TH"),
    "South Yemen": words("YE-AB YE-AD YE-DA YE-HD YE-LA YE-MR YE-SH YE-SU"),
    "USSR": words("AM AZ BY EE GE KG KZ LT LV MD RU TJ TM UA UZ"),
    "Upper Volta": words("BF"),
    "West Germany": words("DE"),
    "Yugoslavia": words("BA HR ME MK RS SI XK"),
    "Zaire": words("CD"),
}
# Present names that were used of the former state itself.
_CALLED_ALIKE = words("DE RU")


def is_current(place: Place, year: int | None) -> bool:
    """Whether a place was there in a year; None is today."""
    if place.years is None:
        return True
    first, last = place.years
    return year is not None and first <= year <= last + _GRACE_YEARS


def of_its_time(place: Place, year: int | None, known: Gazetteer) -> Place:
    """The state that a place lay in at the time, if that is no more; else the place itself."""
    country = place.country
    if year is None or country is None or country.kind is PlaceKind.FORMER:
        return place
    if place is country and place.code not in _CALLED_ALIKE:
        return place
    division = place.region.code or ""
    for code in (division, country.code or ""):
        for state in _states_on(code, known):
            if is_current(state, year):
                return state
    return place


@lru_cache(maxsize=8_192)
def _states_on(code: str, known: Gazetteer) -> tuple[Place, ...]:
    return tuple(
        state for state in known.former_states if code in _TERRITORIES.get(state.name, frozenset())
    )

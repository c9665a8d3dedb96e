"""Former states: resolution of a place to the state that it lay in when the article appeared."""

from collections.abc import Mapping
from functools import lru_cache

from archive.facts.regions.gazetteer.gazetteer import Gazetteer, Place
from archive.facts.regions.gazetteer.place_kinds import PlaceKind
from archive.facts.regions.gazetteer.toponym_key import words

# News goes on using a state's name for so long after its end.
_GRACE_YEARS = 1

# Today's countries and divisions (ISO 3166) in the territory of each former state.
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
# Countries whose names stood for the former state as well.
_SHARED_NAMES = words("DE RU")


def existed_in(place: Place, year: int | None) -> bool:
    """Whether a place existed in a year or the one before; a year of None means today."""
    if place.years is None:
        return True
    first, last = place.years
    return year is not None and first <= year <= last + _GRACE_YEARS


def state_of_the_time(place: Place, year: int | None, known: Gazetteer) -> Place:
    """The former state that a place lay in at the time, else the place itself.

    In 1985 Kyiv lay in the USSR. A country named itself is never replaced, but for Germany and
    Russia, whose names stood for the former state too. A None year means today.
    """
    country = place.country
    if year is None or country is None or country.kind is PlaceKind.FORMER:
        return place
    if place is country and place.code not in _SHARED_NAMES:
        return place
    division = place.region.code or ""
    for code in (division, country.code or ""):
        for state in _states_on(code, known):
            if existed_in(state, year):
                return state
    return place


@lru_cache(maxsize=8_192)
def _states_on(code: str, known: Gazetteer) -> tuple[Place, ...]:
    return tuple(
        state for state in known.former_states if code in _TERRITORIES.get(state.name, frozenset())
    )

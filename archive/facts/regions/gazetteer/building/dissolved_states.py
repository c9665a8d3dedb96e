"""The states that are no more, with their names. For the builder only."""

from archive.facts.regions.gazetteer.building.place import PlaceRow
from archive.facts.regions.gazetteer.building.table_file import table
from archive.facts.regions.gazetteer.building.table_rows import NONE, FormerState, PlaceName
from archive.facts.regions.gazetteer.place_kinds import PlaceKind


def former_states(countries: dict[str, PlaceRow]) -> list[PlaceRow]:
    """The former states, each in the countries that it is shown under."""
    places: dict[str, PlaceRow] = {}
    for row in table("former_states", FormerState):
        within = [countries[each] for each in row.successors.split("|")]
        code = row.code.removeprefix(NONE)
        places[row.name] = PlaceRow(PlaceKind.FORMER, code, row.name, within, years=row.years)
    for row in table("former_state_names", PlaceName):
        places[row.place].hear([row])
    return list(places.values())

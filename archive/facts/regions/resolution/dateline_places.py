"""Resolution of datelines, whose names qualify each other and need no other context."""

from collections.abc import Iterator, Sequence

from archive.facts.regions.gazetteer.gazetteer import Gazetteer, Meaning, Place
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import key, key_without_the
from archive.facts.regions.recognition.mentions import ArticlePart
from archive.facts.regions.recognition.state_abbreviations import abbreviated_state
from archive.facts.regions.resolution.former_states import state_of_the_time
from archive.facts.regions.resolution.resolved_toponym import ResolvedToponym

_LONGEST_ABBREVIATION = 7


def dateline_toponyms(
    dateline: str, year: int | None, known: Gazetteer
) -> Iterator[ResolvedToponym]:
    """Resolve the places of a dateline: "SEOUL", "PORTLAND, Ore.", "WASHINGTON/BEIJING".

    A slash separates places, a comma a place from its qualifiers; an agency after an equals sign
    ("서울=연합뉴스") is ignored. Places that the gazetteer does not know are left out.
    """
    for part in dateline.partition("=")[0].split("/"):
        town, *qualifiers = (piece.strip(" -–—.:=") for piece in part.split(","))
        towns = [m.place for m in _meanings(town, known)]
        enclosing = [place for piece in qualifiers for place in _qualifying(piece, known)]
        qualified = [place for place in towns if any(map(place.within, enclosing))]
        # Agencies file from towns: a division is the last choice.
        places = sorted(
            qualified or enclosing or towns, key=lambda place: place.kind is PlaceKind.DIVISION
        )
        if places:
            place = state_of_the_time(places[0], year, known)
            yield ResolvedToponym(place, Sense.NAME, ArticlePart.DATELINE, part.strip())


def _qualifying(piece: str, known: Gazetteer) -> list[Place]:
    """The places that a qualifier may mean; an American state's before all others ("Pa.")."""
    meanings = _meanings(piece, known)
    state = abbreviated_state(meanings)
    places = [meaning.place for meaning in meanings]
    return [state, *places] if state and len(piece) <= _LONGEST_ABBREVIATION else places


def _meanings(name: str, known: Gazetteer) -> Sequence[Meaning]:
    """The candidate places of a name, which may have lost the dot of an abbreviation."""
    name_key = key(name)
    meanings = (
        known.meanings(name_key)
        or known.meanings(f"{name_key}.")
        or known.meanings(key_without_the(name_key))
    )
    return [meaning for meaning in meanings if meaning.sense is not Sense.NOTHING]

"""The places that a dateline names."""

from collections.abc import Iterator, Sequence

from archive.facts.regions.gazetteer.gazetteer import Gazetteer, Meaning
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import key
from archive.facts.regions.recognition.toponym import Toponym, Where
from archive.facts.regions.resolution.former_states import of_its_time


def filed_from(dateline: str, year: int | None, known: Gazetteer) -> Iterator[Toponym]:
    """The places that a dateline names: "SEOUL", "PORTLAND, Ore.", "WASHINGTON/BEIJING".

    What follows after a sign of equality is the agency, as in Korea: "서울=연합뉴스".
    """
    for part in dateline.partition("=")[0].split("/"):
        town, *rest = (piece.strip(" -–—.:=") for piece in part.split(","))
        towns = [m.place for m in _any_of(town, known)]
        around = [m.place for piece in rest for m in _any_of(piece, known)]
        inside = [place for place in towns if any(map(place.within, around))]
        # What agencies write there are towns, if there are any.
        places = sorted(
            inside or around or towns, key=lambda place: place.kind is PlaceKind.DIVISION
        )
        if places:
            place = of_its_time(places[0], year, known)
            yield Toponym(place, Sense.NAME, Where.DATELINE, part.strip())


def _any_of(name: str, known: Gazetteer) -> Sequence[Meaning]:
    found = known.meanings(key(name)) or known.meanings(key(name) + ".")
    return [meaning for meaning in found if meaning.sense is not Sense.NOTHING]

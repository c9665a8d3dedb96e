"""The places that one name may mean, and what in the article speaks for each."""

from collections import defaultdict
from collections.abc import Sequence

from archive.facts.regions.gazetteer.gazetteer import Meaning, Place
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.recognition.mentions import Mention
from archive.facts.regions.recognition.person_or_place import WORDS
from archive.facts.regions.resolution.former_states import is_current

# A town wins over a better known one of its name for its country being named, if it has at least
# a hundredth of its people; that one is certain to be meant if it has ten times as many.
_COMPARABLE = 2.0
_FAR = 1.0
# A name that is a word or a person's too means a town of 100,000 people after "in" and its like,
# and one of 500,000 anywhere.
_TOWN, _CITY = 5.0, 5.7


class Support:
    """The places that an article is certain to name, by the names it does so with."""

    def __init__(self) -> None:
        self._within: defaultdict[Place, set[str]] = defaultdict(set)
        self._parts: defaultdict[Place, set[str]] = defaultdict(set)

    def add(self, name_key: str, place: Place) -> None:
        """Take in a name that is certain to mean a place."""
        for each in (place.country or place, place.region):
            self._within[each].add(name_key)
        if place.country and place is not place.country:
            self._parts[place.country].add(name_key)

    def of(self, place: Place, besides: str) -> int:
        """By how many other names the article names a country or division, or what is in it."""
        return len(self._within[place] - {besides}) if place in self._within else 0

    def of_parts(self, country: Place, besides: str) -> int:
        """By how many other names the article names what lies in a country."""
        return len(self._parts[country] - {besides}) if country in self._parts else 0


class Choice:
    """The places that one mention may mean.

    `settled` is the meaning that a wider place beside the name tells, `certain` the place that
    is meant if nothing in the article speaks for another one.
    """

    def __init__(self, mention: Mention, year: int | None) -> None:
        self.mention = mention
        self._all = [m for m in mention.found.meanings if m.sense is not Sense.NOTHING]
        possible = [m for m in self._all if m.sense is not Sense.STATED]
        # Of a division that the text calls one, a name counts that is no more than stated else.
        of_the_kind = [
            m
            for m in (self._all if mention.kind is PlaceKind.DIVISION else possible)
            if m.place.kind is mention.kind
        ]
        self._meanings = _of_the_time(of_the_kind or possible, year)
        self.settled = self._settled()
        self._first = next(filter(self._is_strong, self._meanings), None)
        self.certain = self.settled.place if self.settled else self._certain()

    def around(self, place: Place | None) -> Meaning | None:
        """The meaning that a place lies in, None where it lies in none."""
        return next((m for m in self._all if place and place.within(m.place)), None)

    def meaning(self, support: Support) -> Meaning | None:
        """What the mention means in an article that names such places."""
        first = self._first
        backed = bool(first and self._backing(first, support))
        if self.certain and backed:
            return first
        best, most = first, 0
        for rival in self._meanings:
            if not (backed and first and rival.place.country is not first.place.country):
                backing = self._backing(rival, support)
                if backing > most:
                    best, most = rival, backing
        if most == 0 and best and best.sense is Sense.ADJECTIVE and self._is_of_several():
            return None
        return best

    def _is_of_several(self) -> bool:
        """Whether an adjective is that of several countries, as "Korean" is."""
        adjectives = (m.place for m in self._meanings if m.sense is Sense.ADJECTIVE)
        return len({place.country for place in adjectives}) > 1

    def _backing(self, meaning: Meaning, support: Support) -> int:
        """By how many other names the article speaks for a meaning."""
        place, name_key = meaning.place, self.mention.found.key
        country = place.country or place
        first = self._first
        if first is None:
            is_small = place.kind is PlaceKind.CITY and place.size < _TOWN
            return support.of(place.region if is_small else country, name_key)
        if _is_called_like(place, first.place):
            return support.of_parts(country, name_key)
        behind = first.place.prominence - place.prominence
        if behind > _COMPARABLE:
            return 0
        return support.of(place.region if behind > _FAR else country, name_key)

    def _is_strong(self, meaning: Meaning) -> bool:
        """Whether the name means this place if the article does not say otherwise."""
        place = meaning.place
        if meaning.sense is not Sense.WEAK or self.mention.kind is place.kind:
            return True
        if self.mention.found.key in WORDS and not (self.mention.cased and self.mention.located):
            return False
        least = _TOWN if self.mention.located else _CITY
        return place.kind is PlaceKind.CITY and place.size >= least

    def _settled(self) -> Meaning | None:
        around = [m.place for each in self.mention.qualifiers for m in each.meanings]
        for meaning in self._all if around else ():
            place = meaning.place
            if any(place is not each and place.within(each) for each in around):
                return meaning
        inside = self.mention.within.meanings if self.mention.within else ()
        if self.mention.found.key.isascii() or len(self._meanings) < 2:
            return None
        return next((m for each in inside if (m := self.around(each.place))), None)

    def _certain(self) -> Place | None:
        """The place meant if no other one comes near it."""
        if self._first is None:
            return None
        first = self._first.place
        abroad = [m.place for m in self._meanings if m.place.country is not first.country]
        near = first.prominence - _FAR
        rivals = (p for p in abroad if p.prominence > near or _is_called_like(p, first))
        return None if any(rivals) else first


def _is_called_like(place: Place, first: Place) -> bool:
    """Whether a division is called like a country, as Georgia is."""
    return (
        place.kind is PlaceKind.DIVISION
        and first.kind is PlaceKind.COUNTRY
        and place.name == first.name
    )


def _of_the_time(meanings: Sequence[Meaning], year: int | None) -> Sequence[Meaning]:
    """The meanings without states that were no more, or not yet, if another one is left."""
    present = [m for m in meanings if is_current(m.place, year)]
    former = [m for m in present if m.place.kind is PlaceKind.FORMER]
    return former or present or meanings

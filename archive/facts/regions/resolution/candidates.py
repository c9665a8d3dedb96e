"""Candidate places of a mention, ranked by prominence and by their support in the article."""

from collections import defaultdict
from collections.abc import Sequence

from archive.facts.regions.gazetteer.gazetteer import Meaning, Place
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.recognition.mentions import Mention
from archive.facts.regions.recognition.person_or_place import WORDS
from archive.facts.regions.resolution.former_states import existed_in

# Differences of prominence, a logarithm to the base of ten. A supported place beats a better known
# namesake that has up to a hundred times its people; the default is certain where every namesake
# abroad has at most a tenth of its people.
_COMPARABLE = 2.0
_FAR = 1.0
_TWO_KOREAS = {"KP", "KR"}
# A name that is also a word or a person's means a town of 100,000 people after "in" and the like,
# and one of 500,000 anywhere.
_TOWN, _CITY = 5.0, 5.7


class Support:
    """Places that an article certainly names, to support candidates in the same country.

    Distinct names count, not mentions; `excluding` is the key of the name being resolved, which
    is no evidence for itself.
    """

    def __init__(self) -> None:
        self._within: defaultdict[Place, set[str]] = defaultdict(set)
        self._parts: defaultdict[Place, set[str]] = defaultdict(set)

    def add(self, name_key: str, place: Place) -> None:
        """Count a name for its place, and for the region and country that the place lies in."""
        for enclosing in (place.country or place, place.region):
            self._within[enclosing].add(name_key)
        if place.country and place is not place.country:
            self._parts[place.country].add(name_key)

    def of(self, place: Place, excluding: str) -> int:
        """The number of other names of a country or division and of places in it."""
        return len(self._within[place] - {excluding}) if place in self._within else 0

    def of_parts(self, country: Place, excluding: str) -> int:
        """The number of other names of places in a country, without its own names."""
        return len(self._parts[country] - {excluding}) if country in self._parts else 0


class Candidates:
    """Candidate places of one mention.

    `qualified` is the meaning that a qualifier beside the name selects ("Portland, Ore."), None
    without one. `certain` is the place that is meant whatever else the article names, None where
    a namesake abroad comes near it.
    """

    def __init__(self, mention: Mention, year: int | None) -> None:
        self.mention = mention
        self._all = [m for m in mention.match.meanings if m.sense is not Sense.NOTHING]
        in_text = [m for m in self._all if m.sense is not Sense.STATED]
        # "Province of" lets a name count that otherwise has to be stated as a region.
        of_kind = [
            m
            for m in (self._all if mention.kind is PlaceKind.DIVISION else in_text)
            if m.place.kind is mention.kind
        ]
        self._meanings = _existing(of_kind or in_text, year)
        self.qualified = self._qualified()
        self._default = next(filter(self._stands_alone, self._meanings), None)
        self.certain = self.qualified.place if self.qualified else self._certain()

    def together(self) -> tuple[Meaning, ...]:
        """The countries that the name means together ("the two Koreas"), none for most names."""
        if len(self._meanings) < len(_TWO_KOREAS):
            return ()
        named = tuple(m for m in self._meanings if m.sense is Sense.NAME)
        return named if {m.place.code or "" for m in named} == _TWO_KOREAS else ()

    def enclosing(self, place: Place | None) -> Meaning | None:
        """The first candidate that a place lies in, None if there is none."""
        return next((m for m in self._all if place and place.within(m.place)), None)

    def best(self, support: Support) -> Meaning | None:
        """The candidate with the most support, else the default; None if neither exists.

        An adjective of several countries ("Korean") is dropped where the article supports none.
        """
        default = self._default
        default_supported = bool(default and self._support_for(default, support))
        if self.certain and default_supported:
            return default
        best, most = default, 0
        for rival in self._meanings:
            if default and default_supported and not _is_same_country_or_both(rival, default):
                continue
            count = self._support_for(rival, support)
            if count > most:
                best, most = rival, count
        if most == 0 and best and best.sense is Sense.ADJECTIVE and self._is_shared_adjective():
            return None
        return best

    def _is_shared_adjective(self) -> bool:
        adjectives = (m.place for m in self._meanings if m.sense is Sense.ADJECTIVE)
        return len({place.country for place in adjectives}) > 1

    def _support_for(self, meaning: Meaning, support: Support) -> int:
        """The support of a candidate; 0 where the default is too much better known.

        A small town, or one well below the default, has to be supported from its own division.
        """
        place, name_key = meaning.place, self.mention.match.key
        country = place.country or place
        default = self._default
        if default is None:
            is_local = place.kind is PlaceKind.CITY and (place.size < _TOWN or self.mention.is_word)
            return support.of(place.region if is_local else country, name_key)
        if _is_namesake_of_country(place, default.place):
            return support.of_parts(country, name_key)
        behind = default.place.prominence - place.prominence
        if behind > _COMPARABLE:
            return 0
        return support.of(place.region if behind > _FAR else country, name_key)

    def _stands_alone(self, meaning: Meaning) -> bool:
        """Whether the name means this place where the article does not support another."""
        place = meaning.place
        mention = self.mention
        if mention.kind is place.kind:
            return True
        if mention.is_word and not mention.after_locative:
            return False
        if meaning.sense is not Sense.WEAK:
            return True
        if mention.match.key in WORDS and not (mention.cased and mention.after_locative):
            return False
        least = _TOWN if mention.after_locative else _CITY
        return place.kind is PlaceKind.CITY and place.size >= least

    def _qualified(self) -> Meaning | None:
        """The candidate inside a qualifier's place, or around the narrower place right behind."""
        enclosing = [m.place for name in self.mention.qualifiers for m in name.meanings]
        for meaning in self._all if enclosing else ():
            place = meaning.place
            if any(place is not other and place.within(other) for other in enclosing):
                return meaning
        narrower = self.mention.narrower.meanings if self.mention.narrower else ()
        if self.mention.match.key.isascii() or len(self._meanings) < 2:
            return None
        return next((m for inner in narrower if (m := self.enclosing(inner.place))), None)

    def _certain(self) -> Place | None:
        """The default's place, None where a namesake abroad has over a tenth of its people."""
        if self._default is None:
            return None
        default = self._default.place
        abroad = [m.place for m in self._meanings if m.place.country is not default.country]
        near = default.prominence - _FAR
        rivals = (p for p in abroad if p.prominence > near or _is_namesake_of_country(p, default))
        return None if any(rivals) else default


def _is_same_country_or_both(rival: Meaning, default: Meaning) -> bool:
    """Whether two candidates lie in one country, or are two countries that share a name (Korea)."""
    if rival.place.country is default.place.country:
        return True
    return rival.place.kind is PlaceKind.COUNTRY and default.place.kind is PlaceKind.COUNTRY


def _is_namesake_of_country(place: Place, country: Place) -> bool:
    """Whether a division bears a country's name, as the state of Georgia does."""
    return (
        place.kind is PlaceKind.DIVISION
        and country.kind is PlaceKind.COUNTRY
        and place.name == country.name
    )


def _existing(meanings: Sequence[Meaning], year: int | None) -> Sequence[Meaning]:
    """The candidates that existed in a year, former states before all others.

    All of them if none did.
    """
    existing = [m for m in meanings if existed_in(m.place, year)]
    former = [m for m in existing if m.place.kind is PlaceKind.FORMER]
    return former or existing or meanings

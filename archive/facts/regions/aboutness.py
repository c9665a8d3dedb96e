"""Which of the places that an article names it is about, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log1p

from archive.facts.regions.amendments import Amendments, Path
from archive.facts.regions.gazetteer.gazetteer import Place
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.recognition.toponym import Toponym, Where
from archive.model.article import Region

# A country counts where its points come to what is asked for. The points are those of a logistic
# regression on the countries that a desk had coded for 1,000 wire stories, rounded.
_OWN_NAME = {Where.DATELINE: 2.8, Where.HEADLINE: 1.8, Where.LEAD: 0.8, Where.TEXT: 0.0}
_OTHER_NAME = {Where.DATELINE: 2.8, Where.HEADLINE: 0.9, Where.LEAD: 0.5, Where.TEXT: 0.0}
_TIMES_NAMED = 1.5
_SHARE = 0.7
_NO_OTHER = 1.0
_ASKED_FOR = 2.9
# Where nobody says where a story was filed, what it names has to tell.
_ASKED_FOR_UNFILED = 1.7
_MOST_NAMES = 3
_TIMES = {1: "named once", 2: "named twice"}
_WHYS = {Where.DATELINE: "dateline", Where.HEADLINE: "headline"}


@dataclass(slots=True)
class _Evidence:
    """What an article says of one place."""

    mentions: list[Toponym] = field(default_factory=list[Toponym])

    @property
    def where(self) -> Where:
        """The most telling part of the article that names it."""
        return min(mention.where for mention in self.mentions)

    @property
    def times(self) -> int:
        """How often it is named outside the dateline."""
        return sum(mention.where is not Where.DATELINE for mention in self.mentions)

    @property
    def why(self) -> str:
        """The reason, as a person reads it."""
        named = _TIMES.get(self.times, f"named {self.times} times")
        return _WHYS.get(self.where, named)

    @property
    def names(self) -> tuple[str, ...]:
        """The words it is named by, those that came first."""
        return tuple(dict.fromkeys(mention.written for mention in self.mentions))[:_MOST_NAMES]


def weighed(named: Sequence[Toponym], amendments: Amendments) -> tuple[Region, ...]:
    """The regions that an article is about, by the part that names them, then by their points."""
    countries: dict[Place, _Evidence] = {}
    for mention in named:
        if country := mention.place.country:
            countries.setdefault(country, _Evidence()).mentions.append(mention)
    total = sum(len(evidence.mentions) for evidence in countries.values())
    asked_for = _ASKED_FOR if any(m.where is Where.DATELINE for m in named) else _ASKED_FOR_UNFILED
    points = {
        country: _points(evidence, total, alone=len(countries) == 1)
        for country, evidence in countries.items()
    }
    regions = [
        (evidence, points[country], region)
        for country in countries
        if points[country] > asked_for
        for evidence, region in _regions(country, countries[country])
    ]
    regions.sort(key=lambda each: (each[0].where, -each[1], -len(each[0].mentions)))
    found: dict[Path, Region] = {}
    for evidence, _, place in regions:
        for path in place.paths():
            shown = amendments.shown(path)
            found.setdefault(shown, Region(shown, place.code, evidence.why, evidence.names))
    return tuple(found.values())


def _points(evidence: _Evidence, total: int, *, alone: bool) -> float:
    own = {m.where for m in evidence.mentions if _is_own_name(m)}
    other = {m.where for m in evidence.mentions} - own
    count = len(evidence.mentions)
    return (
        sum(_OWN_NAME[where] for where in own)
        + sum(_OTHER_NAME[where] for where in other)
        + _TIMES_NAMED * log1p(count)
        + _SHARE * count / total
        + _NO_OTHER * alone
    )


def _is_own_name(mention: Toponym) -> bool:
    return mention.sense is Sense.NAME and mention.place.kind in {
        PlaceKind.COUNTRY,
        PlaceKind.FORMER,
    }


def _regions(country: Place, evidence: _Evidence) -> Iterator[tuple[_Evidence, Place]]:
    """The country where it is named itself, and its divisions where they are more than passed."""
    divisions: dict[Place, _Evidence] = {}
    for mention in evidence.mentions:
        place = mention.place.region
        if place is not country and mention.sense is not Sense.METONYM:
            divisions.setdefault(place, _Evidence()).mentions.append(mention)
    told = {
        place: each
        for place, each in divisions.items()
        if each.where < Where.TEXT or len(each.mentions) > 1
    }
    for place, each in told.items():
        yield each, place
    itself = [m for m in evidence.mentions if m.place.region is country or m.sense is Sense.METONYM]
    if itself or not told:
        yield _Evidence(itself or evidence.mentions), country

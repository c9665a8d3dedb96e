"""Aboutness: scores the places of an article, and keeps those that it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log1p

from archive.facts.regions.amendments import Amendments, Path
from archive.facts.regions.gazetteer.gazetteer import Place
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.recognition.mentions import ArticlePart
from archive.facts.regions.resolution.resolved_toponym import ResolvedToponym
from archive.model.article import Region

# Rounded coefficients of a logistic regression on the countries that a desk had coded for 1,000
# wire stories. A country named by its own name, or by any other (a town, an adjective), scores
# once for each part of the article.
_OWN_NAME = {
    ArticlePart.DATELINE: 2.8,
    ArticlePart.HEADLINE: 1.8,
    ArticlePart.LEAD: 0.8,
    ArticlePart.TEXT: 0.0,
}
_OTHER_NAME = {
    ArticlePart.DATELINE: 2.8,
    ArticlePart.HEADLINE: 0.9,
    ArticlePart.LEAD: 0.5,
    ArticlePart.TEXT: 0.0,
}
_LOG_FREQUENCY = 1.5
_SHARE_OF_MENTIONS = 0.7
_ONLY_COUNTRY = 1.0
_THRESHOLD = 2.9
# A story without a dateline lacks its points.
_THRESHOLD_WITHOUT_DATELINE = 1.7
_MOST_NAMES = 3
_TIMES = {1: "named once", 2: "named twice"}
_WHYS = {ArticlePart.DATELINE: "dateline", ArticlePart.HEADLINE: "headline"}


@dataclass(slots=True)
class _Evidence:
    """Mentions of one place, which speak for its being what the article is about."""

    mentions: list[ResolvedToponym] = field(default_factory=list[ResolvedToponym])

    @property
    def part(self) -> ArticlePart:
        """The most telling part of the article that names the place."""
        return min(mention.part for mention in self.mentions)

    @property
    def times(self) -> int:
        """How often the place is named outside the dateline."""
        return sum(mention.part is not ArticlePart.DATELINE for mention in self.mentions)

    @property
    def why(self) -> str:
        """The reason that readers are shown: "dateline", "headline" or "named twice"."""
        named = _TIMES.get(self.times, f"named {self.times} times")
        return _WHYS.get(self.part, named)

    @property
    def names(self) -> tuple[str, ...]:
        """The first three distinct surface forms."""
        return tuple(dict.fromkeys(mention.surface for mention in self.mentions))[:_MOST_NAMES]


def regions_about(
    toponyms: Sequence[ResolvedToponym], amendments: Amendments
) -> tuple[Region, ...]:
    """The regions that an article is about, those named in its most telling part first.

    Countries are scored by all places in them, and those above a threshold kept; each comes with,
    or is replaced by, its divisions that the article dwells on (see `_regions`).
    """
    countries: dict[Place, _Evidence] = {}
    for mention in toponyms:
        if country := mention.place.country:
            countries.setdefault(country, _Evidence()).mentions.append(mention)
    # A list counts as one mention: to be one of five there makes no place less telling.
    total = sum(not m.in_list for evidence in countries.values() for m in evidence.mentions)
    has_dateline = any(mention.part is ArticlePart.DATELINE for mention in toponyms)
    threshold = _THRESHOLD if has_dateline else _THRESHOLD_WITHOUT_DATELINE
    scores = {
        country: _score(evidence, total, is_only_country=len(countries) == 1)
        for country, evidence in countries.items()
    }
    ranked = [
        (evidence, scores[country], place)
        for country in countries
        if scores[country] > threshold
        for evidence, place in _regions(country, countries[country])
    ]
    ranked.sort(key=lambda entry: (entry[0].part, -entry[1], -len(entry[0].mentions)))
    regions: dict[Path, Region] = {}
    for evidence, _, place in ranked:
        for path in place.paths():
            shown = amendments.shown(path)
            regions.setdefault(shown, Region(shown, place.code, evidence.why, evidence.names))
    return tuple(regions.values())


def _score(evidence: _Evidence, total: int, *, is_only_country: bool) -> float:
    """The score of a country; `total` is the number of mentions of all countries and of lists."""
    own = {m.part for m in evidence.mentions if _is_own_name(m)}
    other = {m.part for m in evidence.mentions} - own
    count = len(evidence.mentions)
    return (
        sum(_OWN_NAME[part] for part in own)
        + sum(_OTHER_NAME[part] for part in other)
        + _LOG_FREQUENCY * log1p(count)
        + _SHARE_OF_MENTIONS * min(1.0, count / max(1, total))
        + _ONLY_COUNTRY * is_only_country
    )


def _is_own_name(mention: ResolvedToponym) -> bool:
    return mention.sense is Sense.NAME and mention.place.kind in {
        PlaceKind.COUNTRY,
        PlaceKind.FORMER,
    }


def _regions(country: Place, evidence: _Evidence) -> Iterator[tuple[_Evidence, Place]]:
    """A country's divisions that are named early or repeatedly, and the country itself.

    Towns count for their division. The country is left out where only its divisions are named.
    """
    divisions: dict[Place, _Evidence] = {}
    for mention in evidence.mentions:
        place = mention.place.region
        if place is not country and mention.sense is not Sense.METONYM:
            divisions.setdefault(place, _Evidence()).mentions.append(mention)
    prominent = {
        place: named
        for place, named in divisions.items()
        if named.part < ArticlePart.TEXT or len(named.mentions) > 1
    }
    for place, named in prominent.items():
        yield named, place
    own = [m for m in evidence.mentions if m.place.region is country or m.sense is Sense.METONYM]
    if own or not prominent:
        yield _Evidence(own or evidence.mentions), country

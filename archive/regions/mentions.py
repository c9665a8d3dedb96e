"""The regions that an article names, found in its dateline, headline and text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.article import Region
from archive.regions import spaced, unspaced
from archive.regions.gazetteer import Gazetteer, Place, gazetteer
from archive.regions.people import Reading, is_cased, reading
from archive.regions.spelling import fold, key

_WHYS = ("dateline", "headline", "text")
_DATELINE, _HEADLINE, _TEXT = range(3)
_END_OF_TOWN = re.compile(r"[,(/:]| - |--")
# News says first what it is about: of 1,950 countries that Reuters stories of 1987 named once
# only, and after their first 500 characters, the desk had coded 26 %.
_LEAD_CHARACTERS = 500
# What tells the state of Georgia from the country: a town of the state, a neighbour's name.
_TOWN_IN_THE_STATE = re.compile("Atlanta|ATLANTA|Savannah|SAVANNAH")
_AROUND_THE_COUNTRY = frozenset({"Russia", "Armenia", "Azerbaijan", "Turkey"})


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name in one of the three texts; `why` is the text's place in `_WHYS`."""

    key: str
    why: int
    start: int
    read_as: Reading

    @property
    def is_late(self) -> bool:
        """Whether it stands after the lead."""
        return self.why == _TEXT and self.start >= _LEAD_CHARACTERS


def mentioned(
    headline: str, paragraphs: Sequence[str], dateline: str | None = None
) -> tuple[Region, ...]:
    """The countries and first-level divisions that an article is about, by the names in it.

    Those of the dateline come first, then those of the headline, then the rest; within each by
    number of mentions, then by first mention. `why` is the first of "dateline", "headline" and
    "text" that holds the name. A division counts where its name alone means it or its country
    is named too, a capital as its country in a dateline only. Adjectives ("Chinese"), continents
    and countries mentioned once in passing, after the lead, do not count.
    """
    known = gazetteer()
    texts = tuple(map(fold, (dateline or "", headline, "\n\n".join(paragraphs))))
    found = list(_resolve(_of_regions(list(_mentions(texts, known))), texts, known))
    times = Counter(place.path[:2] for _, place in found)
    whys: dict[Place, list[int]] = {}
    for mention, place in found:
        if times[place.path[:2]] > 1 or not mention.is_late:
            whys.setdefault(place, []).append(mention.why)
    ranked = sorted(whys.items(), key=lambda item: (min(item[1]), -len(item[1])))
    return tuple(Region(place.path, place.code, _WHYS[min(why)]) for place, why in ranked)


def _mentions(texts: Sequence[str], known: Gazetteer) -> Iterator[_Mention]:
    for why, text in enumerate(texts):
        hits = list(spaced.find(text, known))
        if not text.isascii():
            hits = sorted([*hits, *unspaced.find(text, known)], key=lambda hit: hit.start)
        if why == _DATELINE and not hits:
            town = key(_END_OF_TOWN.split(text)[0])
            if country := known.capitals.get(town):
                yield _Mention(key(country.path[-1]), why, 0, Reading.REGION)
        cased = is_cased(text) if why == _HEADLINE else not text.isupper()
        for hit in hits:
            read_as = reading(text, hit, known, cased=cased)
            yield _Mention(hit.key, why, hit.start, read_as)


def _of_regions(mentions: list[_Mention]) -> list[_Mention]:
    """Mentions without people: an unsure one is what the rest of the article reads it as."""
    read_as = Counter((mention.key, mention.read_as) for mention in mentions)
    return [
        mention
        for mention in mentions
        if mention.read_as is Reading.REGION
        or (
            mention.read_as is Reading.UNSURE
            and (read_as[mention.key, Reading.REGION] or not read_as[mention.key, Reading.PERSON])
        )
    ]


def _resolve(
    mentions: list[_Mention], texts: Sequence[str], known: Gazetteer
) -> Iterator[tuple[_Mention, Place]]:
    """Each mention with its place, in the order of the texts; those that mean none left out."""
    certain = {
        place
        for mention in mentions
        if mention.key not in known.dependent
        for place in known.clear[mention.key]
    }
    countries = {place.path[:2] for place in certain}
    for mention in mentions:
        clear = known.clear.get(mention.key, [])
        dependent = [
            place for place in known.dependent.get(mention.key, []) if place.path[:2] in countries
        ]
        if clear and dependent and not _means_the_country(clear[0], dependent[0], certain, texts):
            clear = []
        meant = clear or (dependent if len(dependent) == 1 else [])
        for place in meant:
            yield mention, place


def _means_the_country(
    country: Place, division: Place, certain: set[Place], texts: Sequence[str]
) -> bool:
    """Whether a name that both bear, which is Georgia, means the country in this article."""
    if any(_TOWN_IN_THE_STATE.search(text) for text in texts):
        return False
    if any(len(place.path) > len(country.path) and place.within(country) for place in certain):
        return True
    sisters = sum(place.path[:-1] == division.path[:-1] for place in certain)
    around = sum(not _AROUND_THE_COUNTRY.isdisjoint(place.path) for place in certain)
    return around > 0 and around >= sisters

"""The regions that an article is about, found in its dateline, headline and text."""

from collections.abc import Sequence

from archive.facts.regions.aboutness import weighed
from archive.facts.regions.amendments import NO_AMENDMENTS, Amendments
from archive.facts.regions.gazetteer.gazetteer import amended
from archive.facts.regions.gazetteer.toponym_key import fold
from archive.facts.regions.recognition.mentions import mentions_in
from archive.facts.regions.recognition.person_or_place import SmallWords
from archive.facts.regions.recognition.toponym import Toponym, Where
from archive.facts.regions.resolution.dateline_places import filed_from
from archive.facts.regions.resolution.resolver import resolve
from archive.model.article import Region


def mentioned(
    headline: str,
    paragraphs: Sequence[str],
    dateline: str | None = None,
    *,
    year: int | None = None,
    amendments: Amendments = NO_AMENDMENTS,
) -> tuple[Region, ...]:
    """The countries and first-level divisions that an article is about, by the names in it.

    `dateline` is where it was filed, `year` when: names of states that are no more mean them
    in their time. The regions come by weight.
    """
    return weighed(named(headline, paragraphs, dateline, year, amendments), amendments)


def named(
    headline: str,
    paragraphs: Sequence[str],
    dateline: str | None,
    year: int | None,
    amendments: Amendments,
) -> list[Toponym]:
    """Every place that an article names, as often as it does."""
    known = amended(amendments)
    filed = list(filed_from(fold(dateline), year, known)) if dateline else []
    text = fold("\n\n".join(paragraphs))
    opening = len(dateline) if dateline and text.startswith(fold(dateline)) else 0
    small_words = SmallWords(text)
    mentions = [
        *mentions_in(fold(headline), Where.HEADLINE, known, small_words),
        *mentions_in(text, Where.LEAD, known, small_words, opening),
    ]
    return [*filed, *resolve(mentions, filed, year, known)]

"""The regions that an article is about, found in its dateline, headline and text."""

from collections.abc import Sequence

from archive.article import Region
from archive.regions.amendments import NO_AMENDMENTS, Amendments
from archive.regions.context import mentions_in
from archive.regions.filing import filed_from
from archive.regions.gazetteer import amended
from archive.regions.naming import Named, Where
from archive.regions.people import SmallWords
from archive.regions.resolving import resolve
from archive.regions.spelling import fold
from archive.regions.weighing import weighed


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
) -> list[Named]:
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

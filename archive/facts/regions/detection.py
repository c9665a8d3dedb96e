"""Geoparser: the regions that an article is about, from its dateline, headline and text."""

from collections.abc import Sequence

from archive.facts.regions.aboutness import regions_about
from archive.facts.regions.amendments import NO_AMENDMENTS, Amendments
from archive.facts.regions.gazetteer.gazetteer import amended
from archive.facts.regions.gazetteer.toponym_key import fold
from archive.facts.regions.recognition.article_language import ArticleLanguage
from archive.facts.regions.recognition.mentions import ArticlePart, mentions_in
from archive.facts.regions.recognition.person_or_place import LowercaseWords
from archive.facts.regions.resolution.dateline_places import dateline_toponyms
from archive.facts.regions.resolution.resolved_toponym import ResolvedToponym
from archive.facts.regions.resolution.resolver import resolve
from archive.model.article import Region


def mentioned(
    headline: str,
    paragraphs: Sequence[str],
    dateline: str | None = None,
    *,
    year: int | None = None,
    language: str | None = None,
    amendments: Amendments = NO_AMENDMENTS,
) -> tuple[Region, ...]:
    """Geoparse an article into the countries and first-level divisions that it is about.

    `dateline` is the place it was filed from. `year` is the year of publication: names of former
    states are resolved as of then, None means today. `language` is a BCP 47 tag, None if unknown:
    it tells names from words. The weightiest regions come first.
    """
    toponyms = _toponyms(headline, paragraphs, dateline, year, language, amendments)
    return regions_about(toponyms, amendments)


def _toponyms(
    headline: str,
    paragraphs: Sequence[str],
    dateline: str | None,
    year: int | None,
    language: str | None,
    amendments: Amendments,
) -> list[ResolvedToponym]:
    """All resolved toponyms of an article, repetitions included, those of its dateline first."""
    known = amended(amendments)
    filed = list(dateline_toponyms(fold(dateline), year, known)) if dateline else []
    text = fold("\n\n".join(paragraphs))
    # A dateline that opens the text is resolved above, and not matched a second time.
    start = len(dateline) if dateline and text.startswith(fold(dateline)) else 0
    lowercase_words = LowercaseWords(text)
    spoken = ArticleLanguage(language, "\n".join((headline, *paragraphs)))
    mentions = [
        *mentions_in(fold(headline), ArticlePart.HEADLINE, known, lowercase_words, spoken),
        *mentions_in(text, ArticlePart.LEAD, known, lowercase_words, spoken, start),
    ]
    return [*filed, *resolve(mentions, filed, year, known)]

"""Completion: derives the facts that a file does not state from the article's text."""

from dataclasses import replace

from archive.facts.credits.trailing_credits import split_credits
from archive.facts.datelines import Dateline, filed, parse_dateline
from archive.facts.language_detection import UNDETERMINED, detect, is_contradicted
from archive.facts.regions import NO_AMENDMENTS, Amendments, declared, mentioned
from archive.model.article import Article, Published, Region, Role

_STATED_ANYWHERE = "en"


def completed(stated: Article, amendments: Amendments = NO_AMENDMENTS) -> Article:
    """Complete an article with regions, date, source and language, where it states none.

    A date is the dateline's, if its year is known. Trailing credits are moved from the body to the
    stated credits. `amendments` are the archive owner's, for regions.
    """
    dateline = _dateline(stated)
    split = split_credits(stated.body)
    credited = tuple(dict.fromkeys((*stated.credits, *split.credits)))
    agencies = [credit.name for credit in credited if credit.role is Role.AGENCY]
    agencies += [dateline.agency] if dateline and dateline.agency else []
    article = replace(
        stated,
        body=split.body,
        subheads=_numbers_kept(stated.subheads, stated.body, split.body),
        items=_numbers_kept(stated.items, stated.body, split.body),
        credits=credited,
        published=_dated(stated.published, dateline),
        source=stated.source or split.employer or next(iter(agencies), None),
    )
    if not article.language:
        article = replace(article, language=detect(_text(article)))
    return with_regions(article, amendments)


def with_language(article: Article) -> Article:
    """Detect an article's language anew where it has none, or one that its letters contradict.

    One with a country was stated, and English may have been: pages say it in any language.
    """
    language, text = article.language, _text(article)
    if language and (
        not language.isalpha()
        or language == _STATED_ANYWHERE
        or not is_contradicted(language, text)
    ):
        return article
    return replace(article, language=detect(text))


def with_regions(article: Article, amendments: Amendments = NO_AMENDMENTS) -> Article:
    """Detect an article's regions anew: those stated by name, else those in its text.

    An article without a language is one whose text does not tell it.
    """
    stated = [_stated_name(region) for region in article.regions if region.why == "declared"]
    regions = declared(stated, amendments) if stated else _found(article, amendments)
    return replace(article, regions=regions)


def _text(article: Article) -> str:
    return "\n".join((article.headline, *article.body))


def _numbers_kept(
    numbers: tuple[int, ...], body: tuple[str, ...], kept: tuple[str, ...]
) -> tuple[int, ...]:
    """Renumber paragraphs of a body by what is kept of it: paragraphs, or their beginnings."""
    if not numbers or kept == body:
        return numbers
    places: dict[int, int] = {}
    for number, text in enumerate(body):
        if len(places) < len(kept) and text.startswith(kept[len(places)]):
            places[number] = len(places)
    return tuple(places[number] for number in numbers if number in places)


def _dateline(article: Article) -> Dateline | None:
    """The dateline that opens the text, else the one that the agency states separately."""
    opening = parse_dateline(article.body[0]) if article.body else None
    if opening or not (article.wire and article.wire.dateline):
        return opening
    # A dash is what parts it from a text, and what tells it from one.
    return parse_dateline(f"{article.wire.dateline} —")


def _dated(stated: Published, dateline: Dateline | None) -> Published:
    """The stated date, else the day of the dateline with the stated date's notice."""
    if stated.value or dateline is None:
        return stated
    day = filed(dateline, stated)
    return replace(day, notice=stated.notice or day.notice)


def _stated_name(region: Region) -> str:
    return region.names[0] if region.names else "/".join(region.path)


def _found(article: Article, amendments: Amendments) -> tuple[Region, ...]:
    dateline = _dateline(article)
    days = article.published.days()
    return mentioned(
        article.headline,
        article.body,
        dateline.place if dateline else None,
        year=days[0].year if days else None,
        language=article.language or UNDETERMINED,
        amendments=amendments,
    )

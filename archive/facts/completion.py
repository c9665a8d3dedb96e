"""What follows from the text of an article where the file does not state it."""

from dataclasses import replace

from archive.facts.credits import split_credits
from archive.facts.datelines import Dateline, filed, parse_dateline
from archive.facts.language import detect
from archive.facts.regions import NO_AMENDMENTS, Amendments, declared, mentioned
from archive.model.article import Article, Published, Region, Role


def completed(stated: Article, amendments: Amendments = NO_AMENDMENTS) -> Article:
    """The article with regions, date, source and language from its text where it states none.

    A date is that of a dateline with its year. Credits that run on after the last sentence are
    taken out of the body and join those stated. Regions are those that the archive's owner wants.
    """
    dateline = _dateline(stated)
    split = split_credits(stated.body)
    credited = tuple(dict.fromkeys((*stated.credits, *split.credits)))
    agencies = [credit.name for credit in credited if credit.role is Role.AGENCY]
    agencies += [dateline.agency] if dateline and dateline.agency else []
    article = replace(
        stated,
        body=split.body,
        credits=credited,
        published=_dated(stated.published, dateline),
        source=stated.source or split.employer or next(iter(agencies), None),
        language=stated.language or detect("\n".join((stated.headline, *split.body))),
    )
    return with_regions(article, amendments)


def with_regions(article: Article, amendments: Amendments = NO_AMENDMENTS) -> Article:
    """The article with its regions worked out anew: those stated by name, else from its text."""
    stated = [_stated_name(region) for region in article.regions if region.why == "declared"]
    regions = declared(stated, amendments) if stated else _found(article, amendments)
    return replace(article, regions=regions)


def _dateline(article: Article) -> Dateline | None:
    """The dateline that the text opens with, else the one that an agency states apart from it."""
    opening = parse_dateline(article.body[0]) if article.body else None
    if opening or not (article.wire and article.wire.dateline):
        return opening
    # A dash is what parts it from a text, and what tells it from one.
    return parse_dateline(f"{article.wire.dateline} —")


def _dated(stated: Published, dateline: Dateline | None) -> Published:
    """The stated date, else the day of the dateline, and then what is said of the stated one."""
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
        amendments=amendments,
    )

"""What follows from the text of an article where the file does not state it."""

from dataclasses import replace

from archive.article import Article, Role
from archive.credits import split_credits
from archive.datelines import parse_dateline
from archive.languages import detect
from archive.regions import mentioned


def completed(stated: Article) -> Article:
    """The article with regions, source and language from its text where it states none.

    Credits that run on after the last sentence are taken out of the body and join those stated.
    """
    dateline = parse_dateline(stated.body[0]) if stated.body else None
    split = split_credits(stated.body)
    credited = tuple(dict.fromkeys((*stated.credits, *split.credits)))
    agencies = [credit.name for credit in credited if credit.role is Role.AGENCY]
    agencies += [dateline.agency] if dateline and dateline.agency else []
    return replace(
        stated,
        body=split.body,
        credits=credited,
        regions=stated.regions
        or mentioned(stated.headline, split.body, dateline.place if dateline else None),
        source=stated.source or split.employer or next(iter(agencies), None),
        language=stated.language or detect("\n".join((stated.headline, *split.body))),
    )

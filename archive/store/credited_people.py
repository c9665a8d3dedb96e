"""Name authority of credits and sources: which names of an article stand for the same bearer."""

from collections.abc import Mapping
from dataclasses import replace

from archive.model.article import Article, Credit
from archive.store.names_in_use import Bearer, NamesInUse
from archive.store.tables import credited, source_spellings, sourced, spellings

PEOPLE = NamesInUse(spellings, credited, "names")
SOURCES = NamesInUse(source_spellings, sourced, "sources")


def identified(
    article: Article, people: Mapping[str, Bearer], sources: Mapping[str, Bearer]
) -> Article:
    """The article with the bearers of its credits and its source, where they are known."""
    source = sources.get(article.source or "")
    if not article.credits and source is None:
        return article
    return replace(
        article,
        credits=tuple(_identified(each, people) for each in article.credits),
        source_name=source.name if source else "",
        source_spellings=_others(source, article.source or "") if source else (),
    )


def _identified(credit: Credit, known: Mapping[str, Bearer]) -> Credit:
    bearer = known.get(credit.name)
    if bearer is None:
        return credit
    return replace(credit, person=bearer.name, spellings=_others(bearer, credit.name))


def _others(bearer: Bearer, printed: str) -> tuple[str, ...]:
    return tuple(each for each in bearer.others if each != printed)

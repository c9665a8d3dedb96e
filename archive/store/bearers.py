"""Bearers of names, joined to the articles that the store gives out.

Every reading of an article joins them, so pages, the index and lists of names cannot disagree.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.model.article import Article, Credit
from archive.store.database_file import Execute


@dataclass(frozen=True, slots=True)
class Bearer:
    """Bearer of a name: the preferred spelling, and the variants that the owner has listed."""

    name: str
    others: tuple[str, ...] = ()

    @classmethod
    def read(cls, person: str, others: str) -> "Bearer":
        """Bearer of the columns `person` and `others` of a table of spellings."""
        return cls(person, tuple(json.loads(others))) if others != "[]" else cls(person)


def bearers_joined(execute: Execute, read: Sequence[Article]) -> list[Article]:
    """The articles with the bearers of their credits and sources, where known, in their order."""
    credited = {credit.name for article in read for credit in article.credits}
    people = _bearers(execute, _PEOPLE, credited)
    named = {article.source for article in read if article.source}
    sources = _bearers(execute, _SOURCES, named)
    return [_identified(article, people, sources) for article in read]


def _bearers(execute: Execute, statement: str, names: Collection[str]) -> dict[str, Bearer]:
    """Bearers by spelling; spellings that were never in use are left out."""
    if not names:
        return {}
    rows = execute(statement, (json.dumps(list(names)),))
    return {name: Bearer.read(person, others) for name, person, others in rows}


def _identified(
    article: Article, people: Mapping[str, Bearer], sources: Mapping[str, Bearer]
) -> Article:
    source = sources.get(article.source or "")
    if not article.credits and source is None:
        return article
    return replace(
        article,
        credits=tuple(_with_bearer(each, people) for each in article.credits),
        source_name=source.name if source else "",
        source_spellings=_others(source, article.source or "") if source else (),
    )


def _with_bearer(credit: Credit, known: Mapping[str, Bearer]) -> Credit:
    bearer = known.get(credit.name)
    if bearer is None:
        return credit
    return replace(credit, person=bearer.name, spellings=_others(bearer, credit.name))


def _others(bearer: Bearer, printed: str) -> tuple[str, ...]:
    return tuple(each for each in bearer.others if each != printed)


_PEOPLE = """
SELECT name, person, others FROM spellings WHERE name IN (SELECT value FROM json_each(?))
"""
_SOURCES = """
SELECT name, person, others FROM source_spellings WHERE name IN (SELECT value FROM json_each(?))
"""

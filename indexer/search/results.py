"""What a search asks and what it answers, as the page, the API and the command line see it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from archive.model.article import Article
from indexer.engines.engine import FacetFilter, Sort
from indexer.highlight.snippets import TextSpan, to_html
from indexer.query.ast import Notice, ParsedQuery


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a person asks for: a query text, and what was ticked beside it.

    `first` and `last` bound the date, both included; `filters` go by the facet's name.
    With `any_word` one of the words that no operator joins is enough. `explain` asks for the hits
    of every clause. `facet_limit` is how many values each facet may give, None for all; ticked and
    excluded ones, what is right below a ticked one, and what is above any of these come besides.
    """

    text: str = ""
    filters: Mapping[str, FacetFilter] = field(default_factory=dict[str, FacetFilter])
    first: date | None = None
    last: date | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    facet_limit: int | None = None
    any_word: bool = False
    explain: bool = False


class FoundArticle(msgspec.Struct, frozen=True, gc=False):
    """One article found, with the hits marked in its headline and in pieces of its text.

    `others` is how many near-duplicates it stands for in the list, `cluster` what the query
    language knows them all by, "" for an article without any.
    """

    article: Article
    score: float
    headline: tuple[TextSpan, ...]
    snippets: tuple[tuple[TextSpan, ...], ...]
    cluster: str = ""
    others: int = 0


class FacetValue(msgspec.Struct, frozen=True, gc=False):
    """One value of a facet. `depth` is 0 at the top of a tree, and for every flat facet.

    `count` is what the list's total would be with this value ticked alone in its facet.
    """

    value: str
    label: str
    count: int
    depth: int = 0
    selected: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FacetValues:
    """One facet with its values: a tree in its order, years newest first, the rest by count.

    `omitted` is how many values the question's `facet_limit` left out, those in them not counted.
    """

    name: str
    label: str
    values: tuple[FacetValue, ...]
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class ExplainedClause:
    """One clause of a query: as it can be typed, in plain words, and what it finds by itself.

    `hits` are counted as the list is, within the dates that were asked for. A clause `empties`
    the result where it finds nothing, or nothing of what the clauses before it find together.
    """

    query: str
    meaning: str
    hits: int
    empties: bool = False
    clauses: tuple["ExplainedClause", ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another query that finds something, and in a few words how it differs."""

    query: str
    total: int
    difference: str


class CompletionKind(StrEnum):
    """What a completion names."""

    WORD = "word"
    PERSON = "person"
    REGION = "region"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on with what is being typed.

    `text` is what is named, `query` the whole query with it taken, `count` about how many
    articles have it, None for a field.
    """

    kind: CompletionKind
    text: str
    query: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a question.

    `parsed` is what the question's text means. `total` is how long the list is; near-duplicates
    count once, unless the query shows them. `took_ms` is in milliseconds. `behind` is how many
    changes of the store the index has not read yet, `time_zone` the name of the zone that the
    archive's days are in. An answer that is not `complete` was cut off by time: what it has is
    right, and there may be more. `explanation` is there where it was asked for, `alternatives`
    where nothing was found.
    """

    question: SearchQuery
    parsed: ParsedQuery
    total: int
    took_ms: float
    found: tuple[FoundArticle, ...]
    facets: tuple[FacetValues, ...]
    behind: int
    time_zone: str
    complete: bool = True
    explanation: ExplainedClause | None = None
    alternatives: tuple[Alternative, ...] = ()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was passed over in the question's text."""
        return self.parsed.notices

    def to_json(self) -> dict[str, Any]:
        """The documented JSON shape of an answer."""
        return {
            "query": self.question.text,
            "total": self.total,
            "took_ms": round(self.took_ms, 1),
            "hits": [_hit_to_json(found) for found in self.found],
            "facets": {
                facet.name: [_value_to_json(v) for v in facet.values] for facet in self.facets
            },
            "notices": [{"offset": n.offset, "message": n.message} for n in self.notices],
            "complete": self.complete,
            "explanation": asdict(self.explanation) if self.explanation else None,
            "alternatives": [asdict(alternative) for alternative in self.alternatives],
        }


# What a hit says of its article; the rest comes with the article itself.
_OF_THE_ARTICLE = ("id", "headline", "published", "regions", "credits", "source", "language", "url")


def _hit_to_json(found: FoundArticle) -> dict[str, Any]:
    article = found.article.to_json()
    return {
        **{name: article[name] for name in _OF_THE_ARTICLE},
        "score": round(found.score, 4),
        "snippets": [to_html(snippet) for snippet in found.snippets],
        "cluster": found.cluster or None,
        "others": found.others,
    }


def _value_to_json(value: FacetValue) -> dict[str, Any]:
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "depth": value.depth,
        "selected": value.selected,
        "excluded": value.excluded,
    }

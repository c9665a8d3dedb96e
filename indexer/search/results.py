"""Search request and response, as the web page, the API and the command line share them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from archive.model.article import Article, Role
from indexer.engines.engine import FacetFilter, Sort
from indexer.highlight.snippets import TextSpan, to_html
from indexer.query.ast import Notice, ParsedQuery
from indexer.schema.fields import LISTED_FACETS
from indexer.search.timeline import Timeline, TimelineQuery


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Search request: query text, facet filters, sort order and page.

    `filters` is by facet name; `first` and `last` bound the date, both included. With `any_word`
    one of the words that no operator joins is enough. `explain` asks for the hits of every clause,
    `timeline` for the hits by time. What the searches `without` find is left out.
    `facets` names those to count. `facet_limit` is the number of values for each facet, None for
    all; selected and excluded values, the children of selected ones, and the ancestors of all these
    come on top of it. With a `role` the values of the byline facet are the names in that role.
    Only articles are found whose number of arrival is above `since`, and at most `upto` unless that
    is None. With `each` near-duplicates are listed one by one, whatever the text says.
    `today` is the day from which dates like "last-week" are counted, None for the present one.
    """

    text: str = ""
    filters: Mapping[str, FacetFilter] = field(default_factory=dict[str, FacetFilter])
    first: date | None = None
    last: date | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = LISTED_FACETS
    facet_limit: int | None = None
    role: Role | None = None
    any_word: bool = False
    explain: bool = False
    timeline: TimelineQuery | None = None
    without: "tuple[SearchQuery, ...]" = ()
    since: int = 0
    upto: int | None = None
    each: bool = False
    today: date | None = None


class FoundArticle(msgspec.Struct, frozen=True, gc=False):
    """Hit: an article with its score, its highlighted headline and its snippets.

    `others` is the number of near-duplicates that it stands for in the list, `cluster` the id of
    their cluster, "" for an article without any.
    """

    article: Article
    score: float
    headline: tuple[TextSpan, ...]
    snippets: tuple[tuple[TextSpan, ...], ...]
    cluster: str = ""
    others: int = 0


class FacetValue(msgspec.Struct, frozen=True, gc=False):
    """Facet value with its count: the total if this value alone were selected in its facet.

    `depth` is 0 at the top of a tree, and for every value of a flat facet.
    """

    value: str
    label: str
    count: int
    depth: int = 0
    selected: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FacetValues:
    """Facet with its values: trees depth-first, years newest first, siblings otherwise by count.

    `omitted` is the number of values that `facet_limit` left out, without their descendants.
    `roles` are those in which the list credits anybody; empty for other facets than the byline.
    """

    name: str
    label: str
    values: tuple[FacetValue, ...]
    omitted: int = 0
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedClause:
    """Explanation of one clause: its query text, its meaning in plain words, its own hits.

    `hits` are counted like the total, within the dates of the request. A clause `empties` the
    result where it matches nothing, or nothing that the clauses before it match together.
    `clauses` are the explanations of its operands.
    """

    query: str
    meaning: str
    hits: int
    empties: bool = False
    clauses: tuple["ExplainedClause", ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Suggested query for a search without hits: its total, and how it differs, in a few words."""

    query: str
    total: int
    difference: str


class CompletionKind(StrEnum):
    """Kind of thing that a completion names."""

    WORD = "word"
    PERSON = "person"
    REGION = "region"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Completion:
    """Completion of the word being typed.

    `text` is the word or name, `query` the whole query text with it accepted, `count` its
    approximate document frequency, None for a field name.
    """

    kind: CompletionKind
    text: str
    query: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """Search response: one page of hits with totals, facets and notices.

    `parsed` is the parsed query text. `total` counts near-duplicates once, unless the query shows
    them. `behind` is the number of store changes that the index has not read yet, `time_zone` the
    IANA name of the zone of the archive's days. A response that is not `complete` hit the time
    limit: its hits are right, but there may be more. `explanation` and `timeline` are None unless
    requested; `alternatives` is empty unless nothing was found.
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
    timeline: Timeline | None = None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Notices of the parser on the query text."""
        return self.parsed.notices

    def to_json(self) -> dict[str, Any]:
        """JSON object of the response, as docs/ describes it."""
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


@dataclass(frozen=True, slots=True)
class Census:
    """All articles that a search finds: near-duplicates each by itself, whatever the query shows.

    `listed` is the length of the list, `undated` the number of articles without a date. `engine` is
    the name of the one that answered, `sequence` the last store change that its index has read.
    """

    parsed: ParsedQuery
    ids: frozenset[str]
    listed: int
    undated: int
    engine: str
    sequence: int


# Article keys that a hit repeats; the article itself has the rest.
_ARTICLE_KEYS = ("id", "headline", "published", "regions", "credits", "source", "language", "url")


def _hit_to_json(found: FoundArticle) -> dict[str, Any]:
    article = found.article.to_json()
    return {
        **{name: article[name] for name in _ARTICLE_KEYS},
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

"""Typed documents of the JSON API: what the server answers, and what `backfile.client` decodes.

Structs rather than dataclasses: they are read straight from JSON, hundreds for one page. A key
that is not here is passed over, so that an older client reads the answers of a newer server.
"""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from archive.model.article import Article, Credit, Published, Region
from indexer.query.ast import Notice
from indexer.search.results import Alternative, Completion, ExplainedClause, FacetValue

Sequence = Annotated[int, Meta(ge=0)]
Count = Annotated[int, Meta(ge=0)]


class SearchHit(msgspec.Struct, frozen=True):
    """Article found by a search, with its snippets as HTML: text escaped, hits in `<mark>`.

    `others` is the number of near-duplicates that it stands for, `cluster` the id by which all of
    them are found, null where there are none.
    """

    id: str
    headline: str
    published: Published
    regions: tuple[Region, ...]
    credits: tuple[Credit, ...]
    source: str | None
    language: str | None
    url: str | None
    score: float
    snippets: tuple[str, ...]
    cluster: str | None
    others: Count


class SearchPage(msgspec.Struct, frozen=True):
    """Page of a list of `total` articles; `next` is the cursor of the following page, or null.

    `facets` has every value of each facet, with what `total` would be with that value ticked alone
    in it. `complete` is false where the time for a search ran out: the hits are right, but there
    may be more. `notices` say what of the query was passed over. `explanation` is null unless it
    is asked for; `alternatives` are other queries, where this one finds nothing.
    """

    query: str
    total: Count
    took_ms: float
    hits: tuple[SearchHit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    notices: tuple[Notice, ...]
    complete: bool
    explanation: ExplainedClause | None
    alternatives: tuple[Alternative, ...]
    next: str | None


class ListedFacetValue(msgspec.Struct, frozen=True):
    """Value of a facet, with the names that it lies in, the widest first."""

    value: str
    label: str
    within: tuple[str, ...]
    count: Count
    selected: bool
    excluded: bool


class FacetListing(msgspec.Struct, frozen=True):
    """Values of one facet in a list of `total` articles; `found` is how many values there are."""

    facet: str
    total: Count
    complete: bool
    found: Count
    values: tuple[ListedFacetValue, ...]


class SuggestedCompletions(msgspec.Struct, frozen=True):
    """Ways to go on with a query that is being typed, the best first."""

    query: str
    completions: tuple[Completion, ...]


class QueryExplanation(msgspec.Struct, frozen=True):
    """How a query was read: its clauses in words, each with the number of its own hits."""

    query: str
    total: Count
    complete: bool
    explanation: ExplainedClause | None
    notices: tuple[Notice, ...]


class VersionSummary(msgspec.Struct, frozen=True):
    """Version of an article: its number, from 1, and when the archive received it."""

    number: int
    received: str
    headline: str
    published: Published


class VersionList(msgspec.Struct, frozen=True):
    """Versions of an article, the oldest first; the last is the article as it is now."""

    id: str
    versions: tuple[VersionSummary, ...]


class ArticleVersion(msgspec.Struct, frozen=True):
    """One version of an article, with all its metadata."""

    id: str
    number: int
    article: Article


class ArticleChange(msgspec.Struct, frozen=True):
    """Latest change of one article: the article as it is now, or null where it was removed."""

    sequence: Sequence
    id: str
    article: Article | None


class ChangeList(msgspec.Struct, frozen=True):
    """Changes after a number, each article once, in their order.

    `next` is the number to ask `since` next, `sequence` that of the archive's last change: where
    both are equal there is nothing more for now.
    """

    changes: tuple[ArticleChange, ...]
    next: Sequence
    sequence: Sequence


class Problem(msgspec.Struct, frozen=True):
    """Error by RFC 9457: what kind it is, what is wrong, and at which address."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class WordMatch(StrEnum):
    """Whether all words of a query have to be found, or one of them is enough."""

    ALL = "all"
    ANY = "any"

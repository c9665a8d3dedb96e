"""Typed documents of the JSON API: what the server answers, and what `backfile.client` decodes.

Structs rather than dataclasses: they are read straight from JSON, hundreds for one page. A key
that is not here is passed over, so that an older client reads the answers of a newer server.
"""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from archive.model.article import Article, Credit, Published, Region
from archive.model.correction import CorrectedField, CorrectionState
from indexer.query.ast import Notice
from indexer.search.results import Alternative, Completion, ExplainedClause, FacetValue

Sequence = Annotated[int, Meta(ge=0)]
Count = Annotated[int, Meta(ge=0)]
Number = Annotated[int, Meta(ge=1)]
# What people type, as far as the store takes it.
TypedName = Annotated[str, Meta(min_length=1, max_length=200)]
TypedNote = Annotated[str, Meta(max_length=10_000)]
TypedLine = Annotated[str, Meta(min_length=1, max_length=1_000)]
TypedLines = Annotated[tuple[TypedLine, ...], Meta(max_length=100)]
TypedId = Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]


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


class SavedSearchEntry(msgspec.Struct, frozen=True):
    """Saved search: the query string of a list under a name; `looked` is the last arrival seen."""

    id: Number
    name: str
    query: str
    who: str
    created: str
    looked: Sequence


class SavedSearchList(msgspec.Struct, frozen=True):
    """All saved searches, in alphabetical order."""

    searches: tuple[SavedSearchEntry, ...]


class NewSavedSearch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Search to be saved: a name that no other has, and the query string of a list."""

    name: TypedName
    query: Annotated[str, Meta(max_length=7_000)] = ""


class ChangedSavedSearch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What changes of a saved search: its name, or the last arrival that was looked at."""

    name: TypedName | None = None
    looked: Sequence | None = None


class CollectionEntry(msgspec.Struct, frozen=True):
    """Collection: a named list of articles, with who made it, when, and how many it has."""

    id: Number
    name: str
    description: str
    who: str
    created: str
    size: Count


class CollectionList(msgspec.Struct, frozen=True):
    """All collections, in alphabetical order."""

    collections: tuple[CollectionEntry, ...]


class CollectedArticle(msgspec.Struct, frozen=True):
    """Article of a collection, with its note there, and who put it there and when."""

    article_id: str
    note: str
    who: str
    moment: str


class CollectionPage(msgspec.Struct, frozen=True):
    """Collection with some of its articles, in its order."""

    collection: CollectionEntry
    articles: tuple[CollectedArticle, ...]


class NewCollection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Collection to be made: a name that no other has, and a description."""

    name: TypedName
    description: TypedNote = ""


class ChangedCollection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What changes of a collection: its name, or its description."""

    name: TypedName | None = None
    description: TypedNote | None = None


class ArticlesToCollect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Articles to put at the end of a collection, each with the same note."""

    ids: Annotated[tuple[TypedId, ...], Meta(min_length=1, max_length=1_000)]
    note: TypedNote = ""


class ChangedEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What changes of an article in a collection: its note, or its place, from 1."""

    note: TypedNote | None = None
    place: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None


class CorrectionEntry(msgspec.Struct, frozen=True):
    """Correction of one field: its lines as they are typed, who made it, when, and why.

    `ended` and `ended_by` say when and by whom it was undone or replaced, "" while it is in force.
    """

    id: Number
    article_id: str
    field: CorrectedField
    lines: tuple[str, ...]
    why: str
    who: str
    moment: str
    state: CorrectionState
    ended: str
    ended_by: str


class CorrectionList(msgspec.Struct, frozen=True):
    """Corrections, the last one first."""

    corrections: tuple[CorrectionEntry, ...]


class CorrectedLines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Fields to correct: the lines of each as they are typed, none to empty it.

    One line but for regions (“Asia/Japan”) and credits (“reporter: Kim Ha-neul”); `published` is
    a date, cut to what is known of it.
    """

    headline: TypedLines | UnsetType = UNSET
    published: TypedLines | UnsetType = UNSET
    regions: TypedLines | UnsetType = UNSET
    credits: TypedLines | UnsetType = UNSET
    source: TypedLines | UnsetType = UNSET
    language: TypedLines | UnsetType = UNSET
    section: TypedLines | UnsetType = UNSET


class NewCorrection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Correction to be made: the fields, and the reason."""

    fields: CorrectedLines
    why: Annotated[str, Meta(min_length=1, max_length=1_000)]

"""What each template is given: one dataclass a template, rendered by `render`."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar

from flask import render_template

from archive.article import Article, Credit, Published
from indexer.query import Notice
from indexer.results import FacetValue, FoundArticle
from indexer.snippets import Segment
from webui.urls import Choice, Parameter, SearchState


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the list, and the list without it."""

    label: str
    value: str
    excluded: bool
    without: SearchState


@dataclass(frozen=True, slots=True)
class FacetNode:
    """One value of a facet with those below it.

    `choice` is the value as a link or a check box names it, `excluding` the list without it,
    `without` the list with it neither ticked nor excluded. `open` says whether something
    below is ticked or excluded, or the value itself is.
    """

    value: FacetValue
    choice: Choice
    children: tuple["FacetNode", ...]
    open: bool
    excluding: SearchState
    without: SearchState


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet: its first values, the rest that is folded away, how many are left out."""

    label: str
    tree: bool
    shown: tuple[FacetNode, ...]
    folded: tuple[FacetNode, ...]
    folded_open: bool
    omitted: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the list, and the list of all that it stands for, None for itself alone."""

    found: FoundArticle
    whole: SearchState | None


@dataclass(frozen=True, slots=True)
class SortLink:
    """The list in one order."""

    label: str
    current: bool
    state: SearchState


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of the list; `state` is None for the gap between two pages."""

    number: int
    current: bool
    state: SearchState | None


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pages of the list; `beyond` says that there is more than pages can show."""

    previous: SearchState | None
    following: SearchState | None
    last: SearchState
    links: tuple[PageLink, ...]
    beyond: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's text; `hit` is the number of the hit, None for plain text."""

    text: str
    hit: int | None


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One credit, its name with hits marked, and the list of what bears the name."""

    credit: Credit
    name: tuple[Segment, ...]
    state: SearchState


@dataclass(frozen=True, slots=True)
class Place:
    """One name of a region's path, and the list of what is about it."""

    name: tuple[Segment, ...]
    state: SearchState


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region from the widest name to the narrowest, and where it came from.

    `names` are the words that the article has for it, where they are not its own name.
    """

    places: tuple[Place, ...]
    why: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatelineLine:
    """Where a story was filed, as it is written, and on which day, as far as that is known."""

    text: str
    filed: Published


@dataclass(frozen=True, slots=True)
class SearchContext:
    """search.html: a list of articles, all of them or those that a search finds.

    `warnings` tell what of the address was passed over, `notices` what of the query.
    `hidden` are the parameters that no visible field of the form carries. `time_zone` is the
    archive's, in which its days are.
    """

    template: ClassVar[str] = "search.html"

    state: SearchState
    hidden: tuple[Parameter, ...]
    warnings: tuple[str, ...]
    notices: tuple[Notice, ...]
    total: int
    took_ms: float
    behind: int
    start: int
    entries: tuple[Entry, ...]
    chips: tuple[Chip, ...]
    sorts: tuple[SortLink, ...]
    facets: tuple[FacetGroup, ...]
    pagination: Pagination
    time_zone: str


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """article.html: one article, with the hits of the search that it was opened from.

    `hits` counts the hits in headline, captions and body, numbered in that order. `source`
    is the list of what has the same source, None for an article without one. `time_zone` is the
    archive's, in which moments are told.
    """

    template: ClassVar[str] = "article.html"

    state: SearchState
    hidden: tuple[Parameter, ...]
    article: Article
    headline: tuple[Piece, ...]
    captions: tuple[tuple[Piece, ...], ...]
    body: tuple[tuple[Piece, ...], ...]
    hits: int
    credits: tuple[CreditLine, ...]
    regions: tuple[RegionLine, ...]
    dateline: DatelineLine | None
    source: SearchState | None
    versions: int
    time_zone: str


class Change(StrEnum):
    """What became of a stretch of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is in both versions, or in one of them."""

    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph that changed, as runs, or else those `unchanged` up to the next change."""

    runs: tuple[Run, ...] = ()
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passages:
    """The paragraphs of two versions; `cut` says that the rest is left out, as it is too much."""

    shown: tuple[Passage, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """What became of one fact beside the text: the entries of a list, or a `single` one."""

    label: str
    single: bool
    items: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two versions; each part is empty where it did not."""

    facts: tuple[ChangedFact, ...]
    headline: tuple[Run, ...]
    captions: Passages
    body: Passages


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One version, and what changed in it since version `since`.

    `since` is None for the first one; `changes` too where they were not worked out.
    """

    number: int
    version: Article
    since: int | None
    changes: Comparison | None


@dataclass(frozen=True, slots=True)
class VersionsContext:
    """versions.html: how an article changed, from version to version or between two.

    `versions` are all of them, oldest first. `entries` are those shown, newest first: one
    where two are `compared`. The form compares version `first` with version `last`.
    """

    template: ClassVar[str] = "versions.html"

    article: Article
    versions: tuple[Article, ...]
    warnings: tuple[str, ...]
    entries: tuple[VersionEntry, ...]
    compared: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class EmptyContext:
    """empty.html: an archive that holds nothing yet, and the folder it is in."""

    template: ClassVar[str] = "empty.html"

    home: str


@dataclass(frozen=True, slots=True)
class ErrorContext:
    """error.html: why a page cannot be shown, in one sentence."""

    template: ClassVar[str] = "error.html"

    status: int
    title: str
    message: str


Context = SearchContext | ArticleContext | VersionsContext | EmptyContext | ErrorContext
CONTEXTS = (SearchContext, ArticleContext, VersionsContext, EmptyContext, ErrorContext)


def render(context: Context) -> str:
    """The page of a context. Templates see the context's fields by their names."""
    return render_template(context.template, **_values(context))


def _values(context: Context) -> Mapping[str, Any]:
    return {field.name: getattr(context, field.name) for field in fields(context)}

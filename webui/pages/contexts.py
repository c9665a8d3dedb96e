"""What each template is given: one dataclass a template, rendered by `render`."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from flask import render_template

from archive.model.article import Article
from indexer.query.ast import Notice
from webui.pages.view_models import (
    Chip,
    ClauseLine,
    CreditLine,
    DatelineLine,
    Entry,
    FacetGroup,
    HelpSection,
    Pagination,
    Piece,
    RegionLine,
    SortLink,
    VersionEntry,
    WayOut,
    Wording,
)
from webui.search_state import Parameter, SearchState


@dataclass(frozen=True, slots=True)
class SearchContext:
    """search.html: a list of articles, all of them or those that a search finds.

    A list that is not `complete` was cut off by time. `explanation` is there where the address
    asks for it, `toggled` the same list with or else without it. `model` is the one article that
    those of the list are to be like, if there is one. `ways_out` are offered where nothing was
    found. `warnings` tell what of the address was passed over, `notices` what of the query.
    `hidden` are the parameters that no visible field of the form carries. `time_zone` is the
    archive's, in which its days are.
    """

    template: ClassVar[str] = "search.html"

    state: SearchState
    hidden: tuple[Parameter, ...]
    warnings: tuple[str, ...]
    notices: tuple[Notice, ...]
    explanation: ClauseLine | None
    model: Article | None
    toggled: SearchState
    total: int
    complete: bool
    took_ms: float
    behind: int
    start: int
    entries: tuple[Entry, ...]
    ways_out: tuple[WayOut, ...]
    chips: tuple[Chip, ...]
    sorts: tuple[SortLink, ...]
    facets: tuple[FacetGroup, ...]
    pagination: Pagination
    time_zone: str


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """article.html: one article, with the hits of the search that it was opened from.

    `hits` counts the hits in headline, captions and body, numbered in that order. `source`
    is the list of what has the same source, None for an article without one, `alike` that of what
    shares its words. `time_zone` is the archive's, in which moments are told.
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
    alike: SearchState
    versions: int
    time_zone: str


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
class HelpContext:
    """help.html: the query language, each of its examples a search of this archive."""

    template: ClassVar[str] = "help.html"

    introduction: tuple[Wording, ...]
    sections: tuple[HelpSection, ...]


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


Context = (
    SearchContext | ArticleContext | VersionsContext | HelpContext | EmptyContext | ErrorContext
)
CONTEXTS = (
    SearchContext,
    ArticleContext,
    VersionsContext,
    HelpContext,
    EmptyContext,
    ErrorContext,
)


def render(context: Context) -> str:
    """The page of a context. Templates see the context's fields by their names."""
    return render_template(context.template, **_values(context))


def _values(context: Context) -> Mapping[str, Any]:
    return {field.name: getattr(context, field.name) for field in fields(context)}

"""Template contexts: one frozen dataclass per page template, rendered by `render`."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

from flask import render_template

from archive.authority import SuggestedMerge
from archive.model.article import Article
from indexer.query.ast import Notice
from webui.pages.browsing.browsing_contexts import (
    CalendarContext,
    DayContext,
    DirectoryContext,
    FrontContext,
    MonthsContext,
    RegionsContext,
    SubjectContext,
)
from webui.pages.chart_models import (
    ComparedFacet,
    ComparedList,
    CurveChart,
    Figure,
    Histogram,
)
from webui.pages.desk.account_contexts import AccountContext, LoginContext, RefusedContext
from webui.pages.desk.batch_contexts import BatchContext
from webui.pages.desk.citation_contexts import BibliographyContext, CiteContext
from webui.pages.desk.collection_contexts import COLLECTING_CONTEXTS, CollectingContext
from webui.pages.desk.correction_contexts import (
    AuthorityContext,
    CorrectContext,
    CorrectionsContext,
    NameContext,
    PlaceContext,
)
from webui.pages.desk.embedded_metadata import EmbeddedMetadata
from webui.pages.desk.export_contexts import ExportContext
from webui.pages.desk.receipt_contexts import ReceiptContext, VerdictContext
from webui.pages.desk.saved_contexts import SavedContext
from webui.pages.help_parts import ApiDocument, ApiGroup, HelpSection, Wording
from webui.pages.view_models import (
    ArticlePart,
    ChangedArticle,
    Chip,
    ClauseLine,
    ClusterMember,
    CreditLine,
    DatelineLine,
    Download,
    Entry,
    FacetGroup,
    FacetRow,
    HitCount,
    HitStrip,
    IndexLetter,
    LeftOut,
    Neighbour,
    NoteChoice,
    OptionLink,
    OrderLink,
    Pagination,
    PictureLine,
    Piece,
    RegionLine,
    ReportLine,
    RoleLink,
    TextBlock,
    VersionEntry,
    WayOut,
)
from webui.query_string import ChangesReading
from webui.search_state import Parameter, SearchState


@dataclass(frozen=True, slots=True)
class SearchContext:
    """search.html: a list of articles, either all of them or the hits of a search.

    `complete` is False where the time limit cut the search off. `explanation` is there if the
    address asks for it; `toggled` is the same list with the explanation switched on or off. `model`
    is the article that a list of similar ones is about. `ways_out` are queries to try instead where
    nothing was found, `any_word` is the list for which one of several words is enough. `warnings`
    name the parameters that were ignored, `notices` the parts of the query. `hidden` are parameters
    that no visible field of the form carries. `compared` and `trends` are the addresses of the
    comparison with all articles and of the words over time. Days are those of `time_zone`, the
    archive's own.
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
    sorts: tuple[OptionLink, ...]
    densities: tuple[OptionLink, ...]
    sizes: tuple[OptionLink, ...]
    any_word: SearchState | None
    facets: tuple[FacetGroup, ...]
    timeline: Histogram | None
    compared: str
    trends: str
    pagination: Pagination
    time_zone: str


@dataclass(frozen=True, slots=True)
class FacetContext:
    """facet.html: the values of one facet in the list of a search state, some at a time.

    `total` is the number of articles in the list, `every` that of the values, `found` that of the
    values whose names have what `find` says; the first of the `rows` is number `start`. Where the
    list `has_ticked` values of the facet, all values are those of the list without it. `order` is
    the name of the order, "" for the natural one. `merges` are suggestions for the archive's owner.
    """

    template: ClassVar[str] = "facet.html"

    state: SearchState
    hidden: tuple[Parameter, ...]
    warnings: tuple[str, ...]
    name: str
    label: str
    noun: str
    total: int
    has_ticked: bool
    complete: bool
    every: int
    found: int
    find: str
    order: str
    orders: tuple[OrderLink, ...]
    roles: tuple[RoleLink, ...]
    letters: tuple[IndexLetter, ...]
    start: int
    rows: tuple[FacetRow, ...]
    previous: str
    following: str
    merges: tuple[SuggestedMerge, ...]
    more_merges: int


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """article.html: one article or a part of it, with the hits of the search it was opened from.

    `previous` and `following` are the articles beside it in that list, if it is in it.
    `captions` are those of pictures without an address, the others stand with `pictures`. `hits`
    counts the hits in headline, captions, pictures and body, numbered in that order; `strip` shows
    where they lie. `part` is None for an article that one page holds. Captions, pictures, credits
    and regions are the first of them, `more` has the number left out by name; a long list of
    pictures is folded unless `pictures_open`. `source` links to all articles of the same source,
    None where it has none; `alike` links to similar articles. `report` is its place among its
    near-duplicates, None where it has none. Times are shown in `time_zone`, the archive's own, in
    which it is `today`; `page_address` is what paper shows. `embedded` is for programs.
    """

    template: ClassVar[str] = "article.html"

    state: SearchState
    hidden: tuple[Parameter, ...]
    previous: Neighbour | None
    following: Neighbour | None
    article: Article
    embedded: EmbeddedMetadata
    headline: tuple[Piece, ...]
    captions: tuple[tuple[Piece, ...], ...]
    pictures: tuple[PictureLine, ...]
    pictures_open: bool
    body: tuple[TextBlock, ...]
    hits: HitCount
    strip: HitStrip
    part: ArticlePart | None
    more: LeftOut
    credits: tuple[CreditLine, ...]
    regions: tuple[RegionLine, ...]
    dateline: DatelineLine | None
    source: SearchState | None
    alike: SearchState
    report: ReportLine | None
    versions: int
    download: Download
    page_address: str
    today: date
    time_zone: str


@dataclass(frozen=True, slots=True)
class VersionsContext:
    """versions.html: the changes of an article from version to version, or between two of them.

    `versions` are all versions, oldest first. `entries` are the comparisons shown, newest first;
    there is one where two versions are `compared`; of a long list the `older` ones are left out.
    The form offers to compare `first` with `last`.
    """

    template: ClassVar[str] = "versions.html"

    article: Article
    versions: tuple[Article, ...]
    warnings: tuple[str, ...]
    entries: tuple[VersionEntry, ...]
    older: int
    compared: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ClusterContext:
    """cluster.html: near-duplicates, the earliest first, each compared with the `first` of all.

    `start` is the number of the first one on the page of `total`; with `compared` there is one
    alone. `all_of_it` is the list of all of them. Days are those of `time_zone`.
    """

    template: ClassVar[str] = "cluster.html"

    cluster: str
    first: Article
    total: int
    start: int
    compared: bool
    members: tuple[ClusterMember, ...]
    all_of_it: SearchState
    page: int
    pages: int
    warnings: tuple[str, ...]
    time_zone: str


@dataclass(frozen=True, slots=True)
class ChangesContext:
    """changes.html: articles that changed after they first came in, the newest change first.

    `previous` and `following` are query strings of the pages beside this one of `pages`. Days and
    times are those of `time_zone`.
    """

    template: ClassVar[str] = "changes.html"

    reading: ChangesReading
    warnings: tuple[str, ...]
    total: int
    changes: tuple[ChangedArticle, ...]
    notes: tuple[NoteChoice, ...]
    sources: tuple[str, ...]
    previous: str | None
    following: str | None
    pages: int
    time_zone: str


@dataclass(frozen=True, slots=True)
class CompareContext:
    """compare.html: two lists side by side, over time, by region and source.

    `both` counts what is in both lists; `swapped` is the address with the lists exchanged.
    """

    template: ClassVar[str] = "compare.html"

    warnings: tuple[str, ...]
    complete: bool
    lists: tuple[ComparedList, ComparedList]
    both: Figure
    chart: CurveChart
    facets: tuple[ComparedFacet, ...]
    swapped: str


@dataclass(frozen=True, slots=True)
class TrendsContext:
    """trends.html: up to five words over time.

    `words` are those of the form, "" for its empty fields; `frame` narrows all of them, `narrowed`
    says by what. `hidden` are parameters without a field in the form. `in_counts` and `in_shares`
    are the addresses of the two charts.
    """

    template: ClassVar[str] = "trends.html"

    words: tuple[str, ...]
    frame: SearchState
    hidden: tuple[Parameter, ...]
    narrowed: str
    warnings: tuple[str, ...]
    complete: bool
    chart: CurveChart
    in_counts: str
    in_shares: str
    shares: bool


@dataclass(frozen=True, slots=True)
class ApiContext:
    """api.html: the description of the JSON API, as `openapi.json` has it."""

    template: ClassVar[str] = "api.html"

    introduction: tuple[tuple[Wording, ...], ...]
    version: str
    root: str
    groups: tuple[ApiGroup, ...]
    documents: tuple[ApiDocument, ...]


@dataclass(frozen=True, slots=True)
class HelpContext:
    """help.html: the query language, with examples that link to searches of this archive."""

    template: ClassVar[str] = "help.html"

    introduction: tuple[Wording, ...]
    sections: tuple[HelpSection, ...]


@dataclass(frozen=True, slots=True)
class EmptyContext:
    """empty.html: an archive without articles yet, and the folder it is in."""

    template: ClassVar[str] = "empty.html"

    home: str


@dataclass(frozen=True, slots=True)
class ErrorContext:
    """error.html: the reason why a page cannot be shown, in one sentence."""

    template: ClassVar[str] = "error.html"

    status: int
    title: str
    message: str


Context = (
    SearchContext
    | FacetContext
    | ArticleContext
    | VersionsContext
    | ClusterContext
    | ChangesContext
    | CompareContext
    | TrendsContext
    | ApiContext
    | HelpContext
    | EmptyContext
    | ErrorContext
    | FrontContext
    | SubjectContext
    | DirectoryContext
    | RegionsContext
    | CalendarContext
    | MonthsContext
    | DayContext
    | AccountContext
    | LoginContext
    | RefusedContext
    | CiteContext
    | BibliographyContext
    | CollectingContext
    | CorrectContext
    | CorrectionsContext
    | NameContext
    | PlaceContext
    | AuthorityContext
    | SavedContext
    | ExportContext
    | ReceiptContext
    | VerdictContext
    | BatchContext
)
CONTEXTS = (
    SearchContext,
    FacetContext,
    ArticleContext,
    VersionsContext,
    ClusterContext,
    ChangesContext,
    CompareContext,
    TrendsContext,
    ApiContext,
    HelpContext,
    EmptyContext,
    ErrorContext,
    FrontContext,
    SubjectContext,
    DirectoryContext,
    RegionsContext,
    CalendarContext,
    MonthsContext,
    DayContext,
    AccountContext,
    LoginContext,
    RefusedContext,
    CiteContext,
    BibliographyContext,
    *COLLECTING_CONTEXTS,
    CorrectContext,
    CorrectionsContext,
    NameContext,
    PlaceContext,
    AuthorityContext,
    SavedContext,
    ExportContext,
    ReceiptContext,
    VerdictContext,
    BatchContext,
)


def render(context: Context) -> str:
    """HTML page of a context, whose fields are the variables of its template."""
    return render_template(context.template, **_values(context))


def _values(context: Context) -> Mapping[str, Any]:
    return {field.name: getattr(context, field.name) for field in fields(context)}

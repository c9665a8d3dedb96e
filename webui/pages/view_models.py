"""Parts of the template contexts: frozen dataclasses, each shown by one piece of a template."""

from dataclasses import dataclass
from enum import StrEnum

from archive.diff.changes import Passage, Passages, Run
from archive.model.article import Article, Credit, Published
from archive.store.edited_articles import EditedArticle
from indexer.highlight.snippets import TextSpan
from indexer.search.facet_listing import ListedValue
from indexer.search.results import Alternative, ExplainedClause, FacetValue, FoundArticle
from webui.query_string import NoteFilter
from webui.search_state import SearchState


@dataclass(frozen=True, slots=True)
class Chip:
    """Filter chip: one choice that narrows the list, and a link to the list without it."""

    label: str
    value: str
    excluded: bool
    without: SearchState


@dataclass(frozen=True, slots=True)
class Entry:
    """Entry of a result list: an article with its hits, and the link to its page.

    `regions` are its first regions in words, `more_regions` is the number of others. `snippets`
    are as many as the density of the list has room for, `preview` are the first paragraphs of its
    text. `whole` is the list of the near-duplicates that the entry
    stands for, None where there are none.
    """

    found: FoundArticle
    link: str
    regions: tuple[str, ...]
    more_regions: int
    snippets: tuple[tuple[TextSpan, ...], ...]
    preview: tuple[str, ...]
    whole: SearchState | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Article before or after another one in a list, and the link to its page."""

    headline: str
    link: str


@dataclass(frozen=True, slots=True)
class FacetLine:
    """Node of a facet's tree: a value and the values below it, unfolded if `open`.

    `link` excludes the value, or undoes its exclusion; `only` ticks it alone. Both are "" where
    the address of the list is so long that they would fill the page.
    """

    value: FacetValue
    only: str
    link: str
    open: bool
    below: tuple["FacetLine", ...]


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """Facet: the values shown, those folded away, and the number of those omitted.

    `noun` is what its values are called. `listing` is the address of the page with all of them,
    `page` that of the same page for all articles, `source` that of its values as JSON.
    `roles` are links to the names in one role each; `cleared` is the list without the choices of
    the facet, None where there are none.
    """

    name: str
    label: str
    noun: str
    tree: bool
    listing: str
    page: str
    source: str
    roles: tuple["RoleLink", ...]
    cleared: SearchState | None
    shown: tuple[FacetLine, ...]
    folded: tuple[FacetLine, ...]
    folded_open: bool
    omitted: int


@dataclass(frozen=True, slots=True)
class RoleLink:
    """Link to the names credited in one role, or the `current` one; `link` is an address."""

    label: str
    current: bool
    link: str


@dataclass(frozen=True, slots=True)
class RoleCount:
    """Role of a name with its count, and the address of the list of articles with it."""

    value: FacetValue
    only: str


@dataclass(frozen=True, slots=True)
class FacetRow:
    """Row of the page of a facet: a value, and addresses of lists.

    `only` ticks it alone, `added` ticks it beside others, `link` excludes it; `undone` takes it
    back where it is ticked or excluded. Each is "" where it does nothing new. A row is `indented`
    by levels of the tree; `anchor` is there for the first row of a letter in the index.
    """

    listed: ListedValue
    indented: int
    anchor: str
    roles: tuple[RoleCount, ...]
    only: str
    added: str
    link: str
    undone: str


@dataclass(frozen=True, slots=True)
class IndexLetter:
    """Heading in the index of a facet's names, and the address of its first name."""

    letter: str
    link: str


@dataclass(frozen=True, slots=True)
class OrderLink:
    """Address of the values of a facet in another order, or in the `current` one."""

    label: str
    current: bool
    link: str


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """Clause of an explained query, a link to the list of its own hits, and its subclauses."""

    clause: ExplainedClause
    state: SearchState
    parts: tuple["ClauseLine", ...]


@dataclass(frozen=True, slots=True)
class WayOut:
    """Query that finds something where this one does not, and a link to its list."""

    alternative: Alternative
    state: SearchState


@dataclass(frozen=True, slots=True)
class OptionLink:
    """Link to the list with another order, density or page size, or with the `current` one."""

    label: str
    current: bool
    state: SearchState


@dataclass(frozen=True, slots=True)
class PageLink:
    """Link to a page of the list; `state` is None for a gap between page numbers."""

    number: int
    current: bool
    state: SearchState | None


@dataclass(frozen=True, slots=True)
class Pagination:
    """Pagination of the list; `beyond` if there are hits after the last page allowed."""

    previous: SearchState | None
    following: SearchState | None
    last: SearchState
    links: tuple[PageLink, ...]
    beyond: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Stretch of an article's text; `hit` is the number of the hit, None for plain text."""

    text: str
    hit: int | None


class BlockKind(StrEnum):
    """What a block of an article's text is shown as."""

    SUBHEAD = "subhead"
    LIST = "list"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Consecutive paragraphs of an article of one kind; those of a list are its items."""

    kind: BlockKind
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class PictureLine:
    """Picture of an article, by its address and its caption, which is empty if it has none."""

    address: str
    caption: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CreditLine:
    """Credit, its name with the hits in it, and a link to the page of its bearer.

    The link is None where the name is longer than any.
    """

    credit: Credit
    name: tuple[TextSpan, ...]
    link: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Name in a region's path with the hits in it, and a link to the page of the region.

    The link is None where the path is longer than any.
    """

    name: tuple[TextSpan, ...]
    link: str | None


@dataclass(frozen=True, slots=True)
class RegionLine:
    """Region from the widest name to the narrowest, and where it came from.

    `names` are the words by which the article names it, other than its own name.
    """

    places: tuple[Place, ...]
    why: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatelineLine:
    """Dateline as it is written, and the day on which the story was filed, if known."""

    text: str
    filed: Published


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """Change of one metadata field: the entries of a list, or a `single` value.

    `more` entries are left out.
    """

    label: str
    single: bool
    items: tuple[Run, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Changes between two versions; a part is empty where nothing in it changed."""

    facts: tuple[ChangedFact, ...]
    headline: tuple[Run, ...]
    captions: Passages
    body: Passages


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """A version, and its changes since version `since`.

    `since` is None for the first version, which has its `text`; `changes` is None where they were
    not computed.
    """

    number: int
    version: Article
    since: int | None
    changes: Comparison | None
    text: Passage | None = None


@dataclass(frozen=True, slots=True)
class ClusterMember:
    """Member of a cluster of near-duplicates, compared with the one that reported first.

    `after` says how long after the first it came, "" where that is not known. `comparison` is None
    for the first, and where the page has no room for it: it has one of its own if `comparable`.
    """

    article: Article
    is_first: bool
    after: str
    comparison: Comparison | None
    comparable: bool


@dataclass(frozen=True, slots=True)
class ReportLine:
    """Place of an article in its cluster of `total` near-duplicates; `after` is as in a member."""

    cluster: str
    total: int
    first: Article
    is_first: bool
    after: str


@dataclass(frozen=True, slots=True)
class ChangedArticle:
    """Article that changed after it came in, with its newest change and the moment of that.

    `since_version` and `since_publication` say how long after the version before and after the
    article's date it came, "" where that is not known.
    """

    article: Article
    edited: EditedArticle
    moment: str
    since_version: str
    since_publication: str


@dataclass(frozen=True, slots=True)
class NoteChoice:
    """Choice whether the changes listed have a correction's note."""

    note: NoteFilter
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class HitCount:
    """Hits of an article, and links from those of this page to the ones around them.

    `here` of them are on this page, of which the first `marked` are; `before` stand in earlier
    parts, None where that is not known. `total` is that of the parts searched, all of them if
    `complete`; `cut` if the end of this page was not searched. `previous` leads from the first hit
    here, `following` from the last; "" for none.
    """

    here: int
    marked: int
    before: int | None
    total: int
    complete: bool
    cut: bool
    first: str
    previous: str
    following: str


@dataclass(frozen=True, slots=True)
class StripMark:
    """Stretch of the text that has hits: where it begins, in percent, and the first hit there."""

    at: int
    link: str


@dataclass(frozen=True, slots=True)
class HitStrip:
    """Strip that shows where hits lie: a mark for each stretch that has any.

    Behind `unknown` percent of the text nothing was searched; 100 where all of it was.
    """

    marks: tuple[StripMark, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """Part of a long article, and links to the others; "" for none.

    `number` is 0 where all of them are shown; `whole` is there where that is possible.
    """

    number: int
    count: int
    previous: str
    following: str
    first: str
    last: str
    whole: str


@dataclass(frozen=True, slots=True)
class Download:
    """Bytes that an article was read from: what they hold, under which name, and their size.

    The size is None where it cannot be told.
    """

    holds: str
    name: str
    size_bytes: int | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Numbers of what a page leaves out of an article that has too much of it."""

    headline: int
    captions: int
    pictures: int
    credits: int
    regions: int
    topics: int

"""What the contexts of the templates are made of."""

from dataclasses import dataclass
from enum import StrEnum

from archive.model.article import Article, Credit, Published
from indexer.highlight.snippets import TextSpan
from indexer.search.results import Alternative, ExplainedClause, FacetValue, FoundArticle
from webui.search_state import SearchState


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the list, and the list without it."""

    label: str
    value: str
    excluded: bool
    without: SearchState


@dataclass(frozen=True, slots=True)
class Entry:
    """Entry of a list: an article as it was found, and the link to its page.

    `regions` are the first of its regions in words, `more_regions` counts the rest. `whole` is the
    list of all the near-duplicates that the entry stands for, None where it stands for itself.
    """

    found: FoundArticle
    link: str
    regions: tuple[str, ...]
    more_regions: int
    whole: SearchState | None


@dataclass(frozen=True, slots=True)
class FacetLine:
    """Value of a facet with the lines below it, which are unfolded where `open`.

    `link` leads to the list without the value, or back to it where it is excluded.
    """

    value: FacetValue
    link: str
    open: bool
    below: tuple["FacetLine", ...]


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """Facet: its first values, the rest that is folded away, and how many are left out."""

    name: str
    label: str
    tree: bool
    shown: tuple[FacetLine, ...]
    folded: tuple[FacetLine, ...]
    folded_open: bool
    omitted: int


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause of a query as it was read, the list of what it finds by itself, and its parts."""

    clause: ExplainedClause
    state: SearchState
    parts: tuple["ClauseLine", ...]


@dataclass(frozen=True, slots=True)
class WayOut:
    """Another search that finds something, where this one finds nothing."""

    alternative: Alternative
    state: SearchState


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
    name: tuple[TextSpan, ...]
    state: SearchState


@dataclass(frozen=True, slots=True)
class Place:
    """One name of a region's path, and the list of what is about it."""

    name: tuple[TextSpan, ...]
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
class Wording:
    """A stretch of a sentence; `typed` says that it is something to type."""

    text: str
    typed: bool


@dataclass(frozen=True, slots=True)
class Example:
    """Something to type, what it finds, and the search that it is; words may be of `any_word`."""

    typed: str
    any_word: bool
    finds: tuple[Wording, ...]
    state: SearchState


@dataclass(frozen=True, slots=True)
class HelpTable:
    """A table of the help, each cell a sentence."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Wording, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class HelpSection:
    """One part of the help; `anchor` names it in an address."""

    title: str
    anchor: str
    examples: tuple[Example, ...]
    table: HelpTable | None
    paragraphs: tuple[tuple[Wording, ...], ...]

"""Search state: everything that a link to a list says; `query_strings` parses it."""

import calendar
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from urllib.parse import quote_plus

import msgspec
from msgspec.structs import replace

from archive.model.article import Role
from indexer.engines.engine import FacetFilter, Sort
from indexer.schema.fields import FACETS, PATH_SEPARATOR
from indexer.search.results import SearchQuery
from indexer.search.timeline import TimelineQuery

# Articles on a page of a list; the first is the natural one.
PAGE_SIZES = (20, 50, 100)
PAGE_SIZE = PAGE_SIZES[0]
# An engine ranks all hits up to the end of the page: 100,000 of them are enough.
LAST_HIT = 100_000
LAST_PAGE = LAST_HIT // PAGE_SIZE
# No archive has more changes.
LAST_ARRIVAL = 999_999_999
# Longer lists of check boxes help nobody; the page of the facet has all values.
FACET_LIMIT = 24

# Values of the parameters `match`, `explain` and `part`.
ANY_WORD = "any"
EXPLAINED = "1"
WHOLE_ARTICLE = "all"

_FACET_NAMES = tuple(facet.name for facet in FACETS)
_TREES = frozenset(facet.name for facet in FACETS if facet.tree)


class Density(StrEnum):
    """How much of each article a list shows."""

    FULL = "full"
    COMPACT = "compact"
    HEADLINES = "headlines"


class Chart(StrEnum):
    """What the bars over a list show: counts, shares of all articles of their time, or nothing."""

    COUNTS = "counts"
    SHARES = "shares"
    NONE = "none"


class Stack(StrEnum):
    """Facet whose greatest values the bars over a list are parted by."""

    REGION = "region"
    SOURCE = "source"
    LANGUAGE = "language"


class Display(msgspec.Struct, frozen=True):
    """How a list is shown, as opposed to what is in it.

    `size` is the number of articles on a page. `stack` is None for plain bars. With a `role` the
    byline facet lists names credited in that role, ranked by it.
    """

    density: Density = Density.FULL
    size: int = PAGE_SIZE
    chart: Chart = Chart.COUNTS
    stack: Stack | None = None
    role: Role | None = None

    @property
    def timeline(self) -> TimelineQuery | None:
        """What the bars over a list have to be counted for, None where there are none."""
        if self.chart is Chart.NONE:
            return None
        return TimelineQuery(shares=self.chart is Chart.SHARES, stack=self.stack)


_PLAIN = Display()


class Choice(msgspec.Struct, frozen=True, order=True, gc=False):
    """Value of a facet, ticked or excluded."""

    facet: str
    value: str


class Parameter(msgspec.Struct, frozen=True, gc=False):
    """Parameter of a query string, or hidden field of a form."""

    name: str
    value: str


# A page makes some twenty and caches their links: structs are made, hashed and compared in C.
class SearchState(msgspec.Struct, frozen=True):
    """Search state: query, choices, dates, order and page of a list of articles.

    `first` and `last` bound the date, both included; `since` is the number of the last arrival
    before those listed, 0 for all. `sort` is None where no order was chosen: then lists with words
    are sorted by relevance, others newest first. With `any_word` one of the words is enough; with
    `explained` the page shows how the query was read. What the lists `without` have is left out.
    Pages count from 1.
    """

    text: str = ""
    ticked: frozenset[Choice] = frozenset()
    excluded: frozenset[Choice] = frozenset()
    first: date | None = None
    last: date | None = None
    sort: Sort | None = None
    any_word: bool = False
    explained: bool = False
    page: int = 1
    display: Display = Display()
    since: int = 0
    without: "tuple[SearchState, ...]" = ()

    @property
    def order(self) -> Sort:
        """Order of the list: the one chosen, else relevance for words and newest first without."""
        return self.sort or _natural_order(self.text)

    @property
    def first_text(self) -> str:
        """First day in its shortest form: "2019" for 1 January 2019."""
        return _opening(self.first) if self.first else ""

    @property
    def last_text(self) -> str:
        """Last day in its shortest form: "2019" for 31 December 2019."""
        return _closing(self.last) if self.last else ""

    @property
    def narrowed(self) -> bool:
        """Whether a choice, a date, an arrival or another list narrows the list."""
        return bool(
            self.ticked or self.excluded or self.first or self.last or self.since or self.without
        )

    @property
    def runs_backwards(self) -> bool:
        """Whether the first day is after the last one: the list is empty, which is no error."""
        return bool(self.first and self.last and self.first > self.last)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Parameters of the state's canonical link, in order."""
        return tuple(Parameter(name, value) for name, value in _pairs(self) if value)

    @property
    def query(self) -> str:
        """Query string of the state's canonical link, "" for all articles."""
        return _query(self)

    def choosing(self, choice: Choice) -> "SearchState":
        """State with a value as the only one ticked in its facet, at the first page."""
        others = frozenset(c for c in self.ticked if c.facet != choice.facet)
        return replace(self, ticked=others | {choice}, page=1)

    def ticking(self, choice: Choice) -> "SearchState":
        """State with a value ticked as well, at the first page."""
        return replace(self, ticked=self.ticked | {choice}, page=1)

    def excluding(self, choice: Choice) -> "SearchState":
        """State with a value excluded and nothing ticked below it, at the first page."""
        inside = {c for c in self.ticked if _lies_in(c, choice)}
        return replace(self, ticked=self.ticked - inside, excluded=self.excluded | {choice}, page=1)

    def dropping(self, choice: Choice) -> "SearchState":
        """State with a value neither ticked nor excluded, at the first page."""
        return replace(
            self, ticked=self.ticked - {choice}, excluded=self.excluded - {choice}, page=1
        )

    def clearing(self, facet: str) -> "SearchState":
        """State without the choices of a facet, at the first page."""
        ticked = frozenset(c for c in self.ticked if c.facet != facet)
        excluded = frozenset(c for c in self.excluded if c.facet != facet)
        return replace(self, ticked=ticked, excluded=excluded, page=1)

    def in_role(self, role: Role | None) -> "SearchState":
        """The same list with its names counted in one role; in any for None."""
        return replace(self, display=replace(self.display, role=role))

    def widened(self) -> "SearchState":
        """State with the words, but nothing else that narrows the list, at the first page."""
        return replace(
            self,
            ticked=frozenset(),
            excluded=frozenset(),
            first=None,
            last=None,
            since=0,
            without=(),
            page=1,
        )

    def bare(self) -> "SearchState":
        """What is in the list, without how it is shown: order, page, explanation and display."""
        return replace(self, sort=None, explained=False, page=1, display=Display())

    def searching(self, text: str) -> "SearchState":
        """State with another query within the same choices, not explained, at the first page."""
        return replace(self, text=text, any_word=False, explained=False, page=1)

    def shown_as(self, display: Display) -> "SearchState":
        """The same list shown otherwise, at the page with the same first article."""
        first = (self.page - 1) * self.display.size
        return replace(self, display=display, page=first // display.size + 1)

    def sorted_by(self, sort: Sort) -> "SearchState":
        """State in another order, at the first page."""
        chosen = None if sort is _natural_order(self.text) else sort
        return replace(self, sort=chosen, page=1)

    def question(self) -> SearchQuery:
        """Question that the page of this state puts to the search service."""
        return SearchQuery(
            text=self.text,
            filters=self._filters(),
            first=self.first,
            last=self.last,
            sort=self.order,
            offset=(self.page - 1) * self.display.size,
            limit=self.display.size,
            facet_limit=FACET_LIMIT,
            any_word=self.any_word,
            explain=self.explained,
            without=tuple(other.question() for other in self.without),
            since=self.since,
            role=self.display.role,
        )

    def _filters(self) -> dict[str, FacetFilter]:
        return {
            facet: FacetFilter(
                include=frozenset(c.value for c in self.ticked if c.facet == facet),
                exclude=frozenset(c.value for c in self.excluded if c.facet == facet),
            )
            for facet in sorted({c.facet for c in self.ticked | self.excluded})
        }


class Narrowings:
    """Query strings that narrow a list by one value each: exclude it, or tick it alone.

    A page has hundreds of them, which differ only in the value: all else is formatted once.
    """

    def __init__(self, state: SearchState) -> None:
        self._state = replace(state, page=1)
        self._before = tuple(_written(_before_exclusions(self._state)))
        self._after = tuple(_written(_after_exclusions(self._state)))
        self._ticked = {choice.facet for choice in state.ticked}
        self._excluded = [(c.facet, c.value) for c in sorted(state.excluded)]
        self._written = tuple(_not(facet, value) for facet, value in self._excluded)
        self._around_choice: dict[str, tuple[str, str]] = {}

    def choosing(self, facet: str, value: str) -> str:
        """Query string of the first page of the list with this value alone ticked in its facet."""
        around = self._around_choice.get(facet)
        if around is None:
            written = _written(_pairs(self._state.choosing(Choice(facet, _MARK))))
            before, _, after = "&".join(written).partition(f"{facet}={_quoted(_MARK)}")
            around = self._around_choice[facet] = before + facet + "=", after
        return f"{around[0]}{_quoted_again(value)}{around[1]}"

    def excluding(self, facet: str, value: str) -> str:
        """Query string of the first page of the list with this value excluded as well."""
        if facet in self._ticked:
            # The value may be ticked, or one below it.
            return self._state.excluding(Choice(facet, value)).query
        at = bisect_left(self._excluded, (facet, value))
        first, last = self._written[:at], self._written[at:]
        return "&".join((*self._before, *first, _not_one_more(facet, value), *last, *self._after))


class Ranges:
    """Query strings that narrow a list to days each; all but the days is formatted once."""

    def __init__(self, state: SearchState) -> None:
        pairs = list(_pairs(replace(state, first=None, last=None, page=1)))
        place = [name for name, _ in pairs].index("from")
        self._before = "".join(f"{pair}&" for pair in _written(pairs[:place]))
        self._after = "".join(f"&{pair}" for pair in _written(pairs[place:]))

    def query(self, first: date, last: date) -> str:
        """Query string of the first page of the list from one day to another, both included."""
        return f"{self._before}from={_opening(first)}&to={_closing(last)}{self._after}"


def _pairs(state: SearchState) -> Iterator[tuple[str, str]]:
    yield from _before_exclusions(state)
    yield from (("not", f"{c.facet}:{c.value}") for c in sorted(state.excluded))
    yield from _after_exclusions(state)


def _before_exclusions(state: SearchState) -> Iterator[tuple[str, str]]:
    yield "q", state.text
    yield "match", ANY_WORD if state.any_word else ""
    for facet in _FACET_NAMES if state.ticked else ():
        yield from ((c.facet, c.value) for c in sorted(state.ticked) if c.facet == facet)


def _after_exclusions(state: SearchState) -> Iterator[tuple[str, str]]:
    yield "from", state.first_text
    yield "to", state.last_text
    yield "since", str(state.since) if state.since else ""
    yield from (("without", query) for query in sorted(other.query for other in state.without))
    yield "sort", state.sort or ""
    yield "explain", EXPLAINED if state.explained else ""
    yield from _of_display(state.display)
    yield "page", str(state.page) if state.page > 1 else ""


def _of_display(display: Display) -> Iterator[tuple[str, str]]:
    if display != _PLAIN:
        yield "view", "" if display.density is Density.FULL else display.density
        yield "size", "" if display.size == PAGE_SIZE else str(display.size)
        yield "chart", "" if display.chart is Chart.COUNTS else display.chart
        yield "stack", display.stack or ""
        yield "role", display.role or ""


# The links of all hits of a page share one query string. Few are kept, as they can be long.
@lru_cache(maxsize=4)
def _query(state: SearchState) -> str:
    return "&".join(_written(_pairs(state)))


def _not(facet: str, value: str) -> str:
    return f"not={_quoted(f'{facet}:{value}')}"


# Most values of an archive recur on every page; so many take less than a megabyte.
_not_one_more = lru_cache(maxsize=1 << 12)(_not)
# Stands for a value; as a value of its own it is as good as none.
_MARK = "\0"


def _written(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"{name}={_quoted(value)}" for name, value in pairs if value)


def _quoted(value: str) -> str:
    return quote_plus(value, safe="/:")


_quoted_again = lru_cache(maxsize=1 << 12)(_quoted)


def _natural_order(text: str) -> Sort:
    return Sort.RELEVANCE if text else Sort.NEWEST


def _opening(day: date) -> str:
    if (day.month, day.day) == (1, 1):
        return day.isoformat()[:4]
    return day.isoformat()[:7] if day.day == 1 else day.isoformat()


def _closing(day: date) -> str:
    if (day.month, day.day) == (12, 31):
        return day.isoformat()[:4]
    ends = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.isoformat()[:7] if ends else day.isoformat()


def _lies_in(inner: Choice, outer: Choice) -> bool:
    if inner == outer:
        return True
    if inner.facet != outer.facet or inner.facet not in _TREES:
        return False
    return inner.value.startswith(outer.value + PATH_SEPARATOR)

"""Search state ⇄ query string: any query string is a state, and every state has one link."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import parse_qs, urlencode

from indexer.engine import FacetFilter, Sort
from indexer.fields import FACETS, PATH_SEPARATOR, UNDATED
from indexer.results import Question

PAGE_SIZE = 20
# An engine ranks every hit up to the end of the page asked for: 100,000 of them is enough.
LAST_PAGE = 5_000
# Beyond this a list of check boxes is no help to anybody; the page says what it left out.
FACET_LIMIT = 60

_FACET_NAMES = tuple(facet.name for facet in FACETS)
_TREES = frozenset(facet.name for facet in FACETS if facet.tree)
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# The year facet is sorted by number: nothing else can be ticked in it.
_YEAR = re.compile(rf"[0-9]{{1,4}}|{UNDATED}")
_NUMBER = re.compile(r"[0-9]{1,9}")
_LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """One value of one facet, ticked or excluded."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One name and value of a query string, or of a hidden field of a form."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchState:
    """All that a link to a list of articles says.

    `first` and `last` bound the date, both included. `sort` is None where none was chosen:
    newest first while there are no words, by relevance else. Pages count from 1.
    """

    text: str = ""
    ticked: frozenset[Choice] = field(default_factory=frozenset[Choice])
    excluded: frozenset[Choice] = field(default_factory=frozenset[Choice])
    first: date | None = None
    last: date | None = None
    sort: Sort | None = None
    page: int = 1

    @property
    def order(self) -> Sort:
        """The order of the list: the chosen one, else the one that suits the words."""
        return self.sort or _natural_order(self.text)

    @property
    def first_text(self) -> str:
        """The first day as short as it can be written: "2019" for 1 January 2019."""
        return _opening(self.first) if self.first else ""

    @property
    def last_text(self) -> str:
        """The last day as short as it can be written: "2019" for 31 December 2019."""
        return _closing(self.last) if self.last else ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words narrows the list."""
        return bool(self.ticked or self.excluded or self.first or self.last)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of the state's one link, in their one order."""
        return tuple(Parameter(name, value) for name, value in self._pairs() if value)

    @property
    def query(self) -> str:
        """The query string of the state's one link, "" for all articles."""
        return urlencode([(p.name, p.value) for p in self.parameters], safe="/:")

    def excluding(self, choice: Choice) -> "SearchState":
        """The first page of this list without a value, and with nothing ticked below it."""
        inside = {c for c in self.ticked if _lies_in(c, choice)}
        return replace(self, ticked=self.ticked - inside, excluded=self.excluded | {choice}, page=1)

    def dropping(self, choice: Choice) -> "SearchState":
        """The first page of the list with a value neither ticked nor excluded."""
        return replace(
            self, ticked=self.ticked - {choice}, excluded=self.excluded - {choice}, page=1
        )

    def widened(self) -> "SearchState":
        """The first page for the same words, with nothing else to narrow it."""
        return SearchState(text=self.text, sort=self.sort)

    def sorted_by(self, sort: Sort) -> "SearchState":
        """The first page of the list in another order."""
        chosen = None if sort is _natural_order(self.text) else sort
        return replace(self, sort=chosen, page=1)

    def question(self) -> Question:
        """What the page of this state asks for."""
        return Question(
            text=self.text,
            filters=self._filters(),
            first=self.first,
            last=self.last,
            sort=self.order,
            offset=(self.page - 1) * PAGE_SIZE,
            limit=PAGE_SIZE,
            facet_limit=FACET_LIMIT,
        )

    def _filters(self) -> dict[str, FacetFilter]:
        return {
            facet: FacetFilter(
                include=frozenset(c.value for c in self.ticked if c.facet == facet),
                exclude=frozenset(c.value for c in self.excluded if c.facet == facet),
            )
            for facet in sorted({c.facet for c in self.ticked | self.excluded})
        }

    def _pairs(self) -> Iterator[tuple[str, str]]:
        yield "q", self.text
        for facet in _FACET_NAMES:
            yield from ((c.facet, c.value) for c in sorted(self.ticked) if c.facet == facet)
        yield from (("not", f"{c.facet}:{c.value}") for c in sorted(self.excluded))
        yield "from", self.first_text
        yield "to", self.last_text
        yield "sort", self.sort or ""
        yield "page", str(self.page) if self.page > 1 else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query string asks for, and what was passed over in it, a sentence each."""

    state: SearchState
    question: Question
    notices: tuple[str, ...]


def read_page(query_string: bytes) -> Reading:
    """The state of a page's query string, whatever stands in it."""
    notices: list[str] = []
    state = _state(_values(query_string), notices)
    return Reading(state, state.question(), tuple(notices))


def read_api(query_string: bytes) -> Reading:
    """The same for a program, which may also give `limit` (1 to 100) and `offset`.

    Facets come whole: a program cannot see that some values were left out.
    """
    notices: list[str] = []
    args = _values(query_string)
    state = _state(args, notices)
    limit = _number(args, "limit", 1, 100, notices)
    limit = PAGE_SIZE if limit is None else limit
    offset = _number(args, "offset", 0, LAST_PAGE * PAGE_SIZE, notices)
    offset = (state.page - 1) * limit if offset is None else offset
    question = replace(state.question(), offset=offset, limit=limit, facet_limit=None)
    return Reading(state, question, tuple(notices))


# The values of each parameter. Werkzeug's `Request.args` fails on bytes that are no UTF-8.
_Args = dict[str, list[str]]


def _values(query_string: bytes) -> _Args:
    query = query_string.decode(errors="replace")
    return parse_qs(query, keep_blank_values=True, errors="replace")


def _first(args: _Args, name: str) -> str:
    return args.get(name, [""])[0].strip()


def _state(args: _Args, notices: list[str]) -> SearchState:
    state = SearchState(
        text=_first(args, "q"),
        ticked=frozenset(_valid(_ticked(args), notices)),
        excluded=frozenset(_valid(_excluded(args, notices), notices)),
        first=_day(args, "from", notices),
        last=_day(args, "to", notices),
        sort=_sort(args, notices),
        page=_number(args, "page", 1, LAST_PAGE, notices) or 1,
    )
    if state.first and state.last and state.first > state.last:
        notices.append("The first date is after the last one, so no article can lie between them.")
    return state


def _ticked(args: _Args) -> Iterator[Choice]:
    for facet in _FACET_NAMES:
        yield from (Choice(facet, value) for value in args.get(facet, ()) if value)


def _excluded(args: _Args, notices: list[str]) -> Iterator[Choice]:
    for given in args.get("not", ()):
        facet, _, value = given.partition(":")
        if facet in _FACET_NAMES and value:
            yield Choice(facet, value)
        elif given:
            notices.append(f"{_quoted(given)} names nothing that can be excluded.")


def _valid(choices: Iterator[Choice], notices: list[str]) -> Iterator[Choice]:
    for choice in choices:
        if choice.facet != "year" or _YEAR.fullmatch(choice.value):
            yield choice
        else:
            notices.append(f"{_quoted(choice.value)} is no year: write 2019, or {UNDATED}.")


def _day(args: _Args, name: str, notices: list[str]) -> date | None:
    given = _first(args, name)
    if not given:
        return None
    try:
        return _bound(given, last=name == "to")
    except ValueError:
        notices.append(f"{_quoted(given)} is no date: write 2019, 2019-06 or 2019-06-04.")
        return None


def _bound(given: str, *, last: bool) -> date:
    """The first or the last day of a year, a month or a day; `ValueError` for anything else."""
    parts = _DAY.fullmatch(given)
    if parts is None:
        raise ValueError(given)
    year = int(parts[1])
    month = int(parts[2] or (12 if last else 1))
    if parts[3]:
        return date(year, month, int(parts[3]))
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def _sort(args: _Args, notices: list[str]) -> Sort | None:
    given = _first(args, "sort")
    if given in set(Sort):
        return Sort(given)
    if given:
        notices.append(f"{_quoted(given)} is no order: choose relevance, newest or oldest.")
    return None


def _number(args: _Args, name: str, lowest: int, highest: int, notices: list[str]) -> int | None:
    given = _first(args, name)
    if not given:
        return None
    if _NUMBER.fullmatch(given) and lowest <= int(given) <= highest:
        return int(given)
    notices.append(f"{_quoted(given)} is no {name}: give a number from {lowest} to {highest:,}.")
    return None


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


def _quoted(given: str) -> str:
    short = given if len(given) <= _LONGEST_QUOTE else f"{given[:_LONGEST_QUOTE]}…"
    return f"‘{short}’"

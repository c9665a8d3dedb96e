"""Parser of query strings: any string is a search state, and every state has one link."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from msgspec.structs import replace as replace_state

from archive.errors import NotFoundError
from archive.model.article import Role
from indexer.engines.engine import Sort
from indexer.schema.fields import FACETS, UNDATED, present_value
from indexer.search.facet_listing import ValueOrder, natural_order
from indexer.search.results import SearchQuery
from webui.parameters import (
    NUMBER,
    Args,
    day,
    either,
    first_value,
    joined,
    member,
    number,
    quoted,
    values_of,
)
from webui.search_state import (
    ANY_WORD,
    EXPLAINED,
    LAST_ARRIVAL,
    LAST_HIT,
    LAST_PAGE,
    PAGE_SIZE,
    PAGE_SIZES,
    WHOLE_ARTICLE,
    Chart,
    Choice,
    Density,
    Display,
    SearchState,
    Stack,
)

_ALL_WORDS = "all"
_UNEXPLAINED = "0"
_WITH_ORIGINALS = "1"
_SIZES = tuple(map(str, PAGE_SIZES))
_FACET_NAMES = tuple(facet.name for facet in FACETS)
# Values of the facets of dates, with an example for each; articles may have a coarser date.
DATE_VALUES = {
    "year": (re.compile(rf"[0-9]{{1,4}}|{UNDATED}"), "2019"),
    "month": (re.compile(rf"[0-9]{{4}}(?:-[0-9]{{2}})?|{UNDATED}"), "2019-06"),
    "week": (re.compile(rf"[0-9]{{4}}(?:-W?[0-9]{{2}})?|{UNDATED}"), "2019-W23"),
    "day": (re.compile(rf"[0-9]{{4}}(?:-[0-9]{{2}}){{0,2}}|{UNDATED}"), "2019-06-04"),
}
_ANYTHING = re.compile(".*", re.DOTALL)
_LAST_VALUE = 10_000_000
# Values ticked and excluded: each has a link of its own that says all the others.
MOST_CHOICES = 100
# Lists that a list can be without, and how deep they nest: a comparison links to what is in the
# first list, without what is only in the first.
MOST_LEFT_OUT = 3
_DEEPEST = 3
# Lines that one chart can tell apart.
MOST_WORDS = 5
# Values of a facet shown at once.
MOST_VALUES = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """Parsed query string: the state, the search, and a sentence for each part that was ignored."""

    state: SearchState
    question: SearchQuery
    notices: tuple[str, ...]


def read_page(query_string: bytes) -> Reading:
    """Search state of a page's query string; no string is an error."""
    notices: list[str] = []
    state = _state(values_of(query_string), notices)
    question = replace(state.question(), timeline=state.display.timeline)
    return Reading(state, question, tuple(notices))


def read_api(query_string: bytes) -> Reading:
    """Search state of a request to the API, which may also have `limit` (1 to 100) and `offset`.

    Facets are complete: their JSON has no place to say that values were left out.
    """
    notices: list[str] = []
    args = values_of(query_string)
    state = _state(args, notices)
    limit = number(args, "limit", 1, 100, notices)
    limit = state.display.size if limit is None else limit
    offset = number(args, "offset", 0, LAST_HIT, notices)
    offset = (state.page - 1) * limit if offset is None else offset
    question = replace(state.question(), offset=offset, limit=limit, facet_limit=None)
    return Reading(state, question, tuple(notices))


@dataclass(frozen=True, slots=True)
class ExportReading:
    """Parsed query string of an export: the list, and how it is written.

    `format` is "" where none was chosen yet. `fields` are names as given, `after` the id of an
    article that was written before.
    """

    state: SearchState
    question: SearchQuery
    format: str
    fields: tuple[str, ...]
    with_originals: bool
    after: str
    notices: tuple[str, ...]


def read_export(query_string: bytes, formats: Collection[str]) -> ExportReading:
    """Export that a query string asks for; an unknown format is none, with a notice.

    Fields come one by one, as a form sends them (`field`), or together (`fields`).
    """
    notices: list[str] = []
    args = values_of(query_string)
    state = _state(args, notices)
    chosen = first_value(args, "format")
    if chosen and chosen not in formats:
        notices.append(f"{quoted(chosen)} is not a format: choose {either(tuple(formats))}.")
        chosen = ""
    together = (name for value in args.get("fields", ()) for name in value.split(","))
    names = (name.strip() for name in (*args.get("field", ()), *together))
    return ExportReading(
        state,
        state.question(),
        chosen,
        tuple(dict.fromkeys(filter(None, names))),
        with_originals=first_value(args, "originals") == _WITH_ORIGINALS,
        after=first_value(args, "after"),
        notices=tuple(notices),
    )


@dataclass(frozen=True, slots=True)
class PairReading:
    """Parsed query string of a comparison: two lists, and a sentence for each part ignored."""

    first: SearchState
    second: SearchState
    notices: tuple[str, ...]


def read_pair(query_string: bytes) -> PairReading:
    """Lists that the query strings in `a` and `b` describe; without one, all articles.

    Words and dates of their own, as a form sends them, stand above those: `a_q`, `a_from`, `a_to`.
    """
    notices: list[str] = []
    args = values_of(query_string)
    first, second = (_side(args, name, notices) for name in ("a", "b"))
    return PairReading(first, second, tuple(dict.fromkeys(notices)))


@dataclass(frozen=True, slots=True)
class TrendsReading:
    """Parsed query string of trends: the words, each with all that narrows `frame`."""

    words: tuple[str, ...]
    frame: SearchState
    notices: tuple[str, ...]


def read_trends(query_string: bytes) -> TrendsReading:
    """Words, up to five in `word`, and the state of all other parameters but the query."""
    notices: list[str] = []
    args = values_of(query_string)
    words = list(dict.fromkeys(word.strip() for word in args.get("word", ()) if word.strip()))
    if len(words) > MOST_WORDS:
        notices.append(f"{len(words)} words are too many: these are the first {MOST_WORDS}.")
    state = _state(args, notices)
    frame = replace_state(state.bare(), text="", display=Display(chart=state.display.chart))
    return TrendsReading(tuple(words[:MOST_WORDS]), frame, tuple(notices))


@dataclass(frozen=True, slots=True)
class FacetReading:
    """Parsed query string of a listing of one facet's values, for the list of a search state.

    `find` is what their names must have, `offset` the number of values before the first shown.
    `question` asks for all values of the facet, and for no articles.
    """

    state: SearchState
    facet: str
    question: SearchQuery
    find: str
    order: ValueOrder
    offset: int
    limit: int
    notices: tuple[str, ...]


def read_facet(facet: str, query_string: bytes) -> FacetReading:
    """Listing that a query string asks for; `NotFoundError` for a facet that there is not."""
    if facet not in _FACET_NAMES:
        raise NotFoundError(f"{quoted(facet)} is no facet: there are {joined(_FACET_NAMES, 'and')}")
    notices: list[str] = []
    args = values_of(query_string)
    state = _state(args, notices)
    order = member(args, "order", ValueOrder, "an order of values", notices)
    offset = number(args, "offset", 0, _LAST_VALUE, notices)
    limit = number(args, "limit", 1, MOST_VALUES, notices) or MOST_VALUES
    asked = {"facets": (facet,), "facet_limit": None, "offset": 0, "limit": 0, "explain": False}
    return FacetReading(
        state=state,
        facet=facet,
        question=replace(state.question(), **asked),
        find=first_value(args, "find"),
        order=order or natural_order(facet),
        offset=offset or 0,
        limit=limit,
        notices=tuple(notices),
    )


@dataclass(frozen=True, slots=True)
class FeedReading:
    """Parsed query string of a feed, of what came in before the arrival `before`, None for all."""

    state: SearchState
    before: int | None
    notices: tuple[str, ...]


def read_feed(query_string: bytes) -> FeedReading:
    """Search state of a feed, and the arrival that its page ends before; no string is an error."""
    notices: list[str] = []
    args = values_of(query_string)
    state = _state(args, notices)
    before = number(args, "before", 1, LAST_ARRIVAL, notices)
    return FeedReading(state, before, tuple(notices))


def read_typed(query_string: bytes) -> str:
    """Text typed so far, from the query string of a request for completions.

    A space at its end is kept: it ends the last word.
    """
    return values_of(query_string).get("q", [""])[0]


def read_part(query_string: bytes) -> int | None:
    """Part of a long article that a page shows, from 1; None for the whole article.

    The first one where none or no possible one is asked for.
    """
    given = first_value(values_of(query_string), "part")
    if given == WHOLE_ARTICLE:
        return None
    return max(1, int(given)) if NUMBER.fullmatch(given) else 1


@dataclass(frozen=True, slots=True)
class ClusterReading:
    """Parsed query string of a cluster: its page, or the id of the one member to compare."""

    page: int
    member: str
    notices: tuple[str, ...]


def read_cluster(query_string: bytes) -> ClusterReading:
    """Page of a cluster, and the member that `with` names, "" for none."""
    notices: list[str] = []
    args = values_of(query_string)
    page = number(args, "page", 1, LAST_PAGE, notices)
    return ClusterReading(page or 1, first_value(args, "with"), tuple(notices))


class NoteFilter(StrEnum):
    """Whether the changes listed are those told by a correction's note."""

    ALL = "all"
    WITH = "with"
    WITHOUT = "without"


@dataclass(frozen=True, slots=True)
class ChangesReading:
    """Parsed query string of the page of changes; `first` and `last` bound the day of a change."""

    first: date | None
    last: date | None
    source: str
    note: NoteFilter
    page: int
    notices: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """Query string in its shortest form."""
        values = {
            "note": "" if self.note is NoteFilter.ALL else self.note,
            "source": self.source,
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
            "page": str(self.page) if self.page > 1 else "",
        }
        return urlencode({name: value for name, value in values.items() if value})

    def noted(self, note: NoteFilter) -> str:
        """Query string of the first page with another choice of notes."""
        return replace(self, note=note, page=1).query


def read_changes(query_string: bytes) -> ChangesReading:
    """Choices of the page of changes; no string is an error."""
    notices: list[str] = []
    args = values_of(query_string)
    note = first_value(args, "note") or NoteFilter.ALL
    if note not in set(NoteFilter):
        notices.append(f"{quoted(note)} is not a choice of notes: choose all, with or without.")
        note = NoteFilter.ALL
    return ChangesReading(
        first=day(args, "from", notices),
        last=day(args, "to", notices),
        source=first_value(args, "source"),
        note=NoteFilter(note),
        page=number(args, "page", 1, LAST_PAGE, notices) or 1,
        notices=tuple(notices),
    )


def _side(args: Args, side: str, notices: list[str]) -> SearchState:
    state = _state(values_of(first_value(args, side).encode(errors="replace")), notices).bare()
    given = {name: f"{side}_{name}" for name in ("q", "from", "to")}
    if given["q"] in args:
        state = replace_state(state, text=first_value(args, given["q"]))
    if given["from"] in args or given["to"] in args:
        first, last = (day(args, given[name], notices) for name in ("from", "to"))
        state = replace_state(state, first=first, last=last)
    return state


def _state(args: Args, notices: list[str], depth: int = 0) -> SearchState:
    ticked = list(_valid(_ticked(args), notices))
    excluded = list(_valid(_excluded(args, notices), notices))
    if len(ticked) + len(excluded) > MOST_CHOICES:
        notices.append(
            f"{len(ticked) + len(excluded)} choices are too many: these are the first "
            f"{MOST_CHOICES}."
        )
    state = SearchState(
        text=first_value(args, "q"),
        ticked=frozenset(ticked[:MOST_CHOICES]),
        excluded=frozenset(excluded[: max(0, MOST_CHOICES - len(ticked))]),
        first=day(args, "from", notices),
        last=day(args, "to", notices),
        sort=member(args, "sort", Sort, "a sort order", notices),
        any_word=_is_any(args, notices),
        explained=_is_explained(args, notices),
        page=number(args, "page", 1, LAST_PAGE, notices) or 1,
        display=_display(args, notices),
        since=number(args, "since", 0, LAST_ARRIVAL, notices) or 0,
        without=_without(args, notices, depth),
    )
    if state.runs_backwards:
        notices.append("The first date is after the last one, so no article can lie between them.")
    return state


def _without(args: Args, notices: list[str], depth: int) -> tuple[SearchState, ...]:
    """Other lists, whose query strings are parameters; of those within others only a few."""
    given = list(dict.fromkeys(filter(None, args.get("without", ()))))
    allowed = MOST_LEFT_OUT if depth < _DEEPEST else 0
    if len(given) > allowed:
        notices.append("So many lists cannot be left out of one another: some are ignored.")
    read = (
        _state(values_of(each.encode(errors="replace")), notices, depth + 1).bare()
        for each in given[:allowed]
    )
    return tuple(sorted({state for state in read if state.query}, key=lambda state: state.query))


def _ticked(args: Args) -> Iterator[Choice]:
    for facet in _FACET_NAMES:
        yield from (Choice(facet, value) for value in args.get(facet, ()) if value)


def _excluded(args: Args, notices: list[str]) -> Iterator[Choice]:
    for given in args.get("not", ()):
        facet, _, value = given.partition(":")
        if facet in _FACET_NAMES and value:
            yield Choice(facet, value)
        elif given:
            notices.append(f"{quoted(given)} names nothing that can be excluded.")


def _valid(choices: Iterator[Choice], notices: list[str]) -> Iterator[Choice]:
    for choice in choices:
        pattern, example = DATE_VALUES.get(choice.facet, (_ANYTHING, ""))
        if pattern.fullmatch(choice.value):
            yield Choice(choice.facet, present_value(choice.facet, choice.value))
        else:
            notices.append(
                f"{quoted(choice.value)} is not a {choice.facet}: write {example}, or {UNDATED}."
            )


def _display(args: Args, notices: list[str]) -> Display:
    return Display(
        density=member(args, "view", Density, "a way to show a list", notices) or Density.FULL,
        size=_size(args, notices),
        chart=member(args, "chart", Chart, "a chart", notices) or Chart.COUNTS,
        stack=member(args, "stack", Stack, "a facet to part bars by", notices),
        role=member(args, "role", Role, "a role", notices),
    )


def _size(args: Args, notices: list[str]) -> int:
    given = first_value(args, "size")
    if given in _SIZES:
        return int(given)
    if given:
        notices.append(f"{quoted(given)} is not a number of articles: choose {either(_SIZES)}.")
    return PAGE_SIZE


def _is_any(args: Args, notices: list[str]) -> bool:
    given = first_value(args, "match")
    if given not in {"", _ALL_WORDS, ANY_WORD}:
        notices.append(f"{quoted(given)} is not a way to match: choose {_ALL_WORDS} or {ANY_WORD}.")
    return given == ANY_WORD


def _is_explained(args: Args, notices: list[str]) -> bool:
    given = first_value(args, "explain")
    if given not in {"", _UNEXPLAINED, EXPLAINED}:
        notices.append(
            f"{quoted(given)} does not say whether to explain: give {EXPLAINED} or {_UNEXPLAINED}."
        )
    return given == EXPLAINED

"""The search page: a search state and its results as context of search.html."""

from math import ceil

from msgspec.structs import replace

from archive.model.article import Article
from indexer.engines.engine import Sort
from indexer.query.ast import Like, ParsedQuery
from indexer.query.narrowing import with_duplicates
from indexer.schema.fields import FACETS, LANGUAGE, PATH_SEPARATOR
from indexer.search.results import ExplainedClause, Results
from webui.links import compare_link, trends_link
from webui.pages.contexts import SearchContext
from webui.pages.facets import facet_groups, offered
from webui.pages.list_names import choice_text, list_name
from webui.pages.result_entries import entries
from webui.pages.timeline import histogram
from webui.pages.view_models import Chip, ClauseLine, OptionLink, PageLink, Pagination, WayOut
from webui.query_string import Reading
from webui.search_state import LAST_HIT, PAGE_SIZES, Choice, Density, Parameter, SearchState

_LABELS = {facet.name: facet.label for facet in FACETS}
_TREES = frozenset(facet.name for facet in FACETS if facet.tree)
_ORDERS = {
    Sort.RELEVANCE: "Relevance",
    Sort.FRESH: "Fresh",
    Sort.NEWEST: "Newest",
    Sort.OLDEST: "Oldest",
    Sort.RECEIVED: "Received",
}
_DENSITIES = {
    Density.FULL: "Full",
    Density.COMPACT: "Compact",
    Density.HEADLINES: "Headlines",
}
# Orders that need words to rank by.
_BY_WORDS = {Sort.RELEVANCE, Sort.FRESH}
# Page links on either side of the current page.
_NEAR = 2


def asked_like(results: Results) -> str | None:
    """Id of the article that the whole query asks to be like; None for any other query."""
    query = results.parsed.query
    return query.id if isinstance(query, Like) else None


def search_context(reading: Reading, results: Results, model: Article | None) -> SearchContext:
    """Context of the page that shows the results of a search.

    `model` is the article that the results are similar to, None for other searches.
    """
    state, parsed = reading.state, results.parsed
    explanation = None
    if results.explanation:
        explanation = _clause(state, parsed, results.explanation)
    return SearchContext(
        state=state,
        hidden=_hidden(state, offered(state, results.facets)),
        warnings=reading.notices,
        notices=results.notices,
        explanation=explanation,
        model=model,
        toggled=replace(state, explained=not state.explained),
        total=results.total,
        complete=results.complete,
        took_ms=results.took_ms,
        behind=results.behind,
        start=results.question.offset + 1,
        entries=entries(state, parsed, results.found),
        ways_out=tuple(
            WayOut(way, _searching(state, parsed, way.query)) for way in results.alternatives
        ),
        chips=_chips(state),
        sorts=_sorts(state),
        densities=_densities(state),
        sizes=_sizes(state),
        any_word=_any_word(state),
        facets=facet_groups(state, results.facets),
        timeline=histogram(state, results),
        compared=compare_link(state, SearchState()),
        trends=trends_link([state.text] if state.text else [], state.bare()),
        pagination=_pagination(state, results.total),
        time_zone=results.time_zone,
    )


def _clause(state: SearchState, parsed: ParsedQuery, clause: ExplainedClause) -> ClauseLine:
    parts = tuple(_clause(state, parsed, part) for part in clause.clauses)
    return ClauseLine(clause, _searching(state, parsed, clause.query), parts)


def _searching(state: SearchState, parsed: ParsedQuery, text: str) -> SearchState:
    """List of another query; shows near-duplicates one by one if this query does."""
    return state.searching(with_duplicates(text) if parsed.show_duplicates else text)


def _hidden(state: SearchState, shown: frozenset[Choice]) -> tuple[Parameter, ...]:
    """Hidden fields of the form: the order, the explanation, choices without a check box."""
    unseen = replace(
        state,
        text="",
        any_word=False,
        first=None,
        last=None,
        page=1,
        ticked=state.ticked - shown,
        excluded=state.excluded - shown,
    )
    return unseen.parameters


def _chips(state: SearchState) -> tuple[Chip, ...]:
    chips = [_chip(state, choice, excluded=False) for choice in sorted(state.ticked)]
    chips += [_chip(state, choice, excluded=True) for choice in sorted(state.excluded)]
    if state.first:
        chips.append(Chip("From", state.first_text, False, replace(state, first=None, page=1)))
    if state.last:
        chips.append(Chip("To", state.last_text, False, replace(state, last=None, page=1)))
    if state.since:
        chips.append(
            Chip("New", f"after arrival {state.since:,}", False, replace(state, since=0, page=1))
        )
    for other in state.without:
        others = tuple(each for each in state.without if each != other)
        name = list_name(other)
        chips.append(Chip("Without", name, False, replace(state, without=others, page=1)))
    return tuple(chips)


def _chip(state: SearchState, choice: Choice, *, excluded: bool) -> Chip:
    value = choice.value
    if choice.facet == LANGUAGE:
        value = choice_text(choice)
    elif choice.facet in _TREES:
        value = value.replace(PATH_SEPARATOR, " › ")
    return Chip(_LABELS[choice.facet], value, excluded, state.dropping(choice))


def _sorts(state: SearchState) -> tuple[OptionLink, ...]:
    return tuple(
        OptionLink(label, sort is state.order, state.sorted_by(sort))
        for sort, label in _ORDERS.items()
        if state.text or sort not in _BY_WORDS
    )


def _densities(state: SearchState) -> tuple[OptionLink, ...]:
    shown = state.display
    return tuple(
        OptionLink(label, density is shown.density, state.shown_as(replace(shown, density=density)))
        for density, label in _DENSITIES.items()
    )


def _sizes(state: SearchState) -> tuple[OptionLink, ...]:
    shown = state.display
    return tuple(
        OptionLink(str(size), size == shown.size, state.shown_as(replace(shown, size=size)))
        for size in PAGE_SIZES
    )


def _any_word(state: SearchState) -> SearchState | None:
    if state.any_word or len(state.text.split()) == 1:
        return None
    return replace(state, any_word=True, page=1)


def _pagination(state: SearchState, total: int) -> Pagination:
    pages = max(1, ceil(total / state.display.size))
    reachable = LAST_HIT // state.display.size
    last = min(pages, reachable)
    current = state.page
    return Pagination(
        previous=replace(state, page=min(current - 1, last)) if current > 1 else None,
        following=replace(state, page=current + 1) if current < last else None,
        last=replace(state, page=last),
        links=_page_links(state, last),
        beyond=pages > reachable,
    )


def _page_links(state: SearchState, last: int) -> tuple[PageLink, ...]:
    near = range(state.page - _NEAR, state.page + _NEAR + 1)
    numbers = sorted({n for n in (1, *near, last) if 1 <= n <= last})
    links: list[PageLink] = []
    for number in numbers:
        if links and number > links[-1].number + 1:
            links.append(PageLink(number - 1, False, None))
        links.append(PageLink(number, number == state.page, replace(state, page=number)))
    return tuple(links)

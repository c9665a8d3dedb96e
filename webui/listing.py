"""The page of a list: a state and the answer to it, as search.html shows them."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from archive.article import Article
from indexer.engine import Sort
from indexer.fields import CLUSTER_FIELD, DUPLICATES_FIELD, FACETS, PATH_SEPARATOR
from indexer.parser import MAX_CHARACTERS, parse
from indexer.query import And, Cluster, Like, ParsedQuery
from indexer.results import ExplainedClause, FoundArticle, Results
from webui.contexts import SearchContext
from webui.facets import facet_groups, offered
from webui.parts import Chip, ClauseLine, Entry, PageLink, Pagination, SortLink, WayOut
from webui.query_strings import Reading
from webui.urls import LAST_PAGE, PAGE_SIZE, Choice, Parameter, SearchState

_LABELS = {facet.name: facet.label for facet in FACETS}
_TREES = frozenset(facet.name for facet in FACETS if facet.tree)
_ORDERS = {
    Sort.RELEVANCE: "Relevance",
    Sort.FRESH: "Relevant of late",
    Sort.NEWEST: "Newest",
    Sort.OLDEST: "Oldest",
}
# They mean nothing while there are no words.
_BY_WORDS = {Sort.RELEVANCE, Sort.FRESH}
# Near-duplicates one by one.
_SHOWN = f"{DUPLICATES_FIELD}:show"
# Pages on either side of the current one.
_NEAR = 2


def asked_like(results: Results) -> str | None:
    """The id of the article that a list is all like, None for every other list."""
    query = results.parsed.query
    return query.id if isinstance(query, Like) else None


def search_context(
    reading: Reading, results: Results, model: Article | None, time_zone: str
) -> SearchContext:
    """The page that shows an answer, with days in the archive's time zone.

    `model` is the article that everything in the answer is to be like, None for other questions.
    """
    state, parsed = reading.state, results.parsed
    return SearchContext(
        state=state,
        hidden=_hidden(state, offered(state, results.facets)),
        warnings=reading.notices,
        notices=results.notices,
        explanation=results.explanation and _clause(state, parsed, results.explanation),
        model=model,
        toggled=replace(state, explained=not state.explained),
        total=results.total,
        complete=results.complete,
        took_ms=results.took_ms,
        behind=results.behind,
        start=results.question.offset + 1,
        entries=_entries(state, parsed, results.found),
        ways_out=tuple(
            WayOut(way, _searching(state, parsed, way.query)) for way in results.alternatives
        ),
        chips=_chips(state),
        sorts=_sorts(state),
        facets=facet_groups(state, results.facets),
        pagination=_pagination(state, results.total),
        time_zone=time_zone,
    )


def _clause(state: SearchState, parsed: ParsedQuery, clause: ExplainedClause) -> ClauseLine:
    parts = tuple(_clause(state, parsed, part) for part in clause.clauses)
    return ClauseLine(clause, _searching(state, parsed, clause.query), parts)


def _searching(state: SearchState, parsed: ParsedQuery, text: str) -> SearchState:
    """The list of another query, with near-duplicates one by one where this one has them so."""
    return state.searching(f"{text} {_SHOWN}" if parsed.show_duplicates else text)


def _entries(
    state: SearchState, parsed: ParsedQuery, found: Sequence[FoundArticle]
) -> tuple[Entry, ...]:
    cluster = next((each.cluster for each in found if each.others), "")
    if not cluster:
        return tuple(Entry(each, None) for each in found)
    before, after = _around(cluster, state, parsed)
    # Sorted as this list is, though its words may be none.
    whole = replace(state, text=_SHOWN, page=1).sorted_by(state.order)
    return tuple(
        Entry(
            each,
            replace(whole, text=f"{before}{_all_of(each.cluster)}{after}") if each.others else None,
        )
        for each in found
    )


def _around(cluster: str, state: SearchState, parsed: ParsedQuery) -> tuple[str, str]:
    """What stands before and after the name of a cluster in the query that finds all of it.

    Those that the words of the state find; of a text that nothing can be added to, as of one that
    is too long, only the cluster is left. It is the same for all clusters: their names are alike.
    """
    text = state.text
    ways = ((f"{text} ", ""), (f"({text}) ", ""), (f"({text}) AND ", ""), ("", f" {text}"))
    fit = (way for way in ways if text and _narrows(way, cluster, state, parsed))
    return next(fit, ("", ""))


def _narrows(way: tuple[str, str], cluster: str, state: SearchState, parsed: ParsedQuery) -> bool:
    """Whether it finds what is meant within a cluster, and shows all of it."""
    text = _all_of(cluster).join(way)
    narrowed = parse(text, any_word=state.any_word)
    meant = parsed.query
    clauses = meant.clauses if isinstance(meant, And) else (meant,)
    wanted = {And((*clauses, Cluster(cluster))), And((Cluster(cluster), *clauses))}
    return len(text) <= MAX_CHARACTERS and narrowed.show_duplicates and narrowed.query in wanted


def _all_of(cluster: str) -> str:
    """What finds all articles of a cluster, one by one."""
    return f"{CLUSTER_FIELD}:{cluster} {_SHOWN}"


def _hidden(state: SearchState, shown: frozenset[Choice]) -> tuple[Parameter, ...]:
    """The chosen order, whether to explain, and what is chosen but has no check box."""
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
    return tuple(chips)


def _chip(state: SearchState, choice: Choice, *, excluded: bool) -> Chip:
    value = choice.value
    if choice.facet in _TREES:
        value = value.replace(PATH_SEPARATOR, " › ")
    return Chip(_LABELS[choice.facet], value, excluded, state.dropping(choice))


def _sorts(state: SearchState) -> tuple[SortLink, ...]:
    return tuple(
        SortLink(label, sort is state.order, state.sorted_by(sort))
        for sort, label in _ORDERS.items()
        if state.text or sort not in _BY_WORDS
    )


def _pagination(state: SearchState, total: int) -> Pagination:
    pages = max(1, ceil(total / PAGE_SIZE))
    last = min(pages, LAST_PAGE)
    current = state.page
    return Pagination(
        previous=replace(state, page=min(current - 1, last)) if current > 1 else None,
        following=replace(state, page=current + 1) if current < last else None,
        last=replace(state, page=last),
        links=_page_links(state, last),
        beyond=pages > LAST_PAGE,
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

"""Pages of one person, region, source, section or topic: what an archive holds of it."""

from collections.abc import Iterator
from itertools import accumulate

from archive.errors import NotFoundError
from indexer.engines.engine import Sort
from indexer.query.ast import Words
from indexer.query.unparse import written
from indexer.schema.fields import FACETS, PATH_SEPARATOR, path
from indexer.search.facets import value_label
from webui.formatting import clipped
from webui.links import address_of, list_link, value_link
from webui.pages.browsing.browsing_contexts import SubjectContext
from webui.pages.browsing.browsing_parts import CountLine, Crumb, Ranking
from webui.pages.browsing.overview import Overview, Overviews, only
from webui.pages.browsing.person_parts import colleagues, role_table
from webui.pages.browsing.rankings import headline_lines, ranking_within, value_line
from webui.pages.browsing.year_chart import year_chart
from webui.search_state import SearchState

_FACETS = {facet.name: facet for facet in FACETS}
_NEWEST = 10
_MOST = 10
_LONGEST_QUOTE = 80
_KINDS = {
    "byline": ("Person", "People", "browse.people", "nobody of the name {} is credited in"),
    "region": ("Region", "Regions", "browse.regions", "no article is about the region {} in"),
    "source": ("Source", "Sources", "browse.sources", "no article is from the source {} in"),
    "section": ("Section", "Sections", "browse.sections", "no article is of the section {} in"),
    "topic": ("Topic", "Topics", "browse.topics", "no article is on the topic {} in"),
}
# What else is counted on a page, besides years.
_BESIDES = {
    "byline": ("region", "source", "section", "topic", "language"),
    "region": ("byline", "source", "section", "topic", "language"),
    "source": ("region", "byline", "section", "topic", "language"),
    "section": ("region", "byline", "source", "topic", "language"),
    "topic": ("region", "byline", "source", "section", "language"),
}
_LABELS = {
    "region": "Regions",
    "byline": "People",
    "source": "Sources",
    "section": "Sections",
    "topic": "Topics",
    "language": "Languages",
}


def subject_context(
    overviews: Overviews, facet: str, value: str, spellings: tuple[str, ...] = ()
) -> SubjectContext:
    """Context of the page on a value of a facet; `spellings` are those of a person.

    Raises `NotFoundError` where no article has the value.
    """
    state = only(facet, value)
    overview = overviews.of("year", *_BESIDES[facet], state=state)
    kind, *_ = _KINDS[facet]
    if not overview.total:
        raise NotFoundError(_nothing(facet, value))
    newest = overviews.first(_NEWEST, state=state)
    oldest = overviews.first(1, state=state, sort=Sort.OLDEST)
    dated = [each.article for each in (*oldest, *newest[:1]) if each.article.published.days()]
    ends = headline_lines(dated, state)
    return SubjectContext(
        complete=overview.complete,
        kind=kind,
        title=value_label(_FACETS[facet], value),
        crumbs=_crumbs(facet, value),
        state=state,
        total=overview.total,
        first=ends[0] if ends else None,
        last=ends[-1] if ends else None,
        chart=year_chart(overview),
        roles=role_table(overviews, overview) if facet == "byline" else None,
        spellings=tuple(_spelling(each) for each in spellings if path(each) != value),
        rankings=tuple(_rankings(overviews, overview, facet, value)),
        newest=headline_lines((each.article for each in newest), state),
    )


def _nothing(facet: str, value: str) -> str:
    named = f"“{clipped(value, _LONGEST_QUOTE)}”"
    return f"{_KINDS[facet][3].format(named)} this archive"


def _crumbs(facet: str, value: str) -> tuple[Crumb, ...]:
    """Way from the list of all values, by the ancestors of a region, to what is above a value."""
    _, name, endpoint, _ = _KINDS[facet]
    above = value.split(PATH_SEPARATOR)[:-1] if facet == "region" else []
    paths = accumulate(above, lambda upper, lower: f"{upper}{PATH_SEPARATOR}{lower}")
    return (
        Crumb(name, address_of(endpoint)),
        *(Crumb(text, value_link(facet, whole)) for text, whole in zip(above, paths, strict=True)),
    )


def _spelling(name: str) -> Crumb:
    return Crumb(name, list_link(SearchState(text=written(Words(name, "byline")))))


def _rankings(
    overviews: Overviews, overview: Overview, facet: str, value: str
) -> Iterator[Ranking]:
    if facet == "region" and (below := _below(overviews.of("region"), value)):
        yield Ranking("Within it", below, 0, None)
    if facet == "byline" and (together := colleagues(overviews, overview)):
        yield Ranking("Credited together", together, 0, None)
    for other in _BESIDES[facet]:
        ranking = ranking_within(overview, other, _LABELS[other], _MOST)
        if ranking.lines:
            yield ranking


def _below(every: Overview, region: str) -> tuple[CountLine, ...]:
    return tuple(
        value_line("region", value)
        for value in every.values("region")
        if value.value.rpartition(PATH_SEPARATOR)[0] == region
    )

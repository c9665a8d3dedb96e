"""The front page: an archive's size, years, arrivals, anniversaries, people, places and sources."""

from collections.abc import Iterator
from datetime import date, datetime

from archive.model.article import Article, Role
from archive.model.time_zones import told_in, zone_named
from indexer.query.narrowing import with_duplicates
from indexer.schema.fields import FACETS, path
from indexer.search.results import FacetValue
from indexer.search.service import IndexState
from webui.formatting import moment_text
from webui.links import address_of, list_link, value_link
from webui.pages.browsing.browsing_contexts import FrontContext
from webui.pages.browsing.browsing_parts import CountLine, HeadlineGroup, HeadlineLine, Ranking
from webui.pages.browsing.overview import Overview, Overviews, only
from webui.pages.browsing.rankings import headline_line, headline_lines, places, roots, value_line
from webui.pages.browsing.world_map.country_shades import world_map
from webui.pages.browsing.year_chart import year_chart
from webui.search_state import SearchState

# Facets that every page of browsing counts over all articles.
EVERYTHING = tuple(facet.name for facet in FACETS if facet.name != "week")
ARRIVALS = 10
_NEWEST = 8
_MOST = 12
_YEARS_BACK, _A_YEAR = 8, 3
# The link of each role repeats the name.
_LONGEST_WITH_ROLES = 120


def front_context(
    overviews: Overviews, arrivals: list[Article], size: IndexState, time_zone: str
) -> FrontContext:
    """Context of the front page; `arrivals` are the articles that came in last."""
    today = datetime.now(zone_named(time_zone)).date()
    every = overviews.of(*EVERYTHING)
    return FrontContext(
        complete=every.complete,
        sizes=tuple(_sizes(every)),
        copies=_copies(every, size),
        versions=size.versions,
        chart=year_chart(every),
        arrivals=tuple(_arrival(article, time_zone) for article in arrivals),
        today=f"{today.day} {today:%B}",
        anniversaries=tuple(_anniversaries(overviews, every, today)),
        newest=headline_lines(found.article for found in overviews.first(_NEWEST)),
        people=people_ranking(every, _MOST),
        places=_ranking("Regions", "region", sorted(places(every), key=_rank), "browse.regions"),
        world=world_map(every),
        rankings=tuple(
            _ranking(label, facet, roots(every, facet), endpoint)
            for label, facet, endpoint in (
                ("Sources", "source", "browse.sources"),
                ("Sections", "section", "browse.sections"),
                ("Topics", "topic", "browse.topics"),
            )
            if roots(every, facet)
        ),
        behind=size.sequence - size.indexed_sequence,
        time_zone=time_zone,
    )


def people_ranking(every: Overview, most: int) -> Ranking:
    """Most credited people, each with its roles, of an overview of all articles."""
    people = roots(every, "byline")
    lines = tuple(
        value_line("byline", person, role_lines(every, person.value)) for person in people[:most]
    )
    return Ranking("People", lines, max(0, len(people) - most), address_of("browse.people"))


def role_lines(every: Overview, person: str) -> tuple[CountLine, ...]:
    """Roles of a person with the lists of their articles; none for a very long name."""
    if len(person) > _LONGEST_WITH_ROLES:
        return ()
    return tuple(
        CountLine(value.label, list_link(only("byline", value.value)), value.count)
        for role in Role
        if (value := every.facets["byline"].get(path(person, role)))
    )


def _ranking(label: str, facet: str, values: list[FacetValue], endpoint: str) -> Ranking:
    lines = tuple(value_line(facet, value) for value in values[:_MOST])
    return Ranking(label, lines, max(0, len(values) - _MOST), address_of(endpoint))


def _rank(value: FacetValue) -> tuple[int, str]:
    return -value.count, value.value


def _sizes(every: Overview) -> Iterator[CountLine]:
    yield CountLine("article", list_link(every.state), every.total)
    for facet, noun, endpoint in (
        ("byline", "person", "browse.people"),
        ("region", "region", "browse.regions"),
        ("source", "source", "browse.sources"),
        ("section", "section", "browse.sections"),
    ):
        number = len(every.values(facet) if facet == "region" else roots(every, facet))
        if number:
            yield CountLine(noun, address_of(endpoint), number)


def _copies(every: Overview, size: IndexState) -> CountLine | None:
    """Articles with near-duplicates one by one, where that are more than lists show."""
    if size.articles == every.total:
        return None
    state = SearchState(text=with_duplicates("").strip())
    return CountLine("with near-duplicates", list_link(state), size.articles)


def _arrival(article: Article, time_zone: str) -> HeadlineLine:
    received = article.provenance.received
    when = moment_text(told_in(zone_named(time_zone), received)) if received else ""
    return headline_line(article, about=when)


def _anniversaries(overviews: Overviews, every: Overview, today: date) -> Iterator[HeadlineGroup]:
    """Newest articles of the same month and day in earlier years, the latest year first."""
    ending = today.isoformat()[4:]
    days = [
        value
        for value in every.values("day")
        if value.value.endswith(ending)
        and len(value.value) == len("2019-06-04")
        and value.value < today.isoformat()
    ]
    for day in sorted(days, key=lambda value: value.value, reverse=True)[:_YEARS_BACK]:
        state = only("day", day.value)
        found = overviews.first(_A_YEAR, state=state)
        line = CountLine(day.value[:4], value_link("day", day.value), day.count)
        yield HeadlineGroup(line, headline_lines((each.article for each in found), state))

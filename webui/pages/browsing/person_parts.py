"""Parts of a person's page: roles by year, and the people credited in the same articles."""

from msgspec.structs import replace

from archive.model.article import Role
from indexer.query.ast import Words
from indexer.query.unparse import written
from indexer.schema.fields import PATH_SEPARATOR
from webui.links import list_link
from webui.pages.browsing.browsing_parts import CountLine, RoleTable, RoleYears
from webui.pages.browsing.overview import Overview, Overviews, only, within
from webui.pages.browsing.rankings import line_within, roots
from webui.pages.browsing.year_chart import MOST_YEARS
from webui.search_state import SearchState

_MOST = 10


def role_table(overviews: Overviews, person: Overview) -> RoleTable:
    """Roles of a person's overview by year, the most frequent role first."""
    every = overviews.of("byline")
    (choice,) = person.state.ticked
    values = (f"{choice.value}{PATH_SEPARATOR}{role}" for role in Role)
    held = [value for value in values if every.count("byline", value)]
    held.sort(key=lambda value: -every.count("byline", value))
    roles = [overviews.of("year", state=only("byline", value)) for value in held]
    years = list(person.facets["year"].values())
    columns = tuple(CountLine(_role(each), list_link(each.state), each.total) for each in roles)
    rows = tuple(
        RoleYears(
            line_within(person, "year", year.value),
            tuple(
                line_within(each, "year", year.value) if each.count("year", year.value) else None
                for each in roles
            ),
        )
        for year in years[:MOST_YEARS]
    )
    return RoleTable(columns, rows, max(0, len(years) - MOST_YEARS))


def colleagues(overviews: Overviews, person: Overview) -> tuple[CountLine, ...]:
    """People credited in the articles of a person's overview, the most frequent first.

    Values ticked in one facet are alternatives, so one of the two names is searched as words. These
    may also be a part of somebody's longer name: then the articles of each pair are counted, with
    the person ticked and the other searched.
    """
    (choice,) = person.state.ticked
    by_words = SearchState(text=_credited(choice.value))
    found = overviews.of("byline", state=by_words)
    others = [each for each in roots(found, "byline") if each.value != choice.value]
    others = sorted(others, key=lambda each: -each.count)[:_MOST]
    if found.total == person.total:
        states = [within(by_words, "byline", each.value) for each in others]
        counts = [each.count for each in others]
    else:
        states = [replace(person.state, text=_credited(each.value)) for each in others]
        counts = [overviews.of(state=state).total for state in states]
    lines = [
        CountLine(each.label, list_link(state), count)
        for each, state, count in zip(others, states, counts, strict=True)
        if count
    ]
    return tuple(sorted(lines, key=lambda line: -line.count))


def _credited(name: str) -> str:
    return written(Words(name, "byline"))


def _role(overview: Overview) -> str:
    (choice,) = overview.state.ticked
    return choice.value.rpartition(PATH_SEPARATOR)[2]

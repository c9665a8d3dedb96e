"""Chart of articles by year, from the counts of the facet `year`."""

from collections.abc import Callable

from indexer.schema.fields import UNDATED
from webui.links import list_link, value_link
from webui.pages.browsing.browsing_parts import CountLine, YearBar, YearChart
from webui.pages.browsing.overview import Overview, within
from webui.search_state import SearchState

_WIDTH, _HEIGHT = 640, 96
# Least height of a bar: one article among a thousand is seen.
_LEAST = 2.0
_GAP = 0.15
# A bar is no broader, however few the years.
_BROADEST = 24.0
# Years that have a bar: those with the most articles, where there are more.
MOST_YEARS = 300


def year_chart(overview: Overview) -> YearChart | None:
    """Chart of an overview with the facet `year`; None where no article has a date.

    Bars stand where their years lie between the first and the last. They link to the year within
    the list of the overview, of all articles to the page of the year.
    """
    years = sorted(overview.values("year"), key=lambda year: -year.count)
    counts = {int(year.value): year.count for year in years[:MOST_YEARS]}
    if not counts:
        return None
    first, last = min(counts), max(counts)
    step = _WIDTH / (last - first + 1)
    highest = max(counts.values())
    link = _links(overview.state)
    width = max(1.0, min(_BROADEST, (1 - _GAP) * step))
    bars: list[YearBar] = []
    for year, count in sorted(counts.items()):
        height = max(_LEAST, _HEIGHT * count / highest)
        bars.append(
            YearBar(
                CountLine(str(year), link(str(year)), count),
                x=round((year - first + 0.5) * step - width / 2, 2),
                y=round(_HEIGHT - height, 2),
                width=round(width, 2),
                height=round(height, 2),
            )
        )
    omitted = len(years) - len(counts)
    return YearChart(tuple(bars), _WIDTH, _HEIGHT, omitted, _undated(overview))


def _links(state: SearchState) -> Callable[[str], str]:
    if not state.query:
        return lambda year: value_link("year", year)
    return lambda year: list_link(within(state, "year", year))


def _undated(overview: Overview) -> CountLine | None:
    count = overview.missing("year")
    state = within(overview.state, "year", UNDATED)
    return CountLine("Undated", list_link(state), count) if count else None

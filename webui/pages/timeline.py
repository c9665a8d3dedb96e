"""The histogram over a list: from the counts of a timeline to bars, with their links."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from indexer.schema.fields import FACETS
from indexer.search.facets import value_label
from indexer.search.results import Results
from indexer.search.time_counts import STACKED
from indexer.search.timeline import Timeline, TimePoint
from webui.formatting import counted
from webui.links import address_of, list_link
from webui.pages.chart_models import (
    ApartLink,
    BarPiece,
    ChartChoice,
    Histogram,
    HistogramBar,
    LegendEntry,
)
from webui.pages.time_axis import TimeAxis, percent
from webui.pages.time_figures import height_of, height_text, period_text
from webui.search_state import Chart, Choice, Ranges, SearchState, Stack

# Pixels from the top of the drawing: the highest bar's top, and the axis.
TOP, BASE = 16, 96
# Share of its period that a bar leaves free, where there is room for gaps.
_GAP = 0.2
_MOST_WITH_GAPS = 200
_LONGEST_LINKED = 1_500

_FACETS = {facet.name: facet for facet in FACETS}
_CHARTS = {Chart.COUNTS: "Counts", Chart.SHARES: "Share of all articles", Chart.NONE: "Hidden"}
_STACKS = {
    None: "Whole",
    Stack.REGION: "by region",
    Stack.SOURCE: "by source",
    Stack.LANGUAGE: "by language",
}


def histogram(state: SearchState, results: Results) -> Histogram | None:
    """Histogram of a list with the choices of other charts; None for an empty list."""
    if not results.total:
        return None
    timeline = results.timeline
    shares = state.display.chart is Chart.SHARES
    points = timeline.points if timeline else ()
    heights = [_height(point, shares) for point in points]
    highest = max(heights, default=0)
    axis = (
        TimeAxis(timeline.granularity, (p.period for p in points)) if timeline and points else None
    )
    return Histogram(
        unit=timeline.granularity if timeline else "",
        summary=_summary(timeline, shares) if timeline and points else "",
        shares=shares,
        stacked=state.display.stack or "" if timeline and timeline.stack else "",
        top=height_text(highest, shares=shares),
        bars=tuple(_bars(state, timeline, axis, highest, shares)) if timeline and axis else (),
        axis=axis.labels() if axis else (),
        legend=_legend(state, timeline.stack) if timeline else (),
        apart=tuple(_apart(state, timeline)) if timeline else (),
        charts=tuple(
            _choice(state, label, chart=chart, is_current=chart is state.display.chart)
            for chart, label in _CHARTS.items()
        ),
        stacks=tuple(
            _choice(state, label, stack=stack, is_current=stack is state.display.stack)
            for stack, label in _STACKS.items()
        )
        if timeline
        else (),
    )


def _height(point: TimePoint, shares: bool) -> float:
    """Height of a bar: its parts on top of each other."""
    return height_of(sum(point.parts) if point.parts else point.count, point, shares=shares)


def _summary(timeline: Timeline, shares: bool) -> str:
    """The chart in a sentence: its span, and the most hits, or the greatest share, of a period."""
    points = timeline.points
    most = max(points, key=lambda point: height_of(point.count, point, shares=shares))
    figure = height_text(height_of(most.count, most, shares=shares), shares=shares)
    first, last = (period_text(timeline.granularity, point) for point in (points[0], points[-1]))
    if first == last:
        return f"{counted(most.count, 'article')} in one {timeline.granularity}: {first}"
    what = "Share of all articles" if shares else "Articles"
    label = period_text(timeline.granularity, most)
    return f"{what} by {timeline.granularity}, {first} to {last}; at most {figure} ({label})"


def _bars(
    state: SearchState, timeline: Timeline, axis: TimeAxis, highest: float, shares: bool
) -> Iterator[HistogramBar]:
    ranges = Ranges(state) if _is_linked(state) else None
    listing = address_of("pages.search")
    gap = _GAP if axis.step * _MOST_WITH_GAPS > 1 else 0
    for point in timeline.points:
        period = point.period
        start = axis.place(period.slot)
        yield HistogramBar(
            label=period_text(timeline.granularity, point),
            link=f"{listing}?{ranges.query(period.first, period.last)}" if ranges else None,
            first=period.first.isoformat(),
            last=period.last.isoformat(),
            x=percent(start),
            width=percent(axis.step),
            bar_x=percent(start + axis.step * gap / 2),
            bar_width=percent(axis.step * (1 - gap)),
            pieces=tuple(_pieces(point, highest, shares)),
            count=point.count,
            figure=height_text(height_of(point.count, point, shares=shares), shares=shares),
            parts=point.parts,
        )


def _is_linked(state: SearchState) -> bool:
    """Whether bars are links: a long query string in each would make a page of a megabyte."""
    return len(state.query) <= _LONGEST_LINKED


def _pieces(point: TimePoint, highest: float, shares: bool) -> Iterator[BarPiece]:
    """Rectangles of a bar from the axis upwards; what is there has a height of a pixel."""
    y = float(BASE)
    for part, hits in _numbered(point):
        height = height_of(hits, point, shares=shares)
        if height and highest:
            pixels = max(height / highest * (BASE - TOP), 1)
            y -= pixels
            yield BarPiece(part, round(y, 2), round(pixels, 2))


def _numbered(point: TimePoint) -> Iterator[tuple[int, int]]:
    """Hits of each part of a bar, with its number in the legend; the rest is `STACKED`."""
    if not point.parts:
        yield 0, point.count
        return
    yield from enumerate(point.parts[:-1])
    yield STACKED, point.parts[-1]


def _legend(state: SearchState, stack: Sequence[str]) -> tuple[LegendEntry, ...]:
    """Values of a stack, then the articles with none of them."""
    if not stack or not state.display.stack:
        return ()
    facet = _FACETS[state.display.stack]
    values = tuple(Choice(facet.name, value) for value in stack)
    entries = [
        LegendEntry(
            part,
            value_label(facet, choice.value),
            state.choosing(Choice(facet.name, choice.value)),
        )
        for part, choice in enumerate(values)
    ]
    rest = replace(state, excluded=state.excluded.union(values), page=1)
    return (*entries, LegendEntry(STACKED, "None of these", rest))


def _apart(state: SearchState, timeline: Timeline) -> Iterator[ApartLink]:
    """Hits without a date, then those whose date is coarser than the bars."""
    facet = _FACETS[timeline.granularity]
    found = [*timeline.coarse]
    if timeline.undated:
        found.insert(0, (facet.missing, timeline.undated))
    for value, count in found:
        label = (
            "undated" if value == facet.missing else f"known only as {value_label(facet, value)}"
        )
        link = list_link(state.choosing(Choice(facet.name, value))) if _is_linked(state) else None
        yield ApartLink(label, count, link)


def _choice(
    state: SearchState, label: str, *, is_current: bool, **shown: Chart | Stack | None
) -> ChartChoice:
    return ChartChoice(label, is_current, state.shown_as(replace(state.display, **shown)))

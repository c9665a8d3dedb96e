"""Curves of several searches over time: from the counts of their timelines to lines and points."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.schema.fields import FACETS
from indexer.search.facets import value_label
from indexer.search.results import Results
from indexer.search.timeline import Granularity, Timeline, TimePoint
from webui.formatting import counted, number_text
from webui.links import address_of, list_link
from webui.pages.chart_models import Curve, CurveChart, CurvePoint, Figure, FigureRow
from webui.pages.time_axis import TimeAxis, percent
from webui.pages.time_figures import (
    height_of,
    height_text,
    period_text,
    share_of,
    share_text,
)
from webui.search_state import Choice, Ranges, SearchState

# Pixels from the top of the drawing: the highest point, and the axis.
TOP, BASE = 20, 180
_LINE_WIDTH = 1_000
# Links of points and of the table are left out where they would make a page of a megabyte.
_MOST_CHARACTERS = 400_000

_NOTHING = Timeline(Granularity.YEAR, ())
_FACETS = {facet.name: facet for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Searched:
    """A search that a curve is drawn for: its name, its list, and its results."""

    label: str
    state: SearchState
    results: Results


def curve_chart(searches: Sequence[Searched], *, shares: bool) -> CurveChart:
    """Curves of searches with timelines of one granularity; they are empty without dated hits."""
    lines = [each.results.timeline or _NOTHING for each in searches]
    points = [point for line in lines for point in line.points]
    granularity = lines[0].granularity if lines else _NOTHING.granularity
    axis = TimeAxis(granularity, (point.period for point in points)) if points else None
    highest = max((height_of(point.count, point, shares=shares) for point in points), default=0)
    characters = sum(
        len(each.state.query) * len(line.points) for each, line in zip(searches, lines, strict=True)
    )
    pens = [
        _Pen(axis, highest, Ranges(each.state) if characters <= _MOST_CHARACTERS else None, shares)
        for each in searches
    ]
    return CurveChart(
        unit=granularity,
        shares=shares,
        top=height_text(highest, shares=shares),
        curves=tuple(
            Curve(
                part,
                each.label,
                each.state,
                each.results.total,
                pen.line(line.points),
                tuple(pen.points(each.label, line)),
            )
            for part, (each, line, pen) in enumerate(zip(searches, lines, pens, strict=True))
        ),
        axis=axis.labels() if axis else (),
        rows=(*_rows(lines, pens), *_apart(searches, lines, granularity)),
    )


class _Pen:
    """Draws the points of one search; `ranges` makes their links, None for none."""

    def __init__(
        self, axis: TimeAxis | None, highest: float, ranges: Ranges | None, shares: bool
    ) -> None:
        self._axis = axis
        self._highest = highest
        self._ranges = ranges
        self._shares = shares

    def line(self, points: Sequence[TimePoint]) -> str:
        """Points of the line at every period of the axis; it lies on the axis where no hits are."""
        if not points or not self._axis:
            return ""
        known = {point.period.slot: self._y(point) for point in points}
        return " ".join(
            f"{self._axis.middle(slot) * _LINE_WIDTH:.1f},{known.get(slot, BASE)}"
            for slot in self._axis.slots
        )

    def points(self, label: str, line: Timeline) -> Iterator[CurvePoint]:
        """Points of periods with hits."""
        for point in line.points if self._axis else ():
            share = f", {share_text(share_of(point.count, point))} of all" if self._shares else ""
            when = period_text(line.granularity, point)
            yield CurvePoint(
                f"{when}, {label}: {counted(point.count, 'article')}{share}",
                self.link(point),
                percent(self._axis.middle(point.period.slot)) if self._axis else "",
                self._y(point),
            )

    def figure(self, point: TimePoint | None) -> Figure:
        """Figure of a period, 0 for one without hits."""
        if point is None:
            return Figure("0", None)
        text = number_text(point.count)
        if self._shares:
            text = f"{text} ({share_text(share_of(point.count, point))})"
        return Figure(text, self.link(point))

    def link(self, point: TimePoint) -> str | None:
        """Address of the list narrowed to the period of a point."""
        if self._ranges is None:
            return None
        query = self._ranges.query(point.period.first, point.period.last)
        return f"{address_of('pages.search')}?{query}"

    def _y(self, point: TimePoint) -> float:
        return round(
            BASE
            - height_of(point.count, point, shares=self._shares) / self._highest * (BASE - TOP),
            1,
        )


def _rows(lines: Sequence[Timeline], pens: Sequence[_Pen]) -> Iterator[FigureRow]:
    """Row of each period that one of the searches has hits in."""
    known = [{point.period.slot: point for point in line.points} for line in lines]
    for slot in sorted({slot for points in known for slot in points}):
        some = next(points[slot] for points in known if slot in points)
        yield FigureRow(
            period_text(lines[0].granularity, some),
            tuple(pen.figure(points.get(slot)) for pen, points in zip(pens, known, strict=True)),
        )


def _apart(
    searches: Sequence[Searched], lines: Sequence[Timeline], granularity: Granularity
) -> Iterator[FigureRow]:
    """Rows of hits whose date is coarser than the periods, then of those without."""
    facet = _FACETS[granularity]
    known: list[Mapping[str, int]] = [
        dict((*line.coarse, *(((facet.missing, line.undated),) if line.undated else ())))
        for line in lines
    ]
    for value in sorted({value for counts in known for value in counts}):
        label = value_label(facet, value)
        yield FigureRow(
            label if value == facet.missing else f"Known only as {label}",
            tuple(
                Figure(
                    number_text(counts.get(value, 0)),
                    list_link(each.state.choosing(Choice(facet.name, value)))
                    if value in counts
                    else None,
                )
                for each, counts in zip(searches, known, strict=True)
            ),
        )

"""Parts of the charts over time: frozen dataclasses, each shown by one piece of a template.

Places along the axis are percentages as SVG takes them ("12.5%"), those upwards are pixels from
the top: a chart is as wide as its page, and its text stays as large as other text.
"""

from dataclasses import dataclass

from archive.model.article import Article
from webui.search_state import SearchState


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """Link to the same list with another chart, or with the `current` one."""

    label: str
    current: bool
    state: SearchState


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """Label below the axis; `anchor` is its SVG text anchor. Narrow pages leave out minor ones."""

    text: str
    x: str
    anchor: str
    minor: bool


@dataclass(frozen=True, slots=True)
class BarPiece:
    """Rectangle of a bar; `part` is the number of its value in the legend, 0 for a plain bar."""

    part: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class HistogramBar:
    """Bar of one period, with the link that narrows the list to it, None for none.

    `first` and `last` bound the period, as the parameters `from` and `to` take them. `x` and
    `width` are those of the whole period, `bar_x` and `bar_width` those of what is drawn. `figure`
    is the height in words: "34", or "12.5%"; `parts` are the hits by value of the legend.
    """

    label: str
    link: str | None
    first: str
    last: str
    x: str
    width: str
    bar_x: str
    bar_width: str
    pieces: tuple[BarPiece, ...]
    count: int
    figure: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """Value that bars are parted by, and a link to the list narrowed to it."""

    part: int
    label: str
    state: SearchState


@dataclass(frozen=True, slots=True)
class ApartLink:
    """Hits that no bar can show, as too little is known of their date; the address of their list.

    `link` is None for none.
    """

    label: str
    count: int
    link: str | None


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars over a list: its articles by period, or nothing but the choices of a chart.

    `unit` is the length of a period. `summary` tells the chart in a sentence. `top` is the figure
    of the highest bar, `shares` if bars are shares of all articles. `stacked` is the name of the
    facet that parts the bars, "" for plain ones.
    """

    unit: str
    summary: str
    shares: bool
    stacked: str
    top: str
    bars: tuple[HistogramBar, ...]
    axis: tuple[AxisLabel, ...]
    legend: tuple[LegendEntry, ...]
    apart: tuple[ApartLink, ...]
    charts: tuple[ChartChoice, ...]
    stacks: tuple[ChartChoice, ...]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Point of a curve at a period with hits, and a link to these, None for none."""

    label: str
    link: str | None
    x: str
    y: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Hits of one search over time: its `line` is a list of SVG points, "" where there are none.

    The x of a line goes from 0 to 1,000 over the whole width. `part` is its number in the legend,
    from 0; `state` is its list, of `total` articles.
    """

    part: int
    label: str
    state: SearchState
    total: int
    line: str
    points: tuple[CurvePoint, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Number of a table in words, with the address of the list that it counts, None for none."""

    text: str
    link: str | None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Row of a table: what it is about, and a figure for each search."""

    label: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class CurveChart:
    """Curves of several searches on one axis; `top` is the figure of the highest point."""

    unit: str
    shares: bool
    top: str
    curves: tuple[Curve, ...]
    axis: tuple[AxisLabel, ...]
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class OnlyHit:
    """Article that only one of two searches finds, and the link to its page."""

    article: Article
    link: str


@dataclass(frozen=True, slots=True)
class ComparedList:
    """One of two lists that are compared.

    `side` is the prefix of its parameters. `kept` is the query string of what a form cannot change
    of it, `kept_name` the same in words. `only` counts what the other does not have; the first of
    these are the `hits`.
    """

    side: str
    title: str
    name: str
    state: SearchState
    kept: str
    kept_name: str
    total: int
    only: Figure
    hits: tuple[OnlyHit, ...]


@dataclass(frozen=True, slots=True)
class ComparedFacet:
    """Greatest values of a facet in two lists."""

    label: str
    rows: tuple[FigureRow, ...]

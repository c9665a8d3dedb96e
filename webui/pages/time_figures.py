"""Figures of charts over time, in words: periods, counts and shares."""

from indexer.schema.fields import FACETS
from indexer.search.facets import value_label
from indexer.search.timeline import Granularity, TimePoint
from webui.formatting import number_text

# Smaller shares are not told apart.
_LEAST_SHARE = 0.00001
_FACETS = {facet.name: facet for facet in FACETS}


def period_text(granularity: Granularity, point: TimePoint) -> str:
    """Words for the period of a point: "April 2012", "week of 30 April 2012"."""
    if granularity is Granularity.WEEK:
        return f"week of {value_label(_FACETS[Granularity.DAY], point.period.first.isoformat())}"
    return value_label(_FACETS[granularity], point.period.value)


def share_of(hits: int, point: TimePoint) -> float:
    """Share of all articles of a period that some hits are; 0 where it has none."""
    return hits / point.whole if point.whole else 0


def height_of(hits: int, point: TimePoint, *, shares: bool) -> float:
    """What a chart draws for some hits of a period: their number, or their share."""
    return share_of(hits, point) if shares else hits


def height_text(height: float, *, shares: bool) -> str:
    """Number of hits, or a share as a percentage: "1,204", "12%"."""
    return share_text(height) if shares else number_text(int(height))


def share_text(share: float) -> str:
    """Share as a percentage of two figures, or of all before the point: "0.25%", "12%", "100%"."""
    if 0 < share < _LEAST_SHARE:
        return f"under {_LEAST_SHARE * 100:.3f}%"
    return f"{share * 100:.2g}%" if share < 0.1 else f"{share * 100:.0f}%"

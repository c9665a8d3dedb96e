"""Time axis of a chart: places of periods as percentages of its width, and labels below it."""

import calendar
from collections.abc import Iterable, Iterator
from datetime import date
from math import ceil

from indexer.search.timeline import Granularity, Period
from webui.pages.chart_models import AxisLabel

# Periods that an axis has room for at least: the bar of a single day is no wall.
_LEAST = 8
_MOST_LABELS = 8
_LABELS_ON_NARROW_PAGES = 4
# Steps between labels that readers count in, by granularity.
_STEPS = {
    Granularity.YEAR: (1, 2, 5, 10, 20, 50, 100),
    Granularity.MONTH: (1, 2, 3, 6, 12, 24, 60),
    Granularity.WEEK: (1, 2, 4, 8, 13),
    Granularity.DAY: (1, 2, 7, 14),
}
# Labels so near to an end would be cut off if they were centred.
_EDGE = 0.06


class TimeAxis:
    """Axis from the first to the last of some periods, of which there is one at least."""

    def __init__(self, granularity: Granularity, periods: Iterable[Period]) -> None:
        slots = [period.slot for period in periods]
        self._granularity = granularity
        self._first, self._last = min(slots), max(slots)
        self._size = max(self._last - self._first + 1, _LEAST)

    @property
    def step(self) -> float:
        """Width of a period as a share of the axis."""
        return 1 / self._size

    @property
    def slots(self) -> range:
        """Slots from the first period to the last."""
        return range(self._first, self._last + 1)

    def place(self, slot: int) -> float:
        """Where a period begins, as a share of the axis."""
        return (slot - self._first) / self._size

    def middle(self, slot: int) -> float:
        """Middle of a period, as a share of the axis."""
        return self.place(slot) + self.step / 2

    def labels(self) -> tuple[AxisLabel, ...]:
        """Labels at regular steps, as many as there is room for."""
        slots = list(self._labelled())
        every = ceil(len(slots) / _LABELS_ON_NARROW_PAGES)
        return tuple(
            self._label(slot, number == 0, number % every > 0) for number, slot in enumerate(slots)
        )

    def _labelled(self) -> Iterator[int]:
        count = self._last - self._first + 1
        steps = _STEPS[self._granularity]
        step = next((each for each in steps if ceil(count / each) <= _MOST_LABELS), steps[-1])
        # Years and months are counted from round ones, weeks and days from the first.
        start = self._first
        if self._granularity is Granularity.YEAR:
            start += -self._first % step
        elif self._granularity is Granularity.MONTH:
            start += (1 - self._first) % step
        return iter(range(start, self._last + 1, step))

    def _label(self, slot: int, is_first: bool, minor: bool) -> AxisLabel:
        middle = self.middle(slot)
        x, anchor = middle, "middle"
        if middle < _EDGE:
            x, anchor = self.place(slot), "start"
        elif middle > 1 - _EDGE:
            x, anchor = self.place(slot) + self.step, "end"
        return AxisLabel(self._text(slot, is_first), percent(x), anchor, minor)

    def _text(self, slot: int, is_first: bool) -> str:
        match self._granularity:
            case Granularity.YEAR:
                return str(slot)
            case Granularity.MONTH:
                year, month = divmod(slot - 1, 12)
                return f"{calendar.month_abbr[month + 1]} {year}"
            case Granularity.WEEK | Granularity.DAY:
                ordinal = slot * 7 + 1 if self._granularity is Granularity.WEEK else slot
                day = date.fromordinal(ordinal)
                text = f"{day.day} {calendar.month_abbr[day.month]}"
                return f"{text} {day.year}" if is_first else text


def percent(share: float) -> str:
    """Length as a percentage of the width, as SVG takes it: "12.5%"."""
    return f"{share * 100:.3f}".rstrip("0").rstrip(".") + "%"

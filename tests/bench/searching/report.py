"""Output of the benchmark: measurements as they come, then which bounds hold."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.queries import NEWS_QUERIES
from tests.bench.searching.homes import Corpus
from tests.bench.searching.timing import Clock, Processors, Timed, Ways, timed, warming

_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Bound:
    """Something measured that must be at most, or at least, so much."""

    what: str
    measured: float
    bound: float
    unit: str
    at_least: bool = False

    @property
    def holds(self) -> bool:
        if self.at_least:
            return self.measured >= self.bound
        return self.measured <= self.bound

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        holds = "holds" if self.holds else "DOES NOT HOLD"
        measured = f"{self.measured:,.2f}{self.unit}"
        return (
            f"{self.what:<{_WIDTH}}{measured:>12}{f'{sign} {self.bound:g}{self.unit}':>12}  {holds}"
        )


@dataclass(slots=True)
class Report:
    """Prints measures, and gathers the bounds."""

    bounds: list[Bound] = field(default_factory=list)
    _started: float = field(default_factory=time.monotonic)

    def heading(self, text: str) -> None:
        minutes = (time.monotonic() - self._started) / 60
        print(f"\n{text}  [after {minutes:.0f} min]", flush=True)

    def line(self, what: str, *values: str) -> None:
        print(f"  {what:<{_WIDTH - 2}}" + "".join(f"{value:>16}" for value in values), flush=True)

    def ask(
        self,
        ways: Ways,
        corpus: Corpus,
        runs: Sequence[Sequence[str]],
        processors: Processors | None = None,
        news: Sequence[str] = NEWS_QUERIES,
    ) -> dict[str, Timed]:
        """The times of every way for each run's questions; those of news alone are only shown."""
        taken = timed(ways, warming(corpus.articles()), runs, processors)
        self._times("questions", taken)
        self._times("news queries alone", timed(ways, (), [news], processors))
        return taken

    def _times(self, asked: str, taken: dict[str, Timed]) -> None:
        for clock in Clock:
            self.line(f"{asked}, by the clock of the {clock}", "p50 ms", "p95 ms")
            for name, each in taken.items():
                self.line(f"  {name}", f"{each.p50(clock):.1f}", f"{each.p95(clock):.1f}")

    def at_most(self, what: str, measured: float, bound: float, unit: str = "") -> None:
        self._take(Bound(what, measured, bound, unit))

    def at_least(self, what: str, measured: float, bound: float, unit: str = "") -> None:
        self._take(Bound(what, measured, bound, unit, at_least=True))

    def _take(self, bound: Bound) -> None:
        self.bounds.append(bound)
        self.line(bound.what, f"{bound.measured:,.2f}{bound.unit}")

    def close(self) -> None:
        self.heading("What holds, and what does not")
        for bound in self.bounds:
            print(bound)

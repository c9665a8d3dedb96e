"""How long ways of answering take for the same questions, asked in turn."""

import random
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from archive.model.article import Article
from tests.bench.queries import NEWS_QUERIES
from webui.server import settle

# What a server has been asked before it is measured: two words of some headline each.
_WARMING = 300
_DRAWN_FROM = 20_000

Ways = Mapping[str, Callable[[str], object]]
# The processor's time so far, in seconds, of what answers.
Processors = Mapping[str, Callable[[], float]]


class Clock(StrEnum):
    """What times are told by: other work on the machine disturbs the processor's the least."""

    PROCESSOR = "processor"
    WALL = "wall"


@dataclass(slots=True)
class Timed:
    """The times of one way, in milliseconds, of each run by each clock."""

    runs: dict[Clock, list[list[float]]] = field(
        default_factory=lambda: {clock: [] for clock in Clock}
    )

    def p50(self, clock: Clock = Clock.PROCESSOR) -> float:
        return statistics.median(map(statistics.median, self.runs[clock]))

    def p95(self, clock: Clock = Clock.PROCESSOR) -> float:
        return statistics.median(map(p95, self.runs[clock]))


def p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def ratio(ours: Timed, theirs: Timed, of: Callable[[Sequence[float]], float] = p95) -> float:
    """The median of the runs' ratios of the processor's time: what disturbs a run disturbs both."""
    pairs = zip(ours.runs[Clock.PROCESSOR], theirs.runs[Clock.PROCESSOR], strict=True)
    return statistics.median(of(one) / of(other) for one, other in pairs)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked: in each run so many web queries, and as large a part of the news queries.

    Each run goes on where the one before ended: five of a thousand ask all there are once.
    """

    runs: int
    count: int
    web_queries: Sequence[str]

    def questions(self) -> list[list[str]]:
        """Those of each run."""
        news_count = round(len(NEWS_QUERIES) * self.count / len(self.web_queries))
        return [
            [
                *_following(NEWS_QUERIES, run * news_count, news_count),
                *_following(self.web_queries, run * self.count, self.count),
            ]
            for run in range(self.runs)
        ]

    def every(self) -> list[str]:
        asked = [*NEWS_QUERIES, *(text for some in self.questions() for text in some)]
        return list(dict.fromkeys(asked))


def _following(texts: Sequence[str], first: int, count: int) -> list[str]:
    return [texts[i % len(texts)] for i in range(first, first + count)]


def warming(articles: Iterable[Article]) -> list[str]:
    rng = random.Random(0)  # noqa: S311 - the same questions every time
    headlines = [
        words
        for article in islice(articles, _DRAWN_FROM)
        if len(words := [word for word in article.headline.split() if word.isalpha()]) > 2
    ]
    return [" ".join(rng.sample(words, 2)) for words in rng.choices(headlines, k=_WARMING)]


def timed(
    ways: Ways,
    before: Iterable[str],
    runs: Iterable[Sequence[str]],
    processors: Processors | None = None,
) -> dict[str, Timed]:
    """The times of every way for each run's questions, asked after those of `before`.

    Every question is put to all ways in turn, so that other work on the machine disturbs all.
    But for `processors`, those of the ways that other processes answer: each of these answers all
    of a run's questions before the next one does. Nobody runs them beside each other, and in turn
    each would find the processor's caches full of what the others have read.
    """
    for text in before:
        for ask in ways.values():
            ask(text)
    # No way is kept waiting for what the others hold.
    settle()
    clocks = dict.fromkeys(ways, time.thread_time) | dict(processors or {})
    taken = {name: Timed() for name in ways}
    for asked in runs:
        for each in taken.values():
            for times in each.runs.values():
                times.append([])
        in_turn = ((text, name) for text in asked for name in ways)
        apart = ((text, name) for name in ways for text in asked)
        for text, name in apart if processors else in_turn:
            ask, processor = ways[name], clocks[name]
            # To read the time of another process takes a while, which is no part of what it did.
            started_s, began_s = processor(), time.perf_counter()
            ask(text)
            took_s, used_s = time.perf_counter() - began_s, processor() - started_s
            taken[name].runs[Clock.PROCESSOR][-1].append(used_s * 1000)
            taken[name].runs[Clock.WALL][-1].append(took_s * 1000)
    return taken

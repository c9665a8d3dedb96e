"""Benchmark of an engine on the user's archive: indexing rate, index size, query latency.

It builds an index of the whole archive in a temporary folder, and runs queries of one to three
consecutive words from the archive's headlines.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from archive.store.store import Store
from indexer.analysis.analyzer import Analyzer, tokens
from indexer.engines.engine import EngineKind
from indexer.index import build
from indexer.index.build import Progress
from indexer.index.generations import Generations
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService

QUESTIONS = 200
# The number of words of each query, in turn.
_WORDS = (1, 2, 2, 3)
_SEED = 1


@dataclass(frozen=True, slots=True)
class EngineMeasurement:
    """Benchmark result of one engine; latencies are of whole answers, in milliseconds."""

    engine: str
    articles: int
    articles_per_s: float
    index_bytes: int
    p50_ms: float
    p95_ms: float


def measure(
    store: Store, kind: EngineKind, folder: Path, progress: Progress | None
) -> EngineMeasurement:
    """Benchmark an engine in a temporary folder inside `folder`."""
    with TemporaryDirectory(prefix="measured-", dir=folder) as aside:
        generations = Generations(Path(aside))
        started = time.perf_counter()
        built = build.rebuild(store, generations, kind, progress)
        seconds = time.perf_counter() - started
        times = sorted(_times(store, generations))
        files = [path for path in Path(aside).rglob("*") if path.is_file()]
        return EngineMeasurement(
            engine=kind.name,
            articles=built.articles,
            articles_per_s=built.articles / seconds,
            index_bytes=sum(path.stat().st_size for path in files),
            p50_ms=median(times) if times else 0.0,
            p95_ms=quantiles(times, n=20)[-1] if len(times) > 1 else 0.0,
        )


def _times(store: Store, generations: Generations) -> Iterator[float]:
    """The time in milliseconds of each query's first run."""
    with SearchService(store, generations) as service:
        for text in questions(store):
            yield service.search(SearchQuery(text)).took_ms


def questions(store: Store) -> Sequence[str]:
    """Queries of consecutive words, from a random sample of headlines that is always the same."""
    chance = random.Random(_SEED)  # noqa: S311 - a choice of examples
    headlines: list[str] = []
    for seen, change in enumerate(store.changes_since(0, upto=store.sequence()), 1):
        if change.article is None or not change.article.headline:
            continue
        if len(headlines) < QUESTIONS:
            headlines.append(change.article.headline)
        elif (place := chance.randrange(seen)) < QUESTIONS:
            headlines[place] = change.article.headline
    found: list[str] = []
    for number, headline in enumerate(headlines):
        words = [each for each in tokens(headline, Analyzer.NAMES) if not each.is_joined]
        count = _WORDS[number % len(_WORDS)]
        first = chance.randrange(max(len(words) - count, 0) + 1)
        if taken := words[first : first + count]:
            # In lower case no word is an operator.
            found.append(headline[taken[0].start : taken[-1].end].casefold())
    return found

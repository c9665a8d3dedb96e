"""Backfile on Whoosh beside a bare script on the same library, in one run on real stories.

    python -m tests.bench [RUNS]

Prints how many stories a second each indexes (medians of RUNS runs in turn, 3 by default), and
how long each takes to answer the same questions. The bare script is what one writes in an
afternoon: the library's stemming analyzer, one text field for each of headline, body, region
and byline, a parser over the four, and `groupedby` on the region.
"""

import gzip
import json
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from whoosh import fields, index
from whoosh.analysis import StemmingAnalyzer
from whoosh.qparser import MultifieldParser

from archive.ingest import Tally, add_files
from archive.store import Store
from indexer import build
from indexer.engines import ENGINES
from indexer.generations import Generations
from indexer.results import Question
from indexer.search import SearchService
from tests.bench.queries import NEWS_QUERIES

STORIES = Path(__file__).resolve().parents[3] / "shared" / "data" / "reuters21578"
MAPPING = {
    "headline": "title",
    "body": "body",
    "region": "places",
    "byline": "author",
    "dateline": "dateline",
    "date": "date",
}
HITS = 10
# What a server has been asked before it is measured: two words of some story each.
OTHER_QUESTIONS = 300


class BareScript:
    """The library used directly."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        text = StemmingAnalyzer()
        self._schema = fields.Schema(
            id=fields.ID(stored=True, unique=True),
            headline=fields.TEXT(analyzer=text, field_boost=4.0, stored=True),
            body=fields.TEXT(analyzer=text),
            region=fields.TEXT(sortable=True),
            byline=fields.TEXT(sortable=True),
            source=fields.ID(sortable=True),
            language=fields.ID(sortable=True),
            year=fields.ID(sortable=True),
        )

    def build(self, stories: list[dict]) -> None:
        self._folder.mkdir()
        writer = index.create_in(str(self._folder), self._schema).writer(limitmb=256)
        for story in stories:
            writer.add_document(
                id=story["id"],
                headline=story.get("title", ""),
                body=f"{story.get('dateline', '')} {story.get('body', '')}",
                region=" ".join(story.get("places", [])),
                byline=story.get("author", ""),
                source="Reuters",
                language="en",
                year=story["date"][:4],
            )
        writer.commit()

    def open(self) -> None:
        self._searcher = index.open_dir(str(self._folder)).searcher()
        self._parser = MultifieldParser(["headline", "body", "region", "byline"], self._schema)

    def search(self, text: str, groupedby: str | None) -> int:
        results = self._searcher.search(self._parser.parse(text), limit=HITS, groupedby=groupedby)
        if groupedby:
            results.groups()
        for hit in results:
            hit.fields()
        return len(results)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    if not STORIES.is_dir():
        sys.exit(f"bench: the stories to measure on are not at {STORIES}")
    files = sorted(STORIES.glob("*.jsonl.gz"))
    stories = [
        json.loads(line)
        for file in files
        for line in gzip.decompress(file.read_bytes()).splitlines()
    ]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        started = time.perf_counter()
        with Store.open(home / "archive.sqlite3", create=True) as store:
            add_files(store, files, MAPPING, Tally())
            stored = len(stories) / (time.perf_counter() - started)
            print(f"{len(stories):,} stories on {os.cpu_count()} cores")
            print(f"stored, index apart: {stored:,.0f} stories/s\n")
            measure_indexing(home, store, stories, runs)
            measure_searching(home, store)


def measure_indexing(home: Path, store: Store, stories: list[dict], runs: int) -> None:
    bare_rates, our_rates = [], []
    for run in range(runs):
        started = time.perf_counter()
        BareScript(home / f"bare-{run}").build(stories)
        bare_rates.append(len(stories) / (time.perf_counter() - started))
        started = time.perf_counter()
        build.rebuild(store, Generations(home / f"index-{run}"), ENGINES["whoosh"])
        our_rates.append(len(stories) / (time.perf_counter() - started))
    ratios = [ours / bare for ours, bare in zip(our_rates, bare_rates, strict=True)]
    print(f"{'indexing':<44}{'stories/s':>12}{'ratio':>10}")
    print(f"{'bare script':<44}{statistics.median(bare_rates):>12,.0f}{1:>10.2f}")
    print(
        f"{'Backfile, with the reading of its store':<44}{statistics.median(our_rates):>12,.0f}"
        f"{statistics.median(ratios):>10.2f}\n"
    )


def measure_searching(home: Path, store: Store) -> None:
    bare = BareScript(home / "bare-0")
    bare.open()
    service = SearchService(store, Generations(home / "index-0"))
    service.search(Question("warm", limit=1))
    ways = {
        "bare script, hits alone": lambda text: bare.search(text, None),
        "bare script, groupedby one field": lambda text: bare.search(text, "region"),
        "Backfile, five facets and snippets": lambda text: service.search(
            Question(text, limit=HITS)
        ),
    }
    rng = random.Random(0)  # noqa: S311 - the same questions every time
    headlines = [c.article.headline.split() for c in store.changes_since(0) if c.article]
    for ask in ways.values():
        for words in rng.sample([words for words in headlines if len(words) > 2], OTHER_QUESTIONS):
            ask(" ".join(word for word in rng.sample(words, 2) if word.isalpha()))
    times: dict[tuple[str, str], list[float]] = {}
    # Each way goes through all questions by itself, so that what one of them has read into the
    # operating system's cache helps the next no more than it would help itself.
    for asked in ("asked first", "asked again"):
        for name, ask in ways.items():
            for text in NEWS_QUERIES:
                started = time.perf_counter()
                ask(text)
                times.setdefault((asked, name), []).append((time.perf_counter() - started) * 1000)
    service.close()
    print(f"{'searching, ' + str(len(NEWS_QUERIES)) + ' queries':<44}{'p50 ms':>12}{'p95 ms':>10}")
    for (asked, name), taken in times.items():
        low, high = statistics.median(taken), _p95(taken)
        print(f"{name + ', ' + asked:<44}{low:>12.1f}{high:>10.1f}")
    grouped, ours = (
        times["asked first", name]
        for name in ("bare script, groupedby one field", "Backfile, five facets and snippets")
    )
    for name, of in (("p50", statistics.median), ("p95", _p95)):
        print(f"ratio of the {name}: {of(ours) / of(grouped):.2f}")


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()

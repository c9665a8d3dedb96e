"""Benchmark of near-duplicate detection: results and cost on 35,776 real stories.

    python -m tests.bench.duplicates [RUNS [FILE]]

Adds the stories of Reuters and KCNA with and without looking for near-duplicates (medians of RUNS
runs in turn, 3 by default, in the processor's time), counts the clusters, and writes fifty of
them, drawn at random but always the same, to FILE for reading: whether each is one story is for a
person to judge.
"""

import gzip
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from difflib import SequenceMatcher
from pathlib import Path
from unittest import mock

import archive.store.prepared_record
from archive.formats.tabular.json_lines import JsonLinesReader
from archive.model.article import Article, Record
from archive.model.document import Source
from archive.store.prepared_record import prepare
from archive.store.store import Store
from tests.bench.storing import SHARED, read, story_documents, write

SHOWN, SEED = 50, 7


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    if not SHARED.is_dir():
        sys.exit(f"bench: the articles to measure on are not at {SHARED}")
    with tempfile.TemporaryDirectory() as folder:
        records = measure_cost(Path(folder), runs)
        count_clusters(Path(folder) / "with-0", records)


def stories() -> list[Record]:
    """All stories of both agencies."""
    documents = list(story_documents())
    for path in sorted((SHARED / "kcna").glob("*.jsonl.gz")):
        with gzip.open(path) as stream:
            documents += JsonLinesReader().unpack(Source(path.name, stream))
    return [record for record in read(documents) if isinstance(record, Record)]


def measure_cost(home: Path, runs: int) -> list[Record]:
    taken: dict[tuple[str, str], list[float]] = defaultdict(list)
    started = time.process_time()
    records = stories()
    reading = time.process_time() - started
    for run in range(runs):
        for way in ("with", "without"):
            folder = home / f"{way}-{run}"
            with switched(way):
                started = time.process_time()
                prepared = [prepare(record) for record in records]
                ready = time.process_time()
                write(folder, prepared)
            taken["prepare", way].append(ready - started)
            taken["write", way].append(time.process_time() - ready)
    print(f"{len(records):,} stories, µs each{'without':>14}{'with':>10}{'ratio':>10}")
    without = with_ = 0.0
    for step in ("write", "prepare"):
        without += statistics.median(taken[step, "without"])
        with_ += statistics.median(taken[step, "with"])
        name = {"write": "write what is prepared", "prepare": "prepare and write"}[step]
        print_row(name, without / len(records), with_ / len(records))
    print_row("read, prepare and write", *((reading + s) / len(records) for s in (without, with_)))
    return records


def print_row(name: str, without: float, with_: float) -> None:
    print(f"{name:<30}{without * 1e6:>12.0f}{with_ * 1e6:>10.0f}{with_ / without:>10.2f}")


def switched(way: str) -> mock._patch:
    """Looking for near-duplicates, or not: an article without a signature has none."""
    found = archive.store.prepared_record.signature if way == "with" else lambda _article: None
    return mock.patch.object(archive.store.prepared_record, "signature", found)


def count_clusters(home: Path, records: list[Record]) -> None:
    with Store.open(home / "archive.sqlite3") as store:
        clusters: dict[str, list[Article]] = defaultdict(list)
        for change in store.changes_since(0):
            if change.article and change.article.cluster:
                clusters[change.article.cluster].append(change.article)
        held = sum(map(len, clusters.values()))
        print(f"\n{len(clusters):,} clusters of {held:,} articles, of {len(records):,}")
        if len(sys.argv) > 2:
            lines = [line for name in sampled(clusters) for line in shown(store.cluster(name))]
            Path(sys.argv[2]).write_text("\n".join(lines), "utf-8")
    with closing(sqlite3.connect(home / "archive.sqlite3")) as connection:
        for table, size in connection.execute(
            "SELECT name, sum(pgsize) FROM dbstat WHERE name LIKE 'near%' OR name LIKE 'articles%'"
            " GROUP BY name"
        ):
            print(f"{table:<44}{size / len(records):>8.0f} bytes an article")


def sampled(clusters: dict[str, list[Article]]) -> list[str]:
    rng = random.Random(SEED)  # noqa: S311 - the same clusters every time
    return rng.sample(sorted(clusters), min(SHOWN, len(clusters)))


def shown(cluster: list[Article]) -> Iterator[str]:
    """The first article's beginning, and in what each other one's words differ from it."""
    first = " ".join(cluster[0].body).split()
    yield f"{cluster[0].cluster}: {' '.join(first[:30])}"
    for article in cluster:
        words = " ".join(article.body).split()
        changes = SequenceMatcher(None, first, words, autojunk=False).get_opcodes()
        said = [
            f"({end - start})"
            if kind == "equal"
            else f"[-{brief(first[start:end])}-][+{brief(words[at:to])}+]"
            for kind, start, end, at, to in changes
        ]
        yield f"    {article.published.value} {article.headline}: {' '.join(said)}"


def brief(words: list[str]) -> str:
    return " ".join(words if len(words) < 10 else [*words[:4], f"…{len(words)}…", *words[-3:]])


if __name__ == "__main__":
    main()

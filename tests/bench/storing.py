"""How fast the store takes articles, and how fast it gives ten of them back.

    python -m tests.bench.storing [RUNS]

Adds 40,000 headlines and 11,000 stories of Reuters as JSON Lines in one process, and says of each
step how many articles a second it does (medians of RUNS runs, 3 by default), in the processor's
time, which other work on the machine disturbs less than the clock. Reading and preparing can be
done by many processes, writing by one.
"""

import gzip
import json
import pickle
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TypeVar

from archive.formats.tabular.json_lines import JsonLinesReader
from archive.ingest.document_reading import read_document
from archive.model.article import Record
from archive.model.document import Document, Source
from archive.store.batch import Arrivals
from archive.store.prepared_record import Prepared, prepare
from archive.store.store import Store

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
HEADLINES = 40_000
Result = TypeVar("Result")
BATCH = 1_000
LOOK_UPS = 1_000
STORY_COLUMNS = {
    "headline": "title",
    "body": "body",
    "region": "places",
    "byline": "author",
    "dateline": "dateline",
    "date": "date",
}


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    if not SHARED.is_dir():
        sys.exit(f"bench: the articles to measure on are not at {SHARED}")
    measure("headlines", list(headline_documents()), runs)
    measure("stories", list(story_documents()), runs)


def headline_documents() -> Iterator[Document]:
    """Headlines with time and address, as JSON Lines in runs."""
    with gzip.open(SHARED / "reuters-headlines" / "2012.tsv.gz", "rt") as lines:
        rows = (line.rstrip("\n").split("\t") for line in islice(lines, HEADLINES))
        documents = (
            {
                "date": datetime.strptime(said, "%Y%m%d %I:%M%p UTC")
                .replace(tzinfo=UTC)
                .isoformat(),
                "title": title,
                "url": url,
            }
            for said, title, url in rows
        )
        content = "".join(f"{json.dumps(row)}\n" for row in documents).encode()
    yield from JsonLinesReader().unpack(Source("headlines.jsonl", BytesIO(content)))


def story_documents() -> Iterator[Document]:
    """Whole stories, as JSON Lines in runs."""
    for path in sorted((SHARED / "reuters21578").glob("*.jsonl.gz")):
        with gzip.open(path) as stream:
            yield from JsonLinesReader().unpack(Source(path.name, stream, STORY_COLUMNS))


def read(documents: list[Document]) -> list[Record]:
    return [record for each in documents for record in read_document(each)]


def write(home: Path, prepared: list[Prepared]) -> None:
    with Store.open(home / "archive.sqlite3", create=True) as store:
        for start in range(0, len(prepared), BATCH):
            store.take_in(Arrivals(prepared[start : start + BATCH]))


def measure(name: str, documents: list[Document], runs: int) -> None:
    read(documents[:1])
    steps: dict[str, list[float]] = {}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            records = timed(steps, "read", lambda: read(documents))
            prepared = timed(steps, "prepare", lambda rs=records: [prepare(r) for r in rs])
            timed(steps, "send", lambda ps=prepared: pickle.loads(pickle.dumps(ps)))  # noqa: S301 - our own
            timed(steps, "write", lambda ps=prepared, at=Path(folder): write(at, ps))
            given_ms = look_ups(Path(folder))
    print(f"{len(records):,} {name}{'µs each':>20}{'a second':>12}")
    taken = {step: statistics.median(times) for step, times in steps.items()}
    taken["together"] = sum(taken.values())
    for step, seconds in taken.items():
        each_us = seconds / len(records) * 1e6
        print(f"{step:<16}{each_us:>20.0f}{1e6 / each_us:>12,.0f}")
    print(f"ten articles and the sequence: {given_ms:.2f} ms (median)\n")


def timed(steps: dict, step: str, work: Callable[[], Result]) -> Result:
    started = time.process_time()
    result = work()
    steps.setdefault(step, []).append(time.process_time() - started)
    return result


def look_ups(home: Path) -> float:
    """The median time of getting ten articles and the sequence, in milliseconds."""
    rng = random.Random(0)  # noqa: S311 - the same articles every time
    with Store.open(home / "archive.sqlite3") as store:
        ids = [change.id for change in store.changes_since(0)]
        times = []
        for _ in range(LOOK_UPS):
            wanted = rng.sample(ids, 10)
            started = time.perf_counter()
            store.get_many(wanted)
            store.sequence()
            times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()

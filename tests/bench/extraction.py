"""How well and how fast web pages are read, beside trafilatura on its own, on real pages.

    python -m tests.bench.extraction [RUNS]

Prints for pages of news sites of twenty countries how many headlines, days and authors are
right and how much of the story is, for the article-extraction-benchmark its own measure, and
the pages a second of both (medians of RUNS runs in turn on one core, 3 by default).
"""

import gzip
import json
import logging
import os
import re
import statistics
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from trafilatura import bare_extraction

from archive.errors import SourceError
from archive.facts.completion import completed
from archive.formats.web_page.page_reader import WebPageReader
from archive.ingest.ingest import add_documents
from archive.ingest.tally import Tally
from archive.model.document import Document
from archive.store.store import Store

EXTRACTION = Path(__file__).resolve().parents[3] / "shared" / "data" / "extraction"
_WORD = re.compile(r"\w+")
_DOUBLE, _SINGLE = re.compile("[“”„«»‟″]"), re.compile("[‘’‚‛′`´‹›]")
_SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Truth:
    """A page and what a person found on it; `headline` is "" where nobody looked for it."""

    name: str
    page: bytes
    body: str
    headline: str = ""
    day: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The text and facts extracted from a page."""

    body: str = ""
    headline: str = ""
    day: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of 1: headlines and days that are right, F1 of authors and of stories."""

    headline: float
    day: float
    authors: float
    body: float


@dataclass(frozen=True, slots=True)
class BodyScores:
    """The measure of the article-extraction-benchmark: means over pages, F1 of the means."""

    f1: float
    precision: float
    recall: float
    accuracy: float


def fundus_pages(folder: Path = EXTRACTION) -> list[Truth]:
    """The pages of news sites, each version of a site's file with the page of its date."""
    found: list[Truth] = []
    for file in sorted((folder / "fundus").glob("*/*.json")):
        versions = json.loads(file.read_text(encoding="utf-8"))
        pages = sorted(file.parent.glob(f"{file.stem}_[0-9]*.html.gz"))
        for version, page in zip(sorted(versions, key=_natural), pages, strict=True):
            true = versions[version]
            sections = (
                text
                for section in true["body"]["sections"]
                for text in (*section["headline"], *section["paragraphs"])
            )
            found.append(
                Truth(
                    f"{file.stem} {version}",
                    gzip.decompress(page.read_bytes()),
                    "\n".join((*true["body"]["summary"], *sections)),
                    true["title"],
                    (true["publishing_date"] or "")[:10],
                    tuple(true.get("authors", ())),
                )
            )
    return found


def benchmark_pages(folder: Path = EXTRACTION) -> list[Truth]:
    """The pages of the article-extraction-benchmark."""
    home = folder / "scrapinghub-aeb"
    stated = json.loads((home / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Truth(
            name,
            gzip.decompress((home / "html" / f"{name}.html.gz").read_bytes()),
            true["articleBody"],
        )
        for name, true in sorted(stated.items())
    ]


def read_ours(page: bytes) -> Reading:
    """Backfile's extraction; empty where it refuses the page."""
    try:
        (record,) = WebPageReader().read(Document("page.html", page, "text/html"))
    except SourceError:
        return Reading()
    article = completed(record.article)
    return Reading(
        "\n".join(article.body),
        article.headline,
        (article.published.value or "")[:10],
        tuple(credit.name for credit in article.credits),
    )


def read_bare(page: bytes) -> Reading:
    """The extraction of trafilatura with its defaults."""
    found = bare_extraction(page, with_metadata=True)
    if found is None:
        return Reading()
    authors = tuple(filter(None, (found.author or "").split("; ")))
    return Reading(found.text or "", found.title or "", found.date or "", authors)


def score(truths: list[Truth], readings: list[Reading]) -> Scores:
    """How right the readings are; names and headlines without regard to quotes and spaces."""
    pairs = list(zip(truths, readings, strict=True))
    right = stated = read = 0
    for truth, reading in pairs:
        true = {_folded(name).casefold() for name in truth.authors}
        ours = {_folded(name).casefold() for name in reading.authors}
        right, stated, read = right + len(true & ours), stated + len(true), read + len(ours)
    return Scores(
        statistics.mean(_folded(t.headline) == _folded(r.headline) for t, r in pairs),
        statistics.mean(t.day == r.day for t, r in pairs),
        2 * right / (stated + read),
        statistics.mean(_shingle_f1(t.body, r.body) for t, r in pairs),
    )


def score_bodies(truths: list[Truth], readings: list[Reading]) -> BodyScores:
    """The benchmark's measure: pages without shingles count for neither mean."""
    precisions: list[float] = []
    recalls: list[float] = []
    exact = 0
    for truth, reading in zip(truths, readings, strict=True):
        true, ours = _shingles(truth.body), _shingles(reading.body)
        shared = (true & ours).total()
        precisions += [shared / ours.total()] if ours else []
        recalls += [shared / true.total()] if true else []
        exact += true == ours
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    f1 = 2 * precision * recall / (precision + recall)
    return BodyScores(f1, precision, recall, exact / len(truths))


def _shingle_f1(true: str, ours: str) -> float:
    one, other = _shingles(true), _shingles(ours)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    length = min(_SHINGLE, len(words))
    return Counter(
        tuple(words[at : at + length]) for at in range(len(words) - length + 1) if length
    )


def _folded(text: str) -> str:
    plain = _SINGLE.sub("'", _DOUBLE.sub('"', unicodedata.normalize("NFC", text)))
    return " ".join(plain.replace("\u00ad", "").split())


def _natural(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    if not EXTRACTION.is_dir():
        sys.exit(f"bench: the pages to measure on are not at {EXTRACTION}")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    news, benchmark = fundus_pages(), benchmark_pages()
    ways = {"trafilatura alone": read_bare, "Backfile": read_ours}
    for read in ways.values():  # what a process loads once is not measured
        for truth in (*news[:20], *news[40:50]):
            read(truth.page)
    print(f"{f'{len(news)} news pages':<34}{'headline':>10}{'day':>8}{'authors':>9}{'body':>8}")
    for name, read in ways.items():
        s = score(news, [read(truth.page) for truth in news])
        print(f"{name:<34}{s.headline:>10.3f}{s.day:>8.3f}{s.authors:>9.3f}{s.body:>8.3f}")
    print(
        f"\n{len(benchmark)} benchmark pages{'':<15}{'F1':>10}{'prec.':>8}{'recall':>9}{'exact':>8}"
    )
    for name, read in ways.items():
        b = score_bodies(benchmark, [read(truth.page) for truth in benchmark])
        print(f"{name:<34}{b.f1:>10.3f}{b.precision:>8.3f}{b.recall:>9.3f}{b.accuracy:>8.3f}")
    print(f"\n{'pages/s on one core':<34}{'news':>10}{'ratio':>8}{'benchm.':>9}{'ratio':>8}")
    _print_rates(ways, (news, benchmark), runs)
    _print_loop((*news, *benchmark))


# So often the pages are added, each time under another name: long enough for the start of the
# processes to be little of it.
_TIMES = 10


def _print_loop(truths) -> None:
    """Pages a second through all of adding, by the clock, beside trafilatura on one core."""
    started = time.perf_counter()
    for truth in truths:
        read_bare(truth.page)
    bare = len(truths) / (time.perf_counter() - started)
    pages = [
        Document(f"{turn}-{number}.html", truth.page, "text/html")
        for turn in range(_TIMES)
        for number, truth in enumerate(truths)
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder, "archive.sqlite3"), create=True) as store,
    ):
        started = time.perf_counter()
        add_documents(store, pages, Tally())
        ours = len(pages) / (time.perf_counter() - started)
    cores = len(os.sched_getaffinity(0))
    # As many processes as cores, all of them warm: what reading comes to without storing.
    with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as processes:
        everything = [truth.page for truth in truths]
        list(processes.map(_read_all, [everything[:60]] * cores))
        started = time.perf_counter()
        list(processes.map(_read_all, [everything] * cores))
        read = cores * len(truths) / (time.perf_counter() - started)
    print(f"\n{cores * len(truths):,} pages read by {cores} processes: {read:.1f} a second,")
    print(f"{read / bare / cores:.2f} on each core of what trafilatura does alone on one")
    print(f"\n{len(pages):,} pages added on {cores} cores: {ours:.1f} a second, trafilatura alone")
    print(f"on one core {bare:.1f}: {ours / bare / cores:.2f} of it on each core")


def _read_all(pages: list[bytes]) -> None:
    for page in pages:
        read_ours(page)


def _print_rates(ways, sets, runs) -> None:
    rates: dict[tuple[str, int], list[float]] = {}
    for _ in range(runs):
        for number, truths in enumerate(sets):
            for name, read in ways.items():
                started = time.process_time()
                for truth in truths:
                    read(truth.page)
                rate = len(truths) / (time.process_time() - started)
                rates.setdefault((name, number), []).append(rate)
    for name in ways:
        line = f"{name:<34}"
        for number, width in ((0, 10), (1, 9)):
            bare = rates["trafilatura alone", number]
            ratios = [ours / other for ours, other in zip(rates[name, number], bare, strict=True)]
            line += f"{statistics.median(rates[name, number]):>{width}.1f}"
            line += f"{statistics.median(ratios):>8.2f}"
        print(line)


if __name__ == "__main__":
    main()

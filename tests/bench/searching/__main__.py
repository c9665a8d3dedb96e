"""How fast, how small and how far Backfile searches, beside the libraries that it uses.

    python -m tests.bench.searching [--homes FOLDER] [--datasette PYTHON]

All in one run: medians over the runs, ratios of each run beside absolute times (of the medians for
servers, which answer apart from each other), and at the end which bounds hold. Each run asks the
60 news queries and the next 1,000 of 5,000 real web queries.

Datasette is not among the dependencies: `python3 -m venv FOLDER` and
`FOLDER/bin/pip install datasette`, then `--datasette FOLDER/bin/python`.
"""

import argparse
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from indexer.engines.registry import ENGINES
from tests.bench.queries import web_queries
from tests.bench.searching import on_pages, on_tantivy, on_whoosh
from tests.bench.searching.homes import ALL_HEADLINES, SHARED, headlines, stories
from tests.bench.searching.report import Report
from tests.bench.searching.timing import Plan

MEASURES = ("tantivy", "whoosh", "pages", "memory", "size")
HEADLINES = (100_000, 400_000, ALL_HEADLINES)


def main() -> None:
    options = _options()
    if not SHARED.is_dir():
        sys.exit(f"bench: the articles to measure on are not at {SHARED}")
    if "tantivy" not in ENGINES:
        sys.exit("bench: the engine tantivy is not installed")
    with tempfile.TemporaryDirectory() as temporary:
        homes = options.homes or Path(temporary)
        homes.mkdir(parents=True, exist_ok=True)
        _measure(homes, options)


def _measure(homes: Path, options: argparse.Namespace) -> None:
    report = Report()
    report.heading(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    plan = Plan(options.runs, options.queries, web_queries(SHARED))
    wire = stories(homes, options.stories)
    share = options.headlines / ALL_HEADLINES
    sizes = headlines(homes, [round(count * share) for count in HEADLINES])
    for corpus in (wire, *sizes):
        report.line(corpus.name, f"{corpus.size.articles:,}", f"{corpus.size.text_bytes:,} bytes")
    if "tantivy" in options.only:
        on_tantivy.measure_building(report, options.runs, wire)
        on_tantivy.measure(report, plan, wire, 15)
        on_tantivy.measure(report, plan, sizes[-1], 25)
        on_tantivy.measure_growth(report, plan, sizes[0], sizes[-1])
    if "whoosh" in options.only:
        on_whoosh.measure_building(report, options.runs, wire)
        on_whoosh.measure(report, plan, wire)
        on_whoosh.measure_growth(report, replace(plan, runs=1), sizes)
    if "pages" in options.only and options.datasette:
        on_pages.measure_beside_datasette(report, plan, wire, options.datasette)
    if "memory" in options.only:
        on_pages.measure_memory(report, plan, wire, 150, ("tantivy", "whoosh"))
        on_pages.measure_memory(report, plan, sizes[-1], 300, ("tantivy",))
    if "size" in options.only:
        on_pages.measure_size(report, wire)
    report.close()
    if "pages" in options.only and not options.datasette:
        print("\nNOT MEASURED: the pages beside Datasette's, for want of --datasette PYTHON")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.searching",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--queries", type=int, default=1_000, help="web queries of each run")
    parser.add_argument("--stories", type=int, help="how many stories (default: all)")
    parser.add_argument("--headlines", type=int, default=ALL_HEADLINES, help="how many headlines")
    parser.add_argument("--homes", type=Path, help="keep the archives there for the next run")
    parser.add_argument("--datasette", type=Path, help="a Python that has Datasette")
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=MEASURES)
    return parser.parse_args()


if __name__ == "__main__":
    main()

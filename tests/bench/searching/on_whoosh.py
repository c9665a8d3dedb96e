"""Measures of the Whoosh engine beside the bare library, and of how large an archive may be."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from indexer.search.results import SearchQuery
from tests.bench.searching import bare_whoosh
from tests.bench.searching.homes import Corpus
from tests.bench.searching.on_tantivy import build_rates, report_rates
from tests.bench.searching.report import Report
from tests.bench.searching.timing import Plan, ratio

_SERVICE = "the service: parse, search, five facets, twenty hits highlighted"
_BARE = "the bare library: parse, search, five `groupedby` facets, twenty hits"
_SLOW_MS = 200


def measure(report: Report, plan: Plan, corpus: Corpus) -> None:
    """Times of the service on a corpus, and of the bare library."""
    report.heading(f"Whoosh on {corpus.size.articles:,} articles ({corpus.name})")
    bare = bare_whoosh.BareWhoosh(
        corpus.kept(
            "bare-whoosh", lambda folder: bare_whoosh.build(folder, corpus.articles()), bare_whoosh
        )
    )
    with corpus.service("whoosh") as service:
        ways = {_SERVICE: lambda text: service.search(SearchQuery(text)), _BARE: bare.search}
        taken = report.ask(ways, corpus, plan.questions())
    ours, theirs = taken[_SERVICE], taken[_BARE]
    report.line("p50 of the service / bare", f"{ratio(ours, theirs, median):.2f}")
    report.at_most(f"{corpus.name}: p95 of the service / bare Whoosh", ratio(ours, theirs), 0.5)
    report.at_most(f"{corpus.name}: p50 of the service on Whoosh", ours.p50(), 25, " ms")


def measure_building(report: Report, runs: int, corpus: Corpus) -> None:
    """Rates of building the index from the store, and of the bare library from memory."""
    report.heading(f"Whoosh: building the index of {corpus.size.articles:,} articles, articles/s")
    articles = list(corpus.articles())

    def bare(folder: Path) -> None:
        bare_whoosh.build(folder, articles)

    rates = build_rates(
        runs, corpus.size.articles, lambda folder: corpus.build("whoosh", folder), bare
    )
    report_rates(report, f"{corpus.name}: Whoosh builds, of bare", rates, 1.5)


def measure_growth(report: Report, plan: Plan, corpora: Sequence[Corpus]) -> None:
    """Up to which corpus the service stays fast; larger ones are not asked then."""
    report.heading(f"Whoosh: up to which size the service's p95 stays under {_SLOW_MS} ms")
    for corpus in corpora:
        with corpus.service("whoosh") as service:
            ways = {corpus.name: lambda text, on=service: on.search(SearchQuery(text))}
            taken = report.ask(ways, corpus, plan.questions())
        if taken[corpus.name].p95() > _SLOW_MS:
            return

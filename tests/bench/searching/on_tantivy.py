"""Measures of the Tantivy engine: the whole service, and the engine beside the bare library."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from indexer.analysis import analyzer
from indexer.engines.engine import Engine, SearchRequest
from indexer.query.parser import parse
from indexer.schema import fields
from indexer.schema.fields import FACETS
from indexer.search.results import SearchQuery
from tests.bench.queries import NEWS_QUERIES
from tests.bench.searching import bare_tantivy
from tests.bench.searching.homes import Corpus
from tests.bench.searching.report import Report
from tests.bench.searching.timing import Plan, ratio

_SERVICE = "the service: parse, search, five facets, twenty hits highlighted"
_COLLAPSED = "the engine, near-duplicates as one entry"
_ENGINE = "the engine, every article by itself"
_BARE = "the bare library, the same search and five terms aggregations"
_ALL_FACETS = tuple(facet.name for facet in FACETS)


def measure(report: Report, plan: Plan, corpus: Corpus, bound_ms: float) -> None:
    """Times of the service on a corpus, and of the engine beside the bare library."""
    report.heading(f"Tantivy on {corpus.size.articles:,} articles ({corpus.name})")
    with corpus.service("tantivy") as service:
        ways = {_SERVICE: lambda text: service.search(SearchQuery(text))}
        taken = report.ask(ways, corpus, plan.questions())
    report.at_most(f"{corpus.name}: p95 of the service", taken[_SERVICE].p95(), bound_ms, " ms")
    bare = bare_tantivy.BareTantivy(
        corpus.kept(
            "bare-tantivy",
            lambda folder: bare_tantivy.build_with_our_terms(folder, corpus.articles()),
            analyzer,
            fields,
            bare_tantivy,
        )
    )
    with corpus.engine("tantivy") as engine:
        totals = _totals_alike(plan, engine, bare)
        report.line("questions that the bare library can be asked as well", f"{len(totals):,}")
        report.line("of these find nothing", f"{list(totals.values()).count(0):,}")
        ways = {
            _ENGINE: lambda text: engine.search(_request(text, collapse=False)),
            _COLLAPSED: lambda text: engine.search(_request(text, collapse=True)),
            _BARE: bare.search,
        }
        asked = [[text for text in some if text in totals] for some in plan.questions()]
        news = [text for text in NEWS_QUERIES if text in totals]
        taken = report.ask(ways, corpus, asked, news=news)
    beside = ratio(taken[_COLLAPSED], taken[_BARE])
    report.line(f"p95 of {_COLLAPSED} / bare", f"{beside:.2f}")
    report.line(f"p50 of {_ENGINE} / bare", f"{ratio(taken[_ENGINE], taken[_BARE], median):.2f}")
    beside = ratio(taken[_ENGINE], taken[_BARE])
    report.at_most(f"{corpus.name}: p95 of the engine / bare Tantivy", beside, 1.5)


def measure_growth(report: Report, plan: Plan, small: Corpus, large: Corpus) -> None:
    """How the service's times grow from a small corpus to a large one."""
    report.heading(f"Tantivy from {small.size.articles:,} to {large.size.articles:,} articles")
    with small.service("tantivy") as few, large.service("tantivy") as many:
        ways = {
            f"{small.size.articles:,} articles": lambda text: few.search(SearchQuery(text)),
            f"{large.size.articles:,} articles": lambda text: many.search(SearchQuery(text)),
        }
        taken = report.ask(ways, large, plan.questions())
    before, after = taken.values()
    report.at_most("p95 of the service, grown by", ratio(after, before), 2)


def measure_building(report: Report, runs: int, corpus: Corpus) -> None:
    """Rates of building the index from the store, and of the bare library.

    It makes an index that answers the same, then one that only answers for words without a field;
    each from memory, and from the store.
    """
    report.heading(f"Tantivy: building the index of {corpus.size.articles:,} articles, articles/s")
    articles = list(corpus.articles())
    rates = build_rates(
        runs,
        corpus.size.articles,
        lambda folder: corpus.build("tantivy", folder),
        lambda folder: bare_tantivy.build(folder, articles),
        lambda folder: bare_tantivy.build(folder, corpus.articles()),
        lambda folder: bare_tantivy.build_for_words(folder, articles),
        lambda folder: bare_tantivy.build_for_words(folder, corpus.articles()),
    )
    what = f"{corpus.name}: Tantivy builds, of bare"
    others = ("from the store", "from memory, for words alone", "from the store, for words alone")
    report_rates(report, what, rates, 0.5, *others)


def build_rates(
    runs: int, articles: int, *builds: Callable[[Path], None]
) -> list[tuple[float, ...]]:
    """Of each run the rates of so many ways to build an index, in articles a second."""
    rates: list[tuple[float, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        for run in range(runs):
            taken: list[float] = []
            for number, build in enumerate(builds):
                started = time.perf_counter()
                build(Path(folder) / f"{run}-{number}")
                taken.append(articles / (time.perf_counter() - started))
            rates.append(tuple(taken))
    return rates


def report_rates(
    report: Report, what: str, rates: list[tuple[float, ...]], bound: float, *others: str
) -> None:
    """What `build_rates` gives of ours, of the bare library, and of its `others` ways."""
    ours = [each[0] for each in rates]
    report.line("Backfile, with the reading of its store", f"{median(ours):,.0f}")
    for way, name in enumerate(("from memory", *others), 1):
        theirs = [each[way] for each in rates]
        report.line(f"the bare library, {name}", f"{median(theirs):,.0f}")
        beside = median(one / other for one, other in zip(ours, theirs, strict=True))
        report.at_least(f"{what}, {name}", beside, bound)


def _request(text: str, *, collapse: bool) -> SearchRequest:
    return SearchRequest(parse(text).query, facets=_ALL_FACETS, collapse=collapse)


def _totals_alike(plan: Plan, engine: Engine, bare: bare_tantivy.BareTantivy) -> dict[str, int]:
    """How many articles each question finds that is a search of the bare library as well.

    Where the two give other totals or counts, the program ends.
    """
    totals: dict[str, int] = {}
    for text in plan.every():
        try:
            answer = bare.search(text)
        except bare_tantivy.NotComparable:
            continue
        page = engine.search(_request(text, collapse=False))
        if answer != (page.total, page.facets):
            raise AssertionError(f"{text!r}: the bare library finds {answer[0]}, not {page.total}")
        totals[text] = page.total
    return totals

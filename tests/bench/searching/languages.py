"""What many languages cost: times of searches and sizes of indexes, beside English alone.

    python -m tests.bench.searching.languages [--homes FOLDER] [--engine NAME ...] [--of N]

English questions are asked of an archive in English and of a mixed one, and pieces of its own
sentences of the mixed one. Run it with the same homes by two versions of the code to compare them.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from archive.model.article import Article
from indexer.engines.registry import ENGINES
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService
from tests.bench.queries import web_queries
from tests.bench.searching.homes import SHARED, Corpus
from tests.bench.searching.multilingual import english, mixed
from tests.bench.searching.report import Report
from tests.bench.searching.timing import Plan, timed, warming
from tests.support.parallel_news import piece

_QUESTIONS = 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--homes", type=Path, help="keep the archives there for the next run")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--of", type=int, default=1, help="take one article of so many")
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"bench: the articles are not at {SHARED}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        homes = options.homes or Path(folder)
        corpora = [english(homes, options.of), mixed(homes, options.of)]
        pieces = _pieces(corpora[-1], options.runs)
        plan = Plan(options.runs, _QUESTIONS, web_queries(SHARED))
        report = Report()
        for engine in options.engine:
            report.heading(engine)
            for corpus in corpora:
                _measure_size(report, corpus, engine)
            for corpus in corpora:
                asked = {"English questions": plan.questions()}
                if corpus is corpora[-1]:
                    asked["pieces of its sentences"] = pieces
                for what, runs in asked.items():
                    _measure_times(report, corpus, engine, what, runs)


def _measure_size(report: Report, corpus: Corpus, engine: str) -> None:
    size = corpus.index_bytes(engine)
    articles = f"{corpus.size.articles:,} articles"
    report.line(
        f"{corpus.name}, {articles}: index, and beside the text",
        f"{size / 1e6:,.1f} MB",
        f"{size / corpus.size.text_bytes:.3f}",
    )


def _measure_times(
    report: Report, corpus: Corpus, engine: str, what: str, runs: Sequence[Sequence[str]]
) -> None:
    with corpus.service(engine) as service:
        way = f"{corpus.name}: {what}"
        taken = timed({way: _asking(service)}, warming(corpus.articles()), runs)[way]
    report.line(f"{way}, processor p50 and p95", f"{taken.p50():.2f} ms", f"{taken.p95():.2f} ms")


def _asking(service: SearchService):
    return lambda text: service.search(SearchQuery(text))


def _pieces(corpus: Corpus, runs: int) -> list[list[str]]:
    """Three words of some article each, for each run."""
    rng = random.Random(0)  # noqa: S311 - the same pieces every time
    texts = [(_text(article), article.language or "") for article in corpus.articles()]
    drawn = iter(rng.sample(texts, runs * _QUESTIONS))
    return [
        [piece(text, language, rng) for text, language in islice(drawn, _QUESTIONS)]
        for _ in range(runs)
    ]


def _text(article: Article) -> str:
    return article.headline or " ".join(article.body)


if __name__ == "__main__":
    main()

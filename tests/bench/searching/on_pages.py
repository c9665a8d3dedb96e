"""Measures of pages over HTTP: beside Datasette's, and the memory of the process that serves."""

from collections.abc import Sequence
from pathlib import Path

from tests.bench.searching import fts5, serving
from tests.bench.searching.homes import Corpus
from tests.bench.searching.report import Report
from tests.bench.searching.timing import Clock, Plan


def measure_beside_datasette(report: Report, plan: Plan, corpus: Corpus, python: Path) -> None:
    """Times of pages with twenty hits and five facets, all servers warm."""
    report.heading(f"Pages over HTTP of {corpus.size.articles:,} articles ({corpus.name})")
    folder = corpus.kept("datasette", lambda folder: _make_database(folder, corpus), fts5)
    database = folder / "news.db"
    with (
        serving.datasette(python, database) as datasette,
        serving.backfile(corpus.home("tantivy")) as on_tantivy,
        serving.backfile(corpus.home("whoosh")) as on_whoosh,
    ):
        ways = {
            "Datasette": lambda text: fts5.page(datasette, database, text),
            "Backfile on Tantivy": lambda text: on_tantivy.get("/", q=text),
            "Backfile on Whoosh": lambda text: on_whoosh.get("/", q=text),
        }
        servers = (datasette, on_tantivy, on_whoosh)
        processors = {name: server.processor_s for name, server in zip(ways, servers, strict=True)}
        taken = report.ask(ways, corpus, plan.questions(), processors)
    theirs = taken.pop("Datasette")
    for name, ours in taken.items():
        what = f"{corpus.name}: p95 of a page, {name} / Datasette"
        # Of the medians: servers that answer one after the other are not disturbed alike.
        used = ours.p95() / theirs.p95()
        report.line(f"{what}, of the processor's time", f"{used:.2f}")
        report.at_most(what, ours.p95(Clock.WALL) / theirs.p95(Clock.WALL), 0.2)


def measure_memory(
    report: Report, plan: Plan, corpus: Corpus, bound_mb: float, engines: Sequence[str]
) -> None:
    """Memory of a server process that has answered every query."""
    report.heading(f"Memory of a process that serves {corpus.size.articles:,} articles")
    for engine in engines:
        with serving.backfile(corpus.home(engine)) as server:
            at_first = server.memory()
            for text in plan.every():
                server.get("/", q=text)
            memory = server.memory()
        for what, megabytes in (
            ("at first", at_first.resident),
            ("after all questions", memory.resident),
            ("of that its own, not of files", memory.own),
            ("at the most", memory.most),
        ):
            report.line(f"{engine}: {what}", f"{megabytes:,.0f} MB")
        if engine == "tantivy":
            report.at_most(f"{corpus.name}: memory with Tantivy", memory.resident, bound_mb, " MB")


def measure_size(report: Report, corpus: Corpus) -> None:
    """The bytes of an index, of those of the text that is searched in it."""
    report.heading(f"The index of {corpus.size.articles:,} articles ({corpus.name})")
    report.line("bytes of headlines, bodies and captions", f"{corpus.size.text_bytes:,}")
    for engine, bound in (("tantivy", 0.7), ("whoosh", 2.0)):
        size = corpus.index_bytes(engine)
        report.line(f"bytes of the index by {engine}", f"{size:,}")
        report.at_most(
            f"{corpus.name}: index / text, {engine}", size / corpus.size.text_bytes, bound
        )


def _make_database(folder: Path, corpus: Corpus) -> None:
    folder.mkdir()
    fts5.make(folder / "news.db", corpus.articles())

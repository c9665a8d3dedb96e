"""Strings that people typed, that break software, and mutations of both: what comes of each.

    python -m tests.bench.searching.strings [--mutations 100000] [--homes FOLDER]

Parses and explains every one, has every engine answer it on real stories, in a process of its own
so that a crash of it is seen, and prints what raised, crashed or took too long.
"""

import argparse
import math
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from indexer.engines.registry import ENGINES
from indexer.query.ast import Query
from indexer.query.parser import parse
from indexer.search.explain import explained
from indexer.search.relaxation import alternatives
from indexer.search.results import SearchQuery
from indexer.search.vocabulary import Vocabulary
from tests.bench.queries import NEWS_QUERIES, naughty_strings, web_queries
from tests.bench.searching.homes import SHARED, Corpus, stories

SLOWEST_S = 0.2
_STORIES, _HITS, _SHOWN = 400, 3, 20
# What the language gives a meaning to, what is often pasted, and what looks like nothing.
_PIECES = (
    *'"“”„«»‘’()[]{}*?~^+-–—:/\\|&!.,;#%$@=<>_',
    *(" AND ", " OR ", " NOT ", " NEAR/5 ", " W/3 ", " /S ", " /P ", " -", " +", "(-", ")~2"),
    *("~1", "~99", "^3", "^0", "^-1", "/5", "..", ">=", "\t", "\n", "\r\n", "\0", "\x1f", "\x7f"),
    *(
        "ATLEAST3(",
        "ATLEAST0(",
        "headline:",
        "by:",
        "lead:",
        "words:>",
        "words:2..1",
        "lang:(",
        "x:",
    ),
    *("date:", "date:2019..", "date:2019-13", "date:last-week", "before:", "after:9999", "like:"),
    *("cluster:", "duplicates:show", "region:*", "-region:*", "*a*", "?b?", "a*b", '""', "()"),
    *("\u00ad", "\u0301", "\u200b", "\u200d", "\u202e", "\u2028", "\ufeff", "\ufffd", "\U0001f4f0"),
    *(
        "\ud83d",
        "ﬁ",
        "Ｋ",
        "ß",
        "İ",
        "ﷺ",
        "한",
        "導",
        "ไ",
        "ا",
        "ـ",
        "१",
        "٣",
        "½",
        "㎏",
        "\U000e0041",
    ),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A string of which something came that must not."""

    text: str
    what: str


def mutated(strings: Sequence[str], seed: int) -> Iterator[str]:
    """Some of the strings with pieces put in, parts left out, doubled, moved or joined."""
    rng = random.Random(seed)  # noqa: S311 - the same mutations every time
    while True:
        text = rng.choice(strings)
        for _ in range(rng.randint(1, 8)):
            first, second = sorted(rng.choices(range(len(text) + 1), k=2))
            before, within, after = text[:first], text[first:second], text[second:]
            text = rng.choice(
                (
                    f"{before}{rng.choice(_PIECES)}{text[first:]}",
                    f"{before}{rng.choice(_PIECES)}{within}{rng.choice(_PIECES)}{after}",
                    f"{before}{rng.choice(_PIECES) * rng.randint(2, 40)}{after}",
                    before + after,
                    text[: rng.randint(0, len(text))],
                    f"{before}{within.upper()}{within[::-1]}{after}",
                    f"{text} {rng.choice(strings)}",
                )
            )
        yield text


def parsed_slowly(strings: Sequence[str]) -> list[Failure]:
    """Those that the parser raises on, or takes too long for, in the processor's time."""
    return unparsed(strings, slowest_s=SLOWEST_S)


def unparsed(strings: Sequence[str], *, slowest_s: float = math.inf) -> list[Failure]:
    """Those that the parser raises on, or takes longer for."""
    failures: list[Failure] = []
    for text in strings:
        started = time.thread_time()
        try:
            parse(text)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            failures.append(Failure(text, repr(error)))
        taken_s = time.thread_time() - started
        if taken_s > slowest_s:
            failures.append(Failure(text, f"{taken_s * 1000:.0f} ms to parse"))
    return failures


def _nothing(_query: Query) -> int:
    return 0


def _one_article(_query: Query) -> int:
    return 1


def unexplained(strings: Sequence[str]) -> list[Failure]:
    """Those of which it cannot be told what they mean, or what else could be looked for."""
    no_words = Vocabulary(())
    failures: list[Failure] = []
    for text in strings:
        try:
            query = parse(text).query
            for found_by_all in (_nothing, _one_article):
                explained(query, found_by_all)
                alternatives(query, found_by_all, no_words)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            failures.append(Failure(text, repr(error)))
    return failures


def unanswered(corpus: Corpus, engine: str, strings: Sequence[str]) -> list[Failure]:
    """Those that an engine raises on, or that end the process which asks it."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        try:
            return process.submit(_unanswered, corpus, engine, strings).result()
        except BrokenProcessPool:
            if len(strings) == 1:
                return [Failure(strings[0], f"a crash of {engine}")]
    half = len(strings) // 2
    return [
        failure
        for some in (strings[:half], strings[half:])
        for failure in unanswered(corpus, engine, some)
    ]


def _unanswered(corpus: Corpus, engine: str, strings: Sequence[str]) -> list[Failure]:
    failures: list[Failure] = []
    with corpus.service(engine) as service:
        for text in strings:
            try:
                service.search(SearchQuery(text, limit=_HITS))
            except BaseException as error:  # noqa: BLE001 - a panic of Rust is no Exception
                failures.append(Failure(text, f"{engine}: {error!r} from {error.__cause__!r}"))
    return failures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--homes", type=Path, help="keep the archive there for the next run")
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"bench: the strings are not at {SHARED}")
    real = [*naughty_strings(SHARED), *NEWS_QUERIES, *web_queries(SHARED)]
    strings = [*real, *islice(mutated(real, options.seed), options.mutations)]
    with tempfile.TemporaryDirectory() as folder:
        corpus = stories(options.homes or Path(folder), _STORIES)
        failures = _report("parsed", parsed_slowly, strings)
        failures += _report("explained", unexplained, strings)
        for engine in ENGINES:
            failures += _report(
                f"answered by {engine}", partial(unanswered, corpus, engine), strings
            )
    sys.exit(bool(failures))


def _report(
    what: str, failing: Callable[[Sequence[str]], list[Failure]], strings: Sequence[str]
) -> list[Failure]:
    started = time.perf_counter()
    failures = failing(strings)
    seconds = time.perf_counter() - started
    print(f"{len(strings):,} strings {what} in {seconds:.0f} s: {len(failures)} failed", flush=True)
    for failure in failures[:_SHOWN]:
        print(f"    {failure.what[:200]}: {failure.text[:200]!r}")
    return failures


if __name__ == "__main__":
    main()

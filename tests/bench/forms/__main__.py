"""Whether forms of a word find each other, and other words and ways of writing do not.

    python -m tests.bench.forms [--engine NAME ...] [--failed]

All pairs are in one archive of 26 languages: an article for each word, in a sentence of its
language, and a query does not say which language it is of. `--failed` lists what went wrong.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from archive.store.store import Store
from indexer.engines.registry import ENGINES
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService
from tests.bench.forms.expectations import FILES, Expectation, expectations, row_named
from tests.bench.forms.pairs import Pair, forms, lookalikes, strangers
from tests.bench.searching.homes import SHARED, Corpus, add_lines, made_corpus

_THERE, _BACK, _BOTH, _EITHER = "typed finds printed", "printed finds typed", "both", "either"
_WIDTH = 26

Counts = Mapping[str, Counter[str]]


class Searcher:
    """Searches of an archive by an engine, each of them made once; articles by a name of ours."""

    def __init__(self, service: SearchService, names: Mapping[str, str]) -> None:
        self._service = service
        self._names = names
        self._found: dict[str, frozenset[str]] = {}

    def found(self, text: str) -> frozenset[str]:
        """The names of all articles that a text finds."""
        if text not in self._found:
            ids = self._service.every_id(SearchQuery(text, facets=(), each=True))
            self._found[text] = frozenset(self._names[each] for each in ids)
        return self._found[text]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--failed", action="store_true", help="list what went wrong")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        _measure_pairs(Path(folder) / "pairs", options.engine, failed=options.failed)
        if SHARED.is_dir():
            _measure_expectations(Path(folder) / "writing", options.engine, failed=options.failed)
        else:
            sys.exit(f"bench: the articles of the expectations are not at {SHARED}")


def _measure_pairs(folder: Path, engines: Sequence[str], *, failed: bool) -> None:
    pairs = {"forms": forms(), "lookalikes": lookalikes(), "strangers": strangers()}
    corpus = made_corpus(folder, lambda store: add_lines(store, "pairs", _articles(pairs), {}))
    names = {article.id: article.url for article in corpus.articles()}
    for engine in engines:
        with corpus.service(engine) as service:
            searcher = Searcher(service, names)
            counts = {kind: _counted(searcher, kind, some) for kind, some in pairs.items()}
        _print_pairs(engine, pairs, counts)
        if failed:
            _print_failed_pairs(searcher, pairs)


def _articles(pairs: Mapping[str, Sequence[Pair]]) -> Iterator[bytes]:
    """An article for each word of each pair."""
    for kind, some in pairs.items():
        for number, pair in enumerate(some):
            for side, language, sentence in (
                ("printed", pair.printed_language, pair.printed_sentence),
                ("typed", pair.language, pair.typed_sentence),
            ):
                url = _address(kind, number, side)
                yield json.dumps({"body": sentence, "language": language, "url": url}).encode()


def _address(kind: str, number: int, side: str) -> str:
    return f"https://{kind}.example/{number}/{side}"


def _joined(searcher: Searcher, kind: str, number: int, pair: Pair) -> set[str]:
    """In which directions one word of a pair finds the other.

    Of words of two languages what is typed is a form, and what is printed may well be a word of
    both languages: only the first direction says something.
    """
    there = _address(kind, number, "printed") in searcher.found(pair.typed)
    back = kind != "strangers" and _address(kind, number, "typed") in searcher.found(pair.printed)
    said = {_THERE: there, _BACK: back, _BOTH: there and back, _EITHER: there or back}
    return {direction for direction, holds in said.items() if holds}


def _counted(searcher: Searcher, kind: str, pairs: Sequence[Pair]) -> Counts:
    counts: Counts = defaultdict(Counter)
    for number, pair in enumerate(pairs):
        counts[pair.language].update(_joined(searcher, kind, number, pair))
    return counts


def _print_pairs(
    engine: str, pairs: Mapping[str, Sequence[Pair]], counts: Mapping[str, Counts]
) -> None:
    """Print a line for each language: what is found of its forms, and what is joined wrongly."""
    print(f"\n{engine}: forms found of all, wrong joins of all")
    print(f"{'':<7}{'both':>10}{'there':>10}{'back':>10}{'lookalikes':>14}{'strangers':>14}")
    sizes = {kind: Counter(pair.language for pair in some) for kind, some in pairs.items()}
    for language in (*sorted(sizes["forms"]), "all"):
        cells = ""
        for kind, direction, width in (
            ("forms", _BOTH, 10),
            ("forms", _THERE, 10),
            ("forms", _BACK, 10),
            ("lookalikes", _EITHER, 14),
            ("strangers", _EITHER, 14),
        ):
            every = sizes[kind] if language == "all" else {language: sizes[kind][language]}
            found = sum(counts[kind][each][direction] for each in every if each in counts[kind])
            cells += f"{f'{found}/{sum(every.values())}':>{width}}"
        print(f"{language:<7}{cells}")
    found = sum(of[_BOTH] for of in counts["forms"].values())
    wrong = sum(of[_EITHER] for of in counts["lookalikes"].values())
    across = sum(of[_EITHER] for of in counts["strangers"].values())
    print(
        f"shares: found {found / len(pairs['forms']):.3f}, "
        f"look-alikes {wrong / len(pairs['lookalikes']):.3f}, "
        f"strangers {across / len(pairs['strangers']):.3f}",
        flush=True,
    )


def _print_failed_pairs(searcher: Searcher, pairs: Mapping[str, Sequence[Pair]]) -> None:
    for kind, some in pairs.items():
        for number, pair in enumerate(some):
            joined = _joined(searcher, kind, number, pair)
            if (_BOTH not in joined) if kind == "forms" else (_EITHER in joined):
                found = ", ".join(sorted(joined & {_THERE, _BACK})) or "neither"
                languages = "-".join(dict.fromkeys((pair.language, pair.printed_language)))
                print(f"  {kind:<11} {languages:<6} {pair.typed} {pair.printed}: {found}")


def _measure_expectations(folder: Path, engines: Sequence[str], *, failed: bool) -> None:
    lines = b"\n".join((SHARED / "faults" / name).read_bytes().strip() for name in FILES)

    def fill(store: Store) -> None:
        add_lines(store, "writing", iter(lines.splitlines()), {})

    corpus = made_corpus(folder, fill)
    names = {article.id: row_named(article.headline) for article in corpus.articles()}
    every = expectations()
    held = {engine: _held(corpus, engine, names, every) for engine in engines}
    for by in ("rule", "row"):
        _print_expectations(by, every, held)
    if failed:
        for engine, holding in held.items():
            print(f"\n{engine}: expectations that do not hold")
            for each in every:
                if each not in holding:
                    finds = "finds" if each.finds else "misses"
                    print(f"  {each.row:<8} {finds:<7} {each.typed}  ({each.rule})")


def _held(
    corpus: Corpus, engine: str, names: Mapping[str, str], every: Iterable[Expectation]
) -> frozenset[Expectation]:
    with corpus.service(engine) as service:
        searcher = Searcher(service, names)
        return frozenset(
            each for each in every if (each.row in searcher.found(each.typed)) == each.finds
        )


def _print_expectations(
    by: str, every: Sequence[Expectation], held: Mapping[str, frozenset[Expectation]]
) -> None:
    print(f"\n{f'expectations by {by}':<{_WIDTH}}{'':>6}" + "".join(f"{e:>10}" for e in held))
    groups: dict[str, list[Expectation]] = defaultdict(list)
    for each in every:
        groups[getattr(each, by)].append(each)
    for name, some in (*sorted(groups.items()), ("all", every)):
        cells = "".join(f"{sum(e in holding for e in some):>10}" for holding in held.values())
        print(f"{name:<{_WIDTH}}{len(some):>6}{cells}", flush=True)


if __name__ == "__main__":
    main()

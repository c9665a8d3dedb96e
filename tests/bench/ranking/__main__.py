"""How well each engine ranks: nDCG at 10 and MAP on six collections with questions and judgements.

    python -m tests.bench.ranking [NAME…]

Questions are asked as they are, in small letters, with any of their words, of our engines and of
the bare libraries. NAME is a collection to measure on instead of all. Cranfield's judgements have
four grades, the others two.
"""

import math
import sys
from collections import defaultdict
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from indexer.engines.engine import SearchRequest
from indexer.engines.registry import ENGINES, engine_kind
from indexer.query.parser import parse
from tests.bench.ranking.bare import Search, bare_tantivy, bare_whoosh
from tests.bench.ranking.collection import Collection
from tests.bench.ranking.collections import collections

_DEPTH = 10
# Precision is averaged over so many hits.
_REACH = 1_000
_BARE = {"tantivy": bare_tantivy, "whoosh": bare_whoosh}


def ndcg(found: list[int], gains: dict[int, float]) -> float:
    """The discounted cumulative gain of the first ten beside the best there can be.

    Järvelin and Kekäläinen (2002), with gains as they are and the logarithm to base 2.
    """
    return _discounted([gains.get(n, 0.0) for n in found]) / _discounted(
        sorted(gains.values(), reverse=True)
    )


def _discounted(gains: list[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:_DEPTH]))


def average_precision(found: list[int], gains: dict[int, float]) -> float:
    """The mean of the precision at each article that answers, 0 for those that are not found."""
    places = [place for place, number in enumerate(found, 1) if number in gains]
    return sum(hits / place for hits, place in enumerate(places, 1)) / len(gains)


def measured(collection: Collection, search: Search) -> tuple[float, float]:
    """The means of both measures over all questions."""
    each = [
        (ndcg(found, question.gains), average_precision(found, question.gains))
        for question in collection.questions
        for found in [search(question.text, _REACH)]
    ]
    return mean(gain for gain, _ in each), mean(precision for _, precision in each)


def main() -> None:
    """Print a line for each collection as it is measured, and the means."""
    every: dict[str, list[tuple[float, float]]] = defaultdict(list)
    print(f"{'nDCG@10 / MAP':<14}", *(f"{name:>15}" for name in _ways()))
    for collection in collections():
        if len(sys.argv) > 1 and collection.name not in sys.argv[1:]:
            continue
        for way in _ways():
            with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                every[way].append(_measured_in(way, collection, Path(folder)))
        _print_row(collection.name, {way: rows[-1] for way, rows in every.items()})
    _print_row(
        "mean", {way: (mean(a for a, _ in r), mean(b for _, b in r)) for way, r in every.items()}
    )


def _ways() -> list[str]:
    return [way for name in ENGINES for way in (name, f"bare {name}")]


def _print_row(name: str, row: dict[str, tuple[float, float]]) -> None:
    print(f"{name:<14}", *(f"{f'{a:.4f} / {b:.4f}':>15}" for a, b in row.values()), flush=True)


def _measured_in(way: str, collection: Collection, folder: Path) -> tuple[float, float]:
    if way.startswith("bare "):
        return measured(collection, _BARE[way.removeprefix("bare ")](collection, folder))
    kind = engine_kind(way)
    writer = kind.writer(folder)
    for article in collection.articles.values():
        writer.add(article)
    writer.commit()
    writer.close()
    engine = kind.open(folder)

    def search(text: str, limit: int) -> list[int]:
        query = parse(text.lower(), any_word=True).query
        return [int(hit.id, 16) for hit in engine.search(SearchRequest(query, limit=limit)).hits]

    try:
        return measured(collection, search)
    finally:
        engine.close()


if __name__ == "__main__":
    sys.exit(main())

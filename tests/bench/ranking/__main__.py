"""How well each engine ranks: nDCG at 10 on five collections with questions and judgements.

    python -m tests.bench.ranking

Questions are asked as they are, in small letters, with any of their words. Cranfield's judgements
have four grades, the others two.
"""

import math
import sys
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from indexer.engines.engine import Engine, SearchRequest
from indexer.engines.registry import ENGINES, engine_kind
from indexer.query.parser import parse
from tests.bench.ranking.collections import Collection, Question, collections

_DEPTH = 10


def ndcg(found: list[int], gains: dict[int, float]) -> float:
    """The discounted cumulative gain of the first ten beside the best there can be.

    Järvelin and Kekäläinen (2002), with gains as they are and the logarithm to base 2.
    """
    return _discounted([gains.get(n, 0.0) for n in found]) / _discounted(
        sorted(gains.values(), reverse=True)
    )


def _discounted(gains: list[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:_DEPTH]))


def measured(engine: Engine, questions: tuple[Question, ...]) -> float:
    """The mean over all questions."""

    def first(question: Question) -> list[int]:
        query = parse(question.text.lower(), any_word=True).query
        return [int(hit.id, 16) for hit in engine.search(SearchRequest(query, limit=_DEPTH)).hits]

    return mean(ndcg(first(question), question.gains) for question in questions)


def main() -> None:
    """Print a line for each engine."""
    names = []
    rows: dict[str, list[float]] = {name: [] for name in ENGINES}
    for collection in collections():
        names.append(collection.name)
        for name, found in _of_engines(collection).items():
            rows[name].append(found)
    print(f"{'nDCG@10':<10}{''.join(f'{name:>8}' for name in names)}    mean")
    for name, row in rows.items():
        print(f"{name:<10}{''.join(f'{found:8.4f}' for found in row)}{mean(row):8.4f}")


def _of_engines(collection: Collection) -> dict[str, float]:
    found = {}
    for name in ENGINES:
        kind = engine_kind(name)
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            writer = kind.writer(Path(folder))
            for article in collection.articles.values():
                writer.add(article)
            writer.commit()
            writer.close()
            engine = kind.open(Path(folder))
            found[name] = measured(engine, collection.questions)
            engine.close()
    return found


if __name__ == "__main__":
    sys.exit(main())

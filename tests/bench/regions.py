"""How well and how fast regions are found: `python -m tests.bench.regions`."""

from statistics import median
from time import process_time

from archive.facts.completion import with_regions
from archive.facts.regions.gazetteer.gazetteer import gazetteer
from archive.model.article import Article
from tests.archive.facts.regions.wire_stories import article, coded_stories, score, stories

_ROUNDS = 5
# What a long story has, in characters.
_LONG = range(2_500, 3_500)


def main() -> None:
    """Print the measures."""
    print(f"gazetteer: read in {1_000 * _seconds(gazetteer.__wrapped__):.0f} ms")
    for part, some in coded_stories().items():
        print(f"countries of {len(some):,} stories ({part}): {score(some)}")
    long = [each for each in map(article, stories()) if _characters(each) in _LONG]
    took_s = _seconds(lambda: [with_regions(each) for each in long])
    mean = sum(map(_characters, long)) / len(long)
    print(
        f"speed: {1_000 * took_s / len(long):.2f} ms an article, "
        f"{len(long)} articles of {mean:,.0f} characters on average"
    )


def _characters(one: Article) -> int:
    return sum(map(len, one.body))


def _seconds(work: object) -> float:
    """The median of processor seconds that a call takes."""
    took_s: list[float] = []
    for _ in range(_ROUNDS):
        start = process_time()
        work()
        took_s.append(process_time() - start)
    return median(took_s)


if __name__ == "__main__":
    main()

"""All engines score words, phrases and their closeness alike."""

import random
from contextlib import ExitStack, closing

import pytest

from indexer.engines import relevance
from indexer.engines.engine import SearchRequest, Sort
from indexer.engines.registry import ENGINES, engine_kind
from indexer.query.parser import parse
from tests.indexer.engines.corpus import article

TOLERANCE = 0.1
WORDS = (
    *("oil", "gold", "bank", "central", "trade", "price", "market", "strike"),
    *("ferry", "harbor", "rice", "flood", "of", "the", "in"),
)
QUERIES = (
    "oil",
    "oil gold",
    "central bank",
    "central bank trade",
    "oil OR gold OR flood",
    '"central bank"',
    '"central bank" oil',
    "headline:oil body:gold",
    "oil^3 OR rice",
    "(oil gold) OR (rice flood)",
    "by:ahn OR oil",
    "oil -headline:gold",
    "fer* OR bank",
    "of the",
)


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    """An open index of the same made-up articles for each engine."""
    rng = random.Random(20)  # noqa: S311 - the same articles every time
    batch = [
        article(
            f"n{number:03}",
            " ".join(rng.choices(WORDS, k=rng.randint(1, 9))),
            " ".join(rng.choices(WORDS, k=rng.randint(20, 400))),
            captions=(" ".join(rng.choices(WORDS, k=3)),) if number % 3 else (),
            published=f"2019-01-{number % 28 + 1:02}",
        )
        for number in range(120)
    ]
    with ExitStack() as stack:
        opened = {}
        for name in ENGINES:
            folder = tmp_path_factory.mktemp(name)
            with closing(engine_kind(name).writer(folder)) as writer:
                for each in batch:
                    writer.add(each)
                writer.commit()
            opened[name] = stack.enter_context(closing(engine_kind(name).open(folder)))
        yield opened


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.FRESH])
def test_scores_compare_within_a_tenth(engines, monkeypatch, text, sort):
    for name in ENGINES:
        monkeypatch.setattr(f"indexer.engines.{name}.engine.CANDIDATES", 200)
    request = SearchRequest(parse(text).query, sort=sort, limit=200)
    scores = [
        {hit.id: hit.score for hit in engine.search(request).hits} for engine in engines.values()
    ]
    assert len(scores) > 1
    assert max(scores[0].values()) > 0
    for other in scores[1:]:
        assert other == pytest.approx(scores[0], rel=TOLERANCE)


@pytest.mark.parametrize("text", QUERIES)
def test_candidates_stay_ahead_of_the_others(engines, text):
    for engine in engines.values():
        request = SearchRequest(parse(text).query, limit=200)
        hits = engine.search(request).hits
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        pages = [
            engine.search(SearchRequest(parse(text).query, limit=7, offset=at)).hits
            for at in range(0, 126, 7)
        ]
        assert [hit.id for page in pages for hit in page] == [hit.id for hit in hits]


def test_frequencies_of_all_fields_are_added_up_before_they_saturate(engines):
    assert relevance.saturated(1e9) == pytest.approx(relevance.K1 + 1)
    for engine in engines.values():
        hits = engine.search(SearchRequest(parse("oil").query, limit=200)).hits
        most = relevance.rarity(120, [len(hits)]) * (relevance.K1 + 1)
        assert all(0 < hit.score < most for hit in hits)

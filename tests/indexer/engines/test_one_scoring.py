"""All engines score words, phrases and their closeness alike."""

import random
from contextlib import ExitStack, closing, contextmanager

import pytest

from indexer.engines import relevance
from indexer.engines.engine import SearchRequest, Sort
from indexer.engines.registry import ENGINES, engine_kind
from indexer.query.parser import parse
from tests.indexer.engines.corpus import article, name_of

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


@pytest.fixture(params=ENGINES)
def build(request, tmp_path):
    """Opens an index of some articles."""
    kind = engine_kind(request.param)

    @contextmanager
    def built(batch):
        with closing(kind.writer(tmp_path)) as writer:
            for each in batch:
                writer.add(each)
            writer.commit()
        with closing(kind.open(tmp_path)) as engine:
            yield engine

    return built


def listed(engine, query):
    """The names of the articles that a query finds, in order."""
    return [name_of(hit.id) for hit in engine.search(SearchRequest(query)).hits]


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


def test_words_that_stand_together_count_more(build):
    apart = "the bank of which all central towns have one in a street"
    together = "the street in which all towns have one has a central bank of"
    batch = [article("a", "", apart), article("b", "", together)]
    with build(batch) as engine:
        assert listed(engine, parse("central bank").query) == ["b", "a"]
        assert listed(engine, parse("central OR bank").query) == ["b", "a"]
        assert listed(engine, parse("body:central body:bank").query) == ["b", "a"]
        # Not neighbours, or not in this order.
        assert listed(engine, parse("central headline:* OR bank").query) == ["a", "b"]
        assert listed(engine, parse("bank central").query) == ["a", "b"]


def test_a_piece_of_a_sentence_finds_its_own_article_first(build):
    shuffled = "of the power and the power of and power the of"
    batch = [
        article("a", "", shuffled),
        article("b", "", "They asked for the power of attorney at last, on a long day."),
        article("c", "", "power power of the"),
    ]
    with build(batch) as engine:
        assert listed(engine, parse("power of attorney").query) == ["b"]
        assert listed(engine, parse("power of the").query)[0] == "c"


def test_what_stands_in_headline_and_text_does_not_score_as_two_words(build):
    batch = [
        article("a", "Flood", "flood flood flood " + "water " * 20),
        article("b", "Storm", "flood storm " + "water " * 20),
    ]
    with build(batch) as engine:
        assert listed(engine, parse("flood OR storm").query) == ["b", "a"]

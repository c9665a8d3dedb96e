"""Facet counts of Whoosh held against a plain count over the store, on 2,000 wire stories."""

import random
from collections import defaultdict

import pytest
from msgspec.structs import replace

from archive.ingest.ingest import add_files
from archive.ingest.tally import Tally
from archive.store.store import Store
from indexer.engines.engine import FacetFilter, SearchRequest
from indexer.engines.registry import engine_kind
from indexer.index.build import rebuild
from indexer.index.generations import Generations
from indexer.query.ast import And, Not, Or, Prefix, Words
from indexer.schema.fields import FACETS

pytestmark = pytest.mark.shared

QUERIES = 50


@pytest.fixture(scope="module")
def wire(shared_data):
    """The files of stories, a thousand in each."""
    return sorted((shared_data / "reuters21578").glob("*.gz"))


@pytest.fixture(scope="module")
def engine_and_articles(wire, tmp_path_factory):
    """An open engine, and the articles that it holds."""
    home = tmp_path_factory.mktemp("wire")
    with Store.open(home / "archive.sqlite3", create=True) as store:
        articles = stored(store, wire[:2])
        assert len(articles) == 2_000
        assert len({article.cluster for article in articles.values()}) > 25
        generations = Generations(home / "index")
        rebuild(store, generations, engine_kind("whoosh"))
    engine = engine_kind("whoosh").open(generations.current().directory)
    yield engine, articles
    engine.close()


def stored(store, files):
    add_files(store, files, {}, Tally())
    return {change.id: change.article for change in store.changes_since(0)}


@pytest.mark.long
def test_counts_of_50_random_queries_are_those_of_a_plain_count(engine_and_articles):
    engine, found = engine_and_articles
    rng = random.Random(1987)  # noqa: S311 - the same questions every time
    for number, (query, ticked) in enumerate(random_questions(found, rng)):
        every = tuple(facet.name for facet in FACETS)
        request = SearchRequest(query, filters=ticked, facets=every, limit=len(found))
        page = engine.search(request)
        listed = [found[hit.id] for hit in page.hits]
        assert page.total == len(listed) == len({article.id for article in listed})
        if collapse := number % 4 < 2:
            request = replace(request, collapse=True)
            page = engine.search(request)
            assert page.total == len(page.hits) == len(distinct(listed, collapse=True))
            assert sum(1 + hit.others for hit in page.hits) == len(listed)
            assert {hit.id for hit in page.hits} <= {article.id for article in listed}
        unticked = listed
        if ticked:
            everywhere = replace(request, filters={}, facets=(), collapse=False)
            unticked = [found[hit.id] for hit in engine.search(everywhere).hits]
        for facet in FACETS:
            counted = unticked if facet.name in ticked else listed
            assert page.facets[facet.name] == plain_count(facet, counted, collapse=collapse)
        facet = rng.choice(FACETS)
        for value, count in list(page.facets[facet.name].items())[:1]:
            narrower = {**ticked, facet.name: FacetFilter(include=frozenset({value}))}
            assert (
                engine.search(replace(request, filters=narrower, facets=(), limit=0)).total == count
            )


def distinct(articles, *, collapse):
    """What the articles are told apart by: themselves, or the clusters of those that have one."""
    return {(collapse and article.cluster) or article.id for article in articles}


def plain_count(facet, articles, *, collapse):
    having = defaultdict(list)
    for article in articles:
        for value in facet.values_of(article):
            having[value].append(article)
    return {value: len(distinct(those, collapse=collapse)) for value, those in having.items()}


def random_questions(articles, rng):
    """Queries of one to three words of the stories, half of them with a ticked region."""
    pool = list(articles.values())
    for number in range(QUERIES):
        words = []
        while len(words) < 3:
            story = rng.choice(pool)
            paragraph = rng.choice(story.body or (story.headline,))
            words += [word for word in paragraph.split() if word.isalpha()][:1]
        leaves = [Words(words[0]), Prefix(words[1][:4]), Words(words[2], "body")]
        without = And((leaves[0], Not(leaves[2])))
        query = rng.choice([*leaves[:2], And(tuple(leaves[:2])), Or(tuple(leaves)), without])
        regions = [r for story in rng.sample(pool, 3) for r in FACETS[0].values(story)]
        chosen = FacetFilter(include=frozenset(regions[:2]))
        yield query, {"region": chosen} if regions and number % 2 else {}

"""Facet counts held against a plain count over the store, on 11,000 wire stories."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from archive.ingest import Tally, add_files
from archive.store import Store
from indexer.build import rebuild
from indexer.engine import FacetFilter, SearchRequest
from indexer.engines import ENGINES
from indexer.engines.memory import MemoryEngine
from indexer.fields import FACETS
from indexer.generations import Generations
from indexer.query import And, Not, Or, Prefix, Words

pytestmark = pytest.mark.shared

QUERIES = 50


@pytest.fixture(scope="module")
def articles(shared_data, tmp_path_factory):
    home = tmp_path_factory.mktemp("wire")
    with Store.open(home / "archive.sqlite3", create=True) as store:
        add_files(store, sorted((shared_data / "reuters21578").glob("*.gz")), {}, Tally())
        rebuild(store, Generations(home / "index"), ENGINES["whoosh"])
        found = {change.id: change.article for change in store.changes_since(0)}
    assert len(found) == 11_000
    return home, found


@pytest.fixture(scope="module", params=["whoosh", "memory"])
def engine(request, articles):
    home, found = articles
    if request.param == "memory":
        yield MemoryEngine(found)
        return
    generation = Generations(home / "index").current()
    opened = ENGINES[request.param].open(generation.directory)
    yield opened
    opened.close()


def test_counts_of_50_random_queries_are_those_of_a_plain_count(engine, articles):
    _, found = articles
    for query, ticked in random_questions(found, random.Random(1987)):
        every = tuple(facet.name for facet in FACETS)
        request = SearchRequest(query, filters=ticked, facets=every, limit=len(found))
        page = engine.search(request)
        listed = [found[hit.id] for hit in page.hits]
        assert page.total == len(listed) == len({article.id for article in listed})
        for facet in FACETS:
            others = {name: chosen for name, chosen in ticked.items() if name != facet.name}
            counted = engine.search(replace(request, filters=others)).hits
            assert page.facets[facet.name] == plain_count(facet, (found[h.id] for h in counted))
        for facet in FACETS:
            for value, count in list(page.facets[facet.name].items())[:3]:
                narrower = {**ticked, facet.name: FacetFilter(include=frozenset({value}))}
                assert engine.search(replace(request, filters=narrower, limit=0)).total == count


def plain_count(facet, articles):
    counts = Counter()
    for article in articles:
        counts.update(facet.values(article) or ([facet.missing] if facet.missing else []))
    return dict(counts)


def random_questions(articles, rng):
    """Queries of one to three words of the stories, half of them with a ticked region."""
    pool = list(articles.values())
    for number in range(QUERIES):
        words = []
        while len(words) < 3:
            story = rng.choice(pool)
            words += [w for w in rng.choice(story.body or (story.headline,)).split() if w.isalpha()][:1]
        leaves = [Words(words[0]), Prefix(words[1][:4]), Words(words[2], "body")]
        query = rng.choice(
            [leaves[0], leaves[1], And(tuple(leaves[:2])), Or(tuple(leaves)), And((leaves[0], Not(leaves[2])))]
        )
        regions = [r for story in rng.sample(pool, 3) for r in FACETS[0].values(story)]
        ticked = {"region": FacetFilter(include=frozenset(regions[:2]))} if regions and number % 2 else {}
        yield query, ticked

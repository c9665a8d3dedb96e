from contextlib import contextmanager

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from indexer.engines.engine import FacetFilter, SearchRequest
from indexer.query.ast import And, Everything, Not, Or, Words
from tests.indexer.engines.corpus import NEWS, article, corpora, paragraphs, requests, whole_queries
from tests.indexer.engines.engine_contract import EngineSuite, WholeLanguage, apply, asked, found
from tests.support.oracle_engine import MemoryEngine, MemoryWriter


def engine_of(corpus):
    return MemoryEngine({article.id: article for article in corpus})


def ids(corpus, query):
    page = asked(engine_of(corpus), SearchRequest(query, limit=100), corpus)
    return {hit.id for hit in page.hits}


class TestMemory(WholeLanguage, EngineSuite):
    @staticmethod
    @contextmanager
    def build(*batches):
        articles = {}
        apply(MemoryWriter(articles), *batches)
        yield MemoryEngine(articles)


def test_what_is_not_committed_is_as_if_it_had_never_been():
    articles = {}
    writer = MemoryWriter(articles)
    writer.add(NEWS[0])
    assert MemoryEngine(articles).count() == 0
    writer.close()
    writer.commit()
    assert MemoryEngine(articles).count() == 0


def test_an_engine_stays_as_it_was_when_it_was_opened():
    articles = {}
    before = MemoryEngine(articles)
    apply(MemoryWriter(articles), NEWS)
    assert (before.count(), MemoryEngine(articles).count()) == (0, len(NEWS))


@settings(max_examples=100)
@given(corpora(), whole_queries, whole_queries)
def test_and_or_and_not_are_those_of_sets(corpus, one, other):
    every = {article.id for article in corpus}
    assert ids(corpus, Everything()) == every
    assert ids(corpus, Not(one)) == every - ids(corpus, one)
    assert ids(corpus, And((one, other))) == ids(corpus, one) & ids(corpus, other)
    assert ids(corpus, Or((one, other))) == ids(corpus, one) | ids(corpus, other)


@settings(max_examples=100)
@given(st.data())
def test_the_count_of_a_value_is_the_total_with_that_value_ticked_alone(data):
    corpus = data.draw(corpora())
    request = data.draw(requests(corpus, whole_queries))
    engine = engine_of(corpus)
    for name, counts in asked(engine, request, corpus).facets.items():
        excluded = request.filters.get(name, FacetFilter()).exclude
        for value, count in counts.items():
            alone = FacetFilter(include=frozenset({value}), exclude=excluded)
            ticked = replace(request, filters={**request.filters, name: alone})
            assert asked(engine, ticked, corpus).total == count > 0


@settings(max_examples=100)
@given(paragraphs, st.data())
def test_any_stretch_of_a_paragraph_is_found_in_it_as_a_phrase(text, data):
    words = text.split()
    first = data.draw(st.integers(0, len(words)))
    last = data.draw(st.integers(first, len(words)))
    stretch = " ".join(words[first:last])
    corpus = [article("a", "x", text)]
    found_in = found(engine_of(corpus), f'body:"{stretch}"', corpus)
    assert (found_in == {"a"}) or not any(map(str.isalnum, stretch))
    assert ids(corpus, Words(stretch, "caption")) == set()

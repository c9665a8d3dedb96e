"""Whoosh, which is told nothing but the folder of an index, finds in it what our engine finds."""

import random
import re
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.qparser import MultifieldParser
from whoosh.scoring import BM25F

from indexer.analysis.analyzer import Analyzer, index_terms, query_terms
from indexer.analysis.languages import ENGLISH, analysis_language
from indexer.engines.engine import SearchRequest
from indexer.engines.relevance import K1, B
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.whoosh_analyzer import TermAnalyzer
from indexer.engines.whoosh.writer import WhooshWriter
from indexer.index.generations import Generations
from indexer.query.ast import And, Fuzzy, Has, Listed, Not, Or, Pattern, Weighted
from indexer.query.parser import parse
from tests.bench.searching.homes import stories
from tests.indexer.engines import corpus
from tests.indexer.engines.engine_contract import apply
from tests.indexer.engines.whoosh.whoosh_queries import as_whoosh, ids_found, searching

# Some stories came twice, and some are in Spanish.
STORIES, LINES, QUERIES = 950, 1_010, 150

FEWEST_RANKED = 10
DEFAULT = ["title", "body", "caption", "region", "byline"]


@contextmanager
def both(*batches):
    """Our engine and a searcher of Whoosh's on an index of batches of changes."""
    with ExitStack() as stack:
        directory = Path(stack.enter_context(TemporaryDirectory()))
        apply(WhooshWriter(directory), *batches)
        engine = stack.enter_context(closing(WhooshEngine(directory)))
        yield engine, stack.enter_context(searching(directory))


# Made-up archives.

leaves = st.one_of(
    corpus.leaves,
    st.builds(Fuzzy, corpus.misspelled().filter(bool), st.integers(1, 2), corpus.fields),
    st.builds(
        Pattern,
        corpus.forms().filter(lambda form: sum(map(str.isalnum, form)) > 1),
        corpus.fields,
    ),
    st.builds(Has, corpus.names),
    st.builds(Listed, st.frozensets(st.integers(0, 8).map(lambda n: corpus.id_of(f"news{n}")))),
)


def _grown(queries):
    clauses = st.lists(queries, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(And, clauses),
        st.builds(Or, clauses),
        st.builds(Not, queries),
        st.builds(Weighted, queries, st.sampled_from((0.5, 3.0))),
    )


queries = st.recursive(leaves, _grown, max_leaves=6)


@given(st.data())
def test_any_query_that_whoosh_has_an_operator_for_finds_the_same(data):
    drawn = data.draw(st.lists(corpus.corpora(max_size=5), min_size=1, max_size=3))
    batches = [[replace(each, language="en") for each in batch] for batch in drawn]
    with both(*batches) as (engine, searcher):
        for asked in data.draw(st.lists(queries, min_size=1, max_size=8)):
            assert ids_found(searcher, as_whoosh(asked, searcher.schema)) == engine.ids(asked)


@settings(max_examples=50)
@given(corpus.phrases, st.sampled_from(Analyzer))
def test_the_parser_makes_the_terms_that_our_engine_looks_for(text, kind):
    made = TermAnalyzer(kind)(text, mode="query", positions=True)
    terms = [(token.text, token.pos) for token in made]
    wanted = [(each.term, each.offset) for each in query_terms(text, kind)]
    # A run without spaces has one more where a word follows it: its last character.
    assert [term for term in terms if term in wanted] == wanted
    assert [position for _, position in terms] == list(range(len(terms)))


@settings(max_examples=50)
@given(corpus.paragraphs, st.sampled_from(Analyzer))
def test_other_text_becomes_all_the_terms_that_are_indexed_at_their_places(text, kind):
    found = {}
    for token in TermAnalyzer(kind)(text, mode="index", positions=True, chars=True):
        found.setdefault(token.text, []).append(token.pos)
        assert 0 <= token.startchar < token.endchar <= len(text)
    assert found == dict(index_terms([text], kind).positions)


# Real stories. The same texts are parsed by Whoosh's own parser and by ours.


@pytest.fixture(scope="module")
def wire(shared_data, tmp_path_factory):
    """Our engine, Whoosh's searcher, and the stories in English of a thousand of two agencies.

    Whoosh's parser asks for English stems.
    """
    made = stories(tmp_path_factory.mktemp("wire"), LINES)
    generation = Generations(made.home("whoosh") / "index").current().directory
    every = made.articles()
    articles = [each for each in every if analysis_language(each.language) == ENGLISH]
    assert len(articles) >= STORIES
    scoring = BM25F(B=B, K1=K1)
    with (
        closing(WhooshEngine(generation)) as engine,
        searching(generation, weighting=scoring) as searcher,
    ):
        yield engine, searcher, articles


def asked_texts(articles, count):
    """Queries of the grammar that both parsers know, of the words of articles."""
    rng = random.Random(1987)  # noqa: S311 - the same questions every time
    while count:
        article = rng.choice(articles)
        words = re.findall("[A-Za-z]{4,}", " ".join(article.body))
        names = re.findall("[A-Za-z]{4,}", " ".join(credit.name for credit in article.credits))
        if len(words) < 9:
            continue
        at = rng.randrange(len(words) - 8)
        one, two, three, four, *_ = words[at:]
        whole = " ".join(article.body)
        places = [i for i, c in enumerate(whole) if c == " "]
        start = rng.choice(places[: len(places) // 2])
        phrase = " ".join(whole[start:].split()[:3]).replace('"', "")
        ways = [
            one,
            f"{one} {two}",
            f"{one} AND {three}",
            f"{one} OR {four}",
            f"{one} NOT {two}",
            f"({one} OR {two}) AND {three}",
            f"NOT ({one} AND {four})",
            f'"{phrase}"',
            f'"{phrase}" OR {two}',
            f"title:{one}",
            f"body:{one} AND title:{two}",
            f"{one[:3]}*",
            f"{one[:4]}* {two}",
            f"body:{one[:2]}?{one[3:]}",
            f"{one[0]}*{one[-2:]}",
            f"region:{rng.choice(('china', 'japan', 'america', 'korea', 'europe'))} {one}",
            f"{one} date:{article.published.value[:7]}",
            f"date:{article.published.value[:10]} OR {two}",
        ]
        if names:
            ways.append(f"byline:{names[0]} {one}")
        yield rng.choice(ways)
        count -= 1


@pytest.mark.shared
def test_queries_find_the_same_in_a_thousand_stories_whichever_parses_and_finds(wire):
    engine, searcher, articles = wire
    parser = MultifieldParser(DEFAULT, searcher.schema)
    texts = list(asked_texts(articles, QUERIES))
    english = {each.id for each in articles}
    assert len(set(texts)) > QUERIES * 0.9
    differing = {
        text: (len(ours), len(theirs))
        for text in texts
        if (ours := engine.ids(parse(text).query) & english)
        != (theirs := ids_found(searcher, parser.parse(text)) & english)
    }
    assert differing == {}
    assert sum(map(bool, (engine.ids(parse(text).query) for text in texts))) > QUERIES * 0.9


@pytest.mark.shared
def test_whoosh_lists_what_it_scores_by_bm25f_much_as_our_engine_does(wire):
    """Not just so: it adds up what each field scores, ours scores all fields together."""
    engine, searcher, articles = wire
    parser = MultifieldParser([*DEFAULT, "lead"], searcher.schema)
    english = {each.id for each in articles}
    correlations = []
    for text in words_asked(articles, QUERIES):
        ours = {
            hit.id: hit.score
            for hit in engine.search(SearchRequest(parse(text).query, limit=engine.count())).hits
            if hit.id in english
        }
        results = searcher.search(parser.parse(text), limit=None)
        theirs = {
            results[i]["id"]: results.score(i)
            for i in range(len(results))
            if results[i]["id"] in english
        }
        assert ours.keys() == theirs.keys()
        if len(ours) >= FEWEST_RANKED:
            correlations.append(spearman(list(ours.values()), [theirs[each] for each in ours]))
    assert len(correlations) > QUERIES / 3
    # They were 0.97 and 0.91.
    assert np.mean(correlations) > 0.95
    assert np.percentile(correlations, 5) > 0.85


def words_asked(articles, count):
    """One, two or three words of an article, all of them or any."""
    rng = random.Random(21578)  # noqa: S311 - the same questions every time
    for _ in range(count):
        words = re.findall("[a-z]{4,}", " ".join(rng.choice(articles).body)) or ["rice"]
        yield rng.choice((" ", " OR ")).join(rng.choices(words, k=rng.randint(1, 3)))


def spearman(ours, theirs):
    """The correlation of ranks, of which equals share the mean."""
    return float(np.corrcoef(ranks(ours), ranks(theirs))[0, 1])


def ranks(scores):
    _, places, counts = np.unique(np.round(scores, 4), return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts - 1) / 2)[places]

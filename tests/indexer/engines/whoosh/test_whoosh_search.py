"""How the Whoosh engine finds: little is read, and the answers are as if everything were."""

from contextlib import closing
from itertools import product
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines import doc_values
from indexer.engines.doc_values import Clusters, FacetColumn
from indexer.engines.engine import SearchRequest
from indexer.engines.whoosh import engine
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.search import bm25f, expanded_query, word_query
from indexer.engines.whoosh.search.bm25f import Scoring
from indexer.engines.whoosh.segment import doc_sets, reader, term_postings
from indexer.engines.whoosh.segment.byte_cache import ByteBoundedCache
from indexer.engines.whoosh.segment.doc_sets import (
    are_docs_in,
    count_runs,
    intersect,
    intersect_docs,
    is_in,
    union_docs,
)
from indexer.engines.whoosh.segment.term_dictionary import TermDictionary
from indexer.engines.whoosh.writer import WhooshWriter
from indexer.query.parser import parse
from indexer.schema.fields import FACETS
from tests.indexer.engines.corpus import NEWS, article
from tests.indexer.engines.engine_contract import apply, found
from tests.indexer.engines.whoosh.test_whoosh_engine import MANY

QUESTIONS = (
    "rice wagons",
    "rice OR drugs OR missile",
    "rice (drugs OR market day)",
    '"market day" -drugs',
    '"rice and 12 wagons" OR (market winter) OR "no such thing"',
    "(rice^3 12) OR ric* OR wagen~",
    "market NEAR/3 rice",
    "ATLEAST2(rice) OR officers",
    "headline:market year",
    "words:>3 date:2019 rice",
    "-rice",
    "nowhere rice",
    "",
)
FACET_NAMES = tuple(facet.name for facet in FACETS)


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    """An index of three segments, with some articles deleted and some in clusters."""
    directory = tmp_path_factory.mktemp("index")
    alike = [article(f"c{n}", "Rice", "Rice wagons.", cluster="c0de" * 4) for n in range(6)]
    apply(WhooshWriter(directory), [*NEWS, *alike], MANY[:200], MANY[200:], ["m7", "c1", "drugs"])
    return directory


def answers(directory):
    with closing(WhooshEngine(directory)) as opened:
        return [
            opened.search(
                SearchRequest(parse(text).query, facets=FACET_NAMES, collapse=collapse, limit=400)
            )
            for text, collapse in product(QUESTIONS, (False, True))
        ]


# Ways to the same answers.


@pytest.mark.parametrize("many", [0, 3, 100_000])
def test_many_documents_are_dealt_with_as_few_are(directory, monkeypatch, many):
    expected = answers(directory)
    monkeypatch.setattr(doc_sets, "MANY", many)
    monkeypatch.setattr(doc_sets, "_MANY_TO_SORT", many)
    monkeypatch.setattr(bm25f, "MANY", many)
    monkeypatch.setattr(doc_values, "_SETS_A_DOC", many - 1)
    monkeypatch.setattr(engine, "_DOCS_A_MASK", many)
    assert answers(directory) == expected


def test_answers_are_the_same_where_nothing_stays_at_hand(directory, monkeypatch):
    expected = answers(directory)
    for module, names in (
        (term_postings, ("_DOCS_BYTES", "_COUNTS_BYTES")),
        (word_query, ("_DOCS_BYTES", "_PHRASES_BYTES")),
        (reader, ("_BLOCKS_BYTES",)),
        (expanded_query, ("_FOUND_BYTES",)),
    ):
        for name in names:
            monkeypatch.setattr(module, name, 0)
    assert answers(directory) == expected


def test_what_was_asked_before_changes_no_answer(directory):
    with closing(WhooshEngine(directory)) as opened:
        requests = [SearchRequest(parse(text).query, facets=FACET_NAMES) for text in QUESTIONS]
        first = [opened.search(request) for request in requests]
        assert [opened.search(request) for request in requests] == first
        assert [opened.search(request) for request in reversed(requests)] == first[::-1]


def test_a_list_that_is_only_counted_has_as_many(directory):
    with closing(WhooshEngine(directory)) as opened:
        for text, collapse in product(QUESTIONS, (False, True)):
            request = SearchRequest(parse(text).query, collapse=collapse, limit=400)
            counted = SearchRequest(parse(text).query, collapse=collapse, limit=0)
            assert opened.search(counted).total == len(opened.search(request).hits)


# What is not read.


def test_where_a_word_is_nowhere_no_list_is_read(directory):
    with (
        closing(WhooshEngine(directory)) as opened,
        patch.object(TermDictionary, "docs", side_effect=AssertionError),
    ):
        assert opened.search(SearchRequest(parse("rice nowhere wagons").query)).total == 0
        assert opened.search(SearchRequest(parse('"rice nowhere" wagons').query)).total == 0


def test_what_is_counted_is_not_scored(directory):
    with (
        closing(WhooshEngine(directory)) as opened,
        patch.object(Scoring, "scores", side_effect=AssertionError),
    ):
        assert opened.search(SearchRequest(parse("rice wagons").query, limit=0)).total == 304
        assert opened.search(SearchRequest(parse("rice").query, offset=900)).total == 307


# Phrases.


def test_a_phrase_does_not_begin_in_the_article_before(tmp_path):
    corpus = [
        article("empty", "Nothing"),
        article("first", "Notes", "England has a bank of gold."),
        article("nothing", "Nothing"),
        article("phrase", "Money", "The bank of England."),
        *(article(f"of{number}", "A bank of sand", "Of a bank.") for number in range(9)),
    ]
    apply(WhooshWriter(tmp_path), corpus)
    with closing(WhooshEngine(tmp_path)) as opened:
        assert found(opened, '"bank of england"') == {"phrase"}
        assert found(opened, '"of england" bank') == {"phrase"}
        assert found(opened, '"england has a bank"') == {"first"}


# Lists of documents.

ascending = st.sets(st.integers(0, 60)).map(sorted)


def as_docs(numbers):
    return np.array(numbers, np.int32)


@given(ascending, ascending, st.lists(ascending, max_size=4), st.sampled_from([0, 5, 1_000]))
def test_lists_of_documents_are_sets_in_order(some, others, lists, many):
    docs, other_docs = as_docs(some), as_docs(others)
    shared = sorted({*some} & {*others})
    with patch.object(doc_sets, "MANY", many), patch.object(doc_sets, "_MANY_TO_SORT", many):
        for which in (is_in, are_docs_in):
            assert which(docs, other_docs).tolist() == [number in others for number in some]
        assert intersect(docs, other_docs).tolist() == shared
        assert intersect_docs(docs, other_docs).tolist() == shared
        assert union_docs(list(map(as_docs, lists))).tolist() == sorted(
            {n for e in lists for n in e}
        )


@given(st.lists(st.integers(0, 9)).map(sorted))
def test_numbers_are_tallied(several):
    distinct, times = count_runs(as_docs(several))
    assert distinct.tolist() == sorted({*several})
    assert times.tolist() == [several.count(number) for number in distinct.tolist()]


# What stays at hand.


def test_what_was_asked_for_last_stays_at_hand():
    kept = ByteBoundedCache(3_500)
    assert kept.get("a") is None
    assert [kept.keep(key, key.upper(), 700) for key in "abcd"] == ["A", "B", "C", "D"]
    assert [kept.get(key) for key in "abcd"] == [None, "B", "C", "D"]
    kept.get("b")
    kept.keep("e", "E", 700)
    assert [kept.get(key) for key in "bcde"] == ["B", None, "D", "E"]


def test_what_is_too_large_drives_nothing_out():
    kept = ByteBoundedCache(3_500)
    kept.keep("a", "A", 700)
    assert kept.keep("b", "B", 2_000) == "B"
    assert [kept.get(key) for key in "ab"] == ["A", None]


# Facets and clusters.

documents = st.lists(
    # The set of values, the cluster and the first day of each document, and whether it is found.
    st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 2), st.booleans()),
    min_size=1,
    max_size=30,
)
SETS = [("a",), (), ("a", "b"), ("b", "b/c", "d"), ("d",)]


@given(documents, st.booleans(), st.sampled_from([-1, 0, 1_000]))
def test_values_are_counted_once_for_each_article_or_cluster(rows, collapse, sets_a_doc):
    sets, numbers, days, wanted = (np.array(each) for each in zip(*rows, strict=True))
    clusters = Clusters(numbers, days, np.arange(len(rows)))
    facet = FacetColumn(sets, SETS, clusters)
    docs = wanted.nonzero()[0].astype(np.int32)
    having = {
        (value, ("cluster", numbers[doc]) if collapse and numbers[doc] else doc)
        for doc in docs.tolist()
        for value in SETS[sets[doc]]
    }
    expected = {value: sum(value == v for v, _ in having) for value in sorted(dict(having))}
    with patch.object(doc_values, "_SETS_A_DOC", sets_a_doc):
        assert facet.counts(docs, collapse=collapse) == expected
    assert facet.counts(wanted, collapse=collapse) == expected


@given(documents)
def test_a_cluster_stands_in_a_list_once_by_its_earliest(rows):
    _, numbers, days, wanted = (np.array(each) for each in zip(*rows, strict=True))
    clusters = Clusters(numbers, days, np.arange(len(rows)))
    docs = wanted.nonzero()[0].astype(np.int32)
    expected = {}
    for doc in docs.tolist():
        alike = [each for each in docs.tolist() if numbers[each] == numbers[doc] != 0] or [doc]
        earliest = min(alike, key=lambda each: (days[each] or np.inf, each))
        expected[earliest] = len(alike) - 1
    entries, others = clusters.collapsed(docs)
    assert dict(zip(entries.tolist(), others.tolist(), strict=True)) == expected
    assert entries.tolist() == sorted(expected)

"""Search with Tantivy only: sums of bits, ranking, and queries that would crash it."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs
from tantivy import Query

from archive.errors import IndexDamagedError
from indexer.engines.engine import FacetFilter, SearchRequest, Sort
from indexer.engines.tantivy import engine as searching
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.errors import translated
from indexer.engines.tantivy.schema import make_schema
from indexer.engines.tantivy.search import aggregation, ranking, translator
from indexer.engines.tantivy.search import matching_docs as finding
from indexer.engines.tantivy.writer import TantivyWriter
from indexer.query.ast import And, Everything, Fuzzy, Near, Not, Pattern, Prefix, Words
from indexer.query.parser import MAX_CHARACTERS, MAX_CLAUSES, parse
from tests.indexer.engines.corpus import NEWS, article, corpora, id_of, requests
from tests.indexer.engines.engine_contract import apply, comparable, found
from tests.indexer.engines.tantivy.many_articles import (
    FACET_NAMES,
    MANY,
    answers,
    made_up_folder,
    names,
)
from tests.support.oracle_engine import MemoryEngine

# Many documents.


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(corpora(max_size=12), st.data())
def test_many_documents_are_found_and_ranked_as_few(corpus, data):
    oracle = MemoryEngine({each.id: each for each in corpus})
    with made_up_folder() as folder:
        apply(TantivyWriter(Path(folder)), corpus)
        with closing(TantivyEngine(Path(folder))) as engine:
            for _ in range(6):
                request = structs.replace(data.draw(requests(corpus)), limit=3)
                whole = structs.replace(request, limit=len(corpus))
                plain = engine.search(request)
                assert comparable(engine.search(whole), whole) == comparable(
                    oracle.search(whole), whole
                )
                for most_sets in (0, 60_000):
                    with (
                        patch.object(finding, "_HITS_A_GROUP", 0),
                        patch.object(ranking, "_AT_FIRST", 1),
                        patch.object(ranking, "_FEW", 0),
                        patch.object(ranking, "_GROWTH", 2),
                        patch.object(aggregation, "_MAX_SETS", most_sets),
                        patch.object(aggregation, "_SPARE", 0),
                        patch.object(aggregation, "_GROWTH", 2),
                    ):
                        assert engine.search(request) == plain


def test_sums_of_bits_say_the_same_as_hits_in_however_many_ranges(tmp_path):
    apply(TantivyWriter(tmp_path), MANY, ["m0", "m47", "m48", "m299"])
    with patch.object(searching, "_CACHED_DOC_SETS", 0), closing(TantivyEngine(tmp_path)) as engine:
        plain = answers(engine)
        with patch.object(ranking, "_AT_FIRST", 1), patch.object(aggregation, "_MAX_SETS", 0):
            with patch.object(finding, "_HITS_A_GROUP", 10**9):
                assert answers(engine) == plain
            for groups in (1, 2, 60_000):
                with (
                    patch.object(finding, "_HITS_A_GROUP", 0),
                    patch.object(finding, "_GROUPS", groups),
                ):
                    assert answers(engine) == plain
        assert found(engine, "wagons 123") == {"m123"}
        assert engine.search(SearchRequest(parse("rice").query)).total == 296


@pytest.mark.parametrize("limit", [1, 5, 200, 400])
def test_what_finds_many_is_counted_and_sorted_as_what_finds_few(tmp_path, limit):
    days = ["2019", "2019-03-04", None, "1987-03-11"]
    pile = [
        replace(
            article(
                each, "Market day", "Rice.", published=days[number % 4], source=f"S{number % 7}"
            ),
            cluster=id_of(f"d{number % 50}") if number % 3 == 0 else "",
        )
        for number, each in enumerate(f"d{number}" for number in range(400))
    ]
    apply(TantivyWriter(tmp_path), pile[:150], pile[150:], ["d3", "d53"])
    requests_made = [
        SearchRequest(
            parse(text).query,
            facets=FACET_NAMES,
            sort=sort,
            collapse=collapse,
            offset=offset,
            limit=limit,
        )
        for text in ("rice", "", "-date:1987", "rice AND source:s1")
        for sort in Sort
        for collapse in (False, True)
        for offset in (0, 30)
    ]
    with closing(TantivyEngine(tmp_path)) as engine:
        few = [engine.search(request) for request in requests_made]
        with patch.object(ranking, "_AT_FIRST", 1), patch.object(aggregation, "_SPARE", 1):
            assert [engine.search(request) for request in requests_made] == few


def test_who_pages_sorts_or_ticks_has_nothing_counted_or_found_again(tmp_path):
    apply(TantivyWriter(tmp_path), MANY)
    ticked = {"year": FacetFilter(frozenset({"2019"}))}
    with closing(TantivyEngine(tmp_path)) as engine, patch.object(ranking, "_AT_FIRST", 1):
        first = engine.search(SearchRequest(parse("rice").query, facets=FACET_NAMES))
        with patch.object(aggregation.Aggregator, "counted", side_effect=AssertionError):
            again = SearchRequest(
                parse("rice").query, facets=FACET_NAMES, sort=Sort.NEWEST, offset=20
            )
            assert engine.search(again).facets == first.facets
        one = engine.search(SearchRequest(parse("rice").query, filters=ticked))
        with patch.object(finding.MatchingDocs, "docs", side_effect=AssertionError):
            more = SearchRequest(parse("rice").query, filters=ticked, offset=20)
            assert engine.search(more).total == one.total == 300


def test_ties_go_by_id_on_whatever_page(tmp_path):
    pile = MANY.copy()
    apply(TantivyWriter(tmp_path), pile[150:], pile[:150])
    in_order = sorted(each.id for each in pile)
    with closing(TantivyEngine(tmp_path)) as engine:
        for text in ("rice", "ric*", '"market day"'):
            for first, few in ((1_000, 4_096), (1, 0), (7, 10)):
                with (
                    patch.object(ranking, "_AT_FIRST", first),
                    patch.object(ranking, "_FEW", few),
                ):
                    pages = [
                        engine.search(SearchRequest(parse(text).query, offset=at, limit=40)).hits
                        for at in range(0, 320, 40)
                    ]
                assert [hit.id for page in pages for hit in page] == in_order


def test_a_candidate_has_the_same_score_in_any_order_and_under_any_filter(tmp_path):
    apply(TantivyWriter(tmp_path), NEWS, MANY)
    query = parse("rice OR market OR econom*").query
    with patch.object(searching, "CANDIDATES", 400), closing(TantivyEngine(tmp_path)) as engine:
        scores = {hit.id: hit.score for hit in engine.search(SearchRequest(query, limit=400)).hits}
        assert len(set(scores.values())) > 3
        for sort in set(Sort) - {Sort.FRESH}:
            for text in ("source:radio", "-source:radio"):
                narrower = And((query, parse(text).query))
                page = engine.search(SearchRequest(query, sort=sort, limit=50, offset=200))
                assert page.hits
                assert all(hit.score == scores[hit.id] for hit in page.hits)
                assert engine.search(SearchRequest(narrower)).total < 304


letters = st.text("aeé한국x", min_size=1, max_size=6)


@settings(max_examples=30)
@given(st.lists(letters, max_size=6), letters, st.sampled_from([1, 2]), st.sampled_from([0, 40]))
def test_words_spelled_almost_so_are_those_of_the_oracle(given_words, text, edits, long):
    pile = [
        article(f"n{number}", word, source=word[::-1]) for number, word in enumerate(given_words)
    ]
    oracle = MemoryEngine({each.id: each for each in pile})
    with made_up_folder() as folder, patch.object(translator, "_LONG", long):
        apply(TantivyWriter(Path(folder)), pile)
        with closing(TantivyEngine(Path(folder))) as engine:
            for query in (Fuzzy(text, edits), Fuzzy(text, edits, "source")):
                assert names(engine, query) == names(oracle, query)


@pytest.mark.parametrize("form", ["mar*", "*agon?", "m*t", "?ic*", "1?3", "*zzz"])
def test_forms_of_words_stand_for_few_terms_or_for_many(tmp_path, form):
    apply(TantivyWriter(tmp_path), NEWS, MANY)
    oracle = MemoryEngine({each.id: each for each in (*NEWS, *MANY)})
    request = SearchRequest(Pattern(form), limit=500)
    with closing(TantivyEngine(tmp_path)) as engine:
        for few in (0, 32, 10**6):
            with patch.object(translator, "_FEW_TERMS", few):
                assert comparable(engine.search(request), request) == comparable(
                    oracle.search(request), request
                )


words_of_few = st.lists(st.sampled_from(["ox", "ass", "yak", "한국"]), max_size=7).map(" ".join)
some_parts = st.lists(
    st.sampled_from(["ox", "ass", "yak", "ox ass", "yak ox", "한국", "한"]), min_size=2, max_size=3
).map(tuple)


@settings(max_examples=40)
@given(st.lists(words_of_few, max_size=5), some_parts, st.integers(0, 3), st.booleans())
def test_words_near_each_other_are_those_of_the_oracle(bodies, parts, others, ordered):
    pile = [article(f"n{number}", "", *body.split("ox ox")) for number, body in enumerate(bodies)]
    oracle = MemoryEngine({each.id: each for each in pile})
    query = Near(parts, others, ordered)
    with made_up_folder() as folder:
        apply(TantivyWriter(Path(folder)), pile)
        with closing(TantivyEngine(Path(folder))) as engine:
            assert names(engine, query) == names(oracle, query)


def test_of_more_ways_than_can_be_looked_up_the_index_does_not_tell(tmp_path):
    apply(TantivyWriter(tmp_path), NEWS)
    with closing(TantivyEngine(tmp_path)) as engine:
        assert names(engine, Near(("rice", "harvest"), 98)) == {"harvest", "note"}
        assert engine.finds(Near(("rice", "harvest"), 98))
        assert not engine.finds(Near(tuple("abcdefgh"), 9))


# What brings Tantivy down.


@pytest.mark.parametrize("limit", [0, 1])
def test_questions_at_which_tantivy_panics_are_answered(tmp_path, limit, capfd):
    apply(TantivyWriter(tmp_path), NEWS)
    with closing(TantivyEngine(tmp_path)) as engine:
        for query in (Everything(), Words("rice"), Words("rice rice"), Words("…"), Prefix("")):
            for collapse in (False, True):
                request = SearchRequest(query, limit=limit, collapse=collapse, offset=10**6)
                assert engine.search(request).hits == ()
                assert len(engine.search(structs.replace(request, offset=0)).hits) <= limit
        assert engine.search(SearchRequest(Not(Everything()))).total == 0
        assert (
            engine.search(SearchRequest(And((Not(Words("rice")), Not(Words("trade")))))).total == 5
        )
    assert capfd.readouterr().err == ""


def test_the_longest_query_that_can_be_typed_is_answered(tmp_path):
    apply(TantivyWriter(tmp_path), NEWS)
    deep = "(" * 30 + "rice OR NOT (trade market)" + ")" * 30
    for text in (
        " OR ".join(f"a{number}*" for number in range(MAX_CLAUSES)),
        "-rice " * (MAX_CLAUSES + 100),
        '"' + "rice " * 300 + '"',
        "x" * MAX_CHARACTERS,
        "x" * (MAX_CHARACTERS - 1) + "*",
        deep,
    ):
        with closing(TantivyEngine(tmp_path)) as engine:
            page = engine.search(SearchRequest(parse(text).query, facets=FACET_NAMES, limit=100))
            oracle = MemoryEngine({each.id: each for each in NEWS})
            request = SearchRequest(parse(text).query, facets=FACET_NAMES, limit=100)
            assert comparable(page, request) == comparable(oracle.search(request), request)


def test_a_panic_is_damage(capfd):
    with pytest.raises(IndexDamagedError) as damage, translated(Path("/home/index")):
        Query.phrase_query(make_schema(), "body", ["alone"])
    assert str(damage.value) == (
        "/home/index: the index is damaged (panic): "
        "no article is lost, run 'backfile rebuild' to make it anew"
    )
    assert "panicked" in capfd.readouterr().err

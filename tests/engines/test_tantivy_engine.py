"""What only Tantivy has: its texts, sums of bits, ranking, ways of words, and its writer."""

import errno
import json
import signal
import subprocess
import sys
from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tantivy import Query

from archive.article import Credit, Role
from archive.errors import BusyError, DiskFullError, IndexDamagedError, UserError
from archive.store import Store
from indexer.analysis import Analyzer, index_terms
from indexer.build import update
from indexer.engine import SearchRequest, Sort
from indexer.engines import ENGINES
from indexer.engines.memory import MemoryEngine
from indexer.engines.tantivy_engine import (
    TantivyEngine,
    TantivyWriter,
    documents,
    matching,
    ranking,
    texts,
    writer,
)
from indexer.engines.tantivy_engine import (
    found as finding,
)
from indexer.engines.tantivy_engine.errors import translated
from indexer.engines.tantivy_engine.facet_sets import FacetSets, sets_in_terms
from indexer.engines.tantivy_engine.layout import make_schema, splitter
from indexer.engines.tantivy_engine.terms import cut
from indexer.engines.tantivy_engine.texts import Texts
from indexer.fields import FACETS
from indexer.generations import Generations
from indexer.parser import MAX_CHARACTERS, MAX_CLAUSES, parse
from indexer.query import And, Everything, Fuzzy, Near, Not, Pattern, Prefix, Words
from indexer.results import Question
from indexer.search import SearchService
from tests.articles import record
from tests.engines.conformance import apply, comparable, found
from tests.engines.corpus import NEWS, WORDS, article, articles, corpora, id_of, name_of, requests

FACET_NAMES = tuple(facet.name for facet in FACETS)
QUESTIONS = ("rice", '"market day"', "ric*", "-rice", "date:2019", "by:ahn OR hamhung", "")
MANY = [
    article(
        f"m{number}",
        "Market day",
        f"Rice and {number} wagons.",
        published="2019",
        source="Radio Harbor",
        cluster=id_of("m1") if number in {1, 2, 3} else "",
    )
    for number in range(300)
]


def made_up_folder():
    """A folder that goes away, for tests that need many."""
    # The library's watcher may take its lock there a moment after all is closed.
    return TemporaryDirectory(ignore_cleanup_errors=True)


def answers(engine):
    """What an engine says to some questions, whole."""
    return [
        engine.search(
            SearchRequest(parse(text).query, facets=FACET_NAMES, sort=sort, collapse=collapse)
        )
        for text in QUESTIONS
        for sort in Sort
        for collapse in (False, True)
    ]


# Texts and terms.


def placed(given):
    """The terms that Tantivy sees, with their positions."""
    tokens = (splitter().pre_tokenize(given) if isinstance(given, str) else given).tokens
    positions = defaultdict(list)
    for token in tokens:
        positions[token.text].append(token.position)
    return {term: sorted(places) for term, places in positions.items()}


signs = st.sampled_from(["-", " - ", "\0", "\x1f", "\u2028", "\ufdfa", "(", "U.S.", "1,200", "’s "])
any_text = st.lists(st.sampled_from(WORDS) | st.text(max_size=4) | signs, max_size=8).map("".join)


@settings(max_examples=300)
@given(st.lists(any_text | st.lists(any_text).map(" ".join), max_size=4), st.sampled_from(Analyzer))
def test_tantivy_sees_the_terms_of_analysis_in_their_places(paragraphs, analyzer):
    terms = index_terms(paragraphs, analyzer)
    given, written = Texts(analyzer).terms(paragraphs)
    assert placed(given) == dict(terms.positions)
    assert placed(written).keys() == terms.written


def test_chunks_are_forgotten_when_they_are_too_many():
    with patch.object(texts, "_MOST_CHUNKS", 2):
        made = Texts(Analyzer.PROSE)
        for _ in range(2):
            given, written = made.terms(["Running economies", "grow slowly"])
            assert placed(given) == {"run": [0], "economi": [1], "grow": [102], "slowli": [103]}
            assert sorted(written.split()) == ["economies", "running", "slowly"]


def names(engine, query):
    hits = engine.search(SearchRequest(query, limit=100)).hits
    return {name_of(hit.id) for hit in hits}


@pytest.mark.parametrize("sign", ["x", "é", "北"])
def test_words_and_names_of_any_length_are_found_and_counted(tmp_path, sign):
    # A sentence of the same character over and over takes the oracle minutes.
    length, typed = (20_000, 20) if sign == "北" else (70_000, MAX_CHARACTERS)
    long = sign * length
    pile = [
        article("long", long, source=long, credits=(Credit(long, Role.REPORTER),)),
        article("longer", long + sign, source=long + sign),
    ]
    apply(TantivyWriter(tmp_path), pile)
    oracle = MemoryEngine({each.id: each for each in pile})
    with closing(TantivyEngine(tmp_path)) as engine:
        for query in (Words(sign * typed), Prefix(sign * typed), Prefix(sign)):
            assert names(engine, query) == names(oracle, query)
        facets = engine.search(SearchRequest(Everything(), facets=("source", "byline"))).facets
        assert facets == {
            "source": {long: 1, long + sign: 1},
            "byline": {long: 1, f"{long}/reporter": 1},
        }


def test_words_too_long_for_tantivy_are_told_apart(tmp_path):
    pile = [article(f"x{more}", "x" * (70_000 + more)) for more in range(3)]
    apply(TantivyWriter(tmp_path), pile)
    with closing(TantivyEngine(tmp_path)) as engine:
        for more in range(3):
            assert names(engine, Words("x" * (70_000 + more))) == {f"x{more}"}


def test_terms_that_are_cut_stay_apart():
    assert cut("x" * 15_000) == "x" * 15_000
    assert cut("x" * 15_001) != cut("x" * 15_002)
    assert cut("x" * 15_001)[:15_000] == "x" * 15_000


@given(st.lists(st.text(min_size=1, max_size=20), unique=True), st.integers(1, 5))
def test_sets_of_values_come_back_from_their_terms(given, longest):
    with patch("indexer.engines.tantivy_engine.terms._LONGEST", longest):
        sets = FacetSets({})
        numbered = [sets.numbered(values) for values in given]
        terms = [term for _, of in numbered for term in of]
    assert [number for number, _ in numbered] == list(range(1, len(given) + 1))
    read = sets_in_terms(sorted(terms))
    assert [read[number] for number, _ in numbered] == given
    later = FacetSets(read)
    assert [later.numbered(values)[0] for values in given] == [number for number, _ in numbered]
    assert later.numbered("new\0")[0] == len(given) + 1
    assert later.numbered("") == (0, [])


# Many documents.


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(corpora(max_size=12), st.data())
def test_many_documents_are_found_and_ranked_as_few(corpus, data):
    oracle = MemoryEngine({each.id: each for each in corpus})
    with made_up_folder() as folder:
        apply(TantivyWriter(Path(folder)), corpus)
        with closing(TantivyEngine(Path(folder))) as engine:
            for _ in range(6):
                request = replace(data.draw(requests(corpus)), limit=3)
                whole = replace(request, limit=len(corpus))
                plain = engine.search(request)
                assert comparable(engine.search(whole), whole) == comparable(
                    oracle.search(whole), whole
                )
                with (
                    patch.object(finding, "_HITS_A_GROUP", 0),
                    patch.object(ranking, "_AT_FIRST", 1),
                    patch.object(ranking, "_FEW", 0),
                    patch.object(ranking, "_GROWTH", 2),
                ):
                    assert engine.search(request) == plain


def test_sums_of_bits_say_the_same_as_hits_in_however_many_ranges(tmp_path):
    apply(TantivyWriter(tmp_path), MANY, ["m0", "m47", "m48", "m299"])
    with closing(TantivyEngine(tmp_path)) as engine:
        with patch.object(finding, "_HITS_A_GROUP", 10**9):
            by_hits = answers(engine)
        for groups in (1, 2, 60_000):
            with (
                patch.object(finding, "_HITS_A_GROUP", 0),
                patch.object(finding, "_GROUPS", groups),
            ):
                assert answers(engine) == by_hits
        assert found(engine, "wagons 123") == {"m123"}
        assert engine.search(SearchRequest(parse("rice").query)).total == 296


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


def test_a_hit_has_the_same_score_in_any_order_and_under_any_filter(tmp_path):
    apply(TantivyWriter(tmp_path), NEWS, MANY)
    query = parse("rice OR market OR econom*").query
    with closing(TantivyEngine(tmp_path)) as engine:
        scores = {hit.id: hit.score for hit in engine.search(SearchRequest(query, limit=400)).hits}
        assert len(set(scores.values())) > 3
        for sort in Sort:
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
    with made_up_folder() as folder, patch.object(matching, "_LONG", long):
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
            with patch.object(matching, "_FEW_TERMS", few):
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


def test_more_ways_than_can_be_looked_up_are_refused(tmp_path):
    apply(TantivyWriter(tmp_path), NEWS)
    with closing(TantivyEngine(tmp_path)) as engine:
        assert names(engine, Near(("rice", "harvest"), 98)) == {"harvest", "note"}
        with pytest.raises(UserError) as refused:
            engine.search(SearchRequest(Near(tuple("abcdefgh"), 9)))
        assert str(refused.value) == (
            "8 words within 9 others can stand in too many ways: "
            "name fewer words, or a shorter distance"
        )


# What brings Tantivy down.


@pytest.mark.parametrize("limit", [0, 1])
def test_questions_at_which_tantivy_panics_are_answered(tmp_path, limit, capfd):
    apply(TantivyWriter(tmp_path), NEWS)
    with closing(TantivyEngine(tmp_path)) as engine:
        for query in (Everything(), Words("rice"), Words("rice rice"), Words("…"), Prefix("")):
            for collapse in (False, True):
                request = SearchRequest(query, limit=limit, collapse=collapse, offset=10**6)
                assert engine.search(request).hits == ()
                assert len(engine.search(replace(request, offset=0)).hits) <= limit
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


# The writer.


changes = st.lists(
    st.lists(
        st.tuples(st.sampled_from([f"news{number}" for number in range(12)]), articles | st.none()),
        max_size=4,
    ),
    min_size=5,
    max_size=12,
)


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(changes)
def test_answers_are_those_to_what_was_written_after_any_merges_and_deletions(batches):
    live = {}
    with made_up_folder() as folder:
        made = TantivyWriter(Path(folder))
        for batch in batches:
            for name, given in batch:
                if given is None:
                    live.pop(id_of(name), None)
                    made.delete(id_of(name))
                else:
                    live[id_of(name)] = replace(given, id=id_of(name))
                    made.add(live[id_of(name)])
            made.commit()
        made.close()
        oracle = MemoryEngine(live)
        with closing(TantivyEngine(Path(folder))) as engine:
            assert engine.count() == oracle.count()
            for text in ("", "rice OR drugs", "ma*", "date:2019", "-market"):
                for sort in Sort:
                    request = SearchRequest(
                        parse(text).query, facets=FACET_NAMES, sort=sort, limit=50, collapse=True
                    )
                    ours, theirs = engine.search(request), oracle.search(request)
                    assert comparable(ours, request) == comparable(theirs, request)


def test_small_segments_are_merged_as_they_come(tmp_path):
    for each in MANY[:40]:
        apply(TantivyWriter(tmp_path), [each])
    assert len(json.loads((tmp_path / "meta.json").read_text())["segments"]) < 10
    with closing(TantivyEngine(tmp_path)) as engine:
        assert engine.count() == 40
        assert len(found(engine, "wagons")) == 40


def test_an_engine_answers_as_it_was_opened_while_its_files_are_merged_away(tmp_path):
    made = TantivyWriter(tmp_path)
    for each in NEWS:
        made.add(each)
        made.commit()
    with closing(TantivyEngine(tmp_path)) as engine:
        before = set(tmp_path.glob("*.idx"))
        expected = answers(engine)
        for each in MANY[:30]:
            made.add(each)
            made.delete(NEWS[0].id)
            made.commit()
        made.close()
        apply(TantivyWriter(tmp_path), [MANY[30]])
        assert not before & set(tmp_path.glob("*.idx"))
        assert answers(engine) == expected


def test_what_was_not_committed_does_not_count(tmp_path):
    apply(TantivyWriter(tmp_path), NEWS)
    made = TantivyWriter(tmp_path)
    made.delete(NEWS[0].id)
    made.add(MANY[0])
    made.close()
    made.commit()
    with closing(TantivyEngine(tmp_path)) as engine:
        assert engine.count() == len(NEWS)
        assert found(engine, "wagons") == set()
        assert "drugs" in found(engine, "hamhung")


def test_a_commit_of_nothing_changes_nothing(tmp_path):
    apply(TantivyWriter(tmp_path), NEWS)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    apply(TantivyWriter(tmp_path), [], [])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_index_that_another_writer_holds_is_busy(tmp_path):
    with (
        patch.object(writer, "LOCK_WAIT_S", 0.1),
        closing(TantivyWriter(tmp_path)) as first,
        closing(TantivyWriter(tmp_path)) as second,
    ):
        first.add(NEWS[0])
        with pytest.raises(BusyError) as busy:
            second.add(NEWS[1])
        assert str(busy.value) == (
            f"{tmp_path}: another process is writing this index: try again when it is done"
        )
        first.commit()
        first.close()
        second.add(NEWS[1])
        second.commit()
    with closing(TantivyEngine(tmp_path)) as engine:
        assert engine.count() == 2


def test_a_writer_that_is_killed_leaves_its_last_commit_and_the_lock(tmp_path):
    code = """
import os, signal, sys
from pathlib import Path
from indexer.engines.tantivy_engine import TantivyWriter
from tests.engines.corpus import NEWS, article
made = TantivyWriter(Path(sys.argv[1]))
for each in NEWS:
    made.add(each)
made.commit()
for number in range(2_000):
    made.add(article(f"k{number}", "Never committed", "Wagons and wagons."))
os.kill(os.getpid(), signal.SIGKILL)
"""
    root = Path(__file__).resolve().parents[2]
    ended = subprocess.run([sys.executable, "-c", code, tmp_path], check=False, cwd=root)
    assert ended.returncode == -signal.SIGKILL
    with closing(TantivyEngine(tmp_path)) as engine:
        assert engine.count() == len(NEWS)
    with patch.object(writer, "LOCK_WAIT_S", 0.1):
        apply(TantivyWriter(tmp_path), [MANY[0]])
    with closing(TantivyEngine(tmp_path)) as engine:
        assert (engine.count(), found(engine, "wagons")) == (len(NEWS) + 1, {"m0"})


def test_of_a_commit_that_failed_nothing_comes_with_the_next(tmp_path):
    apply(TantivyWriter(tmp_path), NEWS)
    made = TantivyWriter(tmp_path)
    made.add(MANY[0])
    full = OSError(errno.ENOSPC, "No space left on device")
    with (
        patch.object(documents.Documents, "document", side_effect=full),
        pytest.raises(DiskFullError) as refused,
    ):
        made.add(MANY[1])
    assert str(refused.value) == (
        f"{tmp_path}: the disk is full: free some room, then run 'backfile update'"
    )
    made.commit()
    made.add(MANY[2])
    made.commit()
    made.close()
    with closing(TantivyEngine(tmp_path)) as engine:
        assert found(engine, "wagons") == {"m2"}


# An archive and its engines.


def page_of(service, question):
    """What a page shows, but for the scores behind it."""
    results = service.search(question)
    return (
        results.total,
        sorted((found.article.id, found.others, found.snippets) for found in results.found),
        results.facets,
    )


def test_an_archive_goes_to_another_engine_and_back_with_the_same_answers(tmp_path):
    generations = Generations(tmp_path / "index")
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        store.add(
            record(
                f"Ferry {number} runs",
                body=[f"Boat {number} carries the economies of {number % 7} islands."],
                regions=[("Africa/Kenya", "Asia/South Korea")[number % 2]],
                published=f"20{10 + number % 9}-03-02",
                source=("Halyard Wire", "The Shore")[number % 3 == 0],
            )
            for number in range(40)
        )
        said = []
        for name in ("whoosh", "tantivy", "whoosh"):
            built = update(store, generations, ENGINES[name])
            assert (built.rebuilt, built.articles) == (True, 40)
            service = SearchService(store, generations)
            said.append(
                [page_of(service, Question(text, limit=50)) for text in ("boat 3", "econom*", "")]
            )
            service.close()
        assert said[0] == said[1] == said[2]
        update(store, generations, ENGINES["tantivy"])
        store.add([record("One more ferry", body=["It goes to the lighthouse."])])
        assert not update(store, generations, ENGINES["tantivy"]).rebuilt
        service = SearchService(store, generations)
        assert service.search(Question("lighthouse")).total == 1
        assert service.search(Question("")).total == 41
        service.close()

"""The JSON for Tantivy has the terms of the analysis, at their positions."""

import json
from collections import defaultdict
from contextlib import closing
from string import ascii_lowercase
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tantivy import Index, Query

from archive.model.article import Credit, Role
from indexer.analysis.analyzer import Analyzer, beginning, index_terms, term_of
from indexer.engines.engine import SearchRequest
from indexer.engines.tantivy.build import chunk_memo, token_text
from indexer.engines.tantivy.build.chunk_memo import SAME_POSITION, UNSTEMMED, ChunkMemo
from indexer.engines.tantivy.build.token_text import TermEncoder, TermsAsJson
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.facet_sets import FacetSets, sets_in_terms
from indexer.engines.tantivy.schema import TOKENIZER, make_schema, splitter
from indexer.engines.tantivy.term_length import cut
from indexer.engines.tantivy.writer import TantivyWriter
from indexer.query.ast import Everything, Prefix, Words
from indexer.query.parser import MAX_CHARACTERS
from tests.indexer.engines.corpus import WORDS, article
from tests.indexer.engines.engine_contract import apply
from tests.indexer.engines.tantivy.many_articles import names
from tests.support.oracle_engine import MemoryEngine

# The first word of each text: phrases that begin with it tell the positions of all others.
FIRST = "zeroth"


class IndexedText:
    """One text in an index in memory."""

    def __init__(self, given):
        schema = make_schema()
        index = Index(schema)
        index.register_tokenizer(TOKENIZER, splitter())
        members = [f'"body":{given.terms}']
        if given.written:
            members.append(f'"written_body":{given.written}')
        writer = index.writer(15_000_000, 1)
        writer.add_json("{" + ",".join(members) + "}")
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._schema, self._searcher = schema, index.searcher()

    def terms(self, name):
        return {term for term, _ in self._searcher.terms_with_prefix(name, "")}

    def places(self, term, among):
        """Those of some positions that a term has; the first word's is 0."""
        return [
            place
            for place in among
            if self._searcher.search(
                Query.phrase_query(self._schema, "body", [(0, FIRST), (place, term)])
            ).count
        ]


hyphens = st.sampled_from(["re-use", "co-operate", "cooperate", "-co-"])
marks = st.sampled_from(
    ["-", " - ", "\0", "\1", "\2", "\3", "\n", "\x1f", "\u2028", "\ufdfa", "(", '"', "_", "U.S."]
)
signs = st.sampled_from(["1,200", ", ", ".", "'s, ", "’s ", "'", "’", "“", "”", "–", "—", "İ", "Σ"])
any_text = st.lists(
    st.sampled_from(WORDS) | st.text(max_size=4) | marks | signs | hyphens, max_size=8
).map("".join)


@settings(max_examples=60)
@given(st.lists(any_text | st.lists(any_text).map(" ".join), max_size=4), st.sampled_from(Analyzer))
@example(["we co-operate", "re-use U.S.-led ships", "…"], Analyzer.PROSE)
@example(["we co-operate as they cooperate"], Analyzer.PROSE)
@example(["F-16’0 and 1990’s"], Analyzer.PROSE)
@example(["북한-미국 한국", "x 한"], Analyzer.PROSE)
@example(['a\ufdfab "\\', "한국"], Analyzer.NAMES)
def test_tantivy_sees_the_terms_of_analysis_in_their_places(paragraphs, analyzer):
    paragraphs = [FIRST, *paragraphs]
    terms = index_terms(paragraphs, analyzer)
    given_terms = TermEncoder(analyzer).terms(paragraphs)
    seen = IndexedText(given_terms)
    every_place = {place for places in terms.positions.values() for place in places} - {0}
    assert given_terms.words == terms.length
    assert seen.terms("body") == terms.positions.keys()
    assert seen.terms("written_body") == terms.written
    for term, places in terms.positions.items():
        assert seen.places(term, sorted(every_place)) == [place for place in places if place]


@given(st.lists(any_text | st.lists(any_text).map(" ".join), max_size=4), st.integers(1, 12))
@example(["One of five", "…", "re-use and co-operate"], 5)
@example(["One of five", "…", "re-use and co-operate"], 4)
@example(["drugs.ﷺ"], 1)
def test_the_beginning_of_a_text_has_the_terms_of_what_it_begins_with(paragraphs, count):
    made = TermEncoder(Analyzer.PROSE)
    whole, first = made.terms_and_beginning(paragraphs, count)
    expected = made.terms(beginning(paragraphs, count))
    assert whole == made.terms(paragraphs)
    assert (first.terms, first.words) == (expected.terms, expected.words)
    assert set(first.written.strip('"').split()) == set(expected.written.strip('"').split())


def test_most_texts_are_said_as_they_are_and_what_stands_beside_a_term_besides():
    made = TermEncoder(Analyzer.PROSE)
    assert made.terms(["The economies grow.", "", "Slowly."]) == TermsAsJson(
        f'"the economi grow {"- " * 200}slowli "', '"economies slowly"', 4
    )
    said = made.terms(["They co-operate."])
    text, besides = json.loads(said.terms)
    assert (text, said.words) == ("they co oper ", 3)
    assert besides == {"text": "", "tokens": [[0, 0, 2**32 - 3, "cooper", 1]]}
    assert made.terms(["…", ""]) == TermsAsJson()


def test_chunks_are_forgotten_but_for_those_that_come_again():
    with patch.object(token_text, "MAX_CHUNKS", 3):
        made = TermEncoder(Analyzer.PROSE)
        plain = TermsAsJson('"run economi grow "', '"running economies"', 3)
        assert made.terms(["Running economies grow"]) == plain
        with patch.object(chunk_memo, "term_of", side_effect=AssertionError):
            assert made.terms(["Running economies grow"]) == plain
        assert made.terms(["Slowly"]).terms == '"slowli "'
        assert made.terms(["Ships"]).terms == '"ship "'
        assert made.terms(["Carts"]).terms == '"cart "'
        with (
            patch.object(chunk_memo, "term_of", side_effect=LookupError),
            pytest.raises(LookupError),
        ):
            made.terms(["Running economies grow"])


@settings(max_examples=100)
@given(st.text("aeinst019.,'-()’S", min_size=1, max_size=9), st.sampled_from(Analyzer))
@example("1990's", Analyzer.PROSE)
@example("1,200.50.", Analyzer.PROSE)
def test_a_chunk_says_what_the_analysis_finds_in_it(chunk, analyzer):
    expected = index_terms([chunk], analyzer)
    parts = ChunkMemo(analyzer)[chunk].split(UNSTEMMED)
    positions, place = defaultdict(list), -1
    for term in "".join(parts[::2]).split():
        place += not term.startswith(SAME_POSITION)
        positions[term.removeprefix(SAME_POSITION)].append(place)
    assert positions == expected.positions
    assert {*parts[1::2]} == expected.written


@given(st.text(ascii_lowercase, min_size=1), st.sampled_from(Analyzer))
def test_the_term_of_is_that_of_the_analysis(word, analyzer):
    found = index_terms([word], analyzer)
    term = term_of(word, analyzer)
    assert found.positions == {term: [0]}
    assert found.written == ({word} - {term})


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
            "byline": {long: 1, f"{long}/reporter": 1, "(none)": 1},
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
    with patch("indexer.engines.tantivy.term_length._LONGEST", longest):
        sets = FacetSets("region", {})
        numbered = [sets.numbered(values) for values in given]
        terms = [json.loads(term) for _, of in numbered for term in of]
        assert [number for number, _ in numbered] == list(range(1, len(given) + 1))
        assert [sets.numbered(values) for values in given] == numbered
        assert all(term.startswith("region:") for term in terms)
        read = sets_in_terms(sorted(terms))
        assert [read[number] for number, _ in numbered] == given
        later = FacetSets("region", read)
        assert [later.numbered(values) for values in given] == numbered
        assert later.numbered("new\0")[0] == len(given) + 1
        assert later.numbered("") == (0, [])

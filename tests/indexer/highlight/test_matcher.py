"""What operators beyond words, phrases and beginnings find is marked, and nothing else."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer
from indexer.engines.engine import SearchRequest
from indexer.highlight.query_matcher import QueryMatcher
from indexer.highlight.snippets import Highlighter
from indexer.query.ast import Pattern, Words
from indexer.query.parser import parse
from tests.indexer.engines.corpus import article, leaves_in_text, paragraphs
from tests.support.oracle_engine import MemoryEngine

MARKED = {
    ("w?ld", "Wild, wld, world, wïld, “wild”"): "[Wild], wld, world, [wïld], “[wild]”",
    ("*nomic*", "Economics; an economy (economic)"): "[Economics]; an economy ([economic])",
    ("*arket", "The markets, supermarkets"): "The [markets], [supermarkets]",
    ("ec*my", "economy, economies"): "[economy], economies",
    ("-w?ld x*z", "wild xyz"): "wild [xyz]",
    ("pyongyang~", "Pyongyang, Pyeongyang, Phyongyang, Phyeongyang"): (
        "[Pyongyang], [Pyeongyang], [Phyongyang], Phyeongyang"
    ),
    ("pyongyang~2", "Phyeongyang; yongyang; ongyan"): "[Phyeongyang]; [yongyang]; ongyan",
    ("running~", "He runs, ran, gunning"): "He [runs], ran, [gunning]",
    ('"army rice"~1', "rice, army, oil, rice; this army and so on to rice"): (
        "[rice], [army], oil, [rice]; this [army] and so on to rice"
    ),
    ("army NEAR/2 rice", "army of rice. The army and all that rice"): (
        "[army] of [rice]. The [army] and all that rice"
    ),
    ('army W/2 "rice oil"', "rice oil army oil rice oil"): "rice oil [army] oil [rice oil]",
    ("ATLEAST2(rice)", "Rice, rice"): "[Rice], [rice]",
    ("army /S rice", "The army. An army had rice, rice. But rice."): (
        "The army. An [army] had [rice], [rice]. But rice."
    ),
    ("army /P rice", "The army. But rice."): "The [army]. But [rice].",
    ("army /S rice", "The army. But rice."): "The army. But rice.",
    ("by:w?ld body:*", "wild"): "wild",
    ("never in", "I never go in."): "I [never] go [in].",
    ("as sunday", "“A Sunday” as in a S unday"): "“A [Sunday]” [as] in a S unday",
    ("cafe rice", "Àáâãäåçèéêëìíîïñòóôõöùúûüýÿāăąćĉċč: café rice"): (
        "Àáâãäåçèéêëìíîïñòóôõöùúûüýÿāăąćĉċč: [café] [rice]"
    ),
    ("cafe naive", "A Café’s naïve ﬁrst café"): "A [Café’s] [naïve] ﬁrst [café]",
}


@pytest.mark.parametrize(("query", "text"), MARKED, ids=ascii)
def test_hits_are_marked(query, text):
    segments = Highlighter(parse(query).query).mark(text, "body")
    assert "".join(f"[{s.text}]" if s.hit else s.text for s in segments) == MARKED[query, text]


mixed_texts = st.text("aeiou nst.'’-_ éłß\1\u0301한ﷺ", max_size=20) | paragraphs


@settings(max_examples=120)
@given(st.lists(mixed_texts, max_size=5), st.lists(leaves_in_text, min_size=1, max_size=3))
@example(["rice ", "", " army"], [Pattern("*ice"), Words("army")])
def test_paragraphs_have_the_hits_together_that_each_has_by_itself(texts, leaves):
    finder = QueryMatcher(leaves, Analyzer.PROSE)
    assert finder.hits_in_each(texts) == [finder.hits(text) for text in texts]


@settings(max_examples=120)
@given(st.lists(paragraphs, max_size=3), leaves_in_text)
def test_what_an_engine_finds_in_the_text_is_marked_and_nothing_else(body, leaf):
    one = article("a", "", *body)
    found = MemoryEngine({"a": one}).search(SearchRequest(leaf)).total == 1
    spans = Highlighter(leaf).spans_in_body(one, one.body, opening=True)
    assert any(spans) == found

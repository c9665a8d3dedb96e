"""What operators beyond words, phrases and beginnings find is marked, and nothing else."""

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer, query_terms, tokens
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


WRITTEN = {
    ("prepared", "en", "We pre\u00adpared, pre\u200bpared and pre\u2060pared"): (
        "We [pre\u00adpared], [pre\u200bpared] and [pre\u2060pared]"
    ),
    ("o'neill", "en", "Mr O‘Neill, Oʼneill"): "Mr [O‘Neill], [Oʼneill]",
    ("école", "fr", "À l’école"): "À [l’école]",
    ("Isparta", "tr", "Isparta’da kar"): "[Isparta’da] kar",
    ("2024", "ar", "في ٢٠٢٤ سنة"): "في [٢٠٢٤] سنة",
    ("1000", "de", "1.000 Euro"): "[1.000] Euro",
    ("צהל", "he", "צה״ל הודיע"): "[צה״ל] הודיע",
    ("渡辺", "ja", "渡邊さん"): "[渡邊]さん",
    ("コンピューター", "ja", "ｺﾝﾋﾟｭｰﾀの"): "[ｺﾝﾋﾟｭｰﾀ]の",
    ("バ", "ja", "ｻｰﾊﾞ"): "ｻｰ[ﾊﾞ]",
    ("น้ำ", "th", "นํ้าทะเล"): "[นํ้า]ทะเล",
    ("เล", "th", "เลือก"): "[เลื]อก",
    ("ត្រ", "km", "ត្រូវ"): "[ត្រូ]វ",
    ("བོད", "bo", "བོད་ལ།"): "[བོད]་ལ།",
}


@pytest.mark.parametrize(("query", "tag", "text"), WRITTEN, ids=ascii)
def test_what_is_written_in_another_way_is_marked_in_whole_clusters(query, tag, text):
    segments = Highlighter(parse(query).query).mark(text, "body", tag)
    shown = "".join(f"[{s.text}]" if s.hit else s.text for s in segments)
    assert shown == WRITTEN[query, tag, text]


# A virama is of a cluster between letters of its own script alone.
scripts = st.lists(
    st.sampled_from("aéß'’ʻ-. \u00ad\u200b\u200c\u200d")
    | st.sampled_from('اأیکةه٢۲ـ\u064b צ״"ל ნΣς')
    | st.sampled_from("นำํ้า๒ເໜ ត្រូវ 渡邊国人々ヴァーﾊﾞ 한")
    | st.sampled_from([" हिन्दी ", " हिँदी ", " က္မ ", "ဆိပ်", "\u1112\u1161\u11ab"]),
    max_size=14,
).map("".join)


@settings(max_examples=150)
@given(scripts, st.sampled_from(Analyzer), st.sampled_from(["en", "fr", "ar", "de", "und"]))
@example("a\u0301\u200c한\u200d", Analyzer.PROSE, "en")
# As many characters as it is folded to, but not the same.
@example("น\u00adำ", Analyzer.PROSE, "en")
def test_each_word_of_a_text_is_marked_there_in_whole_clusters(text, analyzer, language):
    # A mark behind a space is of a cluster with it, but no word is.
    bounds = {0, *(match.end() for match in regex.finditer(r"\X| ", text))}
    bounds |= {at + 1 for at, char in enumerate(text) if char == " "}
    for token in tokens(text, analyzer, language):
        word = text[token.start : token.end]
        hits = QueryMatcher([Words(word)], analyzer, language).hits(text)
        wanted = query_terms(word, analyzer, language)
        if len(wanted) == 1 and wanted[0].term in token.terms:
            # What is not seen behind its last letter need not be marked.
            end = token.start + len(word.rstrip("\u00ad\u200b\u200c\u200d"))
            assert any(hit.start <= token.start < end <= hit.end for hit in hits)
        assert {place for hit in hits for place in hit[:2]} <= bounds


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

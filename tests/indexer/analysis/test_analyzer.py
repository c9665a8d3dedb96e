import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.analysis.analyzer import (
    PARAGRAPH_GAP,
    Analyzer,
    QueryTerm,
    beginning,
    index_terms,
    prefix_text,
    query_terms,
    tokens,
    without_hyphens,
    word_count,
)
from indexer.analysis.words import folded_text, is_latin
from tests.indexer.engines.corpus import WORDS


def terms(text, analyzer=Analyzer.PROSE):
    return [term.term for term in query_terms(text, analyzer)]


FOLDED = {
    # case, accents, width, ligatures, letters that have no plain base
    "CAFÉ café cafe\u0301 Cafe": ["cafe"] * 4,
    "Ｋｉｍ ﬁre Œuvre Łódź Ørsted Straße": ["kim", "fire", "oeuvre", "lodz", "orsted", "strasse"],
    # possessives and apostrophes
    "Kim's Kim’s Kims’ KIM'S": ["kim", "kim", "kims", "kim"],
    "1990's 1990’s 16’0 16'0": ["1990", "1990", "16'0", "16'0"],
    "don't don’t o'clock O’Neill": ["dont", "dont", "oclock", "oneill"],
    # initials
    "U.S. US U.S.-led D.P.R.K DPRK": ["us", "us", "us", "led", "dprk", "dprk"],
    "J. K. Lee": ["j", "k", "lee"],
    # numbers
    "1,200 1200 3.5 G20": ["1200", "1200", "3.5", "g20"],
    "2019-06 12:30": ["2019", "06", "12", "30"],
    "２０１９ １，２００": ["2019", "1", "200"],
    # hyphens, underscores, punctuation
    "co-operate co–operate co_operate": ["co", "operate"] * 3,
    "https://a.example/b?c=d": ["https", "a", "example", "b", "c", "d"],
    "(a) “b”, ‘c’; d… — 😀 &&& ʼ ـــ": ["a", "b", "c", "d"],
    # Korean: pairs of characters
    "북한군이": ["북한", "한군", "군이"],
    "한": ["한"],
    "김정은 위원장": ["김정", "정은", "위원", "원장"],
    "\u1112\u1161\u11ab\u1100\u116e\u11a8": ["한국"],
    # Chinese and Japanese, with words of Latin script inside
    "朝鲜发射导弹": ["朝鲜", "鲜发", "发射", "射导", "导弹"],
    "在G20峰会上": ["在", "g20", "峰会", "会上"],
    "发生6.8级 1,200만": ["发生", "6.8", "级", "1200", "만"],
    "在U.S.政府 中国-F-16": ["在", "us", "政府", "中国", "f", "16"],
    "ﾐｻｲﾙとミサイル": ["ミサ", "サイ", "イル", "ルと", "とミ", "ミサ", "サイ", "イル"],
    # Thai: vowels and tones are characters of their own
    "เลือก": ["เล", "ลื", "ือ", "อก"],
    # Arabic: without vowel signs, hamzas and tatweel
    "العَرَبِيَّة العربية": ["العربيه", "العربيه"],
    "أخبار إلى مستشفى محـــمد": ["اخبار", "الي", "مستشفي", "محمد"],
    # Spanish, Russian, Greek
    "Elección en España, ¿qué?": ["eleccion", "en", "espana", "que"],
    "Ёлка Київ Αθήνα": ["елка", "київ", "αθηνα"],
    "": [],
}


@pytest.mark.parametrize("text", FOLDED, ids=ascii)
def test_names_are_folded(text):
    assert terms(text, Analyzer.NAMES) == FOLDED[text]


STEMMED = {
    "economy economies economic economist": ["economi", "economi", "econom", "economist"],
    "market markets Market's marketing": ["market"] * 4,
    "news generally organization": ["news", "general", "organiz"],
    "북한 markets": ["북한", "market"],
}


@pytest.mark.parametrize("text", STEMMED, ids=ascii)
def test_prose_is_folded_and_stemmed(text):
    assert terms(text) == STEMMED[text]


def test_a_query_leaves_out_the_last_character_of_a_run_but_not_its_place():
    assert query_terms("북한군 a 草 b", Analyzer.PROSE) == (
        QueryTerm("북한", 0),
        QueryTerm("한군", 1),
        QueryTerm("a", 3),
        QueryTerm("草", 4),
        QueryTerm("b", 5),
    )


def test_terms_of_texts_stand_at_positions_that_phrases_do_not_reach_across():
    found = index_terms(["Markets in 北草 markets", "", "markets"], Analyzer.PROSE)
    assert dict(found.positions) == {
        "market": [0, 4, 5 + 2 * PARAGRAPH_GAP],
        "in": [1],
        "北草": [2],
        "北": [2],
        "草": [3],
    }
    assert found.written == {"markets"}
    assert found.length == 6


def test_tokens_say_where_they_stand():
    text = "The U.S.’s 1,200 markets: 북한군."
    shown = [
        (t.terms, t.written, t.position, text[t.start : t.end])
        for t in list(tokens(text, Analyzer.PROSE))
    ]
    assert shown == [
        (("the",), None, 0, "The"),
        (("us",), None, 1, "U.S."),
        (("s",), None, 2, "s"),
        (("1200",), None, 3, "1,200"),
        (("market",), "markets", 4, "markets"),
        (("북한", "북"), None, 5, "북한"),
        (("한군", "한"), None, 6, "한군"),
        (("군",), None, 7, "군"),
    ]


@pytest.mark.parametrize(
    ("typed", "beginning"),
    [("Écon", "econ"), ("1,2", "12"), ("O’N", "on"), ("함경남", "함경남"), ("&-😀", ""), ("", "")],
)
def test_a_prefix_is_folded_as_words_are(typed, beginning):
    assert prefix_text(typed) == beginning


separators = st.sampled_from(["", " ", "\n", "-", "—", "_", ".", ",", "'", "’", "’s ", "\u0301"])
texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(WORDS) | separators, max_size=15).map("".join),
)
analyzers = st.sampled_from(Analyzer)


@settings(max_examples=150)
@given(texts, analyzers)
@example("\ud800", Analyzer.PROSE)
@example("ﷺ", Analyzer.PROSE)
@example("ᾳͅ’ͅ", Analyzer.PROSE)
def test_tokens_are_what_is_indexed(text, analyzer):
    found = list(tokens(text, analyzer))
    indexed = index_terms([text], analyzer)
    positions = {}
    for token in found:
        for term in token.terms:
            positions.setdefault(term, []).append(token.position)
    assert positions == indexed.positions
    assert {token.written for token in found} - {None} == indexed.written
    in_turn = [token.position for token in found if not token.is_joined]
    assert in_turn == list(range(indexed.length))
    assert word_count(text) == indexed.length
    starts = [token.start for token in found]
    assert starts == sorted(starts)
    assert all(0 <= token.start < token.end <= len(text) for token in found)


JOINED = {
    "co-operate e-mail F-16 Covid-19": ["cooperate", "email", "f16", "covid19"],
    "state-of-the-art Kim Jong‑un’s": ["stateoftheart", "jongun"],
    "1987-88 555-0100 a-b-c-d-e x- -y": [],
    "북한-남한 U.S.-led 中国-F-16": ["f16"],
}


@pytest.mark.parametrize("text", JOINED, ids=ascii)
def test_what_is_written_with_hyphens_is_one_word_besides(text):
    joined = [token.terms[0] for token in tokens(text, Analyzer.NAMES) if token.is_joined]
    assert joined == JOINED[text]
    once = index_terms([without_hyphens(text) or text], Analyzer.NAMES).positions
    assert set(joined) <= once.keys()


@pytest.mark.parametrize(
    ("text", "pair", "written"),
    [
        ("ﾊﾞｽﾃｨ", "バス", "ﾊﾞｽ"),
        ("か\u3099くせい", "がく", "か\u3099く"),
        ("\u1112\u1161\u11ab글날", "한글", "\u1112\u1161\u11ab글"),
        ("草\u0301字", "草字", "草\u0301字"),
    ],
)
def test_a_pair_stands_where_its_characters_are_written(text, pair, written):
    (found,) = (token for token in tokens(text, Analyzer.PROSE) if token.terms[0] == pair)
    assert text[found.start : found.end] == written


@given(texts, st.integers(0, 12))
@example("0\u1100\u0300\u0816", 3)
@example("0\u0e33", 2)
def test_the_beginning_of_a_text_is_so_many_words_of_it(text, words):
    taken = beginning([text], words)
    assert all(text.startswith(each) for each in taken)
    found = index_terms(taken, Analyzer.NAMES).length
    wanted = min(words, index_terms([text], Analyzer.NAMES).length)
    # Some characters are two once they are folded.
    assert found in {wanted, wanted + 1} if words else found == 0


def test_the_beginning_goes_over_paragraphs_and_cuts_between_characters():
    assert beginning(["one two", "three-four five. six"], 4) == ["one two", "three-four"]
    assert beginning(["朝鲜发射导弹", "x"], 5) == ["朝鲜发射导"]
    assert beginning(["a b", "c"], 2) == ["a b"]
    assert beginning(["a"], 0) == []


@settings(max_examples=150)
@given(texts, analyzers)
def test_words_do_not_depend_on_what_stands_apart_from_them(text, analyzer):
    alone = [(token.terms, token.written) for token in tokens(text, analyzer)]
    together = list(tokens(f"_ 導 {text} ـa", analyzer))[1:-1]
    assert [(token.terms, token.written) for token in together] == alone


@settings(max_examples=100)
@given(texts, analyzers)
def test_what_is_folded_stays_as_it_is(text, analyzer):
    for term in terms(text, Analyzer.NAMES):
        assert prefix_text(prefix_text(term)) == prefix_text(term)


UNSPACED = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
    | st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
    | st.characters(min_codepoint=0x30A1, max_codepoint=0x30FA)
    | st.sampled_from("กขคงเแโใไะาำิีึืั่้๊๋"),
    min_size=6,
    max_size=30,
)


@settings(max_examples=100)
@given(UNSPACED, st.data())
def test_any_piece_of_a_text_without_spaces_is_found_in_it(text, data):
    length = data.draw(st.integers(1, 6))
    start = data.draw(st.integers(0, len(text) - length))
    indexed = index_terms([text], Analyzer.PROSE).positions
    first, *rest = query_terms(text[start : start + length], Analyzer.PROSE)
    assert any(
        all(position + term.offset in indexed[term.term] for term in rest)
        for position in indexed[first.term]
    )


def test_in_latin_text_no_sign_folds_to_a_letter_and_no_word_begins_right_behind_one():
    signs = [
        chr(point)
        for point in range(0x2070)
        if is_latin(chr(point)) and not chr(point).isalnum() and chr(point) != "_"
    ]
    assert len(signs) > 100
    assert not [sign for sign in signs if any(map(str.isalnum, folded_text(sign)))]


@given(st.text())
@example("µ")
def test_a_folded_text_has_the_first_letters_of_its_terms_up_to_y_and_i(text):
    for raw in text.split():
        for token in tokens(raw, Analyzer.PROSE):
            word = folded_text(raw[token.start :])
            for term in token.terms:
                letter = term.rpartition(":")[2][0]
                if is_latin(raw):
                    assert word[0] == letter
                else:
                    # One sign may fold to several, of which each begins a term: Thai ำ does.
                    assert letter in folded_text(raw)

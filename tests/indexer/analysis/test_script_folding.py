"""Each rule by which one word is written in several ways, and finds itself in all of them."""

import re
import sys
import unicodedata

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer, index_terms, prefix_text, query_terms, tokens
from indexer.analysis.words import folded_text, folded_word, whole_clusters, word_pattern

# Every word of a line is one word.
ONE_WORD = {
    "joiners": "prepared pre\u00adpared pre\u200bpared pre\u2060pared prep\u200dared",
    "selectors": "prepared pre\ufe0fpared pre\U000e0100pared",
    "joiners before marks": "cafe\u0301 caf\u200be\u0301 cafe\u200d\u0301",
    "marks of direction": "علي ع\u200fلي عل\u061cي",
    "joiners of Bengali and Malayalam": "ক্ষ ক্\u200cষ ক্\u200dষ",
    "apostrophes": "O'Neill O’Neill O‘Neill OʼNeill OʻNeill O＇Neill",
    "okina": "Hawaiʻi Hawai'i Hawai‘i ʻHawaii",
    "gershayim": 'צה"ל צה״ל צה׳ל צהל',
    "digits": "2024 ٢٠٢٤ ۲۰۲۴ २०२४ ২০২৪ ๒๐๒๔ ໒໐໒໔ ၂၀၂၄ ២០២៤ ༢༠༢༤ ２０２４",
    "numbers": "1234.5 1,234.5 ١٬٢٣٤٫٥",
    "alef": "احمد أحمد إحمد آحمد ٱحمد",
    "ta marbuta and heh": "مدرسه مدرسة مدرسۃ مدرسہ",
    "yeh": "علي على علی",
    "kaf": "كتاب کتاب ڪتاب",
    "heh with ezafe": "خانه خانۀ خانهٔ خانۂ",
    "tatweel and vowel signs": "حكومه حكـــومة حُكُومَة",
    "hamza carriers": "مووسسه مؤوسسة",
    "points": "שלום שָׁלוֹם",
    "nukta": "जमीन ज़मीन \u095bमीन",
    "anusvara": "हिंदी हिन्दी हिँदी",
    "anusvara in Bengali, Gujarati, Telugu": "অংক অঙ্ক",
    "khanda ta": "হঠাৎ হঠাত্",
    "chillu": "അവൻ അവന്\u200d അവന്",
    "capitals of Georgian": "თბილისი ᲗᲑᲘᲚᲘᲡᲘ",
    "ligature of Armenian": "երևան երեւան ԵՐԵՒԱՆ",
    "final sigma": "οδυσσευς ΟΔΥΣΣΕΥΣ Οδυσσεύς",
    "sara am": "น้ำ นํ้า น้ํา",
    "sara am of Lao": "ນ້ຳ ນໍ້າ",
    "ho no and ho mo of Lao": "ເໜືອ ເຫນືອ",
    "subscripts of Khmer": "ត្រូវ ត\u17bc\u17d2\u179aវ",
    "ro last in Khmer": "ស\u17d2\u178f\u17d2\u179aី ស\u17d2\u179a\u17d2\u178fី",
    "space of no width in Khmer": "កំពង់ផែ កំពង់\u200bផែ",
    "marks of repetition": "いすず いすゞ",
    "width": "コンピュータ ｺﾝﾋﾟｭｰﾀ",
    "without marks": "lodz Łódź ŁÓDŹ",
    "sharp s": "strasse straße STRASSE STRAẞE",
}


@pytest.mark.parametrize("rule", ONE_WORD)
def test_a_word_is_one_however_it_is_written(rule):
    first, *others = ONE_WORD[rule].split()
    wanted = query_terms(first, Analyzer.NAMES)
    assert wanted
    assert [word for word in others if query_terms(word, Analyzer.NAMES) != wanted] == []


DIFFERENT = {
    "nukta of Bengali": "জয জয়",
    "nasals before other letters": "अन्न अंन",
    "aspirated heh of Urdu": "بھائی بہائی",
    "й": "край краи",
}


@pytest.mark.parametrize("rule", DIFFERENT)
def test_different_words_stay_so(rule):
    one, other = DIFFERENT[rule].split()
    assert query_terms(one, Analyzer.NAMES) != query_terms(other, Analyzer.NAMES)


PARTS = {
    "کتاب\u200cهای می\u200cخوانند": ["كتاب", "هاي", "مي", "خوانند"],
    "བྱང་གི།གྲུ༌ཁ༎༢༠༢༤ལོ་ABCབོད2": ["བྱང", "གི", "གྲུ", "ཁ", "2024", "ལོ", "abc", "བོད", "2"],
    "ปี๒๕๖๗": ["ปี", "2567"],
    '"שלום" א"ב"': ["שלום", "אב"],
    "\u200eword\u200f \u2067word\u2069": ["word", "word"],
}


@pytest.mark.parametrize("text", PARTS, ids=ascii)
def test_words_end_where_a_script_parts_them(text):
    assert [term.term for term in query_terms(text, Analyzer.NAMES)] == PARTS[text]


def test_what_persian_parts_by_a_non_joiner_is_found_joined_up_as_well():
    assert "كتابهاي" in index_terms(["کتاب\u200cهای"], Analyzer.NAMES).positions


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("pre\u00adpared,", "pre\u00adpared"),
        ("“O‘Neill”", "O‘Neill"),
        ("(צה״ל)", "צה״ל"),
        ("٢٠٢٤.", "٢٠٢٤"),
        ("‏کتاب\u200cهای‏", "کتاب\u200cهای"),
    ],
)
def test_the_whole_word_as_written_is_marked(text, word):
    found = list(tokens(text, Analyzer.PROSE))
    assert text[found[0].start : found[-1].end] == word


# Letters, marks and signs of fifteen scripts, with what is folded of them.
SCRIPTS = st.text(
    st.sampled_from("aéßİ'’ʻ-.,1\u00ad\u200b\u200c\u200d\ufe0f")
    | st.sampled_from("اأٱىيیکكةهۀہ٢۲٬٫ـ\u064b\u0654\u0670")
    | st.sampled_from('צה״׳"ל\u05b8ңԵւևςσᲗთ')
    | st.sampled_from("कन्दम\u093cज़ँंঙ্কৎയൻര്\u0d4d")
    | st.sampled_from("นำํ้าๆ๒ເໜຫນໍ້ຳ")
    | st.sampled_from("ត្រូវស\u17d2\u178f\u17c6ကမ္း\u1039၂")
    | st.sampled_from("བྱང་།༢\u0f71渡邊辺國国人々かゝゞヴァヽﾊﾞーｳ한\u1112\u1161\u11ab")
    | st.characters(min_codepoint=0x370, max_codepoint=0x1FFF, exclude_categories=["Cn"]),
    max_size=12,
)


@given(SCRIPTS)
@example("\u06d5\u0654")
def test_what_is_folded_stays_as_it_is_in_every_script(text):
    for raw in word_pattern(text).findall(text):
        once = folded_word(raw)
        assert prefix_text(prefix_text(once)) == prefix_text(once)
    assert folded_text(folded_text(text)) == folded_text(text)


@given(SCRIPTS)
def test_clusters_of_letters_stay_whole(text):
    # A virama is of a cluster between letters of its own script alone, a few signs before any.
    text = regex.sub(r"[\p{ccc=9}\p{GCB=Prepend}]", "", text)
    bounds = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    for token in tokens(text, Analyzer.PROSE):
        start, end = whole_clusters(text, token.start, token.end)
        assert start <= token.start < token.end <= end
        assert {start, end} <= bounds


def test_digits_are_digits_in_every_script():
    digits = [char for char in map(chr, range(0x80, sys.maxunicode)) if char.isdecimal()]
    assert len(digits) > 600
    plain = {char: str(unicodedata.decimal(char)) for char in digits}
    assert {char: folded_word(char) for char in digits} == plain
    assert {char: folded_text(char) for char in digits} == plain
    assert all(re.fullmatch(word_pattern(char), char) for char in digits)

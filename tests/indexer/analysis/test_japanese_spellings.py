"""What Japanese writes in several ways is looked for in each of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer, query_terms
from indexer.analysis.japanese_spellings import japanese_spellings


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("コンピューター", "コンピュータ"),
        ("ｺﾝﾋﾟｭｰﾀｰ", "コンピュータ"),
        ("サーバー障害", "サーバ障害"),
        ("サーバ障害", "サーバー障害"),
        ("ヴァイオリン", "バイオリン"),
        ("バイオリン", "ヴァイオリン"),
        ("ヴェルヴェット", "ベルベット"),
        ("ヴァイオリニスター", "バイオリニスタ"),
        ("ラヴ", "ラブ"),
        ("人々", "人人"),
        ("人人の", "人々の"),
    ],
)
def test_another_spelling_is_one_of_those_looked_for(typed, other):
    assert other in japanese_spellings(typed)


@pytest.mark.parametrize(
    "text", ["ferry", "", "東京都", "コピー", "コーヒ", "すもも", "한국", "ไทย", "々", "café"]
)
def test_most_texts_are_written_in_one_way(text):
    assert japanese_spellings(text) == []


@given(st.text(st.sampled_from("アーヴァバコンタ人々のab -"), max_size=12))
def test_spellings_differ_and_are_of_words(text):
    others = japanese_spellings(text)
    assert len(set(others)) == len(others) <= 7
    if query_terms(text, Analyzer.NAMES):
        assert all(query_terms(other, Analyzer.NAMES) for other in others)

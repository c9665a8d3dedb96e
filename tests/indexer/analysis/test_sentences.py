import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.sentences import sentences

PARTED = {
    "": [""],
    "One sentence": ["One sentence"],
    "First. Then.": ["First.", " Then."],
    "It rose 3.5 percent. Mr. Dray said so.": ["It rose 3.5 percent.", " Mr. Dray said so."],
    "The U.S. Navy left. “Why?” he asked.": ["The U.S. Navy left.", " “Why?”", " he asked."],
    "Gone! Back… Really?": ["Gone!", " Back…", " Really?"],
    "一。二！“三？”四": ["一。", "二！", "“三？”", "四"],
    "ما هذا؟ نعم.": ["ما هذا؟", " نعم."],
}


@pytest.mark.parametrize("text", PARTED, ids=ascii)
def test_a_paragraph_is_parted_into_its_sentences(text):
    assert sentences(text) == PARTED[text]


@given(st.text() | st.text(st.sampled_from("aA .?!。”…\n")))
def test_sentences_together_are_the_paragraph(text):
    parts = sentences(text)
    assert "".join(parts) == text
    assert all(parts) or not text

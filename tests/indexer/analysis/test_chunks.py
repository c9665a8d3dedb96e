"""Chunks of text that have the same terms, so that they need to be taken apart once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer, index_terms
from indexer.analysis.chunks import plain_chunk

# What stands around words, inside of them, and is none of ASCII.
CHUNKS = st.text(st.sampled_from("aBs1,.'’\"()-:;!?_éİſ한"), min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("chunk", "plain"),
    [
        ("Ferry", "ferry"),
        ('("Ferry,"', "ferry"),
        ("ministry's", "ministry"),
        ("'s", "s"),
        ("1,200.", "1200"),
        ("3.5", "3.5"),
        ("3..5", "3..5"),
        ("U.S.", "U.S."),
        ("co-operate", "co-operate"),
        ("Pyongyang’s", "Pyongyang’s"),
        ("café", "café"),
        ("...", "..."),
        ("평양", "평양"),
    ],
)
def test_a_word_or_number_of_ascii_is_as_plain_as_its_term(chunk: str, plain: str):
    assert plain_chunk(chunk) == plain


@pytest.mark.parametrize("analyzer", Analyzer)
@given(chunk=CHUNKS)
def test_a_plain_chunk_has_the_terms_of_the_chunk_at_their_places(chunk: str, analyzer: Analyzer):
    assert index_terms([plain_chunk(chunk)], analyzer) == index_terms([chunk], analyzer)


@given(CHUNKS)
def test_a_plain_chunk_is_as_plain_as_can_be(chunk: str):
    assert plain_chunk(plain_chunk(chunk)) == plain_chunk(chunk)

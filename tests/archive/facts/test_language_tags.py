import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.facts.language_tags import parse_language

STATED = {
    "en": "en",
    "EN": "en",
    "en-GB": "en-GB",
    "zh-Hant-TW": "zh-Hant-TW",
    "ZH-Hans": "zh-Hans",
    "English": "en",
    " korean ": "ko",
    "Simplified Chinese": "zh-Hans",
    "Spanish": "es",
}


@pytest.mark.parametrize(("stated", "tag"), STATED.items())
def test_a_language_is_known_by_its_tag_or_its_name(stated, tag):
    assert parse_language(stated) == tag


@pytest.mark.parametrize("stated", ["", "-", "n/a", "Klingonese", "the local one", "en-", "12"])
def test_what_is_no_language_is_not_known(stated):
    assert parse_language(stated) is None


@given(st.text())
def test_anything_can_be_parsed(text):
    assert parse_language(text) is None or parse_language(parse_language(text))

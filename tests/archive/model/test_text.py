import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.text import clean, one_line, paragraphs, unwrapped

CLEANED = {
    "one\r\ntwo\rthree\x85four\u2028five\u2029six": "one\ntwo\nthree\nfour\nfive\nsix",
    "a line\x0ba page\x0canother": "a line\na page\nanother",
    "\ufeffgov\u00adern\x00ment\x1b[31m\x9f": "government[31m",
    "elecci\u006f\u0301n": "elección",
    "\ud55c\uad6d": "한국",
    "half a pair \ud83d": "half a pair \ufffd",
    "tab\tstays": "tab\tstays",
    "no\u00a0break": "no\u00a0break",
}


@pytest.mark.parametrize(("text", "cleaned"), CLEANED.items())
def test_text_is_cleaned(text, cleaned):
    assert clean(text) == cleaned


def test_a_line_has_single_spaces_only():
    assert one_line("  A\u00a0ferry\n\truns \u3000 again ") == "A ferry runs again"


WRAPPED = """The boats had been tied up at the old jetty since the storm, and the
ferrymen said on Sunday that they saw no reason to wait any longer
than the tide did."""
ONE = " ".join(WRAPPED.split("\n"))

PARAGRAPHS = {
    "": (),
    "  \n \n\t\n": (),
    "One.": ("One.",),
    "One.\n\nTwo.\n \t\nThree.": ("One.", "Two.", "Three."),
    "One.\nTwo.\nThree.": ("One.", "Two.", "Three."),
    "One\nruns on.\n\nTwo.": ("One runs on.", "Two."),
    "One\nruns on.\n    Two\nruns on.\n    Three.": ("One runs on.", "Two runs on.", "Three."),
    WRAPPED: (ONE,),
    f"{WRAPPED}\nNext week they\nsail.": (ONE, "Next week they", "sail."),
    # The dateline of this story was in a column of its own.
    f"The jetty at the harbor opened again\n{WRAPPED}": (
        f"The jetty at the harbor opened again {ONE}",
    ),
    "Bring along:\nA rope that is long enough for the jetty\nA lamp": (
        "Bring along:",
        "A rope that is long enough for the jetty",
        "A lamp",
    ),
}


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS.items())
def test_a_text_is_taken_apart_into_its_paragraphs(text, expected):
    assert paragraphs(text) == expected


def test_lines_broken_at_a_column_are_one_again():
    assert unwrapped(WRAPPED.split("\n")) == [ONE]


def test_a_line_with_room_for_the_next_word_ends_its_paragraph():
    lines = ["Ferry service begins again on Monday", *WRAPPED.split("\n"), *WRAPPED.split("\n")]
    assert unwrapped(lines) == ["Ferry service begins again on Monday", ONE, ONE]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["One."],
        ["The boats sail from Monday.", "The jetty has been mended.", "The fare is as it was."],
        ["x " * 60, "and on it goes, and on and on"],
        ["Short", "lines", "of a poem"],
    ],
)
def test_lines_that_were_not_broken_stay_as_they_are(lines):
    assert unwrapped(lines) == lines


_ANYTHING = st.text() | st.text(st.sampled_from("aA. \n\t\r\x0b\u00a0\u00ad\ufeff\u0301한")) | (
    st.text(st.characters(categories=["Cs", "Cc", "Lu"]))
)  # fmt: skip


@given(_ANYTHING)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@given(_ANYTHING)
def test_cleaned_text_can_be_encoded_and_is_in_one_form(text):
    cleaned = clean(text)
    assert cleaned.encode().decode() == cleaned == unicodedata.normalize("NFC", cleaned)


@given(_ANYTHING)
def test_paragraphs_are_lines_with_every_word_of_the_text_in_its_order(text):
    found = paragraphs(text)
    assert all(paragraph and paragraph == one_line(paragraph) for paragraph in found)
    assert " ".join(found) == one_line(text)

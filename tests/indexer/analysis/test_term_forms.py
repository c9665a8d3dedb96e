import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.term_forms import (
    folded_form,
    form_pattern,
    is_spelled_almost,
    words_as_written,
)
from indexer.engines.whoosh.segment.term_scan import TermScan


@pytest.mark.parametrize(
    ("form", "words", "others"),
    [
        ("w?ld", ["wild", "wüld"], ["wld", "world", "wilds"]),
        ("*ing", ["ing", "bring"], ["brings"]),
        ("w*d", ["wd", "world"], ["worlds", "aworld"]),
        ("e*o*y", ["economy", "eoy"], ["econom", "yoe"]),
        ("?u*", ["bus", "bu"], ["us", "b"]),
    ],
)
def test_a_form_stands_for_words(form, words, others):
    pattern = form_pattern(form)
    assert [word for word in words + others if pattern.match(word)] == words
    assert pattern.findall("\n".join(others + words)) == words


def test_the_letters_of_a_form_are_folded_as_those_of_words_are():
    assert folded_form("Él?C*ción*") == "el?c*cion*"
    assert folded_form("O’Ne?l") == "one?l"


@given(st.text("ab*?", min_size=1), st.text("abc", max_size=12))
def test_a_form_stands_for_what_its_signs_say(form, word):
    plain = "".join({"*": ".*", "?": "."}.get(letter, letter) for letter in form)
    assert bool(form_pattern(form).match(word)) == bool(re.fullmatch(plain, word))


def test_a_form_of_many_stars_is_compared_in_one_pass():
    assert not form_pattern("*a" * 600 + "*b").match("a" * 1_000)


@pytest.mark.parametrize(
    ("word", "other", "distance"),
    [("", "", 0), ("kim", "kim", 0), ("kim", "gim", 1), ("gim", "gimm", 1), ("kim", "ki", 1),
     ("form", "from", 2), ("kitten", "sitting", 3), ("", "ab", 2)],
)  # fmt: skip
def test_a_word_is_spelled_almost_as_another_up_to_its_distance(word, other, distance):
    taken = [edits for edits in range(5) if is_spelled_almost(word, other, edits)]
    assert taken == list(range(distance, 5))


WORDS_OF_FEW_LETTERS = st.text("abé", max_size=8)


@given(WORDS_OF_FEW_LETTERS, st.lists(st.tuples(st.integers(0, 8), st.text("abé", max_size=1))))
def test_so_many_edits_of_a_word_leave_it_spelled_almost_so(word, edits):
    other = word
    for at, letter in edits:
        other = other[:at] + letter + other[at + 1 :]
    assert is_spelled_almost(word, other, len(edits))
    assert is_spelled_almost(other, word, len(edits))


@given(WORDS_OF_FEW_LETTERS, WORDS_OF_FEW_LETTERS, st.integers(0, 3))
def test_words_are_spelled_almost_alike_in_both_directions(word, other, edits):
    assert is_spelled_almost(word, other, edits) == is_spelled_almost(other, word, edits)
    if abs(len(word) - len(other)) > edits:
        assert not is_spelled_almost(word, other, edits)


@given(WORDS_OF_FEW_LETTERS.filter(bool), st.lists(WORDS_OF_FEW_LETTERS.filter(bool)))
def test_the_terms_of_an_index_are_compared_as_one_by_one(word, terms):
    for edits in (1, 2):
        almost = sorted(t for t in set(terms) if is_spelled_almost(word, t, edits))
        assert sorted(TermScan(set(terms)).spelled_almost(word, edits)) == almost


def test_long_words_are_no_nearer_than_they_are():
    lexicon = TermScan(["a" * 300, "b" * 300, "a" * 299])
    assert lexicon.spelled_almost("a" * 300, 2) == ["a" * 299, "a" * 300]


def test_words_as_written_are_the_changed_ones_and_stems_that_are_words():
    terms = [("report", 9), ("includ", 7), ("oil", 5), ("oil", 2), ("econom", 3), ("導弹", 1)]
    written = [("reports", 5), ("reported", 6), ("included", 7), ("oils", 1), ("economic", 3)]
    assert dict(words_as_written(terms, written)) == {
        "reports": 5, "reported": 6, "included": 7, "oils": 1, "economic": 3,
        "report": 9, "oil": 7, "導弹": 1,
    }  # fmt: skip

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.term_forms import folded_form, form_pattern, words_as_written


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


def test_words_as_written_are_the_changed_ones_and_stems_that_are_words():
    terms = [("report", 9), ("includ", 7), ("oil", 5), ("oil", 2), ("econom", 3), ("導弹", 1)]
    written = [("reports", 5), ("reported", 6), ("included", 7), ("oils", 1), ("economic", 3)]
    assert dict(words_as_written(terms, written)) == {
        "reports": 5, "reported": 6, "included": 7, "oils": 1, "economic": 3,
        "report": 9, "oil": 7, "導弹": 1,
    }  # fmt: skip

"""Edits between words, beside the textbook's table of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.edit_distance import edit_distances, is_within
from indexer.engines.whoosh.segment.term_scan import TermScan

# "é" and "한" have code points beyond a byte's.
WORDS = st.text("abé한", max_size=9)


def table_distance(word: str, other: str, *, swaps: bool = False) -> int:
    """Wagner and Fischer's table, all of it; with `swaps` Damerau's letters that change places."""
    table = [[i + j for j in range(len(other) + 1)] for i in range(len(word) + 1)]
    for i in range(1, len(word) + 1):
        for j in range(1, len(other) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (word[i - 1] != other[j - 1]),
            )
            changed = i > 1 and j > 1 and word[i - 2 : i] == other[j - 1] + other[j - 2]
            if swaps and changed:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def packed(words: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """The letters of words, one in each column, with an "a" behind those that are shorter."""
    longest = max(map(len, words), default=0)
    columns = [[ord(letter) for letter in word.ljust(longest, "a")] for word in words]
    letters = np.array(columns, np.uint32).reshape(len(words), longest).T
    return letters, np.array([len(word) for word in words], np.uint8)


@pytest.mark.parametrize(
    ("word", "other", "distance"),
    [("", "", 0), ("kim", "kim", 0), ("kim", "gim", 1), ("gim", "gimm", 1), ("kim", "ki", 1),
     ("form", "from", 2), ("kitten", "sitting", 3), ("", "ab", 2)],
)  # fmt: skip
def test_a_word_is_within_its_distance_of_another(word: str, other: str, distance: int):
    taken = [edits for edits in range(5) if is_within(edits, word, other)]
    assert taken == list(range(distance, 5))


@given(WORDS, WORDS, st.integers(0, 5))
def test_a_word_is_within_the_distance_of_the_textbook(word: str, other: str, edits: int):
    assert is_within(edits, word, other) == (table_distance(word, other) <= edits)


@given(
    WORDS,
    st.lists(WORDS, max_size=20),
    st.sampled_from([(1, False), (2, False), (3, False), (1, True), (2, True)]),
)
def test_words_at_once_are_at_the_distances_of_the_textbook(
    word: str, others: list[str], asked: tuple[int, bool]
):
    edits, swaps = asked
    found = edit_distances(word, *packed(others), edits, swaps=swaps).tolist()
    expected = [table_distance(word, other, swaps=swaps) for other in others]
    near = [
        (each, by_table)
        for each, by_table in zip(found, expected, strict=True)
        if by_table <= edits
    ]
    assert [each for each, _ in near] == [by_table for _, by_table in near]
    far = [each for each, by_table in zip(found, expected, strict=True) if by_table > edits]
    assert all(each > edits for each in far)


@given(st.lists(st.tuples(st.integers(0, 8), st.text("abé", max_size=1))), WORDS)
def test_a_word_is_within_the_edits_that_made_it(edits: list[tuple[int, str]], word: str):
    other = word
    for at, letter in edits:
        other = other[:at] + letter + other[at + 1 :]
    assert is_within(len(edits), word, other)
    assert is_within(len(edits), other, word)


def test_letters_that_change_places_are_one_edit_where_that_is_asked():
    others = packed(["from", "fomr", "form", "farm", "fmor"])
    assert edit_distances("form", *others, 2).tolist()[:4] == [2, 2, 0, 1]
    assert edit_distances("form", *others, 2, swaps=True).tolist()[:4] == [1, 1, 0, 1]


def test_a_swapped_pair_is_not_edited_again():
    assert edit_distances("ca", *packed(["abc"]), 2, swaps=True).tolist() == [3]


@given(WORDS.filter(bool), st.lists(WORDS.filter(bool)))
def test_the_terms_of_an_index_are_compared_as_one_by_one(word: str, terms: list[str]):
    for edits in (1, 2):
        almost = sorted(each for each in set(terms) if is_within(edits, word, each))
        assert sorted(TermScan(set(terms)).spelled_almost(word, edits)) == almost


@pytest.mark.parametrize("length", [64, 256, 300, 2_000])
def test_long_words_are_no_nearer_than_they_are(length: int):
    word = "a" * length
    lexicon = TermScan([word, "b" * length, "a" * (length - 1), "ab" * (length // 2)])
    assert lexicon.spelled_almost(word, 2) == ["a" * (length - 1), word]
    assert not is_within(2, word, "b" * length)


def test_no_words_have_no_distances():
    assert edit_distances("kim", *packed([]), 2).tolist() == []

import tracemalloc
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.vocabulary import Vocabulary
from tests.support.work import steps

NEWS = Vocabulary(
    [
        *[("lobster", 40), ("lobsters", 12), ("lobby", 60), ("lo", 7), ("harbour", 90)],
        *[("harbor", 3), ("ferry", 80), ("ferries", 30), ("ferry", 75), ("мир", 5)],
        *[("북한", 9), ("도", 9), ("북한군", 2)],
        *[("2019", 500), ("1.200", 8), ("3d", 4), ("a", 900), ("form", 20), ("from", 700)],
        *[("x" * 40, 1), ("y" * 41, 1), ("𐐨𐐨𐐨", 1), ("zero", 0)],
    ]
)  # fmt: skip


def test_words_that_can_be_typed_have_their_largest_counts():
    kept = ["lobster", "lo", "ferry", "мир", "북한군", "3d", "x" * 40]
    assert [NEWS.count(word) for word in kept] == [40, 7, 80, 5, 2, 4, 1]


@pytest.mark.parametrize(
    "word",
    ["2019", "1.200", "a", "북한", "도", "y" * 41, "𐐨𐐨𐐨", "zero", "lob", "zz", ""],
    ids=ascii,
)
def test_all_else_is_not_there(word):
    assert NEWS.count(word) == 0


@pytest.mark.parametrize(
    ("prefix", "limit", "found"),
    [
        ("lob", 9, [("lobby", 60), ("lobster", 40), ("lobsters", 12)]),
        ("lob", 2, [("lobby", 60), ("lobster", 40)]),
        ("ferry", 9, [("ferry", 80)]),
        ("북", 9, [("북한군", 2)]),
        ("f", 2, [("from", 700), ("ferry", 80)]),
        ("q", 9, []),
        ("\U0001f600", 9, []),
    ],
    ids=ascii,
)
def test_words_that_begin_so_come_by_frequency(prefix, limit, found):
    assert NEWS.beginning_with(prefix, limit) == found


@pytest.mark.parametrize(
    ("word", "limit", "found"),
    [
        ("lobstar", 9, ["lobster", "lobsters"]),
        ("lobsters", 9, ["lobster"]),
        ("harbuor", 9, ["harbour", "harbor"]),
        ("harbour", 1, ["harbor"]),
        ("frm", 9, []),
        ("form", 9, ["from"]),
        ("ferrz", 9, ["ferry"]),
        ("lobbys", 9, ["lobby"]),
        ("𐐨𐐨𐐨𐐨𐐨𐐨", 9, []),
        ("z" * 60, 9, []),
        ("ferry2", 9, []),
    ],
    ids=ascii,
)
def test_words_spelled_almost_so_come_by_nearness_and_by_frequency(word, limit, found):
    assert NEWS.spelled_almost(word, limit) == found


def test_no_words_are_a_vocabulary():
    nothing = Vocabulary([])
    assert (len(nothing), nothing.count("ferry"), nothing.beginning_with("f", 3)) == (0, 0, [])
    assert nothing.spelled_almost("ferries", 3) == []


@cache
def distance(word, other):
    """Letters put in, left out, exchanged, or that changed places with the next."""
    if not word or not other:
        return len(word) + len(other)
    ways = [
        distance(word[1:], other) + 1,
        distance(word, other[1:]) + 1,
        distance(word[1:], other[1:]) + (word[0] != other[0]),
    ]
    if word[:2] == other[1::-1] and len(word) > 1:
        ways.append(distance(word[2:], other[2:]) + 1)
    return min(ways)


WORDS = st.text("abcé", min_size=2, max_size=9)


@given(WORDS, st.dictionaries(WORDS, st.integers(1, 5)))
def test_words_are_found_as_if_compared_one_by_one(word, counts):
    vocabulary = Vocabulary(counts.items())
    edits = (len(word) > 3) + (len(word) > 5)
    almost = [each for each in counts if 0 < distance(word, each) <= edits]
    almost.sort(key=lambda each: (distance(word, each), -counts[each], each))
    assert vocabulary.spelled_almost(word, 50) == almost
    beginning = [each for each in counts.items() if each[0].startswith(word[:2])]
    beginning.sort(key=lambda each: (-each[1], each[0]))
    assert vocabulary.beginning_with(word[:2], 50) == beginning
    assert all(vocabulary.count(each) == count for each, count in counts.items())


def test_a_large_archives_words_take_little_memory_and_are_not_compared_one_by_one():
    syllables = ["ba", "cor", "di", "fen", "go", "hul", "ka", "lin", "mo", "ne", "pra", "tion"]
    words = list(map("".join, product(syllables, repeat=5)))[::3]
    tracemalloc.start()
    vocabulary = Vocabulary((word, i % 9_000 + 1) for i, word in enumerate(words))
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # Measured at 32 bytes a word.
    assert kept < 40 * len(vocabulary)
    half = Vocabulary((word, i % 9_000 + 1) for i, word in enumerate(words[::2]))
    for word in words[::8_000]:
        for work, typed in (("beginning_with", word[:1]), ("spelled_almost", f"{word}x")):
            taken = steps(getattr(vocabulary, work), typed, 8)
            assert taken < 1.5 * steps(getattr(half, work), typed, 8)
            assert taken < len(vocabulary) / 20

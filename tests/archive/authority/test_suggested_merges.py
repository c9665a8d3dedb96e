"""Names that may be spellings of one are suggested, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.authority import Names, Person, SuggestedMerge, suggested_merges


def pairs(*names, distinct=()):
    """What is suggested of names that are given from the most frequent to the rarest."""
    counts = {name: len(names) - place for place, name in enumerate(names)}
    return {
        (each.name, each.into) for each in suggested_merges(counts, Names((), frozenset(distinct)))
    }


@pytest.mark.parametrize(
    ("known", "other"),
    [
        ("Reuters", "Reuter"),
        ("Reuters", "Ruters"),
        ("Reuters", "Retuers"),
        ("Reuters", "Reuters Ltd."),
        ("Reuters", "reuters.com"),
        ("Reuters", "https://www.reuters.com/"),
        ("Reuters", "Thе Reuters".replace("е", "e")),
        ("The Halyard Gazette", "Halyard Gazette, Inc."),
        ("The Halyard Gazette", "Halyard Gazete"),
        ("Nine Rivers", "ninerivers.co.uk"),
        ("Агентство Новость", "Агенство Новость"),
        ("El Diário", "El Diaroi"),
    ],
)
def test_what_looks_alike_is_suggested_into_the_more_frequent_name(known, other):
    assert pairs(known, other) == {(other, known)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Times", "Dimes"),
        ("Times", "Time"),
        ("Channel 14", "Channel 15"),
        ("Channel 1", "Channel 11"),
        ("Radio North", "Radio South"),
        ("Morning Post", "Evening Post"),
        ("AFP", "AP"),
        ("Halyard Wire", "Halyard Fire Desk"),
        ("연합뉴스", "중앙일보"),
    ],
)
def test_names_of_two_are_not_suggested(one, other):
    assert pairs(one, other) == set()


def test_each_name_is_suggested_once_with_the_reason():
    counts = {"Reuters": 9, "Reuter": 4, "Reuters Ltd": 2}
    assert suggested_merges(counts, Names()) == [
        SuggestedMerge("Reuter", "Reuters", "one letter apart"),
        SuggestedMerge(
            "Reuters Ltd", "Reuters", "the same but for “the”, a legal form or a domain"
        ),
    ]


def test_what_the_owner_keeps_distinct_is_not_suggested():
    assert pairs("Reuters", "Reuter", distinct=["Reuter"]) == set()
    owners = Names((Person("Reuters", ("Reuter",)),))
    assert suggested_merges({"Reuters": 5}, owners) == []


def test_a_series_of_names_is_compared_with_a_few_of_them_only():
    names = [f"Kanalnummer{chr(0x4E00 + n)}" for n in range(500)]
    assert len(pairs(*names)) == 499


@given(st.dictionaries(st.text(max_size=12), st.integers(1, 9), max_size=30))
def test_any_names_get_suggestions_that_end_in_a_name_of_theirs(counts):
    found = suggested_merges(counts, Names())
    assert {each.name for each in found} | {each.into for each in found} <= counts.keys()
    assert len({each.name for each in found}) == len(found)
    assert all(counts[each.name] <= counts[each.into] for each in found)

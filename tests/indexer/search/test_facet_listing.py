"""A facet's values as a reader goes through them: found by name, by count or from A to Z."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.facet_listing import ValueOrder, initial_of, listed_values, natural_order
from indexer.search.facets import facet_values
from indexer.search.results import SearchQuery

COUNT, NAME = ValueOrder.COUNT, ValueOrder.NAME
REGIONS = {
    "Asia": 5,
    "Asia/North Korea": 4,
    "Asia/North Korea/Hamhŭng": 1,
    "Asia/South Korea": 2,
    "Africa": 4,
    "Africa/Kenya": 4,
    "(none)": 9,
}


def listed(name, counts, find="", order=COUNT):
    (facet,) = facet_values({name: counts}, SearchQuery())
    return listed_values(facet, find, order)


def labels(*args, **said):
    return [each.value.label for each in listed(*args, **said)]


def test_by_count_a_tree_is_read_from_its_roots_down():
    found = listed("region", REGIONS)
    assert [(each.value.label, each.within) for each in found] == [
        ("Asia", ()),
        ("North Korea", ("Asia",)),
        ("Hamhŭng", ("Asia", "North Korea")),
        ("South Korea", ("Asia",)),
        ("Africa", ()),
        ("Kenya", ("Africa",)),
        ("No region", ()),
    ]


def test_languages_lie_within_names_as_well():
    found = listed("language", {"de": 3, "de/de-AT": 2, "en": 1}, "austria")
    assert [(each.value.label, each.within) for each in found] == [
        ("German (Austria)", ("German",))
    ]
    assert labels("language", {"de": 3, "fa": 2, "en": 1}, order=NAME) == [
        "English",
        "German",
        "Persian",
    ]


def test_by_name_the_levels_of_a_tree_are_mixed_and_articles_without_stand_last():
    assert labels("region", REGIONS, order=NAME) == [
        "Africa",
        "Asia",
        "Hamhŭng",
        "Kenya",
        "North Korea",
        "South Korea",
        "No region",
    ]


@pytest.mark.parametrize(
    ("find", "found"),
    [
        ("KOREA", ["North Korea", "South Korea"]),
        ("korea north", ["North Korea"]),
        ("hamhung", ["Hamhŭng"]),
        ("hung", ["Hamhŭng"]),
        ("asia north", []),
        ("  ", ["Asia", "North Korea", "Hamhŭng", "South Korea", "Africa", "Kenya", "No region"]),
        ("?!", []),
    ],
)
def test_a_value_is_found_by_any_words_of_its_own_name(find, found):
    assert labels("region", REGIONS, find) == found


@pytest.mark.parametrize(
    ("name", "find"),
    [
        ("Kim Jong-un", "kim jong un"),
        ("Kim Jong-un", "JONG-UN"),
        ("Seán O’Brien", "sean o'brien"),
        ("Seán O’Brien", "obrien"),
        ("U.S. Embassy", "us"),
        ("Łódź", "lodz"),
        ("조선중앙통신", "중앙"),
        ("กรุงเทพธุรกิจ", "กรุงเทพ"),
        ("أحمد", "احمد"),
        ("Ｒｅｕｔｅｒ", "reuter"),
    ],
)
def test_neither_case_nor_accents_nor_signs_hide_a_name(name, find):
    assert labels("source", {name: 1, "Else": 1}, find) == [name]


def test_what_is_found_goes_by_count():
    counts = {"Ann Lee": 1, "Lee Park": 3, "Bo Lee": 2, "Hana Seo": 9}
    assert labels("source", counts, "lee") == ["Lee Park", "Bo Lee", "Ann Lee"]


def test_a_name_has_its_roles_beside_it_and_is_listed_once():
    counts = {"Bo Ek": 3, "Bo Ek/writer": 1, "Bo Ek/reporter": 2, "Ann": 1, "Ann/editor": 1}
    found = listed("byline", counts, order=NAME)
    assert [(e.value.label, [(r.label, r.count) for r in e.below]) for e in found] == [
        ("Ann", [("editor", 1)]),
        ("Bo Ek", [("reporter", 2), ("writer", 1)]),
    ]
    assert labels("byline", counts, "editor") == []


def test_dates_go_newest_first_or_by_count():
    counts = {"1987-03": 2, "1987-10": 5, "1986": 3, "undated": 9}
    assert natural_order("month") is NAME
    assert labels("month", counts, order=NAME) == ["October 1987", "March 1987", "1986", "Undated"]
    assert labels("month", counts) == ["October 1987", "1986", "March 1987", "Undated"]
    assert labels("month", counts, "1987", NAME) == ["October 1987", "March 1987"]
    assert {each.initial for each in listed("month", counts, order=NAME)} == {""}


@pytest.mark.parametrize(
    ("name", "initial"),
    [
        ("reuters", "R"),
        ("École", "E"),
        ("Øst", "O"),
        ("‘Quoted’", "Q"),
        ("Ятва", "Я"),
        ("한겨레", "ㅎ"),
        ("朝日新聞", "漢"),
        ("เนชั่น", "น"),
        ("الأهرام", "ا"),
        ("24 Hours", "0–9"),
        ("٣ أخبار", "0–9"),
        ("***", "#"),
        ("", "#"),
    ],
)
def test_a_name_stands_under_its_first_letter_in_its_own_script(name, initial):
    assert initial_of(name) == initial


def test_latin_comes_before_other_scripts_and_digits_and_signs_come_last():
    names = ["***", "24 Hours", "한겨레", "Ятва", "zeta", "École", "eco", "朝日新聞"]
    found = listed("source", dict.fromkeys(names, 1), order=NAME)
    assert [each.initial for each in found] == ["E", "E", "Z", "Я", "ㅎ", "漢", "0–9", "#"]
    assert [each.value.label for each in found][:2] == ["eco", "École"]


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(st.dictionaries(names, st.integers(1, 9), max_size=20), names, st.sampled_from(ValueOrder))
def test_every_value_is_listed_once_and_what_is_found_is_among_them(counts, find, order):
    every = listed("source", counts, order=order)
    assert sorted(each.value.value for each in every) == sorted(counts)
    assert set(listed("source", counts, find, order)) <= set(every)
    letters = [each.initial for each in every if each.value.value != "(none)"]
    if order is NAME:
        # Each letter of the index has its names in one stretch.
        changes = [b for a, b in zip(["", *letters], letters, strict=False) if a != b]
        assert len(changes) == len(set(changes))

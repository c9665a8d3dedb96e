"""Counts of an engine as the facets that a person sees."""

from hypothesis import given
from hypothesis import strategies as st

from archive.model.article import Role
from indexer.engines.engine import FacetFilter
from indexer.search.facets import facet_values
from indexer.search.results import FacetValue, FacetValues, SearchQuery

REGIONS = {
    "Africa": 3,
    "Africa/Kenya": 2,
    "Africa/Kenya/Kisumu": 1,
    "Africa/Kenya/Nairobi": 1,
    "Africa/Chad": 1,
    "Asia": 5,
    "Asia/Nepal": 2,
    "Asia/China": 2,
    "Asia/Japan": 3,
    "Europe": 3,
}


def facet(name, counts, question=None, **chosen):
    """The one facet of an answer with these counts."""
    filters = {name: FacetFilter(**{how: frozenset(values) for how, values in chosen.items()})}
    (found,) = facet_values({name: counts}, question or SearchQuery(filters=filters))
    assert found.name == name
    return found


def lines(found):
    """A facet as indented lines: label, count, and whether it is ticked or excluded."""
    marks = {(True, False): " ticked", (False, True): " excluded", (True, True): " both"}
    return [
        f"{'  ' * v.depth}{v.label} {v.count}{marks.get((v.selected, v.excluded), '')}"
        for v in found.values
    ]


def test_a_tree_goes_by_count_and_then_by_name_on_every_level():
    assert lines(facet("region", REGIONS)) == [
        "Asia 5",
        "  Japan 3",
        "  China 2",
        "  Nepal 2",
        "Africa 3",
        "  Kenya 2",
        "    Kisumu 1",
        "    Nairobi 1",
        "  Chad 1",
        "Europe 3",
    ]


def test_a_value_of_a_tree_is_its_whole_path():
    found = facet("region", {"Africa": 1, "Africa/Kenya": 1})
    assert found == FacetValues(
        "region",
        "Region",
        (
            FacetValue("Africa", "Africa", 1, depth=0),
            FacetValue("Africa/Kenya", "Kenya", 1, depth=1),
        ),
        omitted=0,
    )


def test_the_roles_of_a_name_lie_below_it():
    counts = {
        "Ruth Awino": 2,
        "Ruth Awino/writer": 1,
        "Ruth Awino/reporter": 2,
        "Hana Seo": 2,
        "Hana Seo/translator": 2,
    }
    assert lines(facet("byline", counts)) == [
        "Hana Seo 2",
        "  translator 2",
        "Ruth Awino 2",
        "  reporter 2",
        "  writer 1",
    ]


def test_a_flat_facet_has_no_levels_even_where_a_name_has_a_separator():
    counts = {"Ledger": 1, "AP/Reuters": 4, "Courier": 4}
    assert lines(facet("source", counts)) == ["AP/Reuters 4", "Courier 4", "Ledger 1"]


def test_years_go_from_the_newest_to_the_undated_whatever_their_counts():
    counts = {"2019": 9, "undated": 50, "2022": 1, "987": 2, "2021": 7}
    assert lines(facet("year", counts)) == ["2022 1", "2021 7", "2019 9", "987 2", "Undated 50"]


def test_languages_are_called_by_their_english_names():
    counts = {
        "en": 6, "ko": 5, "zh": 5, "zh/zh-Hant": 4, "zh/zh-Hant/zh-Hant-TW": 1, "de": 3,
        "de/de-AT": 2, "no": 2, "no/nb": 1, "x-klingon": 1, "(none)": 1,
    }  # fmt: skip
    assert lines(facet("language", counts)) == [
        "English 6",
        "Korean 5",
        "Chinese 5",
        "  Chinese (Traditional) 4",
        "    Chinese (Traditional, Taiwan) 1",
        "German 3",
        "  German (Austria) 2",
        "Norwegian 2",
        "  Norwegian Bokmål 1",
        "x-klingon 1",
        "No language 1",
    ]


def test_ticked_and_excluded_values_are_marked():
    found = facet("region", REGIONS, include=["Asia/Nepal", "Europe"], exclude=["Africa/Kenya"])
    assert [line for line in lines(found) if line[-1].isalpha()] == [
        "  Nepal 2 ticked",
        "  Kenya 2 excluded",
        "Europe 3 ticked",
    ]


def test_what_is_chosen_comes_with_what_lies_above_it_even_where_nothing_is_found():
    found = facet(
        "region", {"Asia": 1}, include=["Africa/Kenya/Kisumu"], exclude=["Asia/Nepal", "Europe"]
    )
    assert lines(found) == [
        "Asia 1",
        "  Nepal 0 excluded",
        "Africa 0",
        "  Kenya 0",
        "    Kisumu 0 ticked",
        "Europe 0 excluded",
    ]
    assert lines(facet("year", {}, include=["2019"], exclude=["undated"])) == [
        "2019 0 ticked",
        "Undated 0 excluded",
    ]


def test_a_value_that_no_article_can_have_is_left_out():
    deep = "/".join(["Asia"] * 5000)
    assert lines(facet("region", {"Asia": 1}, include=["", deep], exclude=[deep])) == ["Asia 1"]


def test_of_a_tree_those_with_the_most_articles_are_given_up_to_the_limit():
    assert lines(facet("region", REGIONS, SearchQuery(facet_limit=5))) == [
        "Asia 5",
        "  Japan 3",
        "Africa 3",
        "  Kenya 2",
        "Europe 3",
    ]
    assert [
        facet("region", REGIONS, SearchQuery(facet_limit=limit)).omitted for limit in (0, 5, 10, 11)
    ] == [3, 5, 0, 0]


def test_of_a_flat_facet_the_first_are_given_up_to_the_limit_and_none():
    found = facet(
        "year", {"2019": 9, "undated": 50, "2022": 1, "987": 1}, SearchQuery(facet_limit=2)
    )
    assert (lines(found), found.omitted) == (["2022 1", "2019 9", "Undated 50"], 1)


def test_articles_without_a_value_come_last_however_many():
    assert lines(facet("source", {"(none)": 9, "Halyard Wire": 1})) == [
        "Halyard Wire 1",
        "No source 9",
    ]


def test_dates_are_in_words_newest_first_and_coarse_ones_after_the_fine_ones():
    months = {"2019": 1, "2019-02": 1, "2019-11": 1, "undated": 1, "2020-W01": 1, "2019-11-03": 1}
    assert lines(facet("month", {**months, "2019-77": 1})) == [
        "Week 1 of 2020 1", "2019-77 1", "3 November 2019 1", "November 2019 1", "February 2019 1",
        "2019 1", "Undated 1",
    ]  # fmt: skip


def test_what_is_chosen_is_given_beyond_the_limit_with_what_is_right_below_it():
    question = SearchQuery(
        filters={
            "region": FacetFilter(
                include=frozenset({"Africa", "Oceania/Fiji"}), exclude=frozenset({"Asia/Nepal"})
            )
        },
        facet_limit=1,
    )
    found = facet("region", REGIONS, question)
    assert lines(found) == [
        "Asia 5",
        "  Nepal 2 excluded",
        "Africa 3 ticked",
        "  Kenya 2",
        "  Chad 1",
        "Oceania 0",
        "  Fiji 0 ticked",
    ]
    assert found.omitted == 5


def test_facets_come_in_the_order_of_the_registry_and_only_those_that_were_counted():
    found = facet_values({"year": {}, "source": {"Ledger": 1}, "region": {}}, SearchQuery())
    assert found == (
        FacetValues("region", "Region", ()),
        FacetValues("source", "Source", (FacetValue("Ledger", "Ledger", 1),)),
        FacetValues("year", "Year", ()),
    )


names = st.sampled_from(["Asia", "Africa", "Kenya", "Nepal", "A∕B"])
paths = st.lists(names, min_size=1, max_size=4).map("/".join)


def whole(values):
    """The values with all that lie above them, as an engine counts them."""
    return {
        "/".join(parts[: depth + 1])
        for parts in (value.split("/") for value in values)
        for depth in range(len(parts))
    }


@given(
    st.lists(paths, max_size=8).map(whole),
    st.frozensets(paths, max_size=3),
    st.frozensets(paths, max_size=3),
    st.none() | st.integers(0, 3),
    st.randoms(use_true_random=False),
)
def test_every_tree_is_whole_and_has_all_that_was_chosen(counted, include, exclude, limit, random):
    counts = {value: random.randint(1, 5) for value in counted}
    question = SearchQuery(filters={"region": FacetFilter(include, exclude)}, facet_limit=limit)
    (found,) = facet_values({"region": counts}, question)
    given_values = [value.value for value in found.values]
    assert len(given_values) == len(set(given_values))
    assert include | exclude <= set(given_values)
    every = {*counts, *whole(include | exclude)}
    left_out = every - set(given_values)
    assert found.omitted == sum(value.rpartition("/")[0] not in left_out for value in left_out)
    assert {value for value in every if value.rpartition("/")[0] in include} <= set(given_values)
    first = sorted(sorted(every), key=lambda value: -counts.get(value, 0))
    assert set(first[:limit]) <= set(given_values)
    above = []
    for value in found.values:
        # Each lies right below the last one that is one level higher.
        del above[value.depth :]
        assert value.value == "/".join([*above, value.label])
        assert value.count == counts.get(value.value, 0)
        assert (value.selected, value.excluded) == (value.value in include, value.value in exclude)
        above.append(value.label)


BYLINES = {
    "Ruth Awino": 3,
    "Ruth Awino/reporter": 3,
    "Hana Seo": 2,
    "Hana Seo/translator": 2,
    "Bo Ek": 2,
    "Bo Ek/reporter": 2,
    "Bo Ek/translator": 1,
    "(none)": 4,
}


def test_a_byline_says_which_roles_occur_in_it():
    assert facet("byline", BYLINES).roles == (Role.REPORTER, Role.TRANSLATOR)
    assert facet("region", REGIONS).roles == ()


def test_with_a_role_a_byline_has_the_names_in_it_by_their_counts_in_it():
    question = SearchQuery(
        filters={"byline": FacetFilter(frozenset({"Bo Ek/translator", "Ruth Awino"}))},
        role=Role.TRANSLATOR,
    )
    found = facet("byline", BYLINES, question)
    assert lines(found) == ["Hana Seo 2", "Bo Ek 1 ticked"]
    assert [value.value for value in found.values] == ["Hana Seo/translator", "Bo Ek/translator"]
    assert found.roles == (Role.REPORTER, Role.TRANSLATOR)


def test_a_role_leaves_other_facets_alone():
    question = SearchQuery(role=Role.TRANSLATOR)
    assert facet("region", REGIONS, question) == facet("region", REGIONS)

"""A search as a link: every query string is a search, and every search has one link."""

from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from archive.model.article import Role
from indexer.engines.engine import FacetFilter, Sort
from indexer.schema.fields import FACETS
from indexer.search.results import SearchQuery
from indexer.search.timeline import TimelineQuery
from webui.query_string import DATE_VALUES, read_api, read_page, read_pair, read_trends, read_typed
from webui.search_state import (
    LAST_ARRIVAL,
    LAST_PAGE,
    PAGE_SIZES,
    Chart,
    Choice,
    Density,
    Display,
    Narrowings,
    Ranges,
    SearchState,
    Stack,
)

# All that can be written in a query string: no halves of surrogate pairs.
text = st.text(st.characters(exclude_categories=["Cs"]))
choices = st.builds(
    Choice,
    st.sampled_from([f.name for f in FACETS if not f.dates and f.name != "language"]),
    st.one_of(st.sampled_from(["Asia", "Asia/North Korea", "a:b"]), text).filter(bool),
) | st.one_of(
    st.builds(
        Choice,
        st.just(name),
        st.sampled_from(["1999", own, "undated"] if name in DATE_VALUES else [own, "(none)"]),
    )
    for name, own in [
        ("year", "2019"),
        ("month", "2019-06"),
        ("week", "2019-W23"),
        ("day", "2019-06-04"),
        # A tag of another form is read as this one.
        ("language", "de/de-AT"),
    ]
)
displays = st.builds(
    Display,
    density=st.sampled_from(Density),
    size=st.sampled_from(PAGE_SIZES),
    chart=st.sampled_from(Chart),
    stack=st.none() | st.sampled_from(Stack),
    role=st.none() | st.sampled_from(Role),
)
contents = {
    "text": text.map(str.strip),
    "ticked": st.frozensets(choices, max_size=4),
    "excluded": st.frozensets(choices, max_size=4),
    "first": st.none() | st.dates(),
    "last": st.none() | st.dates(),
    "since": st.integers(0, LAST_ARRIVAL),
}


def lists(states):
    """Up to two of some lists but the one of all articles, in the order of their links."""
    some = st.frozensets(states.filter(lambda state: state.query), max_size=2)
    return some.map(lambda found: tuple(sorted(found, key=lambda state: state.query)))


lists_without = st.builds(
    SearchState, **contents, without=lists(st.builds(SearchState, **contents))
)
states = st.builds(
    SearchState,
    **contents,
    without=lists(lists_without),
    sort=st.none() | st.sampled_from(Sort),
    any_word=st.booleans(),
    explained=st.booleans(),
    page=st.integers(1, LAST_PAGE),
    display=displays,
)


def read(query):
    return read_page(query.encode()).state


@given(states)
def test_a_state_is_read_from_its_own_link(state):
    assert read(state.query) == state


@given(states)
def test_the_parameters_of_a_link_may_come_in_any_order(state):
    assert read("&".join(reversed(state.query.split("&")))) == state


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "q",
                    "match",
                    "page",
                    "from",
                    "to",
                    "sort",
                    "explain",
                    "not",
                    "view",
                    "size",
                    "chart",
                    "stack",
                    "role",
                    "since",
                    "without",
                    "language",
                ]
            ),
            text,
        )
    )
)
def test_every_query_string_is_a_state(pairs):
    state = read(urlencode(pairs))
    assert read(state.query) == state


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "a_q", "a_from", "b_to", "c"]), text)))
def test_every_query_string_is_a_comparison_of_two_lists(pairs):
    reading = read_pair(urlencode(pairs).encode())
    for state in (reading.first, reading.second):
        assert state == state.bare()
        assert read(state.query) == state


@given(lists_without, lists_without)
def test_compared_lists_are_read_from_their_links(first, second):
    reading = read_pair(urlencode({"a": first.query, "b": second.query}).encode())
    assert (reading.first, reading.second) == (first, second)


@given(st.lists(st.tuples(st.sampled_from(["word", "from", "region", "chart", "q", "x"]), text)))
def test_every_query_string_is_some_words_over_time(pairs):
    reading = read_trends(urlencode(pairs).encode())
    assert len(reading.words) == len(set(reading.words)) <= 5
    assert all(word == word.strip() != "" for word in reading.words)
    assert reading.frame.text == ""


def test_lists_that_are_left_out_are_few_and_nest_only_so_deep():
    query = "q=deepest"
    for depth in range(6):
        query = urlencode({"q": depth, "without": query})
    reading = read_page(query.encode())
    state, depth = reading.state, 0
    while state.without:
        (state,), depth = state.without, depth + 1
    assert depth == 3
    notice = "So many lists cannot be left out of one another: some are ignored."
    assert reading.notices == (notice,)
    many = read_page(urlencode([("without", f"q={number}") for number in range(9)]).encode())
    assert [other.text for other in many.state.without] == ["0", "1", "2"]
    assert many.notices == (notice,)


def test_the_same_list_shown_otherwise_begins_with_the_same_article():
    fifth = SearchState(text="fish", page=5)
    fifty = fifth.shown_as(Display(density=Density.COMPACT, size=50))
    assert (fifty.page, fifty.query) == (2, "q=fish&view=compact&size=50&page=2")
    assert fifty.question().offset == 50
    assert fifty.question().limit == 50


def test_a_link_says_only_what_is_chosen():
    assert SearchState().query == ""
    assert SearchState(text="dried fish").query == "q=dried+fish"


def test_a_link_can_be_read_by_a_person():
    state = SearchState(
        text="감자",
        ticked=frozenset({Choice("year", "2019"), Choice("region", "Asia/North Korea")}),
        excluded=frozenset({Choice("source", "Halyard Wire")}),
        first=date(2018, 1, 1),
        last=date(2019, 6, 30),
        sort=Sort.OLDEST,
        any_word=True,
        explained=True,
        page=3,
    )
    assert state.query == (
        "q=%EA%B0%90%EC%9E%90&match=any&region=Asia/North+Korea&year=2019&not=source:Halyard+Wire"
        "&from=2018&to=2019-06&sort=oldest&explain=1&page=3"
    )


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("de", "de"),
        ("de-AT", "de/de-AT"),
        ("de-at", "de/de-AT"),
        ("de/de-AT", "de/de-AT"),
        ("zh-Hant-TW", "zh/zh-Hant/zh-Hant-TW"),
        ("kor", "ko"),
        ("nb", "no/nb"),
        ("(none)", "(none)"),
        ("no language at all", "no language at all"),
    ],
)
def test_a_language_can_be_named_by_its_tag_alone_as_addresses_had_it(given, value):
    choice = Choice("language", value)
    assert read(urlencode({"language": given})).ticked == {choice}
    assert read(urlencode({"not": f"language:{given}"})).excluded == {choice}
    assert read_api(urlencode({"language": given}).encode()).question.filters == {
        "language": FacetFilter(include=frozenset({value}))
    }


def test_no_more_than_a_hundred_choices_are_taken():
    ticked = "&".join(f"source=S{n:03}" for n in range(70))
    excluded = "&".join(f"not=region:R{n:03}" for n in range(70))
    reading = read_page(f"{ticked}&{excluded}".encode())
    assert (len(reading.state.ticked), len(reading.state.excluded)) == (70, 30)
    assert reading.notices == ("140 choices are too many: these are the first 100.",)
    assert read_page(ticked.encode()).notices == ()


def test_fields_left_blank_in_the_form_choose_nothing():
    assert read("q=+&match=all&from=&to=&sort=&explain=0&page=&region=&not=") == SearchState()


@pytest.mark.parametrize(
    ("given_date", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-06", date(2019, 6, 1), date(2019, 6, 30)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-06-04", date(2019, 6, 4), date(2019, 6, 4)),
        ("9999-11", date(9999, 11, 1), date(9999, 11, 30)),
    ],
)
def test_a_year_or_a_month_counts_from_its_first_day_to_its_last(given_date, first, last):
    state = read(f"from={given_date}&to={given_date}")
    assert (state.first, state.last) == (first, last)
    assert (state.first_text, state.last_text) == (given_date, given_date)


def test_the_same_days_are_one_link_however_they_are_written():
    assert read("from=2019-01-01&to=9999-12").query == "from=2019&to=9999"


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("page=abc", "‘abc’ is not a valid page: give a number from 1 to 5,000."),
        ("page=0", "‘0’ is not a valid page: give a number from 1 to 5,000."),
        ("page=٣", "‘٣’ is not a valid page: give a number from 1 to 5,000."),
        ("from=xyz", "‘xyz’ is not a date: write 2019, 2019-06 or 2019-06-04."),
        ("to=2019-02-30", "‘2019-02-30’ is not a date: write 2019, 2019-06 or 2019-06-04."),
        ("to=0000", "‘0000’ is not a date: write 2019, 2019-06 or 2019-06-04."),
        (
            "sort=best",
            "‘best’ is not a sort order: choose relevance, fresh, newest, oldest or received.",
        ),
        ("match=some", "‘some’ is not a way to match: choose all or any."),
        ("explain=yes", "‘yes’ does not say whether to explain: give 1 or 0."),
        ("year=2O19", "‘2O19’ is not a year: write 2019, or undated."),
        ("month=2019-6", "‘2019-6’ is not a month: write 2019-06, or undated."),
        ("week=23", "‘23’ is not a week: write 2019-W23, or undated."),
        ("day=today", "‘today’ is not a day: write 2019-06-04, or undated."),
        ("view=wide", "‘wide’ is not a way to show a list: choose full, compact or headlines."),
        ("size=30", "‘30’ is not a number of articles: choose 20, 50 or 100."),
        ("chart=pie", "‘pie’ is not a chart: choose counts, shares or none."),
        (
            "stack=year",
            "‘year’ is not a facet to part bars by: choose region, source or language.",
        ),
        ("not=year:soon", "‘soon’ is not a year: write 2019, or undated."),
        ("not=Asia", "‘Asia’ names nothing that can be excluded."),
        ("not=planet:Mars", "‘planet:Mars’ names nothing that can be excluded."),
        ("page=" + "9" * 50, f"‘{'9' * 40}…’ is not a valid page: give a number from 1 to 5,000."),
    ],
)
def test_what_cannot_be_read_is_passed_over_with_a_notice(query, notice):
    reading = read_page(query.encode())
    assert (reading.state, reading.notices) == (SearchState(), (notice,))


def test_dates_in_the_wrong_order_are_kept_and_told():
    reading = read_page(b"from=2020&to=2010")
    assert (reading.state.first, reading.state.last) == (date(2020, 1, 1), date(2010, 12, 31))
    assert reading.notices == (
        "The first date is after the last one, so no article can lie between them.",
    )


def test_a_page_asks_for_its_twenty_articles():
    assert read_page(
        b"q=ferry&match=any&region=Asia&region=Africa&not=year:2019&to=2020&explain=1&page=3"
    ).question == SearchQuery(
        text="ferry",
        filters={
            "region": FacetFilter(include=frozenset({"Asia", "Africa"})),
            "year": FacetFilter(exclude=frozenset({"2019"})),
        },
        last=date(2020, 12, 31),
        sort=Sort.RELEVANCE,
        offset=40,
        limit=20,
        facet_limit=24,
        any_word=True,
        explain=True,
        timeline=TimelineQuery(),
    )


@pytest.mark.parametrize(
    ("query", "offset", "limit"),
    [
        ("", 0, 20),
        ("page=3", 40, 20),
        ("limit=5&page=3", 10, 5),
        ("limit=100&offset=7&page=3", 7, 100),
    ],
)
def test_a_program_says_how_many_articles_it_wants(query, offset, limit):
    question = read_api(query.encode()).question
    assert (question.offset, question.limit, question.facet_limit) == (offset, limit, None)


def test_the_newest_come_first_until_there_are_words():
    assert read("").order is Sort.NEWEST
    assert read("q=ferry").order is Sort.RELEVANCE
    assert read("q=ferry&sort=newest").order is Sort.NEWEST


def test_the_order_that_suits_the_words_needs_no_parameter():
    state = SearchState(text="ferry", page=4)
    assert state.sorted_by(Sort.OLDEST).query == "q=ferry&sort=oldest"
    assert state.sorted_by(Sort.OLDEST).sorted_by(Sort.RELEVANCE).query == "q=ferry"


def test_an_excluded_value_takes_what_is_ticked_below_it_along():
    state = read("region=Asia/China&region=Asia/China/Jilin&region=Asia/Chinatown&page=2")
    assert state.excluding(Choice("region", "Asia/China")).query == (
        "region=Asia/Chinatown&not=region:Asia/China"
    )


@given(states, choices)
def test_what_excludes_one_value_more_is_the_link_of_the_list_without_it(state, choice):
    assume(choice not in state.excluded)
    link = Narrowings(state).excluding(choice.facet, choice.value)
    assert link == state.excluding(choice).query


@given(states, choices)
def test_what_chooses_one_value_alone_is_the_link_of_that_list(state, choice):
    link = Narrowings(state).choosing(choice.facet, choice.value)
    assert link == state.choosing(choice).query


def test_a_value_chosen_alone_replaces_what_is_ticked_in_its_facet():
    state = read("q=x&region=Asia&region=Africa&source=A&not=region:Asia/Iraq&page=2")
    assert state.choosing(Choice("region", "Europe")).query == (
        "q=x&region=Europe&source=A&not=region:Asia/Iraq"
    )
    assert state.ticking(Choice("source", "B")).query == (
        "q=x&region=Africa&region=Asia&source=A&source=B&not=region:Asia/Iraq"
    )
    assert state.clearing("region").query == "q=x&source=A"
    assert state.in_role(Role.EDITOR).in_role(None) == state


def test_only_trees_have_values_below_values():
    state = read("source=A/B")
    assert state.excluding(Choice("source", "A")).query == "source=A/B&not=source:A"


def test_taking_one_choice_back_leaves_the_others():
    state = read("q=x&region=Asia&not=year:2019&from=2010&page=2")
    assert state.dropping(Choice("region", "Asia")).query == "q=x&not=year:2019&from=2010"
    assert state.dropping(Choice("year", "2019")).query == "q=x&region=Asia&from=2010"
    assert state.widened().query == "q=x"


def test_a_wider_list_has_the_same_words_read_in_the_same_way():
    state = read("q=x&match=any&region=Asia&sort=fresh&explain=1&page=2")
    assert state.widened().query == "q=x&match=any&sort=fresh&explain=1"


def test_other_words_are_looked_for_as_they_stand_within_the_same_choices():
    state = read("q=x&match=any&region=Asia&from=2010&sort=fresh&explain=1&page=2")
    assert state.searching("y OR z").query == "q=y+OR+z&region=Asia&from=2010&sort=fresh"


@given(st.binary(max_size=60))
def test_any_bytes_are_something_typed(query_string):
    assert isinstance(read_typed(query_string), str)


def test_a_space_at_the_end_of_what_is_typed_counts():
    assert read_typed(b"q=ferry+&q=x") == "ferry "
    assert read_typed(b"x=1") == ""
    assert read_typed(b"q=%ff") == "\ufffd"


def test_a_page_counts_its_hits_over_time_as_its_chart_wants():
    timelines = {
        query: read_page(query).question.timeline
        for query in (b"q=ferry", b"chart=shares&stack=source", b"chart=none&stack=source")
    }
    assert list(timelines.values()) == [
        TimelineQuery(),
        TimelineQuery(shares=True, stack="source"),
        None,
    ]


def test_links_of_ranges_are_those_of_their_states():
    state = read_page(
        b"q=a+ferry&region=Asia&not=year:2019&from=2019-02-03&sort=oldest&page=3&chart=shares"
    ).state
    first, last = date(2019, 3, 1), date(2019, 3, 31)
    narrowed = replace(state, first=first, last=last, page=1)
    assert Ranges(state).query(first, last) == narrowed.query
    assert Ranges(SearchState()).query(first, last) == "from=2019-03&to=2019-03"

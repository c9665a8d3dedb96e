import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.facts.news_agencies import (
    agency,
    is_agency_in_byline,
    is_agency_in_dateline,
    known_agency,
    mistyped_agency,
)


@pytest.mark.parametrize(
    "name", ["AFP", "Reuters", "Agence France-Presse", "ČTK", "연합뉴스", "新华社"]
)
def test_an_agency_is_one_wherever_it_stands(name):
    assert known_agency(name) == name
    assert agency(f"The {name}") == name
    assert is_agency_in_dateline(name)
    assert is_agency_in_byline(name)


def test_short_names_mean_an_agency_in_datelines_alone():
    assert is_agency_in_dateline("AA")
    assert is_agency_in_dateline("The Canadian Press")
    assert is_agency_in_dateline("AP/Reuters")
    assert not is_agency_in_byline("AA")
    assert known_agency("AA") is None


def test_others_where_a_byline_is_nothing_else():
    assert is_agency_in_byline("sid")
    assert is_agency_in_byline("the Associated Press")
    assert known_agency("sid") is None
    assert not is_agency_in_dateline("sid")


def test_a_letter_too_many_is_forgiven_in_long_names():
    assert mistyped_agency("Reutersd") == "Reuters"
    assert mistyped_agency("APs") is None


@given(st.text(max_size=80))
def test_any_text_is_an_agency_or_none(text):
    assert agency(text) is None or agency(text) in text
    assert mistyped_agency(text) is None or mistyped_agency(text) in text

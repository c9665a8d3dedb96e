"""The registry of fields, and what one article has in each."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.article import Credit, Role
from indexer.analysis.analyzer import Analyzer
from indexer.schema.fields import (
    DATE_FIELD,
    FACETS,
    PATH_SEPARATOR,
    TEXT_FIELDS,
    default_fields,
    path,
    ranked_fields,
    text_field,
)
from tests.support.articles import article

SEAMSTRESSES = article(
    "The seamstresses of Hamhung",
    ["A machine stands at the window.", "It is shared."],
    captions=("A sewing machine.",),
    credits=(
        Credit("Junho Baek", Role.REPORTER),
        Credit("Mina Roh", Role.REPORTER),
        Credit("Junho Baek", Role.PHOTOGRAPHER),
        Credit("Hana Seo", Role.TRANSLATOR),
        Credit("AP/Reuters", Role.AGENCY),
    ),
    regions=["Asia/North Korea/South Hamgyong", "Asia", "Asia/North Korea/North Hamgyong"],
    published="2016-03",
    source="Nine Rivers Radio",
    section="Society",
    topics=("work", "winter"),
    language="en",
    url="https://news.example/seamstresses",
    tags=("to read",),
    collections=("Winter",),
    notes=("Ask Mina Roh.",),
)


def test_the_texts_of_an_article():
    assert {field.name: list(field.texts(SEAMSTRESSES)) for field in TEXT_FIELDS} == {
        "headline": ["The seamstresses of Hamhung"],
        "body": ["A machine stands at the window.", "It is shared."],
        "lead": ["A machine stands at the window.", "It is shared."],
        "caption": ["A sewing machine."],
        "added": [],
        "removed": [],
        "region": ["Asia", "North Korea", "South Hamgyong", "North Hamgyong"],
        "byline": ["Junho Baek", "Mina Roh", "Junho Baek", "Hana Seo", "AP/Reuters"],
        "reporter": ["Junho Baek", "Mina Roh"],
        "translator": ["Hana Seo"],
        "writer": [],
        "editor": [],
        "photographer": ["Junho Baek"],
        "agency": ["AP/Reuters"],
        "source": ["Nine Rivers Radio"],
        "section": ["Society"],
        "topic": ["work", "winter"],
        "url": ["https://news.example/seamstresses"],
        "tag": ["to read"],
        "collection": ["Winter"],
        "note": ["Ask Mina Roh."],
        "lang": ["en"],
    }


BY_NAME = {facet.name: facet for facet in FACETS}


def test_the_values_of_an_article():
    assert {facet.name: list(facet.values(SEAMSTRESSES)) for facet in FACETS} == {
        "region": [
            "Asia",
            "Asia/North Korea",
            "Asia/North Korea/South Hamgyong",
            "Asia/North Korea/North Hamgyong",
        ],
        "byline": [
            "Junho Baek",
            "Junho Baek/reporter",
            "Mina Roh",
            "Mina Roh/reporter",
            "Junho Baek/photographer",
            "Hana Seo",
            "Hana Seo/translator",
            "AP∕Reuters",
            "AP∕Reuters/agency",
        ],
        "source": ["Nine Rivers Radio"],
        "language": ["en"],
        "year": ["2016"],
        "month": ["2016-03"],
        "section": ["Society"],
        "topic": ["work", "winter"],
        "tag": ["to read"],
        "collection": ["Winter"],
        "week": ["2016-03"],
        "day": ["2016-03"],
    }


def test_an_article_of_nothing_has_no_values_and_no_texts():
    nothing = article("", [])
    assert [value for facet in FACETS for value in facet.values(nothing)] == []
    assert {name: facet.values_of(nothing) for name, facet in BY_NAME.items()} == {
        name: ("undated",) if name in {"year", "month", "week", "day"} else ("(none)",)
        for name in BY_NAME
    }
    assert [text for field in TEXT_FIELDS for text in field.texts(nothing)] == [""]


@pytest.mark.parametrize(
    ("published", "month", "week", "day"),
    [
        ("2019", "2019", "2019", "2019"),
        ("2019-12", "2019-12", "2019-12", "2019-12"),
        # Its ISO 8601 week belongs to the year after.
        ("2019-12-31", "2019-12", "2020-W01", "2019-12-31"),
        ("2019-12-31T23:30:00-11:00", "2019-12", "2020-W01", "2019-12-31"),
        ("0987-01-02", "0987-01", "0987-W01", "0987-01-02"),
    ],
)
def test_a_date_is_as_fine_as_the_facet_or_as_it_is_known(published, month, week, day):
    dated = article(published=published)
    values = [BY_NAME[name].values(dated) for name in ("month", "week", "day")]
    assert values == [[month], [week], [day]]


@pytest.mark.parametrize(
    ("published", "year"),
    [
        ("2019", ["2019"]),
        ("2019-12-31", ["2019"]),
        # In its own zone it is still the old year.
        ("2019-12-31T23:30:00-11:00", ["2019"]),
        ("0987", ["987"]),
        (None, []),
    ],
)
def test_the_year_is_that_of_the_date_in_its_own_zone(published, year):
    assert BY_NAME["year"].values(article(published=published)) == year


def test_no_two_fields_share_a_name_or_an_alias():
    names = [name for field in TEXT_FIELDS for name in (field.name, *field.aliases)]
    assert len(names) == len({*names, DATE_FIELD}) - 1
    assert len({facet.name for facet in FACETS}) == len(FACETS)


def test_every_field_is_found_by_its_name_and_aliases_in_any_case():
    for field in TEXT_FIELDS:
        for name in (field.name, *field.aliases):
            assert name == name.casefold()
            assert text_field(name) is field
            assert text_field(name.upper()) is field
    assert text_field("colour") is None


def test_every_field_and_facet_says_what_it_is():
    for field in TEXT_FIELDS:
        assert field.help.strip(), field.name
        assert field.weight > 0, field.name
    for facet in FACETS:
        assert facet.label.strip(), facet.name


def test_every_role_of_a_credit_has_a_field():
    assert {str(role) for role in Role} < {field.name for field in TEXT_FIELDS}


def test_words_without_a_field_are_looked_for_in_prose_and_in_places_and_names():
    assert [field.name for field in default_fields()] == [
        "headline", "body", "caption", "region", "byline",
    ]  # fmt: skip
    assert {field.name for field in TEXT_FIELDS if field.analyzer is Analyzer.PROSE} == {
        "headline", "body", "caption", "lead", "added", "removed", "note",
    }  # fmt: skip
    assert [field.name for field in ranked_fields()] == [
        "headline", "body", "lead", "caption", "region", "byline",
    ]  # fmt: skip


def test_the_lead_is_the_first_sixty_words():
    (lead,) = [field for field in TEXT_FIELDS if field.name == "lead"]
    few, many = "It is well-known. " * 5, "one " * 100
    (first, second) = lead.texts(replace(SEAMSTRESSES, body=(few, many, "never")))
    assert (first, second) == (few, ("one " * 40).rstrip())


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_a_path_has_as_many_parts_as_names_whatever_stands_in_them(names):
    assert path(*names).count(PATH_SEPARATOR) == len(names) - 1


def test_a_separator_in_a_name_becomes_a_character_that_looks_like_it():
    assert path("Asia", "Jammu/Kashmir") == "Asia/Jammu∕Kashmir"

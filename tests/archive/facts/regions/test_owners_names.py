"""What an archive's owner says a name means is found as it is written, or refused."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.authority.invalid_entry import Misstatement
from archive.authority.regions import amendments_from
from archive.facts.regions import mentioned
from archive.model.text import one_line

NORTH = ("Asia", "North Korea")

ODD = [
    "Workers' Party of Korea", "Workers’ Party", "“Hermit” state", "the north", "C.R.I.", "3/11",
    "38th Parallel", "A-B/C d", "o'clock", "Mr. X", "№ 5", "🇰🇵", "朝", "로동당", "ราชอาณาจักร",
    "गणराज्य", "חבל \"הצפון\"", "Jordan", "Paris", "Ind.", "a", "in", "ŉ", "ﬁ",
]  # fmt: skip


def found(name: str, text: str, path: tuple[str, ...] | None = NORTH) -> list[tuple[str, ...]]:
    amendments = amendments_from({"names": {name: "/".join(path) if path else False}})
    return [region.path for region in mentioned("", [text], amendments=amendments)]


@pytest.mark.parametrize("name", ODD)
def test_a_name_of_the_owners_is_found_as_it_is_written(name):
    assert found(name, f"It rained all day. {name} is here. The road is closed.") == [NORTH]


# Each example makes a gazetteer of its own.
@settings(max_examples=30)
@given(st.text(min_size=1, max_size=20))
@example("'")
@example("Party's end ")
def test_any_name_that_is_accepted_is_found_between_two_sentences(name):
    try:
        regions = found(name, f"It rained all day. {one_line(name)} is here. The road is closed.")
    except Misstatement:
        return
    assert regions == [NORTH]


@given(st.text(alphabet="'`-‐– \u064b\u0640", max_size=6))
def test_a_name_of_marks_alone_is_refused(name):
    with pytest.raises(Misstatement):
        found(name, "")


def test_the_owners_name_stands_in_place_of_the_names_within_it():
    assert found("Workers' Party of Korea", "The Workers' Party of Korea met in Seoul.") == [
        NORTH,
        ("Asia", "South Korea", "Seoul"),
    ]
    assert found("New France", "The New France bakery sells bread.", None) == []


@pytest.mark.parametrize("text", ["The partying went on.", "A counterparty paid.", "partyनी"])
def test_the_owners_name_is_whole_words(text):
    assert found("party", text) == []

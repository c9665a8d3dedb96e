"""The tables of the gazetteer that people write, and the loader that reads them."""

from collections import Counter
from dataclasses import fields
from enum import StrEnum
from itertools import pairwise
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.facts.regions.gazetteer.building.table_file import FOLDER, MalformedTable, read, table
from archive.facts.regions.gazetteer.building.table_rows import (
    Alias,
    Case,
    CityCorrection,
    CldrCode,
    CommonWord,
    Demonym,
    DemonymStem,
    DivisionTitle,
    ForeignName,
    FormerState,
    PlaceName,
    RuleCorrection,
    Seat,
    StopPhrase,
)
from archive.facts.regions.gazetteer.place_kinds import Sense

TABLES: dict[str, type[Any]] = {
    "abbreviations": PlaceName,
    "city_corrections": CityCorrection,
    "city_names": Alias,
    "cldr_codes": CldrCode,
    "common_words": CommonWord,
    "corrections": RuleCorrection,
    "country_names": PlaceName,
    "country_names_by_language": ForeignName,
    "demonym_stems": DemonymStem,
    "demonyms": Demonym,
    "demonyms_foreign": Alias,
    "display_names": Alias,
    "division_names": Alias,
    "division_seats": Seat,
    "division_titles": DivisionTitle,
    "former_state_names": PlaceName,
    "former_states": FormerState,
    "historic_areas": PlaceName,
    "metonyms": PlaceName,
    "stop_phrases": StopPhrase,
}
each_table = pytest.mark.parametrize("name", TABLES)


def first_column(name: str) -> list[str]:
    column = fields(TABLES[name])[0].name
    return [getattr(row, column) for row in table(name, TABLES[name])]


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.tsv").read_text("utf-8")


def test_every_table_of_the_folder_has_a_type_of_row():
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(TABLES)


@each_table
def test_a_table_says_what_it_holds_before_its_columns(name: str):
    assert text_of(name).startswith("# ")


@each_table
def test_a_table_has_rows_and_ends_with_its_last_line(name: str):
    assert table(name, TABLES[name])
    assert text_of(name).endswith("\n")
    assert not text_of(name).endswith("\n\n")


# Former states are in the order of their rows in the gazetteer.
@pytest.mark.parametrize("name", [each for each in TABLES if each != "former_states"])
def test_the_rows_of_a_table_are_in_the_order_of_their_first_cell(name: str):
    assert [pair for pair in pairwise(first_column(name)) if pair[0] > pair[1]] == []


@pytest.mark.parametrize("name", ["cldr_codes", "display_names", "division_seats", "former_states"])
def test_what_has_one_answer_is_asked_once(name: str):
    assert [each for each, count in Counter(first_column(name)).items() if count > 1] == []


@pytest.mark.parametrize("name", [each for each in TABLES if TABLES[each] is PlaceName])
def test_a_name_is_worth_one_thing_to_a_place(name: str):
    named = Counter((row.place, row.name) for row in table(name, PlaceName))
    assert [each for each, count in named.items() if count > 1] == []


def test_a_phrase_is_of_one_subject():
    phrases = Counter(row.phrase for row in table("stop_phrases", StopPhrase))
    assert [each for each, count in phrases.items() if count > 1] == []


def test_what_is_not_the_sources_name_differs_from_it():
    rows = table("display_names", Alias)
    assert [row for row in rows if row.place.rpartition(", ")[0] == row.name] == []


def test_names_of_former_states_are_of_states_that_the_table_has():
    states = {row.name for row in table("former_states", FormerState)}
    assert {row.place for row in table("former_state_names", PlaceName)} == states


def test_comments_are_passed_over_and_cells_become_what_their_column_is():
    text = "# Seats of power.\nplace\tname\tsense\tcase\n# Agencies.\nUS\tFBI\tmetonym\tcapitals\n"
    assert read("x.tsv", text, PlaceName) == (PlaceName("US", "FBI", Sense.METONYM, Case.CAPITALS),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "x.tsv, line 1: the columns are to be place, name, sense, case, parted by tabs."),
        (
            "# Only a comment.\n",
            "x.tsv has no line that names its columns: place, name, sense, case.",
        ),
        (
            "place\tname\tcase\tsense\n",
            "x.tsv, line 1: the columns are to be place, name, sense, case, parted by tabs.",
        ),
        (
            "place\tname\tsense\tcase\n# Agencies.\nUS\tFBI\tmetonym\n",
            "x.tsv, line 3: 3 cells, 4 are needed: place, name, sense, case.",
        ),
        (
            "place\tname\tsense\tcase\n\n",
            "x.tsv, line 2: 1 cell, 4 are needed: place, name, sense, case.",
        ),
        (
            "place\tname\tsense\tcase\nUS\t\tmetonym\tany\n",
            "x.tsv, line 2: the name is empty or has a space at an end; write - for none.",
        ),
        (
            "place\tname\tsense\tcase\nUS\tFBI \tmetonym\tany\n",
            "x.tsv, line 2: the name is empty or has a space at an end; write - for none.",
        ),
        (
            "place\tname\tsense\tcase\nUS\tFBI\tnickname\tany\n",
            (
                "x.tsv, line 2: 'nickname' is no sense; it is one of nothing, name, weak, stated,"
                " adjective, metonym."
            ),
        ),
        (
            "place\tname\tsense\tcase\nUS\tFBI\tmetonym\tloud\n",
            "x.tsv, line 2: 'loud' is no case; it is one of any, capitals.",
        ),
        (
            "place\tname\tsense\tcase\nUS\tFBI\tname\tany\nUS\tFBI\tname\tany\n",
            "x.tsv, line 3: the line is there already, as line 2; take one out.",
        ),
    ],
)
def test_a_malformed_line_is_refused_by_file_and_line(text: str, sentence: str):
    with pytest.raises(MalformedTable) as refused:
        read("x.tsv", text, PlaceName)
    assert str(refused.value) == sentence


def written(rows: list[Any], row_type: type[Any]) -> str:
    columns = [each.name for each in fields(row_type)]
    lines = [columns, *([_cell(getattr(row, column)) for column in columns] for row in rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def _cell(value: str | Sense) -> str:
    return value.name.lower() if isinstance(value, Sense) else value


# Names may hold the marks at which `str.splitlines` would part a line, such as U+0085.
cells = st.text(min_size=1, max_size=12).filter(
    lambda cell: cell == cell.strip() and not {*cell} & {*"\t\n"} and not cell.startswith("#")
)


def rows_of(row_type: type[Any]) -> st.SearchStrategy[list[Any]]:
    columns = {
        name: st.sampled_from(list(kind)) if issubclass(kind, StrEnum | Sense) else cells
        for name, kind in get_type_hints(row_type).items()
    }
    return st.lists(st.builds(row_type, **columns), unique=True, max_size=6)


@each_table
@given(data=st.data())
def test_rows_that_are_written_are_read_again(name: str, data: st.DataObject):
    rows = data.draw(rows_of(TABLES[name]))
    assert list(read("x.tsv", written(rows, TABLES[name]), TABLES[name])) == rows


@given(text=st.text(alphabet=st.sampled_from("place\tname\n#- "), max_size=60))
def test_any_text_is_read_or_refused_with_a_line(text: str):
    try:
        rows = read("x.tsv", text, Alias)
    except MalformedTable as refused:
        assert str(refused).startswith("x.tsv")
    else:
        assert all(row.place and row.name for row in rows)

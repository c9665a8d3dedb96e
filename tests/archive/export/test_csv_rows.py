"""Rows of CSV that come back as they were, and are no formulas."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.export.csv_rows import csv_row
from archive.model.guarded_cells import unguarded
from archive.model.text import clean


@given(st.lists(st.one_of(st.text(), st.integers(0), st.none()), min_size=1))
def test_a_row_comes_back_as_it_was_but_for_the_sign_of_a_text(values):
    (back,) = csv.reader(io.StringIO(csv_row(values), newline=""))
    for value, cell in zip(values, back, strict=True):
        wanted = clean(value) if isinstance(value, str) else "" if value is None else str(value)
        assert unguarded(cell) == wanted
        assert not cell.strip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =cmd|'/c calc'!A1", "\n=1", "＝1", "\u00a0=1"],
)
def test_a_formula_is_a_text(formula):
    ((cell,),) = csv.reader(io.StringIO(csv_row([formula]), newline=""))
    assert cell == f"'{formula}"


def test_numbers_stay_numbers():
    assert csv_row([-1, 2.5, "a,b", 'say "x"']) == '-1,2.5,"a,b","say ""x"""\r\n'

"""Rows of CSV (RFC 4180) that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable

from archive.model.text import clean

# What begins a formula in spreadsheets, also of full width; some look behind white space.
_FORMULA_SIGNS = tuple("=+-@|\t\r＝＋－＠")


def csv_row(values: Iterable[str | int | float | None]) -> str:
    """One row with its line end; None is empty.

    A text that a spreadsheet would work out as a formula gets an apostrophe before it, by which it
    is taken as text.
    """
    row = io.StringIO()
    csv.writer(row).writerow([_cell(value) for value in values])
    return row.getvalue()


def _cell(value: str | float | None) -> str | int | float:
    if not isinstance(value, str):
        return "" if value is None else value
    text = clean(value)
    is_formula = text.startswith(_FORMULA_SIGNS) or text.lstrip().startswith(_FORMULA_SIGNS)
    return f"'{text}" if is_formula else text

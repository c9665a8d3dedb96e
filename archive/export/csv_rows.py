"""Rows of CSV (RFC 4180) that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable

from archive.model.guarded_cells import guarded
from archive.model.text import clean


def csv_row(values: Iterable[str | int | float | None]) -> str:
    """One row with its line end; None is empty.

    A text that a spreadsheet would work out as a formula is guarded.
    """
    row = io.StringIO()
    csv.writer(row).writerow([_cell(value) for value in values])
    return row.getvalue()


def _cell(value: str | float | None) -> str | int | float:
    if not isinstance(value, str):
        return "" if value is None else value
    return guarded(clean(value))

"""Files of queries: a table with a query a row, or a query a line."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from archive.errors import UserError
from archive.formats.tabular.delimited import delimiter_of
from archive.formats.tabular.utf8_stream import in_utf8
from archive.model.text import one_line
from indexer.desk.named_query import LARGEST_BYTES, MOST_ROWS, NamedQuery

# Names of the first column in a header.
_HEADERS = frozenset({"query", "queries", "q", "search", "searches"})
_STATED_DELIMITER = re.compile(r"\s*\"?sep=([^\"\r\n])\"?\s*", re.IGNORECASE)
# A cell that goes on over more lines than these is one whose quotation mark was never closed.
_MOST_LINES = 20
_QUOTES = (
    "its quotation marks are not those of CSV: write each of them twice, and the cell in "
    "quotation marks"
)


def read_queries(content: bytes) -> tuple[NamedQuery, ...]:
    """Queries of a file, in order; a row that is none has an error in its place.

    The first column is the query, the second its name; a header and blank lines are left out.
    Encoding and delimiter are told as those of tables are. In a file of one column without a
    header in quotation marks, these are a query's own. Raises `UserError` for a file that is too
    large, or has no query.
    """
    if len(content) > LARGEST_BYTES:
        raise UserError(
            f"the queries are larger than {LARGEST_BYTES // 1_000_000} MB: split them into files"
        )
    text = in_utf8(BytesIO(content), may_guess=True).read().decode("utf-8-sig", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    delimiter = ""
    if stated := _STATED_DELIMITER.fullmatch(lines[first]):
        delimiter, lines[first] = stated[1], ""
        first = next((n for n, line in enumerate(lines) if line.strip()), first)
    rows = list(_rows(lines, delimiter or delimiter_of(lines[first], "")))
    if rows and _is_header(rows[0]):
        rows = rows[1:]
    if not rows:
        raise UserError(
            "there is no query in it: write one a line, or one in each row's first cell"
        )
    if len(rows) > MOST_ROWS:
        raise UserError(
            f"{len(rows):,} queries are too many at once, {MOST_ROWS:,} are the most: "
            "split them into files"
        )
    return tuple(rows)


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[NamedQuery]:
    """Rows of a table; every line by itself where it is of one column."""
    written = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    cells = [_cells([line], delimiter) for _, line in written]
    if all(row is None or len(row) == 1 for row in cells):
        is_quoted = bool(written) and _is_header(_named(1, cells[0] or [])) and '"' in written[0][1]
        for (number, line), row in zip(written, cells, strict=True):
            yield _named(number, [_as_typed(line, row, is_quoted=is_quoted, delimiter=delimiter)])
        return
    number = 0
    while number < len(lines):
        taken, row = 1, _cells(lines[number : number + 1], delimiter)
        # A cell with line feeds goes on over the next lines.
        while row is None and taken <= _MOST_LINES and number + taken < len(lines):
            taken += 1
            row = _cells(lines[number : number + taken], delimiter)
        if row is None:
            taken, line = 1, lines[number]
            yield (
                _named(number + 1, [line])
                if delimiter not in line
                else NamedQuery(number + 1, one_line(line), error=_QUOTES)
            )
        elif any(map(str.strip, row)):
            yield _named(number + 1, row)
        number += taken


def _cells(lines: Sequence[str], delimiter: str) -> list[str] | None:
    """Cells of one row that is written over lines; None where its quotes are not those of CSV."""
    try:
        rows = list(csv.reader(["\n".join(lines)], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if rows else []


def _as_typed(line: str, row: list[str] | None, *, is_quoted: bool, delimiter: str) -> str:
    """Query of a line of one column: the cell where CSV had to quote it, else the line."""
    if row is None:
        return line
    cell = row[0]
    if is_quoted or '"' in cell or delimiter in cell:
        return cell
    return line


def _named(number: int, row: Sequence[str]) -> NamedQuery:
    query, name = (*map(one_line, row), "", "")[:2]
    if not query:
        return NamedQuery(number, "", name, error="there is no query in its first cell")
    return NamedQuery(number, query, name)


def _is_header(row: NamedQuery) -> bool:
    return row.text.strip('"').casefold() in _HEADERS

"""Matrix of a batch as CSV and as JSON, with the address of the list of each cell."""

import json
from collections.abc import Iterator

from archive.export.csv_rows import csv_row
from indexer.desk.batch import CountedRow, CountMatrix
from webui.search_state import Choice, SearchState


def row_state(row: CountedRow) -> SearchState:
    """List of a row's query."""
    return SearchState(text=row.query.text)


def cell_state(row: CountedRow, facet: str, value: str) -> SearchState:
    """List of a cell: the row's query with the column's value ticked."""
    return SearchState(text=row.query.text, ticked=frozenset({Choice(facet, value)}))


def as_csv(matrix: CountMatrix) -> Iterator[str]:
    """Rows of the matrix as CSV, with a row of names before them and one of sums behind."""
    yield csv_row(("query", "name", "total", *matrix.values, "error"))
    for row in matrix.rows:
        counts = (row.counts.get(value, 0) for value in matrix.values)
        cells = counts if row.total is not None else [None] * len(matrix.values)
        yield csv_row((row.query.text, row.query.name, row.total, *cells, row.error))
    yield csv_row((None, "all rows", matrix.total, *matrix.totals.values(), None))


def as_json(matrix: CountMatrix) -> Iterator[str]:
    """One JSON document of the matrix, a row a line; addresses are query strings of lists."""
    head = {"by": matrix.facet, "values": matrix.values, "total": matrix.total}
    opening = json.dumps({**head, "totals": matrix.totals}, ensure_ascii=False)
    yield f'{opening.removesuffix("}")}, "rows": ['
    for number, row in enumerate(matrix.rows):
        line = {
            "line": row.query.line,
            "query": row.query.text,
            "name": row.query.name,
            "total": row.total,
            "counts": {v: row.counts[v] for v in matrix.values if v in row.counts},
            "list": f"/?{row_state(row).query}" if row.total is not None else None,
            "notices": row.notices,
            "error": row.error or None,
        }
        yield f"{',' if number else ''}\n{json.dumps(line, ensure_ascii=False)}"
    yield "\n]}\n"

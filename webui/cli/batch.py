"""The command that counts many queries at once."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from archive.cli.named_inputs import read_whole
from archive.cli.session import Session, home_option, say, stop
from archive.export.output_file import write_output
from indexer.cli.search_options import opened
from indexer.desk.batch import BATCH_FACETS, CountMatrix, counted_by
from indexer.desk.batch_file import read_queries
from indexer.desk.named_query import LARGEST_BYTES
from webui.pages.desk.batch_tables import as_csv, as_json

# EX_DATAERR of sysexits.h: some rows could not be counted. The others have been.
SOME_FAILED = 65
_LONGEST_NAME = 30
_GAP = "  "


def _as_table(matrix: CountMatrix) -> Iterator[str]:
    """Lines of the matrix for a terminal: as many columns as fit, all where it is piped."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    columns = [["", *(row.query.name or row.query.text for row in matrix.rows), "all rows"]]
    columns[0] = [_cut(cell) for cell in columns[0]]
    totals = [f"{row.total:,}" if row.total is not None else "–" for row in matrix.rows]
    columns.append(["total", *totals, f"{matrix.total:,}"])
    sums = matrix.totals
    for value, label in zip(matrix.values, matrix.labels, strict=True):
        counts = [f"{row.counts[value]:,}" if value in row.counts else "" for row in matrix.rows]
        columns.append([_cut(label), *counts, f"{sums[value]:,}"])
    widths = [max(map(_cells, column)) for column in columns]
    fitting, used = 0, 0
    for each in widths:
        used += each + (len(_GAP) if fitting else 0)
        if width is not None and used > width and fitting >= 2:
            break
        fitting += 1
    for line in zip(*columns[:fitting], strict=True):
        first, *others = line
        padded = (_padded(cell, size) for cell, size in zip(others, widths[1:], strict=False))
        yield _GAP.join((first + " " * (widths[0] - _cells(first)), *padded)).rstrip() + "\n"
    if fitting < len(columns):
        yield f"and {len(columns) - fitting:,} more columns: use --format csv\n"


_FORMS: dict[str, Callable[[CountMatrix], Iterator[str]]] = {
    "table": _as_table,
    "csv": as_csv,
    "json": as_json,
}


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--by",
    "facet",
    type=click.Choice(BATCH_FACETS),
    default=BATCH_FACETS[0],
    show_default=True,
    help="Count the articles by the values of this.",
)
@click.option(
    "--format", "form", type=click.Choice(list(_FORMS)), default="table", show_default=True
)
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write it to a file."
)
@home_option
@click.pass_obj
def batch(session: Session, path: Path, facet: str, form: str, output: Path | None) -> None:
    """Count the queries of a file by year, month, region or source.

    FILE has a query a line, or is a table with a query in the first cell of each row and a name
    for it in the second; - is standard input. A row that cannot be counted is named, and the
    others are counted.
    """
    queries = read_queries(read_whole(path, LARGEST_BYTES))
    with opened(session) as (_, service):
        matrix = counted_by(service, queries, facet)
    for row in matrix.rows:
        for said in (*row.notices, row.error):
            if said:
                say(f"line {row.query.line}: {said}")
    written = _FORMS[form](matrix)
    if output is None:
        for piece in written:
            click.echo(piece, nl=False)
    else:
        write_output(output, "".join(written))
    if any(row.error for row in matrix.rows):
        stop(SOME_FAILED)


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _padded(text: str, cells: int) -> str:
    return " " * (cells - _cells(text)) + text


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"

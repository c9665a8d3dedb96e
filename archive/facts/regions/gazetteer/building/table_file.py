"""Reader of the gazetteer's hand-written tables: `tables/*.tsv` into typed rows.

A table is UTF-8 with one row a line and tabs between cells. Lines that begin with "#" are comments
on its content and sources; the first other line is the header, which names the fields of the row
type. Duplicate rows and empty cells are errors ("-" stands for none).
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar, get_type_hints

from archive.facts.regions.gazetteer.place_kinds import Sense

FOLDER = Path(__file__).parent / "tables"

_SENSES = {sense.name.lower(): sense for sense in Sense}

Row = TypeVar("Row")


class MalformedTable(ValueError):
    """Malformed line of a table; the message names the file and the line."""


def table(name: str, row_type: type[Row]) -> tuple[Row, ...]:
    """The rows of a table in `tables/`, in its order; `name` is without the suffix."""
    path = FOLDER / f"{name}.tsv"
    return read(path.name, path.read_text(encoding="utf-8"), row_type)


def read(file: str, text: str, row_type: type[Row]) -> tuple[Row, ...]:
    """Parse the text of a table; a `MalformedTable` that is raised names `file` and the line."""
    return tuple(_rows(file, text, row_type))


def _rows(file: str, text: str, row_type: type[Row]) -> Iterator[Row]:
    columns = get_type_hints(row_type)
    named = ", ".join(columns)
    header: str | None = None
    lines: dict[str, int] = {}
    # Not `splitlines`, which breaks lines at characters that names may contain.
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        if line.startswith("#"):
            continue
        where = f"{file}, line {number}:"
        if header is None:
            header = line
            if line.split("\t") != list(columns):
                raise MalformedTable(f"{where} the columns are to be {named}, parted by tabs.")
            continue
        if line in lines:
            message = f"{where} the line is there already, as line {lines[line]}; take one out."
            raise MalformedTable(message)
        lines[line] = number
        yield row_type(*_values(where, line.split("\t"), columns))
    if header is None:
        raise MalformedTable(f"{file} has no line that names its columns: {named}.")


def _values(where: str, cells: list[str], columns: Mapping[str, type]) -> Iterator[str | Sense]:
    if len(cells) != len(columns):
        counted = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        message = f"{where} {counted}, {len(columns)} are needed: {', '.join(columns)}."
        raise MalformedTable(message)
    for (column, kind), cell in zip(columns.items(), cells, strict=True):
        if not cell or cell != cell.strip():
            message = f"{where} the {column} is empty or has a space at an end; write - for none."
            raise MalformedTable(message)
        yield _value(where, column, kind, cell)


def _value(where: str, column: str, kind: type, cell: str) -> str | Sense:
    """Parse a cell by its column's type: an enumeration by value, a sense by name, else text."""
    if issubclass(kind, StrEnum):
        known: Mapping[str, str | Sense] = {each.value: each for each in kind}
    elif kind is Sense:
        known = _SENSES
    else:
        return cell
    if cell not in known:
        choices = ", ".join(known)
        raise MalformedTable(f"{where} {cell!r} is no {column}; it is one of {choices}.")
    return known[cell]

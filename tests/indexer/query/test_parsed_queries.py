"""Three hundred queries and the trees that they are read as, frozen.

A line of `parsed_queries.txt` is a query as a JSON string, a line below it the tree, with the
offsets of notices before it. Where a change of the language is meant, write the file anew:

    python -m tests.indexer.query.test_parsed_queries
"""

import json
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import fields

from indexer.query.parser import parse

FROZEN = Path(__file__).with_name("parsed_queries.txt")
TODAY = date(2019, 6, 14)


def frozen():
    """The queries with what is frozen of each."""
    lines = FROZEN.read_text("utf-8").splitlines()
    return {json.loads(query): tree for query, tree in zip(lines[::2], lines[1::2], strict=True)}


def as_line(text):
    """A query's tree, with the offsets of its notices before it, on one line."""
    parsed = parse(text, today=lambda: TODAY)
    notices = "".join(f"@{notice.offset} " for notice in parsed.notices)
    shows = "all " if parsed.show_duplicates else ""
    return f"{notices}{shows}{drawn(parsed.query)}"


def drawn(value):
    """A tree as its names and values in parentheses."""
    if isinstance(value, msgspec.Struct):
        parts = [drawn(getattr(value, field.name)) for field in fields(value)]
        return f"({' '.join([type(value).__name__, *parts])})"
    if isinstance(value, tuple):
        return f"[{' '.join(map(drawn, value))}]"
    if isinstance(value, date | StrEnum):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("text", frozen(), ids=ascii)
def test_a_query_is_read_as_it_was(text):
    assert as_line(text) == frozen()[text]


def test_three_hundred_are_frozen():
    assert len(frozen()) >= 300


if __name__ == "__main__":
    FROZEN.write_text(
        "".join(f"{json.dumps(text, ensure_ascii=True)}\n{as_line(text)}\n" for text in frozen()),
        "utf-8",
    )

"""Queries of a batch, and how much of them is taken at once."""

from dataclasses import dataclass

LARGEST_BYTES = 1_000_000
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """Query of one row with its name, "" for none, or the `error` for which there is none.

    `line` is its number in the file, from 1.
    """

    line: int
    text: str
    name: str = ""
    error: str = ""

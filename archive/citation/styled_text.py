"""Styled text: runs of plain and italic text, which a formatted citation is made of."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextRun:
    """TextRun of text, in italics or not."""

    text: str
    italic: bool = False


StyledText = tuple[TextRun, ...]


def plain(styled: StyledText) -> str:
    """Text of all runs."""
    return "".join(run.text for run in styled)


def joined(parts: Sequence[TextRun], separator: str) -> StyledText:
    """Runs with a separator between each two."""
    apart = TextRun(separator)
    return tuple(run for part in parts for run in (apart, part))[1:]

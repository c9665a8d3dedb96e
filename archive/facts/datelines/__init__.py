"""Datelines, which open a story: where and when it was filed, and by which agency."""

from archive.facts.datelines.alphabetic import parse_alphabetic
from archive.facts.datelines.cjk import parse_cjk
from archive.facts.datelines.dateline import Dateline, DayWritten
from archive.facts.datelines.filing_date import filed

__all__ = ["Dateline", "DayWritten", "filed", "parse_dateline"]


def parse_dateline(paragraph: str) -> Dateline | None:
    """Parser of datelines: the one that opens a story's first paragraph, None if there is none."""
    return parse_cjk(paragraph) or parse_alphabetic(paragraph)

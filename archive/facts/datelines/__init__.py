"""The dateline that opens a story: where and when it was filed, and by which agency."""

from archive.facts.datelines.dateline import Dateline, DayWritten
from archive.facts.datelines.dateline_parser import parse_dateline
from archive.facts.datelines.filing_date import filed

__all__ = ["Dateline", "DayWritten", "filed", "parse_dateline"]

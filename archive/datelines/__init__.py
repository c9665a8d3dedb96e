"""The dateline that opens a story: where and when it was filed, and by which agency."""

from archive.datelines.dateline import Dateline, DayWritten
from archive.datelines.filing import filed
from archive.datelines.opening import parse_dateline

__all__ = ["Dateline", "DayWritten", "filed", "parse_dateline"]

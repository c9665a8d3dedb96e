"""Parsed date, before its plausibility is checked."""

from dataclasses import dataclass

from archive.model.article import Precision


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """Date in its written precision.

    `value` is as in `Published`, `weekdays` are those named with it (0 is Monday). `zone` tells how
    a zone without a written offset was resolved, "" for any other.
    """

    value: str
    precision: Precision
    weekdays: frozenset[int] = frozenset()
    zone: str = ""

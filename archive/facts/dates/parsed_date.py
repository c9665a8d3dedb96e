"""Date as a string states it, before its plausibility is checked."""

from dataclasses import dataclass

from archive.model.article import Precision


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date as far as it is written.

    `value` is as in `Published`, `weekdays` are those named with it, from 0 for Monday, and
    `zone` says how a zone was known that is written without its hours, "" for any other.
    """

    value: str
    precision: Precision
    weekdays: frozenset[int] = frozenset()
    zone: str = ""

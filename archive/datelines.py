"""The dateline that opens a story: where it was filed, and by which agency."""

import re
from dataclasses import dataclass

_DATELINE = re.compile(
    r"^(?P<place>(?P<town>(?=\w ?[^\W\d_])\w[\w.’' -]{1,40}?)"  # SEOUL, NEW YORK, ST. JOHN’S
    r"(?:[,/] ?[^\W\d_a-z][\w.’' -]{1,30}?){0,2}?)"  # , Kenya
    r"(?:, ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))?"  # , May 3
    r"\s*(?:\((?P<agency>[^()]{2,40})\))?"  # (Halyard Wire)
    r"\s*(?:-{1,2}|[–—])(?:\s|$)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says: the place as it is written, and the agency, None if unsaid."""

    place: str
    agency: str | None


def parse_dateline(paragraph: str) -> Dateline | None:
    """The dateline that a story's first paragraph opens with, None where there is none."""
    match = _DATELINE.match(paragraph)
    if match is None or not match["town"].isupper():
        return None
    return Dateline(match["place"].strip(), match["agency"])

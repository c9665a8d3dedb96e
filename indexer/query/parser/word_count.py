"""Length parser: word counts, ranges and comparisons as they are typed in a query."""

import re

from indexer.query.ast import Length
from indexer.query.parser.notices import as_range

_LENGTH = re.compile(r"(?P<sign>[<>]=?)?(?P<first>[0-9,]*)(?P<to>\.{2,}|…)?(?P<last>[0-9,]*)")
# Larger numbers are cut to this one, which no article reaches.
_MOST = 1_000_000_000


def length(text: str) -> Length | None:
    """Length range of a number, a range or a comparison: "800", "200..400", ">=800".

    Reversed ends of a range are swapped. None for any other text.
    """
    match = _LENGTH.fullmatch(as_range(text))
    if match is None:
        return None
    first, last = _number(match["first"]), _number(match["last"])
    if match["to"]:
        least, most = (first or 0), last
        if match["sign"] or (first is None and last is None):
            return None
        return Length(most, least) if most is not None and most < least else Length(least, most)
    if first is None:
        return None
    match match["sign"]:
        case "<":
            return Length(0, first - 1) if first else None
        case "<=":
            return Length(0, first)
        case ">":
            return Length(first + 1, None)
        case ">=":
            return Length(first, None)
        case _:
            return Length(first, first)


def _number(text: str) -> int | None:
    digits = text.replace(",", "")
    return min(int(digits), _MOST) if digits else None

"""Wording that the styles share: months, lists of names, and names turned for a bibliography."""

import re
from collections.abc import Sequence

from archive.citation.cited_article import CitedDate
from archive.citation.cited_names import CitedName
from archive.citation.quoting import typographic

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
UNDATED = "n.d."
_INITIAL = re.compile(r"[^\W\d_]")


def american_date(date: CitedDate) -> str:
    """Date as precise as it is known: "January 4, 2014", "January 2014", "2014"."""
    month = MONTHS[date.month - 1] if date.month else ""
    if date.day:
        return f"{month} {date.day}, {date.year}"
    return f"{month} {date.year}".strip()


def in_order(name: CitedName) -> str:
    """Name in the order in which its bearer writes it, with curled apostrophes."""
    return typographic(name.in_order)


def turned(name: CitedName) -> str:
    """Name with its surname first and a comma: "Dray, Callum", "Davis, Sammy, Jr.".

    Names that stand surname first are not turned and have no comma.
    """
    if name.family_first or not name.given:
        return in_order(name)
    return typographic(", ".join(filter(None, (name.family, name.given, name.suffix))))


def initials(given: str) -> str:
    """Initials of given names: "J. U.", "M.-S."; whole names in scripts without capitals."""
    if given.lower() == given.upper():
        return given
    return " ".join(
        "-".join(
            f"{letter[0].upper()}." for part in word.split("-") if (letter := _INITIAL.search(part))
        )
        for piece in given.split()
        for word in _apart(piece)
    )


def _apart(word: str) -> list[str]:
    """Initials that stand without blanks ("J.R.") apart; any other word as it is."""
    pieces = [piece for piece in word.split(".") if piece]
    return pieces if all(len(piece) == 1 for piece in pieces) else [word]


def listed(names: Sequence[str], last: str, *, is_turned: bool = False) -> str:
    """Names with commas, and `last` before the last: "A and B", "A, B, and C".

    A comma precedes the last of two where the first one is turned and so has a comma itself.
    """
    if len(names) <= 1:
        return "".join(names)
    *before, final = names
    comma = "," if len(before) > 1 or is_turned else ""
    return f"{', '.join(before)}{comma} {last} {final}"


def without_article(newspaper: str) -> str:
    """Newspaper's name as Chicago cites it: without an English "The" before it."""
    return typographic(newspaper.removeprefix("The ") or newspaper)

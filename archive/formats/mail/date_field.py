"""Date fields of mail (RFC 5322, 3.3), with the obsolete forms that old messages have (4.3)."""

import re

from archive.facts.dates import parse_date
from archive.model.article import Published
from archive.model.text import one_line

_LONGEST, _LONGEST_QUOTED = 200, 60
_DEEPEST_COMMENT = 3
_COMMENT = re.compile(r"\(([^()]{0,200})\)")
# "5 Mar 96", "05-Mar-96", "5 Mar 101".
_SHORT_YEAR = re.compile(r"\b(\d{1,2})([ -])([A-Za-z]{3,9})\2(\d{2,3})(?=,?\s|$)")
# Day, time and offset, whatever stands around them.
_CORE = re.compile(
    r"(\d{1,2} [^\W\d]{3,9}\.? \d{4})\b,?(?: (\d{1,2}[:.]\d\d(?:[:.]\d\d)?)(?: ([+-]\d{4})\b)?)?"
)
_NAMED_DAY = re.compile(r"^[A-Za-z]{6,9},\s*(?=\d)")
# "22:30:00 MET DST" at the end, or the same behind an offset that says it already.
_ZONE = re.compile(
    r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?)\s*(?P<offset>[+-]\d{4}\b)?\s*"
    r"(?P<name>[A-Za-z]{1,5}(?: DST)?)?(?=\s+\d{4}$|$)"
)
# Hours from UTC. The American ones mean these and nothing else in mail (RFC 5322, 4.3).
_HOURS = {
    "UT": 0, "GMT": 0, "UTC": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "WET": 0, "WET DST": 1, "WEST": 1, "BST": 1, "MET": 1,
    "MEZ": 1, "CET": 1, "MET DST": 2, "CET DST": 2, "MEST": 2, "MESZ": 2, "CEST": 2, "MESZ DST": 2,
    "EET": 2, "EET DST": 3, "EEST": 3, "MSK": 3, "MSD": 4, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip


def sent_date(value: str) -> Published:
    """Parse a Date field: comments count only as the zone's name, years of two digits as meant.

    What cannot be read as a whole is read as far as its day and time. A field that no date can be
    read of leaves a notice.
    """
    bare, comments = _without_comments(value[:_LONGEST])
    bare = _SHORT_YEAR.sub(_with_century, _NAMED_DAY.sub(_short_day, bare))
    published = parse_date(_with_offset(bare, comments), "declared")
    if not (published.value or published.notice) and (core := _CORE.search(bare)):
        day, time, offset = core.groups(default="")
        text = f"{day} {time.replace('.', ':')} {offset}".strip()
        published = parse_date(text, "declared")
    if value.strip() and not (published.value or published.notice):
        return Published(notice=f"“{one_line(value)[:_LONGEST_QUOTED]}” cannot be read as a date")
    return published


def _without_comments(value: str) -> tuple[str, tuple[str, ...]]:
    """A field without its comments, which may be nested, and the innermost of them."""
    comments = tuple(_COMMENT.findall(value))
    for _ in range(_DEEPEST_COMMENT):
        value = _COMMENT.sub(" ", value)
    return " ".join(value.split()), comments


def _with_offset(bare: str, comments: tuple[str, ...]) -> str:
    """The date with its zone as an offset, where one is stated or named."""
    zone = _ZONE.search(bare)
    if zone is None:
        return bare
    name = zone["name"] or ""
    known = filter(None, (zone["offset"], *map(_offset, (name, *comments))))
    # A letter alone is a zone that nobody agrees about (RFC 5322, 4.3).
    kept = next(known, "" if len(name) == 1 else name)
    return f"{bare[: zone.start()]}{zone['time']} {kept}{bare[zone.end() :]}"


def _with_century(date: re.Match[str]) -> str:
    """The date with its whole year, which was counted from 1900 (RFC 5322, 4.3)."""
    year = int(date[4])
    whole = year + (2000 if year < 50 and len(date[4]) == 2 else 1900)
    return f"{date[1]} {date[3]} {whole}"


def _short_day(day: re.Match[str]) -> str:
    return f"{day[0][:3]}, "


def _offset(name: str) -> str:
    """The offset of a zone's name, "" where it is not known."""
    hours = _HOURS.get(" ".join(name.upper().split()))
    return "" if hours is None else f"{'-' if hours < 0 else '+'}{abs(hours):02}00"

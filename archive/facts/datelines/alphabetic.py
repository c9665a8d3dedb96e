"""Parser of datelines in alphabetic scripts: "SEOUL, Jan. 2 (Yonhap) --"."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from archive.facts.datelines.dateline import Dateline, DayWritten
from archive.facts.datelines.town_names import is_in_capitals, town_of
from archive.facts.dates import MONTHS, month_of, weekday_of
from archive.facts.news_agencies import is_agency_in_dateline

# No dateline is longer; what follows is not looked at.
_LONGEST = 160
_LATEST_DAY = 31
_START = re.compile(r"[\s*>•·]*")
_AGENCY_FIRST = re.compile(r"\((?P<agency>[^()\d]{2,40})\)\s*[-–—]{1,2}\s+")
# "Feb 26", "Feb26", "March 3rd", but no time of day: "March 10:30".
_MONTH_FIRST = re.compile(
    r"(?<!\w)(?P<month>[^\W\d_]{3,12})\.?\s*(?P<day>\d{1,3})(?:st|nd|rd|th)?(?![\d:]|\.\d)",
    re.IGNORECASE,
)
# "3 mai", "le 3 mai", "2 de enero", "3. Mai"
_DAY_FIRST = re.compile(
    r"(?<!\w)(?:(?:le|el|il|den|em|am) )?(?P<day>\d{1,2})(?:er|[.ºª°])?\s*(?:de |di |d['’])?"
    r"(?P<month>[^\W\d_]{3,12})(?!\w)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r",\s*(?P<name>[^\W\d_]{3,14}(?:-feira)?)(?!\w)\.?")
_DASH = r"(?P<dash>\s*[.,]?\s*(?:-{1,2}(?!(?<=\d-)\d)|[–—―_=](?!(?<=\d.)\d)))"
_IN_MARKS = r"(?:\((?P<agency>[^()]{2,60})\)|/(?P<slashed>[^/\d]{2,40})/)"
_AFTER_DAY = re.compile(
    r"\.?(?:,?\s*(?:de )?(?P<year>[12]\d{3})(?!\d))?"
    rf"(?:[\s,.]*(?:{_IN_MARKS}|(?P<plain>(?:Reuters?|[A-Z]{{2,8}})(?=\s*[-–—]))))?"
    rf"(?:{_DASH}|\s*[.:])?"
)
_WITH_AGENCY = re.compile(rf"(?P<place>[^()\n]{{2,70}}?)[\s,]*{_IN_MARKS}(?:{_DASH}|\s*[.:])?")
_WITH_DASH = re.compile(r"(?P<place>[^()\n]{2,70}?)\s+(?:-{1,2}|[–—―])(?=\s|$)")
_BLANKS = re.compile(r"\s*")


class _Day(NamedTuple):
    """Day in a dateline, with its offsets."""

    start: int
    end: int
    day: DayWritten | None
    weekday: str


class _Parts(NamedTuple):
    """Parts of a dateline, and its end offset."""

    place: str
    agency: str | None
    day: DayWritten | None
    weekday: str
    end: int


def parse_alphabetic(paragraph: str) -> Dateline | None:
    """Parse the dateline that opens a paragraph, known by a day, an agency or its capitals."""
    head = paragraph[:_LONGEST]
    start = _end(_START, head, 0)
    front = _AGENCY_FIRST.match(head, start)
    agency = front["agency"] if front and is_agency_in_dateline(front["agency"]) else None
    start = front.end() if front and agency else start
    parts = _dated(head, start) or _with_agency(head, start) or _with_dash(head, start, agency)
    town = parts and town_of(parts.place)
    if parts is None or town is None:
        return None
    end = _end(_BLANKS, paragraph, parts.end)
    return Dateline(
        place=parts.place,
        town=town,
        agency=parts.agency or agency,
        day=parts.day,
        weekday=parts.weekday,
        text=paragraph[:end].strip(),
        end=end,
    )


def _dated(head: str, start: int) -> _Parts | None:
    """The dateline around the first day that fits into one, None without one."""
    found = sorted(_days(head, start), key=lambda day: day.start)
    return next(filter(None, (_around(day, head, start) for day in found)), None)


def _around(found: _Day, head: str, start: int) -> _Parts | None:
    before = head[start : found.start]
    place = before.rstrip(" \t,-–—")
    weekday = found.weekday
    if (named := _WEEKDAY.search(place)) and weekday_of(named["name"]) is not None:
        place, weekday = place[: named.start()], named["name"]
    town = town_of(place)
    after = _AFTER_DAY.match(head, found.end)
    if town is None or after is None or before == place:
        return None
    slashed = after["slashed"]
    if slashed and not is_agency_in_dateline(slashed):
        return None
    agency = after["agency"] or slashed or after["plain"]
    rest = head[after.end() :]
    closed = after["dash"] or agency or not rest.strip()
    in_capitals = is_in_capitals(town)
    # Without a dash behind it, what is in capitals may be a headline that ends in a day.
    parted = in_capitals and not found.weekday and "-" not in before and rest[:1].isspace()
    # "Pay March 31" and "The June 10-16 issue" are no places.
    apart = in_capitals or agency or "," in head[found.start - 3 : found.start]
    if not (closed or parted) or not apart:
        return None
    day = found.day
    if day and after["year"]:
        day = DayWritten(day.day, day.month, int(after["year"]))
    return _Parts(place, agency and agency.strip(), day, weekday, after.end())


def _days(head: str, start: int) -> Iterator[_Day]:
    """Days in the text: a month and a number, or a weekday."""
    for match in (*_MONTH_FIRST.finditer(head, start), *_DAY_FIRST.finditer(head, start)):
        if month := month_of(match["month"]) or _misspelt(match["month"]):
            number = int(match["day"])
            day = DayWritten(number, month) if 1 <= number <= _LATEST_DAY else None
            yield _Day(match.start(), match.end(), day, "")
    for match in _WEEKDAY.finditer(head, start):
        if weekday_of(match["name"]) is not None:
            yield _Day(match.start("name"), match.end(), None, match["name"])


@lru_cache(maxsize=1_024)
def _misspelt(word: str) -> int | None:
    """The month of a misspelt English name ("Mrach"), None without a near match."""
    near = get_close_matches(word.title(), MONTHS, n=1, cutoff=0.8)
    return MONTHS.index(near[0]) + 1 if near else None


def _with_agency(head: str, start: int) -> _Parts | None:
    match = _WITH_AGENCY.match(head, start)
    if match is None:
        return None
    place, agency = match["place"].strip(" ,-–—"), match["agency"] or match["slashed"]
    town = town_of(place)
    in_capitals = town is not None and is_in_capitals(town)
    if is_agency_in_dateline(agency):
        if not (in_capitals or match["dash"]):
            return None
    elif not (in_capitals and match["dash"]) or _goes_on(head, match.end()):
        return None
    return _Parts(place, agency.strip(), None, "", match.end())


def _with_dash(head: str, start: int, agency: str | None) -> _Parts | None:
    match = _WITH_DASH.match(head, start)
    town = town_of(match["place"].strip()) if match else None
    if match is None or town is None:
        return None
    if agency is None and (not is_in_capitals(town) or _goes_on(head, match.end())):
        return None
    # "DIVIDEND MEETINGS - MARCH 3"
    if any(not head[match.end() : day.start].strip() for day in _days(head, match.end())):
        return None
    return _Parts(match["place"].strip(), None, None, "", match.end())


def _goes_on(head: str, end: int) -> bool:
    """Whether the sentence continues behind a dash, which rules out a dateline."""
    return head[end:].lstrip(" \t\n\"'“‘<(")[:1].islower()


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start

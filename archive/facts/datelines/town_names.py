"""Recognizer of town names in datelines, as opposed to labels and other words in capitals."""

import re

from archive.facts.dates import MONTHS, weekday_of

_MOST_SEGMENTS, _MOST_WORDS = 4, 5
_LONGEST = 70
# "Mo." is Missouri, and Monday in German.
_LONGEST_ABBREVIATION = 4
# A town, its state, its country; two towns may be parted by a slash.
_MARKS = re.compile(r"\s*[,/]\s*|\s+[-–—]{1,2}\s+|\s*;\s*")
_SEGMENT = re.compile(r"['’‘ʻ]?[^\W\d_](?:[\w.'’‘ʻ()-]|[^\S\n]|[\u0300-\u036f])*")
_HAS_DIGIT = re.compile(r"\d")
_SMALL_WORDS = frozenset({
    "a", "al", "am", "an", "an-der", "and", "au", "aux", "bei", "da", "das", "de", "del", "della",
    "den", "der", "des", "di", "do", "dos", "du", "e", "el", "en", "et", "i", "im", "in", "la",
    "las", "le", "les", "los", "na", "nad", "near", "ob", "of", "off", "on", "sur", "the", "upon",
    "upon-tyne", "w", "y",
})  # fmt: skip
# Labels that stand alone before a dash, in capitals, and are no place.
_LABELS = frozenset({
    "advisory", "analysis", "background", "breaking", "brief", "briefs", "bulletin", "commentary",
    "corrected", "correction", "corrections", "diary", "editorial", "exclusive", "explainer",
    "fact", "factbox", "feature", "flash", "headline", "headlines", "highlights", "insight",
    "interview", "live", "nato", "news", "note", "notes", "opinion", "photo", "photos", "poll",
    "preview", "profile", "q&a", "quiz", "quote", "quotes", "recap", "refile", "repeat", "review",
    "rpt", "scoreboard", "snapshot", "source", "sources", "special", "summary", "timeline",
    "topic", "update", "updated", "urgent", "video", "warning", "watch", "wrapup",
})  # fmt: skip
_HEADINGS = frozenset({
    "brief", "briefs", "correction", "diary", "highlights", "meetings", "notes", "poll", "preview",
    "profile", "quotes", "report", "reports", "results", "review", "summary", "table", "update",
})  # fmt: skip
_FIRST_WORDS = frozenset({
    "as", "at", "by", "from", "he", "in", "it", "on", "she", "since", "that", "they", "this",
    "until",
})  # fmt: skip


def town_of(place: str) -> str | None:
    """The first part of a place, None for words that are no place in a dateline.

    Every word is capitalized, or in a script without case, except "de" and the like; no part is a
    month or a weekday.
    """
    if not place or len(place) > _LONGEST or _HAS_DIGIT.search(place):
        return None
    segments = [segment for segment in _MARKS.split(place.rstrip(" ,.;-/")) if segment]
    if not 1 <= len(segments) <= _MOST_SEGMENTS or not all(map(_is_name, segments)):
        return None
    if not place.startswith(segments[0]) or segments[0].startswith("the "):
        return None
    words = segments[0].split()
    first, last = (word.casefold().strip("().:") for word in (words[0], words[-1]))
    if first in _FIRST_WORDS or first in _LABELS or last in _HEADINGS:
        return None
    return segments[0]


def is_in_capitals(town: str) -> bool:
    """Whether a town is in capitals, as in datelines; initials do not count."""
    letters = sum(character.isalpha() for character in town)
    return town.isupper() and letters > 1 and not re.fullmatch(r"(?:\w\.)+", town)


def _is_name(segment: str) -> bool:
    """Whether a segment is a name, as of a country with its article ("the Netherlands")."""
    words = segment.removeprefix("the ").split()
    return (
        _SEGMENT.fullmatch(segment) is not None
        and len(words) <= _MOST_WORDS
        and all(_begins_as_name(word) for word in words)
        and not words[0].islower()
        and segment.title() not in MONTHS
        and (len(segment) <= _LONGEST_ABBREVIATION or weekday_of(segment) is None)
    )


def _begins_as_name(word: str) -> bool:
    first = word.lstrip("'’‘ʻ(")[:1]
    return not first.islower() or word.casefold() in _SMALL_WORDS or "’" in word or "'" in word

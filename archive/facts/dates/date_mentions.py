"""Dates inside of short lines, each with the label that stands beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from archive.facts.dates import calendar_eras, solar_hijri, time_of_day
from archive.facts.dates.conventions import NO_CONVENTIONS, Conventions
from archive.facts.dates.date_labels import Label, label_of
from archive.facts.dates.date_parser import parse_date, plain_signs
from archive.facts.dates.month_names import MONTHS, in_english
from archive.model.article import Precision, Published

_LONGEST = 300
_MOST = 8
_MONTH = "|".join(MONTHS)
_OF = (
    r"(?:(?:st|nd|rd|th|er|º|ª|\.|,|-?го|η)(?![^\W\d_]))?[ -]{0,2}(?:(?:de|of|del|d['’]|ta['’]) ?)?"
)
_CLOCK = (
    r"\d{1,2}(?::\d\d){1,2}(?!\d)(?: ?[ap]m\b)?(?: ?(?:uhr|h|hrs|น\.)(?![^\W\d_]))?"
    r"(?: ?(?:Z|(?:UTC|GMT)?[+-]\d\d?:?(?:\d\d)?|\(?[A-Z]{2,5}\)?)(?![\w:]))?"
)
_DATE = re.compile(
    rf"(?:(?P<clock>(?<![\d:.]){_CLOCK})[ ,|·•–-]{{1,3}})?"
    r"(?P<date>"
    r"(?<![\d./:-])\d{4} ?(?P<mark>[-/.]) ?\d{1,2} ?(?P=mark) ?\d{1,2}(?![\d/-])(?!\.\d)|"
    r"(?<![\d./:-])\d{1,2}(?P<mark_2>[-/.]) ?\d{1,2}(?P=mark_2) ?\d{4}(?![\d/-])(?!\.\d)|"
    r"(?<!\d)\d{4} ?[년年] ?\d{1,2} ?[월月] ?\d{1,2} ?[일日号號]|"
    r"(?:\bngày )?(?<!\d)\d{1,2} (?:tháng|thg) \d{1,2}(?:,? năm|,)? \d{4}(?!\d)|"
    rf"(?<![\d.,])\d{{1,2}}{_OF}\b(?:{_MONTH})\b ?[.,]?[ -]?(?:(?:de|del|of),? ?)?\d{{4}}"
    r"(?![\d/-])|"
    rf"\b(?:{_MONTH})\b\.?[ -]?\d{{1,2}}(?:st|nd|rd|th)?,?[ -]{{0,2}}(?:of )?\d{{4}}(?![\d/-])|"
    rf"(?<![\d.,])\d{{4}}(?:\.|,| m\.|[- ]?yil|-?жыл\w*)? ?(?:{_MONTH})\b\.?,?[ -]?\d{{1,2}}(?!\d)"
    r")"
    rf"(?:\.?(?: ?[,|·•@–—-] ?| )(?:(?:um|at|à|às|kl\.?|ore|o|om|в|u|v|ve|lúc|a las|alle|klo) )?"
    rf"(?P<clock_2>{_CLOCK}))?",
    re.IGNORECASE,
)
# Two days that something lasts.
_UNTIL = re.compile(
    r"^\.? ?(?:-|–|—|~|to|bis|until|till|au|al|hasta|do|по|から|～) ?$", re.IGNORECASE
)
# "This entry was, on that day, published".
_PASSIVE = re.compile(r"\b(?:wurde|ist|was|is|been|blev|ble|werd|is|fue|foi|été)\b", re.IGNORECASE)
_OF_NEXT = re.compile(r"[|/·,;(-] ?\w+(?: \w+)? ?:? \d")
_LONGEST_VERB = 40


@dataclass(frozen=True, slots=True)
class DateMention:
    """Date in a line; `before` and `after` is what stands around it."""

    date: Published
    label: Label
    before: str
    after: str


def find_dates(line: str, why: str, conventions: Conventions = NO_CONVENTIONS) -> list[DateMention]:
    """The dates with day, month and year in a line, in order; not those of a span of days.

    Where day and month may be either, only the year is known.
    """
    if len(line) > _LONGEST:
        return []
    text = plain_signs(line)
    if not text.isascii():
        text = calendar_eras.in_figures(text)
    if not calendar_eras.may_state_year(text):
        return []
    text = solar_hijri.in_common_era(text, conventions.language)
    common = calendar_eras.in_common_era(text)
    if not isinstance(common, str):
        return []
    named = in_english(time_of_day.on_one_dial(common), conventions.language)
    if named.is_unclear:
        return []
    text = named.text
    matches = [match for match, _ in zip(_DATE.finditer(text), range(_MOST), strict=False)]
    spans = _spans(text, matches)
    return list(_mentions(text, matches, spans, why, conventions))


def _spans(text: str, matches: list[re.Match[str]]) -> set[int]:
    """The places of the matches that are the first or the last day of something."""
    spans: set[int] = set()
    for at, (one, other) in enumerate(pairwise(matches)):
        if _UNTIL.match(text[one.end() : other.start()]):
            spans |= {at, at + 1}
    return spans


def _mentions(
    text: str, matches: list[re.Match[str]], spans: set[int], why: str, conventions: Conventions
) -> Iterator[DateMention]:
    start = 0
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        before, after = text[start : match.start()], text[match.end() : end]
        date = _read(match, why, conventions)
        if at not in spans and date.value:
            label = label_of(before) or _label_behind(before, after)
            yield DateMention(date, label or Label.NONE, before.strip(), after.strip())
        start = match.end()


def _label_behind(before: str, after: str) -> Label | None:
    """The label behind a date: none stands before, or a verb that the label ends.

    "/ Updated 8 hours ago" is the label of another date.
    """
    if not before.strip(" |·-"):
        return None if _OF_NEXT.search(after) else label_of(after)
    return label_of(after[:_LONGEST_VERB]) if _PASSIVE.search(before) else None


def _read(match: re.Match[str], why: str, conventions: Conventions) -> Published:
    """The date with its time of day, else the date alone."""
    clock = match["clock"] or match["clock_2"]
    if clock:
        date = parse_date(f"{match['date']} {clock}", why, conventions)
        if date.precision is Precision.INSTANT:
            return date
    return parse_date(match["date"], why, conventions)

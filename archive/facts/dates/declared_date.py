"""Dates in fields that a file has for them: what cannot be read there is told."""

import re
from datetime import UTC, datetime

from archive.facts.dates import plausibility
from archive.facts.dates.conventions import NO_CONVENTIONS, Conventions
from archive.facts.dates.date_parser import first_told, parse_date
from archive.model.article import Published
from archive.model.text import one_line

# Numbers between these are seconds since 1970, or, times 1,000, milliseconds; those below are
# years.
_EARLIEST_EPOCH_S, _LATEST_EPOCH_S = 100_000_000, 4_000_000_000
_NUMBER = re.compile(r"\d{9,13}(?:\.\d{1,9})?")
# What files have where there is no date, MySQL's zero among it.
_NOTHING = re.compile(
    r"[\W_]*|n\W?[ad]\W?|none|null|nil|nan|nat|undefined|unknown|undated|false|0|"
    r"0000\W?00\W?00(?:[ T][0:.]*Z?)?",
    re.IGNORECASE,
)
_UPDATED = r"(?:(?:last )?(?:updated|modified)\b|수정|更新|actualizado|تحديث)"
_UPDATE = re.compile(rf"^{_UPDATED}", re.IGNORECASE)
# One line may say both: "Published 4 June 2019 | Updated 5 June 2019".
_BEFORE_UPDATE = re.compile(rf"(?<!last)[\s|,;·(]+(?={_UPDATED})", re.IGNORECASE)
_LONGEST = 300


def parse_declared(text: str, why: str, conventions: Conventions = NO_CONVENTIONS) -> Published:
    """Parse a field for dates: as `parse_date`, or seconds since 1970, or the first of several.

    What states something that cannot be read is unknown, with a notice.
    """
    written = one_line(text[:_LONGEST])
    if _NOTHING.fullmatch(written):
        return Published()
    date = first_told(
        parse_date(each, why, conventions) for each in (text, parts_of_line(written)[0])
    )
    if date.value or date.notice:
        return date
    if _NUMBER.fullmatch(written) and (instant := since_1970(float(written), why)):
        return instant
    return Published(notice=f"{plausibility.quoted(written)} cannot be read as a date")


def since_1970(number: float, why: str) -> Published | None:
    """The instant that is so many seconds or milliseconds after 1970 began; None for a year."""
    for epoch_s in (number, number // 1_000):
        if _EARLIEST_EPOCH_S <= epoch_s <= _LATEST_EPOCH_S:
            return parse_date(datetime.fromtimestamp(epoch_s, UTC).isoformat(), why)
    return None


def parts_of_line(line: str) -> list[str]:
    """The parts of a line of dates, that of an update from its label on."""
    return [part.strip(" |()") for part in _BEFORE_UPDATE.split(line)]


def states_update(part: str) -> bool:
    """Whether a part of a line of dates begins as that of an update."""
    return _UPDATE.match(part) is not None

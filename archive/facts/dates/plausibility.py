"""Plausibility of dates: the days on which an article can have been published."""

from datetime import UTC, date, datetime, timedelta

# Newspapers begin in 1605; what is older is a misprint or a date in another calendar.
EARLIEST_YEAR = 1600
_LONGEST_QUOTED = 60


def today() -> date:
    """Today's date in UTC."""
    return datetime.now(UTC).date()


def refusal(first: date, written: str) -> str:
    """The reason to refuse a date that begins on this day, a sentence; "" for a plausible one.

    Tomorrow has already begun somewhere on Earth, the day after has not.
    """
    if first.year < EARLIEST_YEAR:
        return f"{quoted(written)} is before {EARLIEST_YEAR}, when newspapers begin"
    if first > today() + timedelta(days=1):
        return f"{quoted(written)} lies in the future"
    return ""


def quoted(written: str) -> str:
    """The text in quotation marks, cut to 60 characters."""
    cut = written if len(written) <= _LONGEST_QUOTED else written[: _LONGEST_QUOTED - 1] + "…"
    return f"“{cut}”"

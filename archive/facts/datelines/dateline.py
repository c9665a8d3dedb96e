"""Dateline, with its day as far as it is written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DayWritten:
    """Day in a dateline, in its written precision.

    `month` is None in datelines with the day of the month alone, `year` is None in most.
    """

    day: int
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """Dateline: where, when and for which agency a story was filed.

    `place` is as written ("SAO PAULO, Brazil"), `town` its first part, `agency` None if unstated.
    `day` is None if no valid day is written, `weekday` is its name, "" if unstated. `text` is the
    whole dateline with its dash, and `end` the offset in the paragraph at which the story's text
    begins.
    """

    place: str
    town: str
    agency: str | None
    day: DayWritten | None
    weekday: str
    text: str
    end: int

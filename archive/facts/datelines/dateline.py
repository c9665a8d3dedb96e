"""Dateline, and the day in it, as far as they are written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DayWritten:
    """The day in a dateline as far as it is written.

    `month` is None in datelines that give the day of the month alone, `year` in most.
    """

    day: int
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: where, when and by whom a story was filed.

    `place` is as written ("SAO PAULO, Brazil"), `town` its first part, `agency` None if unsaid.
    `day` is None where no day, or none that exists, is written, `weekday` the name of one, ""
    if unsaid. `text` is the whole dateline, its dash included, and `end` the offset in the
    paragraph at which the story's text begins.
    """

    place: str
    town: str
    agency: str | None
    day: DayWritten | None
    weekday: str
    text: str
    end: int

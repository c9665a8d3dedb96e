"""Counts and messages of one run that adds articles, and its progress."""

from collections import Counter
from dataclasses import dataclass, field

from archive.model.article import ColumnUse
from archive.store.store import Outcome


@dataclass(slots=True)
class Tally:
    """Running counts of outcomes, with the sentences for the user.

    `rejected` has the reason for each unreadable document, `repeats` one sentence for each
    article that occurred twice in this run (counted as unchanged), `notices` one for each date
    refused in a written article, for each preferred document replaced by another, and for each
    document of which parts were left out; `left_out` counts these by kind. `undated` counts the
    articles written without a date, `columns` are those of the tables that were read.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter[Outcome])
    repeats: list[str] = field(default_factory=list[str])
    notices: list[str] = field(default_factory=list[str])
    rejected: list[str] = field(default_factory=list[str])
    left_out: Counter[str] = field(default_factory=Counter[str])
    undated: int = 0
    columns: ColumnUse = field(default_factory=ColumnUse)

    def notice(self, kind: str, sentence: str) -> None:
        """Count something that was left out of what is kept, and keep its sentence."""
        self.left_out[kind] += 1
        self.notices.append(sentence)

    @property
    def stored(self) -> int:
        """Number of articles written: added and updated."""
        return self.outcomes[Outcome.ADDED] + self.outcomes[Outcome.UPDATED]

    @property
    def read(self) -> int:
        """Number of records read, failures included."""
        return self.outcomes.total() + len(self.rejected)


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress in bytes of all files, with the counts so far."""

    read_bytes: int
    total_bytes: int
    tally: Tally

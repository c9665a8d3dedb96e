"""Counts of one run that adds articles, and how far it has come."""

from collections import Counter
from dataclasses import dataclass, field

from archive.store.store import Outcome


@dataclass(slots=True)
class Tally:
    """What adding came to so far, in articles.

    `rejected` has the reasons for what was not added, `repeats` a sentence for each article that
    was left out because it came before in this run; the outcomes count those as unchanged.
    `notices` has one for each date that was refused in an article that was written, and for each
    document that another one was read instead of.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter[Outcome])
    repeats: list[str] = field(default_factory=list[str])
    notices: list[str] = field(default_factory=list[str])
    rejected: list[str] = field(default_factory=list[str])

    @property
    def stored(self) -> int:
        """How many articles were written to the store."""
        return self.outcomes[Outcome.ADDED] + self.outcomes[Outcome.UPDATED]

    @property
    def read(self) -> int:
        """How many records were read, good and bad."""
        return self.outcomes.total() + len(self.rejected)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far adding has come: bytes of all files, and what came of them."""

    read_bytes: int
    total_bytes: int
    tally: Tally

"""Values of a word diff: changes, runs of text, passages."""

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """Kind of change of a stretch of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Stretch of text that is in both versions, or only in one of them."""

    text: str
    change: ChangeKind


@dataclass(frozen=True, slots=True)
class Passage:
    """A changed paragraph as runs, or the `unchanged` paragraphs before the next change.

    `omitted` are the unchanged ones that a page has no room for.
    """

    runs: tuple[Run, ...] = ()
    unchanged: tuple[str, ...] = ()
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class Passages:
    """Compared paragraphs of two versions; `cut` if there were too many to show all."""

    shown: tuple[Passage, ...] = ()
    cut: bool = False

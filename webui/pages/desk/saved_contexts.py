"""Template contexts of saved searches."""

from dataclasses import dataclass
from typing import ClassVar

from webui.pages.desk.saved_counts import CountedSearch


@dataclass(frozen=True, slots=True)
class SavedContext:
    """saved.html: saved searches, some at a time, in alphabetical order.

    `upto` is the last arrival that the counts know of: what is marked as looked at ends there.
    `previous` and `following` are addresses, "" for none.
    """

    template: ClassVar[str] = "saved.html"

    searches: tuple[CountedSearch, ...]
    every: int
    upto: int
    longest_name: int
    previous: str
    following: str

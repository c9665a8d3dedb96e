"""Events of the loop: documents to read, and points in their order that the store must know of."""

from collections.abc import Callable
from dataclasses import dataclass

from archive.model.document import Document, Unreadable


@dataclass(frozen=True, slots=True)
class Preferred:
    """A document, and the one that is read instead where it holds no article.

    The first then goes to quarantine, and why is said as a notice.
    """

    document: Document
    instead: Document


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A point among documents; `reached` is called once all that came before it is durable."""

    reached: Callable[[], None]


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file has been read to its end, since a moment."""

    name: str
    started: str


@dataclass(frozen=True, slots=True)
class Retried:
    """What was in quarantine under a number has been tried again."""

    id: int


@dataclass(frozen=True, slots=True)
class AlreadyRead:
    """A document that was read before, and had so many articles."""

    articles: int


# The events that callers may send; those of the loop itself; those that need no reading.
Given = Document | Preferred | Unreadable | Checkpoint
Event = Given | FileRead | Retried
Passed = Unreadable | Checkpoint | FileRead | Retried | AlreadyRead

"""Events of the ingest loop: documents to read, and markers in their order."""

from collections.abc import Callable
from dataclasses import dataclass

from archive.model.document import Document, Unreadable

# Before every moment that an entry of quarantine was received at.
NOTHING_SETTLED = ""


@dataclass(frozen=True, slots=True)
class Preferred:
    """Document with a fallback, read if it yields no article (a page, and its feed item).

    The failed document then goes to quarantine, with its reason as a notice.
    """

    document: Document
    instead: Document


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Marker whose `reached` is called once everything before it is committed."""

    reached: Callable[[], None]


@dataclass(frozen=True, slots=True)
class FileRead:
    """Marker at the end of a file; `started` is the moment its reading began, from `now`.

    `NOTHING_SETTLED` for a stream, whose name may have stood for another one before.
    """

    name: str
    started: str


@dataclass(frozen=True, slots=True)
class Retried:
    """Marker after the retry of the quarantine entry `id`."""

    id: int


@dataclass(frozen=True, slots=True)
class AlreadyRead:
    """In place of a document that was read before, its number of articles."""

    articles: int


# Events from callers; all events; those that pass the readers untouched.
Given = Document | Preferred | Unreadable | Checkpoint
Event = Given | FileRead | Retried
Passed = Unreadable | Checkpoint | FileRead | Retried | AlreadyRead

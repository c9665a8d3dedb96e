"""Cursors: where a list goes on, at any depth, and while the archive changes."""

import hashlib
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Self

from msgspec.structs import replace

from webui.api.problems import RequestRefused
from webui.search_state import SearchState

# Offset, sequence number, id of the last article given, and the fingerprint of the list.
CURSOR_PATTERN = "^[0-9a-f]{1,9}-[0-9a-f]{1,15}-[0-9a-f]{16}-[0-9a-f]{12}$"
_CURSOR = re.compile(CURSOR_PATTERN.removeprefix("^").removesuffix("$"))


@dataclass(frozen=True, slots=True)
class Cursor:
    """Place in a list: how many articles come before it, and the id of the last of them.

    `sequence` is the last change of the archive that the list was made with: while it is the same,
    the offset is the place; else it is where the article now stands. `fingerprint` is that of the
    list, for which alone the cursor means anything.
    """

    offset: int
    sequence: int
    last: str
    fingerprint: str

    @property
    def text(self) -> str:
        """The cursor as a parameter."""
        return f"{self.offset:x}-{self.sequence:x}-{self.last}-{self.fingerprint}"

    @classmethod
    def read(cls, text: str, state: SearchState) -> Self:
        """Cursor of a list; `RequestRefused` where it is none, or that of another list."""
        if not _CURSOR.fullmatch(text):
            raise RequestRefused(HTTPStatus.BAD_REQUEST, "This is no cursor of this archive.")
        offset, sequence, last, fingerprint = text.split("-")
        if fingerprint != fingerprint_of(state):
            raise RequestRefused(
                HTTPStatus.CONFLICT,
                "This cursor is that of another list: give it with the parameters that it came "
                "for, or begin without one.",
            )
        return cls(int(offset, 16), int(sequence, 16), last, fingerprint)


def fingerprint_of(state: SearchState) -> str:
    """Twelve hex digits that tell a list, and its order, from others."""
    ordered = replace(state.bare(), sort=state.order)
    return hashlib.sha256(ordered.query.encode()).hexdigest()[:12]

"""Notices of the parser, and the character tables that lexer and parsers of values share."""

import re

from indexer.query.ast import Notice

# White space, controls, marks of direction and halves of characters.
SEPARATOR = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
# One character for one, so that offsets stay: ASCII in full width, the double quotation marks,
# and what keyboards and word processors put in place of a hyphen.
AS_ASCII = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | str.maketrans(
    "“”„‟«»−–", '""""""--'
)


def note(notices: list[Notice], offset: int, message: str) -> None:
    """Append a notice on the text at an offset, in characters of the query."""
    notices.append(Notice(offset, message))


def folded(text: str) -> str:
    """A text in lower-case ASCII, as far as it can be."""
    return text.translate(AS_ASCII).strip().casefold()


def quoted(text: str) -> str:
    """A text as a notice shows it: at most 40 characters in quotation marks."""
    return f"“{text[:39]}…”" if len(text) > 40 else f"“{text}”"

"""Parser notices, and the character tables that the lexer and the value parsers share."""

import re

from indexer.query.ast import Notice

# White space, control characters, lone surrogates, and characters that are not seen, unless these
# stand inside a word.
_UNSEEN = r"\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
SEPARATOR = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]"
    rf"|(?<![\w{_UNSEEN}])[{_UNSEEN}]+|[{_UNSEEN}]+(?![\w{_UNSEEN}])"
)
# Maps one character to one, so that offsets stay valid: full-width ASCII, typographic double
# quotation marks, and the dashes that keyboards and word processors put for a hyphen.
AS_ASCII = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | str.maketrans(
    "“”„‟«»−–", '""""""--'
)
_ASCII_COMPARISONS = str.maketrans({"≥": ">=", "≤": "<="})


def note(notices: list[Notice], offset: int, message: str) -> None:
    """Append a notice on the token at `offset`, in characters from the start of the query."""
    notices.append(Notice(offset, message))


def folded(text: str) -> str:
    """Text case-folded and stripped, with full-width characters and dashes as ASCII."""
    return text.translate(AS_ASCII).strip().casefold()


def as_range(text: str) -> str:
    """Text of a range or comparison in ASCII, without spaces: "≥ 2019" is ">=2019"."""
    return text.translate(AS_ASCII).translate(_ASCII_COMPARISONS).replace(" ", "")


def quoted(text: str) -> str:
    """Text in quotation marks, as a notice shows it: cut to 40 characters with an ellipsis."""
    return f"“{text[:39]}…”" if len(text) > 40 else f"“{text}”"

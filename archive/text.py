"""Unicode and paragraphs: text as the archive keeps it."""

import re
import unicodedata

# C0 and C1 controls but tab and newline, and the marks of byte order. Soft hyphens go too:
# they are a page's hint where to break, never part of a word.
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff\u00ad]")
_NEWLINES = re.compile("\r\n?|\x85|\u2028|\u2029")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n\s*\n")
_WRAP_COLUMN, _LEAST_WRAPPED = 100, 30
_SENTENCE_ENDS = tuple('.!?:…。！？؟।"”’»」)')
_INDENT = re.compile(r"\n[ \t]{2,}(?=\S)")


def clean(text: str) -> str:
    """Text in NFC with one kind of newline and no control characters.

    Lone surrogates become U+FFFD, so that what comes back can always be encoded.
    """
    text = _SURROGATES.sub("\ufffd", text)
    text = _NEWLINES.sub("\n", text)
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))


def one_line(text: str) -> str:
    """Cleaned text with every run of white space folded to one space."""
    return _SPACES.sub(" ", clean(text)).strip()


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a running text, each on one line, empty ones left out.

    Paragraphs are parted by blank lines; where there is none, by indented lines (as wires
    send them); where there is neither, every line is one, unless the lines are one text
    broken at a column.
    """
    text = clean(text).strip("\n")
    if _BLANK_LINES.search(text):
        parts = _BLANK_LINES.split(text)
    elif _INDENT.search(text):
        parts = _INDENT.split(text)
    else:
        parts = unwrapped(text.split("\n"))
    return tuple(folded for part in parts if (folded := _SPACES.sub(" ", part).strip()))


def unwrapped(lines: list[str]) -> list[str]:
    """The lines as they are, or as one if they are one paragraph broken at a column.

    They are if none is long, all but the last are of some length, and most of those end
    inside a sentence.
    """
    before = lines[:-1]
    if not before or max(map(len, lines)) > _WRAP_COLUMN or min(map(len, before)) < _LEAST_WRAPPED:
        return lines
    inside = sum(not line.rstrip().endswith(_SENTENCE_ENDS) for line in before)
    return [" ".join(lines)] if inside * 2 > len(before) else lines

"""Text normalization: Unicode, white space, paragraphs."""

import html
import re
import unicodedata
from itertools import pairwise

# C0 and C1 controls but tab and newline, and the marks of byte order. Soft hyphens go too:
# they are a page's hint where to break, never part of a word.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff\u00ad]")
# Vertical tabs are what word processors break lines with, form feeds what they break pages with.
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Those of the signs of tags.
_TAG_REFERENCE = re.compile(r"&(?:lt|gt|#0*6[02]|#[xX]0*3[cCeE]);", re.IGNORECASE)
_MOST_ESCAPES = 3
_BLANK_LINES = re.compile(r"\n\s*\n")
_WRAP_COLUMN, _LEAST_WRAPPED = 100, 30
_SENTENCE_ENDS = tuple('.!?:…。！？؟।"”’»」)')
_INDENT = re.compile(r"\n[ \t]{2,}(?=\S)")


def clean(text: str) -> str:
    """Text in NFC with one kind of newline and no control characters.

    Lone surrogates become U+FFFD, so that what comes back can always be encoded.
    """
    # Nothing that is mended below can be printed, and most text needs none of it.
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    text = _SURROGATES.sub("\ufffd", text)
    text = _NEWLINES.sub("\n", text)
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))


def unescaped(text: str, *, but_tags: bool = False) -> str:
    """Text with HTML's character references as characters, also those that were escaped twice.

    An address's "&copy=2" is none, for want of a semicolon. With `but_tags` those of "<" and ">"
    stay: pages on HTML write of tags.
    """

    def character(reference: re.Match[str]) -> str:
        is_kept = but_tags and _TAG_REFERENCE.fullmatch(reference[0])
        return reference[0] if is_kept else html.unescape(reference[0])

    for _ in range(_MOST_ESCAPES):
        if "&" not in text:
            break
        before, text = text, _REFERENCE.sub(character, text)
        if text == before:
            break
    return text


def one_line(text: str) -> str:
    """Cleaned text with every run of white space folded to one space."""
    return " ".join(clean(text).split())


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
        parts = unwrapped(text.split("\n"), first_may_be_short=True)
    return tuple(folded for part in parts if (folded := " ".join(part.split())))


def unwrapped(lines: list[str], *, first_may_be_short: bool = False) -> list[str]:
    """Undo hard wrapping: runs of lines broken at a column become one line each.

    They are if none is long, the next word never fitted, all but the last are of some length,
    and most of those end inside a sentence. `first_may_be_short` is for stories whose dateline
    has been taken off.
    """
    column = max(map(len, lines), default=0)
    if column > _WRAP_COLUMN:
        return lines
    runs = [lines[:1]]
    for number, (before, line) in enumerate(pairwise(lines)):
        next_word = line.split(" ", 1)[0]
        may_be_short = first_may_be_short and number == 0
        if may_be_short or len(before) + 1 + len(next_word) > column:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [line for run in runs for line in ([" ".join(run)] if _is_broken(run) else run)]


def _is_broken(run: list[str]) -> bool:
    before = run[:-1]
    if not before or min(map(len, before)) < _LEAST_WRAPPED:
        return False
    inside = sum(not line.rstrip().endswith(_SENTENCE_ENDS) for line in before)
    return inside * 2 > len(before)

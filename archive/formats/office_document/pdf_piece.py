"""Pieces of text on a PDF page, and an estimate of how wide they are."""

import unicodedata
from dataclasses import dataclass
from functools import cache

# Widths in parts of the letters' size, of common text faces.
_NARROW, _WIDE, _CAPITAL, _USUAL, _FULL = 0.26, 0.8, 0.67, 0.52, 1.0
_NARROW_LETTERS, _WIDE_LETTERS = frozenset("iljtfrI.,;:'’‘!|()[] "), frozenset("mwMW@%—")


@dataclass(frozen=True, slots=True)
class PdfPiece:
    """Piece of text that is drawn at once; `is_placed` unless it goes on where another ended."""

    text: str
    x: float
    y: float
    size: float
    is_placed: bool = True


def width_of(text: str) -> float:
    """The estimated width of a text, in parts of its letters' size."""
    return sum(map(_width, text))


@cache
def _width(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return _FULL
    return _CAPITAL if letter.isupper() else _USUAL

"""Lines of a PDF page: pieces of text as they are drawn, put together to lines.

What is drawn twice for bold is read once, a drop cap goes to its line, and columns that are drawn
row by row come one after the other.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from math import floor, hypot

from archive.formats.office_document.pdf_columns import in_reading_order
from archive.formats.office_document.pdf_piece import PdfPiece, width_of

# Operators that move the pen, and those that show text (ISO 32000, 9.4).
_MOVES = frozenset({b"BT", b"Td", b"TD", b"Tm", b"T*", b"'", b'"'})
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
# What is drawn again for bold is moved by less than this part of its letters' size: the narrowest
# letter is wider.
_STRUCK_AGAIN = 0.1
# Part of a line is drawn again where it stands, by widths that are estimated.
_FEWEST_STRUCK, _STRUCK_NEAR, _STRUCK_ERROR = 3, 0.35, 0.12
# A drop cap is so much larger than its line, and has so few letters, with quotation marks.
_CAP_SIZE = 1.6
_CAP = re.compile(r"^[\"'“”„‟«»‹›‘’‚「『《〈(¿¡\s]{0,4}(?P<letters>[^\W\d_]{1,3})['’]?$")
_LONGEST_CAP = 9
_CAP_GAP, _CAP_OVERLAP, _CAP_HEIGHT = 0.5, 0.35, 1.1
_MOST_CAPS = 50
# Words of one letter: a drop cap of one may stand for itself.
_LONE_LETTERS = frozenset("AIOÀYEÓUÉВИКСОУЯА")
_FIRST_WORD = re.compile(r"^[^\W\d_]{3,40}(?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{3,40}")
# Hebrew, Arabic and what lies between, and their presentation forms.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class PdfLine:
    """Line of a page: text, start (points from the bottom left) and font size in points."""

    text: str
    x: float
    y: float
    size: float


@dataclass(slots=True)
class PageLines:
    """Collector of a page's lines, in drawing order until `end_page`."""

    lines: list[PdfLine] = field(default_factory=list[PdfLine])
    characters: int = 0
    runs_left: bool = False
    _drawn: list[list[PdfPiece]] = field(default_factory=lambda: [[]])
    _is_moved: bool = False
    _is_placed: bool | None = None

    def note(self, operator: bytes) -> None:
        """Note an operator before it is carried out: whether the pen moves before text is shown."""
        if operator in _MOVES:
            self._is_moved = True
        if operator in _SHOWS:
            if self._is_placed is None:
                self._is_placed = self._is_moved
            self._is_moved = False

    def take(self, text: str, outer: Sequence[float], inner: Sequence[float], size: float) -> None:
        """Add a piece of text, placed by its matrices (ISO 32000, 8.3.3)."""
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = hypot(inner[2], inner[3]) * hypot(outer[2], outer[3])
        is_placed = self._is_placed is not False
        if text.strip():
            self._is_placed = None
        self.characters += len(text)
        self.runs_left = self.runs_left or _RIGHT_TO_LEFT.search(text) is not None
        for number, piece in enumerate(text.split("\n")):
            if number:
                self._drawn.append([])
            if piece:
                self._drawn[-1].append(PdfPiece(piece, x, y, abs(size * scale), is_placed))

    def end_page(self) -> None:
        """Put the pieces together to lines, in the order in which they are read."""
        drawn = _with_caps_apart(_struck_once(self._drawn))
        lines = (_line(pieces) for pieces in in_reading_order(list(drawn)))
        self.lines = _with_drop_caps([line for line in lines if line])
        self._drawn = [[]]


def _line(pieces: Sequence[PdfPiece]) -> PdfLine | None:
    words = "".join(piece.text for piece in pieces).strip()
    first = next((piece for piece in pieces if piece.text.strip()), None)
    return PdfLine(words, first.x, first.y, first.size) if first else None


def _struck_once(drawn: Iterable[Sequence[PdfPiece]]) -> Iterator[list[PdfPiece]]:
    """The lines without text that is drawn again where it stands, as programs do for bold."""
    seen: set[tuple[str, int, int, int]] = set()
    for line in drawn:
        kept: list[PdfPiece] = []
        for piece in line:
            words = piece.text.strip()
            if not words or not piece.is_placed:
                kept.append(piece)
                continue
            if not seen.isdisjoint(_places(piece, words)):
                continue
            seen.add(_place(piece, words))
            struck = _struck_before(kept, piece)
            if struck < len(piece.text):
                kept.append(replace(piece, text=piece.text[struck:]))
        yield kept


def _place(piece: PdfPiece, words: str) -> tuple[str, int, int, int]:
    cell = _STRUCK_AGAIN * max(round(piece.size), 1)
    return words, round(piece.size), floor(piece.x / cell), floor(piece.y / cell)


def _places(piece: PdfPiece, words: str) -> list[tuple[str, int, int, int]]:
    """The cells, of a tenth of the letters' size, in which the same words would be the same."""
    _, size, column, row = _place(piece, words)
    return [(words, size, column + right, row + up) for right in (-1, 0, 1) for up in (-1, 0, 1)]


def _struck_before(line: Sequence[PdfPiece], piece: PdfPiece) -> int:
    """How many of a piece's first characters the line shows in their place already."""
    start = next((n for n in reversed(range(len(line))) if line[n].is_placed), None)
    if start is None or abs(line[start].y - piece.y) > _STRUCK_AGAIN * piece.size:
        return 0
    shown = "".join(each.text for each in line[start:]).rstrip()
    before = piece.x - line[start].x
    again = piece.text.rstrip()
    beginning = again.lstrip()[:_FEWEST_STRUCK]
    indent = len(again) - len(again.lstrip())
    if before < 0 or len(beginning) < _FEWEST_STRUCK:
        return 0
    ends = list(accumulate(map(width_of, shown), initial=0.0))
    at = shown.find(beginning)
    while at >= 0 and ends[at] * piece.size <= 2 * before + piece.size:
        length = min(len(shown) - at, len(again) - indent)
        error = abs(ends[at] * piece.size - before)
        is_near = error <= _STRUCK_NEAR * piece.size + _STRUCK_ERROR * before
        if is_near and shown.startswith(again[indent : indent + length], at):
            return indent + length
        at = shown.find(beginning, at + 1)
    return 0


def _with_caps_apart(drawn: Iterable[Sequence[PdfPiece]]) -> Iterator[list[PdfPiece]]:
    """The lines, parted where a drop cap stands on the baseline of one of the lines beside it."""
    for line in drawn:
        begin, opening = 0, ""
        for at, piece in enumerate(line):
            before, words = line[max(at - 1, begin)], piece.text.strip()
            is_after = (
                before.size >= _CAP_SIZE * piece.size
                and _CAP.match(opening.strip())
                and words[:1].isalpha()
                and len(words) > 1
            )
            is_cap = (
                piece.size >= _CAP_SIZE * before.size
                and piece.x < line[begin].x
                and _CAP.match(words)
            )
            if is_after or is_cap:
                yield list(line[begin:at])
                begin, opening = at, ""
            if len(opening) <= _LONGEST_CAP:
                opening += piece.text
        yield list(line[begin:])


def _with_drop_caps(lines: list[PdfLine]) -> list[PdfLine]:
    """The lines with each drop cap joined to the first of the lines beside it."""
    caps = [line for line in lines if _is_cap(line)][:_MOST_CAPS]
    words = Counter(w.casefold() for line in lines if caps for w in _WORD.findall(line.text))
    for cap in caps:
        beside = [line for line in lines if _stands_beside(line, cap)]
        if not beside:
            continue
        first = max(beside, key=lambda line: (line.y, -line.x))
        whole = replace(first, text=f"{cap.text}{_joint(cap, first, words)}{first.text}")
        lines = [whole if line is first else line for line in lines if line is not cap]
    return lines


def _is_cap(line: PdfLine) -> bool:
    match = _CAP.match(line.text)
    return match is not None and not match["letters"][0].islower()


def _stands_beside(line: PdfLine, cap: PdfLine) -> bool:
    gap = line.x - cap.x - width_of(cap.text) * cap.size
    return (
        cap.size >= _CAP_SIZE * line.size
        and line.text[:1].isalpha()
        and line.x > cap.x
        and -_CAP_OVERLAP * cap.size <= gap <= _CAP_GAP * cap.size
        and -_STRUCK_AGAIN * cap.size <= line.y - cap.y <= _CAP_HEIGHT * cap.size
    )


def _joint(cap: PdfLine, line: PdfLine, words: Mapping[str, int]) -> str:
    """A space where the cap is a word by itself, and what follows a word of the page elsewhere."""
    first = _FIRST_WORD.match(line.text)
    if first is None or cap.text[-1] not in _LONE_LETTERS:
        return ""
    follows = first[0].casefold()
    is_apart = words[follows] > 1 and f"{cap.text[-1]}{follows}".casefold() not in words
    return " " if is_apart else ""

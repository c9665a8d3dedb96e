"""Reading order of a PDF page: columns that are drawn row by row, one after the other."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from archive.formats.office_document.pdf_piece import PdfPiece, width_of

# Lines of a column begin within so many points of each other.
_SAME_START = 1.5
# The fewest lines that make a column, and the part of the lines right of its start that begin there
# or are indented.
_FEWEST_LINES, _FEWEST_AT_START, _PART_OF_LINES = 4, 3, 0.6
# The most pieces that go over its start, such as headlines; words of running text that happen to
# begin below each other have many beside them.
_MOST_CROSSING = 0.1
# Of the lines of a column, the part that is not indented.
_PART_AT_START = 0.4
_MOST_COLUMNS = 8
# In parts of the letters' size: lines are indented by no more than this, a column begins so far
# right of the one before it, a baseline is the same within, and rows that are further apart are of
# other columns.
_INDENT, _LEAST_WIDTH, _SAME_BASELINE, _ROW_GAP = 3.0, 5.0, 0.35, 2.9
# Widths are estimated, so that a line reaches this far for certain.
_CERTAIN_WIDTH = 0.8
_LARGER_SIZE = 1.15
# A column's lines are so long, in parts of those of the widest.
_LEAST_PART_OF_WIDEST = 0.5
# Where words are placed one by one there are more steps in a row, and a column's is larger.
_STEPS_OF_WORDS, _LARGER_GAP = 3, 1.5
# The white space between columns, in parts of the letters' size; a space takes a quarter.
_LEAST_GUTTER = 0.7
# Columns of prose have longer lines than the cells of tables, and fewer figures.
_FEWEST_CHARACTERS, _FEWEST_UNSPACED, _MOST_DIGITS = 15, 7, 0.25
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Segment:
    """Part of a line within one column; `row` is the number of the line as it was drawn.

    `end` is where it ends by the estimated widths of its letters.
    """

    pieces: Sequence[PdfPiece]
    column: int
    end: float
    crosses: bool
    row: int

    @property
    def first(self) -> PdfPiece:
        return next(piece for piece in self.pieces if piece.text.strip())

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces).strip()


def in_reading_order(lines: Sequence[Sequence[PdfPiece]]) -> Iterator[Sequence[PdfPiece]]:
    """Lines of pieces in the order of reading; as drawn, except for columns drawn row by row."""
    lines = [line for line in lines if any(piece.text.strip() for piece in line)]
    starts = _column_starts(lines)
    if not starts:
        yield from lines
        return
    zone: list[_Segment] = []
    for row, line in enumerate(lines):
        segments = list(_segments(line, starts, row))
        if zone and not _goes_on(zone, segments):
            yield from _ordered(zone, lines)
            zone = []
        zone += segments
    yield from _ordered(zone, lines)


def _column_starts(lines: Sequence[Sequence[PdfPiece]]) -> list[float]:
    """Where columns after the first begin, from the left: many rows go on at the same place."""
    placed = [piece for line in lines for piece in line if piece.is_placed and piece.text.strip()]
    steps = list(_steps(placed))
    word_gap = median(step.gap for step in steps) if steps else 0.0
    heights = {round(piece.y) for piece in placed}
    are_words = len(steps) > _STEPS_OF_WORDS * len(heights)
    gutter = max(_LEAST_GUTTER, _LARGER_GAP * word_gap if are_words else 0.0)
    moves = sorted((step for step in steps if step.is_far), key=lambda step: step.piece.x)
    groups: list[list[_Step]] = []
    for step in moves:
        if groups and step.piece.x - groups[-1][0].piece.x <= 2 * _SAME_START:
            groups[-1].append(step)
        else:
            groups.append([step])
    found: list[float] = []
    for group in sorted(groups, key=len, reverse=True)[:_MOST_COLUMNS]:
        start, indent = group[0].piece.x, _INDENT * group[0].piece.size
        if (
            median(step.gap for step in group) >= gutter
            and all(abs(start - other) >= indent for other in found)
            and _is_start(start, [step.piece for step in moves], placed)
        ):
            found.append(start)
    return sorted(found)


def _is_start(start: float, moves: Sequence[PdfPiece], placed: Sequence[PdfPiece]) -> bool:
    """Whether most rows right of a place begin there, a few are indented, and none goes over it."""
    indent = _INDENT * max(piece.size for piece in moves)
    near = [piece for piece in moves if 0 <= piece.x - start <= indent]
    exact = {round(piece.y) for piece in near if piece.x - start <= 2 * _SAME_START}
    heights = {round(piece.y) for piece in near}
    beside = [piece for piece in placed if min(heights) - 1 <= piece.y <= max(heights) + 1]
    rows = {round(piece.y) for piece in beside if piece.x >= start - _SAME_START}
    crossing = [
        piece for piece in beside if piece.x < start - _SAME_START and _certain_end(piece) > start
    ]
    return (
        len(exact) >= max(_FEWEST_AT_START, _PART_AT_START * len(rows))
        and len(heights) >= max(_FEWEST_LINES, _PART_OF_LINES * len(rows))
        and len(crossing) <= _MOST_CROSSING * len(rows)
    )


def _certain_end(piece: PdfPiece) -> float:
    return piece.x + _CERTAIN_WIDTH * width_of(piece.text.strip()) * piece.size


@dataclass(frozen=True, slots=True)
class _Step:
    """Piece that goes on in the row of the piece before it; the gap is in parts of its size.

    `is_far` where it stands further right of the row's beginning than a line is indented.
    """

    piece: PdfPiece
    gap: float
    is_far: bool


def _steps(placed: Sequence[PdfPiece]) -> Iterator[_Step]:
    first: PdfPiece | None = None
    for before, piece in pairwise(placed):
        first = first or before
        size = piece.size or 1.0
        is_on = before.x < piece.x and piece.y <= before.y + _SAME_BASELINE * size
        if is_on and before.y - _ROW_GAP * size < piece.y:
            gap = (piece.x - before.x - width_of(before.text.strip()) * before.size) / size
            yield _Step(piece, gap, piece.x - first.x >= _LEAST_WIDTH * size)
        if not (is_on and abs(piece.y - before.y) <= _SAME_BASELINE * size):
            first = piece


def _segments(line: Sequence[PdfPiece], starts: Sequence[float], row: int) -> Iterator[_Segment]:
    """The line's parts in the columns, parted where a piece begins at the start of one."""
    cuts = [at for at in range(1, len(line)) if _begins_column(line[at - 1], line[at], starts)]
    for begin, end in pairwise([0, *cuts, len(line)]):
        pieces = line[begin:end]
        first = next((piece for piece in pieces if piece.text.strip()), None)
        if first is None:
            continue
        column = sum(start - 2 * _SAME_START <= first.x for start in starts)
        placed = [number for number, piece in enumerate(pieces) if piece.is_placed]
        last = placed[-1] if placed else 0
        words = "".join(piece.text for piece in pieces[last:]).strip()
        width = width_of(words) * pieces[last].size
        reach = pieces[last].x + _CERTAIN_WIDTH * width
        crosses = column < len(starts) and reach > starts[column]
        yield _Segment(pieces, column, pieces[last].x + width, crosses, row)


def _begins_column(before: PdfPiece, piece: PdfPiece, starts: Sequence[float]) -> bool:
    """Whether a piece begins a column that the piece before it does not stand in.

    An indented line's beginning stands apart from what is before it.
    """
    if not piece.is_placed or not piece.text.strip():
        return False
    gap = piece.x - _certain_end(before)
    right = 2 * _SAME_START if gap < _LEAST_GUTTER * piece.size else _INDENT * piece.size
    return any(before.x < start - 2 * _SAME_START <= piece.x <= start + right for start in starts)


def _goes_on(zone: Sequence[_Segment], segments: Sequence[_Segment]) -> bool:
    """Whether a line belongs to the same columns as the lines before it."""
    if zone[-1].crosses or any(segment.crosses for segment in segments):
        return False
    before, first = zone[-1].first, segments[0].first
    if not -_SAME_BASELINE * first.size <= before.y - first.y <= _ROW_GAP * before.size:
        return False
    is_heading = first.size > _LARGER_SIZE * before.size and first.y < before.y
    return not (is_heading and segments[0].column == 0)


def _ordered(
    zone: Sequence[_Segment], lines: Sequence[Sequence[PdfPiece]]
) -> Iterator[Sequence[PdfPiece]]:
    """The lines of a zone, column by column if it is prose in columns, else as they were drawn."""
    columns: dict[int, list[_Segment]] = {}
    for segment in zone:
        columns.setdefault(segment.column, []).append(segment)
    if len(columns) > 1 and _stand_abreast(zone) and _have_gutters(zone) and _are_prose(columns):
        for _, segments in sorted(columns.items()):
            yield from (segment.pieces for segment in segments)
    else:
        yield from (lines[row] for row in dict.fromkeys(segment.row for segment in zone))


def _stand_abreast(zone: Sequence[_Segment]) -> bool:
    """Whether most rows go on in the next column, down to where a column ends."""
    last = max(number for number, segment in enumerate(zone) if segment.column)
    counts = Counter(segment.column for segment in zone[: last + 1])
    counts[0] -= next(number for number, segment in enumerate(zone) if segment.column) - 1
    return min(counts.values()) >= _PART_OF_LINES * max(counts.values())


def _have_gutters(zone: Sequence[_Segment]) -> bool:
    """Whether white space parts the columns, more of it than words of a line."""
    gaps = [
        (after.first.x - before.end) / (after.first.size or 1.0)
        for before, after in pairwise(zone)
        if after.column > before.column
    ]
    return len(gaps) >= _FEWEST_LINES - 1 and median(gaps) >= _LEAST_GUTTER


def _are_prose(columns: Mapping[int, Sequence[_Segment]]) -> bool:
    """Whether the columns are of prose, about equally wide: no table, no list of terms."""
    lengths = [median(len(each.text) for each in column) for column in columns.values()]
    is_even = min(lengths) >= _LEAST_PART_OF_WIDEST * max(lengths)
    return is_even and all(map(_is_prose, columns.values()))


def _is_prose(column: Sequence[_Segment]) -> bool:
    text = "".join(segment.text for segment in column)
    starts = Counter(round(segment.first.x) for segment in column)
    fewest = _FEWEST_UNSPACED if _UNSPACED.search(text) else _FEWEST_CHARACTERS
    digits = len(_DIGIT.findall(text))
    return (
        len(column) > 1
        and starts.most_common(1)[0][1] >= _PART_AT_START * len(column)
        and median(len(segment.text) for segment in column) >= fewest
        and digits <= _MOST_DIGITS * len(text)
    )

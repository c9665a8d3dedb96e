"""Layout analysis: paragraphs out of lines, by their positions on a page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median, quantiles

from archive.formats.markup.block import TextBlock, TextBlockKind
from archive.formats.office_document.pdf_lines import PageLines, PdfLine
from archive.formats.page_lines import ends_as_sentence
from archive.model.text import one_line

# Lines at a page's upper and lower edge, where running heads and page numbers stand.
_AT_EDGE = 2
# A running head stands on this many pages, or this part of them.
_FEWEST_HEADS, _PART_WITH_HEADS = 2, 0.2
# Gaps and letters that are so much larger than the text's own part it.
_LARGER_GAP, _LARGER_SIZE, _SAME_SIZE = 1.4, 1.15, 0.08
# A line that ends a sentence short of this part of the column ends its paragraph.
_FULL_LINE = 0.85
_INDENT = 0.8
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|p\.|seite|página|side)?\s*\d{1,4}(?:\s*(?:of|/|von|de)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_LONGEST_WORD = 40
_COMPOUND = re.compile(r"[^\W\d_]{1,40}-[^\W\d_]{1,40}")
_LAST_PART, _FIRST_PART = re.compile(r"[^\W\d_]+$"), re.compile(r"^[^\W\d_]+")
# The lines of a list's item begin where its first word does, not its mark.
_BULLET = re.compile(r"^(?:[•·‣▪◦*–—-]|\(?\d{1,3}[.)])\s")
# Scripts that put no space between words.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")


@dataclass(frozen=True, slots=True)
class _Typography:
    """Typical sizes in a document: letters and line spacing in points, columns in characters."""

    size: float
    leading: float
    column: float


def blocks_of(pages: Sequence[PageLines]) -> list[TextBlock]:
    """Headings and paragraphs of a document, without running heads and page numbers."""
    kept = list(_without_edges([page.lines for page in pages]))
    lines = list(chain.from_iterable(kept))
    if not lines:
        return []
    look = _look(kept)
    starts_page = {id(page[0]) for page in kept if page}
    compounds = {word.casefold() for line in lines for word in _COMPOUND.findall(line.text)}
    runs = [[lines[0]]]
    for before, line in pairwise(lines):
        if _goes_on(before, line, look, is_new_page=id(line) in starts_page):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [
        TextBlock(
            text,
            TextBlockKind.HEADING
            if run[0].size >= look.size * _LARGER_SIZE
            else TextBlockKind.PARAGRAPH,
        )
        for run in runs
        if (text := one_line(_joined(run, compounds)))
    ]


def _look(pages: Iterable[Sequence[PdfLine]]) -> _Typography:
    letters: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        letters[round(line.size, 1)] += len(line.text)
    size = letters.most_common(1)[0][0]
    lengths = [
        len(line.text) for page in pages for line in page if abs(line.size - size) <= _SAME_SIZE
    ]
    gaps = [
        before.y - line.y
        for page in pages
        for before, line in pairwise(page)
        if before.y > line.y and round(before.size, 1) == round(line.size, 1) == size
    ]
    column = quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 0
    return _Typography(size, median(gaps) if gaps else size * 1.2, column)


def _goes_on(before: PdfLine, line: PdfLine, look: _Typography, *, is_new_page: bool) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    if abs(before.size - line.size) > _SAME_SIZE * max(before.size, line.size):
        return False
    ends = ends_as_sentence(before.text[-_LONGEST_WORD:])
    gap = before.y - line.y
    if is_new_page or gap < 0:
        return not ends
    is_heading = line.size >= look.size * _LARGER_SIZE
    leading = max(look.leading, line.size * 1.2 if is_heading else 0)
    if gap > leading * _LARGER_GAP:
        return False
    if is_heading:
        return True
    is_indented = line.x > before.x + _INDENT * line.size and gap > 0
    if is_indented and not _BULLET.match(before.text):
        return False
    return not (ends and len(before.text) < look.column * _FULL_LINE)


def _joined(run: Sequence[PdfLine], compounds: set[str]) -> str:
    """Join lines, undoing hyphenation; a compound keeps its hyphen."""
    parts = [run[0].text]
    for line in run[1:]:
        before, after = parts[-1], line.text
        if _HYPHEN.match(before[-2:]) and after[:1].islower():
            left = _LAST_PART.search(before[-_LONGEST_WORD - 1 : -1])
            right = _FIRST_PART.match(after[:_LONGEST_WORD])
            compound = f"{left[0]}-{right[0]}".casefold() if left and right else ""
            parts[-1] = before if compound in compounds else before[:-1]
        elif not (_UNSPACED.match(before[-1:]) and _UNSPACED.match(after[:1])):
            parts.append(" ")
        parts.append(after)
    return "".join(parts)


def _without_edges(pages: Sequence[Sequence[PdfLine]]) -> Iterator[list[PdfLine]]:
    """The pages without page numbers, running heads and running feet."""
    edges = [_edge(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_key(line) for line in edge})
    enough = max(_FEWEST_HEADS, _PART_WITH_HEADS * len(pages))
    for page, edge in zip(pages, edges, strict=True):
        dropped = {
            id(line) for line in edge if _PAGE_NUMBER.match(line.text) or seen[_key(line)] >= enough
        }
        yield [line for line in page if id(line) not in dropped]


def _edge(page: Sequence[PdfLine]) -> list[PdfLine]:
    by_height = sorted(page, key=lambda line: line.y)
    return [*by_height[:_AT_EDGE], *by_height[-_AT_EDGE:]]


def _key(line: PdfLine) -> tuple[str, float]:
    """Key that repeats from page to page for a running head: the line's words without numbers."""
    return _DIGITS.sub("#", line.text.casefold()), round(line.size)

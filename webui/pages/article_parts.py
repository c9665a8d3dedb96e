"""Parts of a long article: consecutive stretches of its body, each short enough for one page.

A browser lays out 200,000 characters in 0.4 s, with 1,500 marked hits too, and ten million in a
minute. Boundaries depend on the text alone, so that an address of a part stays what it is.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

# Size of a part, in characters; a paragraph counts its markup as well.
PART_SIZE = 200_000
_MARKUP = 40
# The longest body that is shown on one page if asked for, in bytes of UTF-8 and HTML.
WHOLE_SIZE_BYTES = 1_200_000
# HTML writes these with four characters more at most (&#34;).
_ESCAPED = "&<>\"'"
_MORE_WHEN_ESCAPED = 4
# How far back a paragraph that is cut is searched for a space, and for the base of marks.
_LOOKED_BACK = 1_000

# Where a part begins: the number of a paragraph, and the offset in it.
_Place = tuple[int, int]


class ArticleParts:
    """Division of a body into parts: after whole paragraphs, within one that is too long."""

    def __init__(self, body: Sequence[str]) -> None:
        self._body = body
        # Ends of the paragraphs on one scale of characters and markup.
        self._ends = list(accumulate((len(text) + _MARKUP for text in body), initial=0))
        self._starts = self._divided()

    @property
    def count(self) -> int:
        """Number of parts, at least one."""
        return max(1, len(self._starts) - 1)

    def texts(self, part: int) -> tuple[str, ...]:
        """Paragraphs of a part, counted from 1; the first and last may be cut."""
        if not self._body:
            return ()
        (first, start), (last, end) = self._starts[part - 1], self._starts[part]
        texts = list(self._body[first : last + (end > 0)])
        if end:
            texts[-1] = texts[-1][:end]
        texts[0] = texts[0][start:]
        return tuple(texts)

    def first_paragraph(self, part: int) -> int:
        """Number, from 0, of the paragraph that a part begins with or in."""
        return self._starts[part - 1][0]

    def share(self, part: int, paragraph: int, offset: int) -> float:
        """Where a character of a part's paragraph stands in the body, from 0 up to 1."""
        first, start = self._starts[part - 1]
        within = offset if paragraph else start + offset
        return (self._ends[first + paragraph] + within) / self._ends[-1]

    @cached_property
    def fits_one_page(self) -> bool:
        """Whether the whole body is short enough for one page."""
        if self._ends[-1] > WHOLE_SIZE_BYTES:
            return False
        escaped = sum(text.count(sign) for text in self._body for sign in _ESCAPED)
        size_bytes = self._ends[-1] + sum(len(text.encode()) - len(text) for text in self._body)
        return size_bytes + _MORE_WHEN_ESCAPED * escaped <= WHOLE_SIZE_BYTES

    def _divided(self) -> list[_Place]:
        places: list[_Place] = [(0, 0)]
        while places[-1][0] < len(self._body):
            places.append(self._next(*places[-1]))
        return places

    def _next(self, paragraph: int, offset: int) -> _Place:
        """Where the part ends that begins here: the place of the next one."""
        limit = self._ends[paragraph] + offset + PART_SIZE
        last = bisect_right(self._ends, limit) - 1
        if last == len(self._body):
            return last, 0
        room = limit - self._ends[last]
        if room >= len(self._body[last]):
            return last + 1, 0
        # A long paragraph is divided, unless most of the part is full before it.
        if last > paragraph and (room < PART_SIZE // 2 or len(self._body[last]) <= PART_SIZE):
            return last, 0
        return last, _cut(self._body[last], room, after=offset if last == paragraph else 0)


def _cut(text: str, limit: int, *, after: int) -> int:
    """Offset to cut a text at, below a limit: behind a space, else before no combining mark."""
    earliest = max(after + 1, limit - _LOOKED_BACK)
    space = text.rfind(" ", earliest, limit)
    if space > 0:
        return space + 1
    at = limit
    while at > earliest and unicodedata.combining(text[at]):
        at -= 1
    return at if at > earliest else limit

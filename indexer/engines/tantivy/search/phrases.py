"""Proximity queries expanded to phrases: one for each arrangement of the words.

Tantivy's slop is counted differently, and its binding gives no positions. "crews NEAR/2 strike"
(at most one other word between) has these, with the position of each word:

    crews strike      0, 1        strike crews      1, 0        both at one position    0, 0
    crews * strike    0, 2        strike * crews    2, 0

(A hyphenated word puts two terms at one position.) Two words have few arrangements at any distance.
With more words in any order the number explodes; queries with too many arrangements are matched
against the text instead.
"""

from collections.abc import Iterator, Sequence

from indexer.query.proximity import Part

# Each arrangement is a phrase to look up, at some 5 µs a field.
MAX_ARRANGEMENTS = 500


def arrangements(parts: Sequence[Part], others: int, *, ordered: bool) -> Iterator[tuple[int, ...]]:
    """The positions at which the parts may begin, in the order of `parts`; the least is 0.

    `others` is the most other words that may stand between them in all.
    """
    span = others + sum(part.length for part in parts)
    return _in_order(parts, span) if ordered else _in_any_order(parts, span)


def _in_order(parts: Sequence[Part], span: int, free: int = 0) -> Iterator[tuple[int, ...]]:
    """Each part after the one before, from position `free` on; the first of all begins at 0."""
    first, *rest = parts
    room = span - sum(part.length for part in parts)
    for start in range(free, room + 1 if free else 1):
        if not rest:
            yield (start,)
        else:
            for starts in _in_order(rest, span, start + first.length):
                yield (start, *starts)


def _in_any_order(parts: Sequence[Part], span: int) -> Iterator[tuple[int, ...]]:
    """Each part anywhere in a span that starts with one of them.

    Parts may overlap, but equal ones stand at ascending positions: no arrangement comes twice.
    """

    def placed(number: int, before: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if number == len(parts):
            if 0 in before:
                yield before
            return
        part = parts[number]
        least = max(
            (start + 1 for other, start in zip(parts, before, strict=False) if other == part),
            default=0,
        )
        for start in range(least, span - part.length + 1):
            yield from placed(number + 1, (*before, start))

    return placed(0, ())

"""Words near each other as phrases: one for each way in which they may stand.

Tantivy's own slop counts otherwise, and it tells nobody where a word stands. For two words the
ways are few whatever the distance. In any order they grow as a power of the number of words; what
has too many is told from the text.
"""

from collections.abc import Iterator, Sequence

from indexer.query.proximity import Part

# A way is one phrase to look up, at some 5 µs in every field.
MOST_WAYS = 500


def ways(parts: Sequence[Part], others: int, *, ordered: bool) -> Iterator[tuple[int, ...]]:
    """Where the parts may begin, relative to the first."""
    span = others + sum(part.length for part in parts)
    return _in_order(parts, span) if ordered else _in_any_order(parts, span)


def _in_order(parts: Sequence[Part], span: int, free: int = 0) -> Iterator[tuple[int, ...]]:
    """Each part behind the one before; the first one begins at 0."""
    first, *rest = parts
    room = span - sum(part.length for part in parts)
    for start in range(free, room + 1 if free else 1):
        if not rest:
            yield (start,)
        else:
            for starts in _in_order(rest, span, start + first.length):
                yield (start, *starts)


def _in_any_order(parts: Sequence[Part], span: int) -> Iterator[tuple[int, ...]]:
    """Each part anywhere in a span that the first of them begins; the same part never twice."""

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

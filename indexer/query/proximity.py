"""Proximity matching: intersects the position lists of words and phrases within a window."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.time_budget import look
from indexer.analysis.analyzer import (
    Analyzer,
    QueryTerm,
    in_each_language,
    query_terms,
    word_count,
)
from indexer.analysis.languages import ENGLISH
from indexer.query.ast import Near


@dataclass(frozen=True, slots=True)
class Part:
    """One operand of a proximity query: the terms of a word or phrase.

    `length` is how many word positions it covers.
    """

    terms: tuple[QueryTerm, ...]
    length: int


@dataclass(frozen=True, slots=True)
class PartPosition:
    """Occurrence of a part: its index in the query, and the word position where it starts."""

    part: int
    start: int


def near_parts(near: Near, analyzer: Analyzer, language: str = ENGLISH) -> tuple[Part, ...]:
    """The parts of a proximity query as an analyzer makes terms of them in a language."""
    return tuple(
        Part(query_terms(text, analyzer, language), word_count(text)) for text in near.parts
    )


def near_alternatives(
    near: Near, analyzer: Analyzer, languages: Iterable[str]
) -> list[tuple[Part, ...]]:
    """Distinct `near_parts` of a proximity query in some languages, English first."""
    return in_each_language(
        analyzer, languages, lambda language: near_parts(near, analyzer, language)
    )


def stretches(
    near: Near, parts: Sequence[Part], starts: Sequence[Sequence[int]]
) -> Iterator[list[PartPosition]]:
    """Matching windows of a proximity query: the part occurrences in each.

    `starts` has the ascending start positions of each part, in the order of `parts`. A window is
    at most `near.others` positions longer than its parts together. Windows may overlap;
    there are none where a part does not occur.
    """
    if not all(starts):
        return
    window_length = near.others + sum(part.length for part in parts)
    if near.ordered:
        yield from _in_order(parts, starts, window_length)
    else:
        yield from _in_any_order(parts, starts, window_length)


def _in_order(
    parts: Sequence[Part], starts: Sequence[Sequence[int]], window_length: int
) -> Iterator[list[PartPosition]]:
    """Ordered windows: from each occurrence of the first part, greedily the earliest of the next.

    Parts do not overlap. Taking the earliest gives the shortest window from that start.
    """
    for first in starts[0]:
        look()
        occurrences = [PartPosition(0, first)]
        next_free = first + parts[0].length
        for part_index in range(1, len(parts)):
            index = bisect_left(starts[part_index], next_free)
            if index == len(starts[part_index]):
                return
            occurrences.append(PartPosition(part_index, starts[part_index][index]))
            next_free = starts[part_index][index] + parts[part_index].length
        if next_free <= first + window_length:
            yield occurrences


def _in_any_order(
    parts: Sequence[Part], starts: Sequence[Sequence[int]], window_length: int
) -> Iterator[list[PartPosition]]:
    """Unordered windows: one from each start position, with all occurrences that fit into it.

    A part that the query repeats has to occur as often as it is repeated: a NEAR a takes two.
    """
    required = Counter(part.terms for part in parts)
    for first in sorted({start for each in starts for start in each}):
        look()
        occurrences: list[PartPosition] = []
        for part_index, part in enumerate(parts):
            begin = bisect_left(starts[part_index], first)
            end = bisect_right(starts[part_index], first + window_length - part.length)
            if end - begin < required[part.terms]:
                break
            occurrences += [
                PartPosition(part_index, start) for start in starts[part_index][begin:end]
            ]
        else:
            yield occurrences

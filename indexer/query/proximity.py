"""Where words and phrases stand close together, told from the positions of each."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis.analyzer import Analyzer, QueryTerm, query_terms, word_count
from indexer.query.ast import Near


@dataclass(frozen=True, slots=True)
class Part:
    """One word or phrase: the terms to look for, and how many positions it takes."""

    terms: tuple[QueryTerm, ...]
    length: int


@dataclass(frozen=True, slots=True)
class PartPosition:
    """Where a part begins, called by its number."""

    part: int
    start: int


def near_parts(near: Near, analyzer: Analyzer) -> tuple[Part, ...]:
    """The parts of a query as they are looked for in a field."""
    return tuple(Part(query_terms(text, analyzer), word_count(text)) for text in near.parts)


def stretches(
    near: Near, parts: Sequence[Part], starts: Sequence[Sequence[int]]
) -> Iterator[list[PartPosition]]:
    """The stretches of text that have all parts, as the places of these in each.

    `starts` has of each part the ascending positions at which it begins.
    """
    if not all(starts):
        return
    span = near.others + sum(part.length for part in parts)
    if near.ordered:
        yield from _in_order(parts, starts, span)
    else:
        yield from _in_any_order(parts, starts, span)


def _in_order(
    parts: Sequence[Part], starts: Sequence[Sequence[int]], span: int
) -> Iterator[list[PartPosition]]:
    """For each place of the first part, the others each as early after the one before as can be."""
    for first in starts[0]:
        places = [PartPosition(0, first)]
        free = first + parts[0].length
        for number in range(1, len(parts)):
            at = bisect_left(starts[number], free)
            if at == len(starts[number]):
                return
            places.append(PartPosition(number, starts[number][at]))
            free = starts[number][at] + parts[number].length
        if free <= first + span:
            yield places


def _in_any_order(
    parts: Sequence[Part], starts: Sequence[Sequence[int]], span: int
) -> Iterator[list[PartPosition]]:
    """For each place of any part, all places of all of them from there on."""
    wanted = Counter(part.terms for part in parts)
    for first in sorted({start for each in starts for start in each}):
        places: list[PartPosition] = []
        for number, part in enumerate(parts):
            from_here = bisect_left(starts[number], first)
            beyond = bisect_right(starts[number], first + span - part.length)
            if beyond - from_here < wanted[part.terms]:
                break
            places += [PartPosition(number, start) for start in starts[number][from_here:beyond]]
        else:
            yield places

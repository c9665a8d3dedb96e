"""Patience diff (Bram Cohen): the common stretches of two sequences.

Elements that occur once in both are the anchors, and the gaps between them are matched in turn. It
costs little more than reading the sequences, and does not align unrelated sentences at a "the".
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

# Steps of the exhaustive search between anchors: about 0.1 s at worst.
_MOST_STEPS = 1_000_000
# How deep anchors are looked for within gaps: real text needs three or four levels. 1,500 lines
# made for the purpose would exceed Python's recursion limit.
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Block:
    """Common stretch of two sequences: where it begins in each, and its length."""

    before: int
    after: int
    size: int


class Aligner:
    """Aligner with a budget: matches sequences in bounded time over all its calls."""

    def __init__(self) -> None:
        self._steps = _MOST_STEPS

    def blocks(self, before: Sequence[str], after: Sequence[str]) -> list[Block]:
        """Common stretches in order, followed by an empty one at the ends of both sequences.

        Stretches that only an exhaustive search beyond the budget would find are left out.
        """
        return _merged([*self._blocks(before, after), Block(len(before), len(after), 0)])

    def _blocks(
        self, before: Sequence[str], after: Sequence[str], depth: int = 0
    ) -> Iterator[Block]:
        """Common stretches in order: the common ends first, then those between them."""
        head = common_length(before, after)
        if head:
            yield Block(0, 0, head)
        old, new = before[head:], after[head:]
        tail = common_length(old[::-1], new[::-1])
        old, new = old[: len(old) - tail], new[: len(new) - tail]
        if old and new:
            for block in self._between(old, new, depth):
                yield Block(block.before + head, block.after + head, block.size)
        if tail:
            yield Block(len(before) - tail, len(after) - tail, tail)

    def _between(self, before: Sequence[str], after: Sequence[str], depth: int) -> Iterator[Block]:
        anchors = _anchors(before, after)
        if not anchors:
            yield from self._thorough(before, after)
        elif depth < _DEEPEST:
            ends = ((-1, -1), *anchors, (len(before), len(after)))
            for (old, new), (next_old, next_new) in pairwise(ends):
                if old >= 0:
                    yield Block(old, new, 1)
                gap = self._blocks(before[old + 1 : next_old], after[new + 1 : next_new], depth + 1)
                for block in gap:
                    yield Block(block.before + old + 1, block.after + new + 1, block.size)

    def _thorough(self, before: Sequence[str], after: Sequence[str]) -> Iterator[Block]:
        """Longest common stretches and those beside them (difflib), while steps are left."""
        steps = len(before) * len(after) * min(len(before), len(after))
        if steps > self._steps:
            return
        self._steps -= steps
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        yield from (Block(*found) for found in matcher.get_matching_blocks() if found.size)


def has_word(text: str) -> bool:
    """Whether a text has a letter or a digit."""
    return any(map(str.isalnum, text))


def common_length(before: Sequence[str], after: Sequence[str]) -> int:
    """Length of the common prefix of two sequences."""
    for place, (old, new) in enumerate(zip(before, after, strict=False)):
        if old != new:
            return place
    return min(len(before), len(after))


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Positions of elements that occur once in both: the longest run in the same order."""
    counts, others = Counter(before), Counter(after)
    places = {text: place for place, text in enumerate(after)}
    # Longest increasing subsequence: the last pair of the best chain of each length.
    ends: list[int] = []
    chain: list[tuple[int, int]] = []
    previous: dict[tuple[int, int], tuple[int, int] | None] = {}
    for old, text in enumerate(before):
        if counts[text] != 1 or others[text] != 1 or not has_word(text):
            continue
        pair = old, places[text]
        length = bisect_left(ends, pair[1])
        previous[pair] = chain[length - 1] if length else None
        ends[length : length + 1] = [pair[1]]
        chain[length : length + 1] = [pair]
    found: list[tuple[int, int]] = []
    last = chain[-1] if chain else None
    while last:
        found.append(last)
        last = previous[last]
    return found[::-1]


def _merged(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, with those merged that adjoin in both sequences."""
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else Block(-1, -1, 0)
        if (last.before + last.size, last.after + last.size) == (block.before, block.after):
            merged[-1] = Block(last.before, last.after, last.size + block.size)
        else:
            merged.append(block)
    return merged

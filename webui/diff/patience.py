"""What two sequences have in common, matched at what stands once in both.

This is Bram Cohen's patience diff: it costs little more than reading them, and does not hang
a new sentence on the "the" of an old one.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

# Steps of the thorough search between anchors: 0.1 s of them at worst.
_MOST_STEPS = 1_000_000
# Anchors within the gaps of anchors: real text needs three or four. Of 1,500 lines that are made
# for it each would be in a gap of the one before, deeper than Python's calls can be nested.
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that is the same in two sequences: where it begins in each, and its length."""

    before: int
    after: int
    size: int


class Aligner:
    """Matches sequences, in bounded time over all that it is asked."""

    def __init__(self) -> None:
        self._steps = _MOST_STEPS

    def blocks(self, before: Sequence[str], after: Sequence[str]) -> list[Block]:
        """The stretches that are the same in both, in order, the last one an empty one at the end.

        What could only be found at too great a cost is left out.
        """
        return _merged([*self._blocks(before, after), Block(len(before), len(after), 0)])

    def _blocks(
        self, before: Sequence[str], after: Sequence[str], depth: int = 0
    ) -> Iterator[Block]:
        """What is the same in both, in order."""
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
        """The longest stretches, and those beside them, as long as there are steps left."""
        steps = len(before) * len(after) * min(len(before), len(after))
        if steps > self._steps:
            return
        self._steps -= steps
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        yield from (Block(*found) for found in matcher.get_matching_blocks() if found.size)


def has_word(text: str) -> bool:
    """Whether there is a letter or a digit in a text."""
    return any(map(str.isalnum, text))


def common_length(before: Sequence[str], after: Sequence[str]) -> int:
    """How many entries two sequences begin with in common."""
    for place, (old, new) in enumerate(zip(before, after, strict=False)):
        if old != new:
            return place
    return min(len(before), len(after))


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The places of what stands once in both: as many as are in the same order."""
    counts, others = Counter(before), Counter(after)
    places = {text: place for place, text in enumerate(after)}
    # The longest increasing subsequence: the last pair of the best chain of each length.
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
    """The blocks with those as one that follow each other in both sequences."""
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else Block(-1, -1, 0)
        if (last.before + last.size, last.after + last.size) == (block.before, block.after):
            merged[-1] = Block(last.before, last.after, last.size + block.size)
        else:
            merged.append(block)
    return merged

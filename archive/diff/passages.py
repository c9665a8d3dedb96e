"""Word diff of two versions of a text: paragraphs are paired, then compared word by word."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from archive.diff.changes import ChangeKind, Passage, Passages, Run
from archive.diff.patience import Aligner, Block, common_length, has_word

# Limits of one comparison, beyond what anybody reads: characters of edited paragraphs that are
# compared word by word, and paragraphs that are shown as changed.
_MOST_CHARACTERS = 250_000
MOST_PASSAGES = 2_000
# Limits for pairing the paragraphs of one gap: words looked up, and pairs tried.
_MOST_LOOKUPS = 1_000_000
_MOST_PAIRS = 10_000
# Least similarity (Dice coefficient of the words) of a paragraph and an edited version of it.
_SAME_PARAGRAPH = 0.4

# Scripts written without spaces, which are compared character by character.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
# Combining characters of these scripts: each belongs to the character before it.
_COMBINING = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u102b-\u103e\u1056-\u1060\u17b4-\u17d3\u3099\u309a"
)
_MARKS = "!-&(-,./:-@\\[-`{-~¡«»¿\u201c-\u201f\u2026\u2030-\u205e\u3001-\u303f\uff01-\uff0f"
_WORD = rf"(?:[^\s{_MARKS}{_UNSPACED}]|(?<=\d)[.,](?=\d)|(?<=\w)-(?=\w))+"
# A token is a word, a number, a character or a punctuation mark, with the space after it.
_TOKEN = re.compile(rf"(?:{_WORD}|[{_UNSPACED}][{_COMBINING}]*|[{_MARKS}])\s*|\s+")

# A word with all that stands in it or at it, or a character of a script without spaces.
_WRITTEN = re.compile(rf"[^\s{_UNSPACED}]+|[{_UNSPACED}]")


class Matcher:
    """Diff with a budget: compares texts in bounded time over all its calls.

    Once the budget is spent, a sentence or a whole paragraph is shown as replaced.
    """

    def __init__(self, most_passages: int = MOST_PASSAGES) -> None:
        self._characters = _MOST_CHARACTERS
        self._left = most_passages
        self._aligner = Aligner()

    def passages(self, before: Sequence[str], after: Sequence[str]) -> Passages:
        """Paragraphs of both texts in order, with their changes; none where the texts are equal."""
        if before == after:
            return Passages()
        found = tuple(islice(self._passages(before, after), self._left + 1))
        shown = found[: self._left]
        self._left -= len(shown)
        return Passages(shown, cut=len(found) > len(shown))

    def line(self, before: str, after: str) -> tuple[Run, ...]:
        """Words of both lines; one line after the other where they have little in common."""
        if before == after:
            return _whole(after, ChangeKind.KEPT)
        if _alike(_vocabulary(before), _vocabulary(after)) < _SAME_PARAGRAPH:
            return (*_whole(before, ChangeKind.REMOVED), *_whole(after, ChangeKind.ADDED))
        return self._words(before, after)

    def items(self, before: Sequence[str], after: Sequence[str]) -> tuple[Run, ...]:
        """Entries of two lists in order, each kept, removed or added as a whole."""
        return tuple(
            Run(item, change)
            for change, entries in self._changes(before, after)
            for item in entries
        )

    def _passages(self, before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
        removed: Sequence[str] = ()
        for change, paragraphs in (*self._changes(before, after), (ChangeKind.KEPT, ())):
            if change is ChangeKind.REMOVED:
                removed = paragraphs
                continue
            if change is ChangeKind.ADDED:
                yield from self._edited(removed, paragraphs)
            else:
                yield from (Passage(_whole(text, ChangeKind.REMOVED)) for text in removed)
                if paragraphs:
                    yield Passage(unchanged=tuple(paragraphs))
            removed = ()

    def _edited(self, removed: Sequence[str], added: Sequence[str]) -> Iterator[Passage]:
        """Paragraphs that stand in place of others; edited ones are compared word by word."""
        pairs = _pairs(removed, added)
        ends = ((-1, -1), *pairs, (len(removed), len(added)))
        for (old, new), (next_old, next_new) in pairwise(ends):
            if old >= 0:
                yield Passage(self._words(removed[old], added[new]))
            for text in removed[old + 1 : next_old]:
                yield Passage(_whole(text, ChangeKind.REMOVED))
            for text in added[new + 1 : next_new]:
                yield Passage(_whole(text, ChangeKind.ADDED))

    def _words(self, before: str, after: str) -> tuple[Run, ...]:
        head, tail = _same_ends(before, after)
        middle, other = before[head : len(before) - tail], after[head : len(after) - tail]
        runs = [*_whole(after[:head], ChangeKind.KEPT)]
        if len(middle) + len(other) > self._characters:
            runs += (*_whole(middle, ChangeKind.REMOVED), *_whole(other, ChangeKind.ADDED))
        else:
            self._characters -= len(middle) + len(other)
            runs += self._compared(middle, other)
        return _joined([*runs, *_whole(after[len(after) - tail :], ChangeKind.KEPT)])

    def _compared(self, before: str, after: str) -> Iterator[Run]:
        old, new = _TOKEN.findall(before), _TOKEN.findall(after)
        for change, tokens in self._changes(old, new, words=True):
            text = "".join(tokens)
            trimmed = text if change is ChangeKind.KEPT else text.rstrip()
            yield from _whole(trimmed, change)
            yield from _whole(text[len(trimmed) :], ChangeKind.KEPT)

    def _changes(
        self, before: Sequence[str], after: Sequence[str], *, words: bool = False
    ) -> Iterator[tuple[ChangeKind, Sequence[str]]]:
        """Removed, added and kept stretches in order; kept ones as they stand in `after`."""
        keys = [token.rstrip() for token in before] if words else before
        other = [token.rstrip() for token in after] if words else after
        old = new = 0
        blocks = self._aligner.blocks(keys, other)
        for block in _substantial(blocks, other) if words else blocks:
            for change, part in (
                (ChangeKind.REMOVED, before[old : block.before]),
                (ChangeKind.ADDED, after[new : block.after]),
                (ChangeKind.KEPT, after[block.after : block.after + block.size]),
            ):
                if part:
                    yield change, part
            old, new = block.before + block.size, block.after + block.size


def word_count(text: str) -> int:
    """Number of words; of scripts written without spaces every character is one."""
    return sum(map(has_word, _WRITTEN.findall(text)))


def _same_ends(before: str, after: str) -> tuple[int, int]:
    """Lengths of the common prefix and the common suffix of two texts, cut at a space."""
    head = after.rfind(" ", 0, common_length(before, after)) + 1
    old, new = before[head:][::-1], after[head:][::-1]
    return head, new.rfind(" ", 0, common_length(old, new)) + 1


def _substantial(blocks: Sequence[Block], after: Sequence[str]) -> Iterator[Block]:
    """Blocks without those between two changes that keep only punctuation, such as a comma."""
    for block in blocks:
        ends = block.before == block.after == 0 or block is blocks[-1]
        if ends or any(map(has_word, after[block.after : block.after + block.size])):
            yield block


def _pairs(removed: Sequence[str], added: Sequence[str]) -> list[tuple[int, int]]:
    """Best alignment of edited paragraphs by dynamic programming: pairs of positions, in order.

    Empty where it would exceed the limits above.
    """
    if len(removed) * len(added) > _MOST_PAIRS:
        return []
    old = [_vocabulary(text) for text in removed]
    new = [_vocabulary(text) for text in added]
    if len(old) * sum(map(len, new)) + len(new) * sum(map(len, old)) > _MOST_LOOKUPS:
        return []
    # best[i][j]: the greatest sum of similarities of pairs from old[i] and new[j] on.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    likeness = [[_alike(one, other) for other in new] for one in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = best[i + 1][j + 1] + likeness[i][j]
            worth = paired if likeness[i][j] >= _SAME_PARAGRAPH else 0.0
            best[i][j] = max(worth, best[i + 1][j], best[i][j + 1])
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(map(str.rstrip, _TOKEN.findall(text)))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def _whole(text: str, change: ChangeKind) -> tuple[Run, ...]:
    return (Run(text, change),) if text else ()


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs, with neighbours of the same kind merged."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].change is run.change:
            joined[-1] = Run(joined[-1].text + run.text, run.change)
        else:
            joined.append(run)
    return tuple(joined)

"""The words of an index with how many articles have each: to complete words, and to mend them.

Words are compared as they are indexed: folded, by code points.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.edit_distance import edit_distances

_LONGEST = 40
# Scripts without spaces between words, which are indexed by pairs of characters, begin there.
_FIRST_PAIRED = "\u0e00"
# What 16 bits hold.
_LAST_LETTER = "\uffff"
_SIGNATURE_BITS = 32
# Words with fewer letters are almost any others: for one letter that differs, and for two.
_FEWEST_LETTERS = (4, 6)
# One word of so many is at hand as it is; any other is decoded each time that it is looked at.
_WORDS_A_BLOCK = 64


class Vocabulary:
    """Words that a person may type, each with about how many articles have it.

    Numbers, single letters, pairs of characters of scripts without spaces, and words of over 40
    letters are left out. A word that comes several times has its largest count. 400,000 words of a
    news archive take 12 MB, and 55 MB while they are read in.
    """

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._counts, self._lengths, self._letters = _packed(words)
        # Where each word begins among the letters of all; the last is the end of them.
        self._starts = np.zeros(len(self._counts) + 1, np.uint32)
        np.cumsum(self._lengths, dtype=np.uint32, out=self._starts[1:])
        self._signatures = _signatures(self._letters, self._starts[:-1])
        self._first_words = [self._word(place) for place in range(0, len(self), _WORDS_A_BLOCK)]

    def __len__(self) -> int:
        return len(self._counts)

    def count(self, word: str) -> int:
        """About how many articles have a word, 0 for one that is not there."""
        at = self._place(word)
        return int(self._counts[at]) if at < len(self) and self._word(at) == word else 0

    def beginning_with(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """The words that begin so, each with its count, the most frequent first."""
        first, last = self._place(prefix), self._place(prefix + _LAST_LETTER)
        places = _largest(self._counts[first:last], limit) + first
        found = [(self._word(place), int(self._counts[place])) for place in places.tolist()]
        return sorted(found, key=lambda each: (-each[1], each[0]))

    def spelled_almost(self, word: str, limit: int) -> list[str]:
        """Other words that differ by one letter, then by two, each the most frequent first.

        A letter is put in, left out, exchanged, or changes places with the next one. Words of
        under 4 letters have none, those of under 6 none that differ by two. What has digits in it
        is no misspelled word.
        """
        edits = sum(len(word) >= fewest for fewest in _FEWEST_LETTERS)
        if not edits or max(word) > _LAST_LETTER or len(word) > _LONGEST + edits:
            return []
        if any(map(str.isdecimal, word)):
            return []
        letters = np.frombuffer(word.encode("utf-16-le"), "<u2")
        (signature,) = _signatures(letters, np.zeros(1, np.uint32))
        # An exchanged letter changes two bits, one that is put in or left out a single one.
        longer = np.abs((self._lengths - np.uint8(len(word))).view(np.int8))
        changed = np.bitwise_count(self._signatures ^ signature).view(np.int8)
        alike = (longer <= edits) & (changed + longer <= 2 * edits)
        places = np.flatnonzero(alike)
        distances = self._distances(word, places, edits)
        near = (distances > 0) & (distances <= edits)
        places, distances = places[near], distances[near]
        best = np.lexsort((places, -self._counts[places].astype(np.int64), distances))[:limit]
        return [self._word(place) for place in places[best].tolist()]

    def _place(self, word: str) -> int:
        """Where a word stands or would stand."""
        first = max(bisect_right(self._first_words, word) - 1, 0) * _WORDS_A_BLOCK
        last = min(first + _WORDS_A_BLOCK, len(self))
        return bisect_left(range(len(self)), word, first, last, key=self._word)

    def _word(self, place: int) -> str:
        start, end = self._starts[place : place + 2].tolist()
        return self._letters[start:end].tobytes().decode("utf-16-le")

    def _distances(self, word: str, places: NDArray[np.intp], edits: int) -> NDArray[Any]:
        """How many edits lead to the words in some places; more than `edits` if too many.

        None of these words is longer by more than that.
        """
        at = self._starts[places].astype(np.int64) + np.arange(len(word) + edits)[:, None]
        # Behind the last word there is nothing, and its end is not looked at.
        letters = self._letters[np.minimum(at, max(len(self._letters) - 1, 0))]
        return edit_distances(word, letters, self._lengths[places], edits, swaps=True)


def _packed(
    words: Iterable[tuple[str, int]],
) -> tuple[NDArray[np.uint32], NDArray[np.uint8], NDArray[np.uint16]]:
    """The counts and the lengths of words in their order, and the letters of them all."""
    counts: dict[str, int] = {}
    for word, count in words:
        if counts.get(word, 0) < count and _is_typed(word):
            counts[word] = count
    ordered = sorted(counts)
    return (
        np.fromiter(map(counts.__getitem__, ordered), np.uint32, len(ordered)),
        np.fromiter(map(len, ordered), np.uint8, len(ordered)),
        np.frombuffer("".join(ordered).encode("utf-16-le"), "<u2"),
    )


def _is_typed(word: str) -> bool:
    length = len(word)
    if length < 3 and (length < 2 or word[0] >= _FIRST_PAIRED):
        return False
    if length > _LONGEST or not (word.isascii() or max(word) <= _LAST_LETTER):
        return False
    return not (word[0].isdecimal() and word.replace(".", "").isdecimal())


def _signatures(letters: NDArray[np.uint16], starts: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """A bit for every letter that a word has."""
    if not len(starts):
        return np.zeros(0, np.uint32)
    bits = np.left_shift(np.uint32(1), letters % _SIGNATURE_BITS, dtype=np.uint32)
    return np.bitwise_or.reduceat(bits, starts)


def _largest(counts: NDArray[np.uint32], limit: int) -> NDArray[np.intp]:
    """Where the largest counts are, in no order."""
    if len(counts) <= limit:
        return np.arange(len(counts))
    return np.argpartition(counts, len(counts) - limit)[len(counts) - limit :]

"""Vocabulary of an index, with document frequencies: for completion and spelling correction.

Words are compared as they are indexed: folded, by code points.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.edit_distance import edit_distances

_LONGEST = 40
# From here on are the scripts without spaces between words, indexed by pairs of characters.
_FIRST_PAIRED = "\u0e00"
# Letters are held in 16 bits.
_LAST_LETTER = "\uffff"
_SIGNATURE_BITS = 32
# Fewest letters of a word that is corrected by one edit, and by two: shorter ones match anything.
_FEWEST_LETTERS = (4, 6)
# Every 64th word is kept as a string; the others are decoded whenever they are compared.
_WORDS_A_BLOCK = 64


class Vocabulary:
    """Sorted words that a person may type, each with its approximate document frequency.

    The letters of all words are in one array, with a bit set of letters ("signature") for each.

    Numbers, single letters, pairs of characters of scripts without spaces, and words of over 40
    letters are left out. A word that comes several times has its largest count. 400,000 words of a
    news archive take 12 MB, and 55 MB while they are read in.
    """

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._counts, self._lengths, self._letters = _packed(words)
        # Offset of each word in `_letters`, then the end of the last one.
        self._starts = np.zeros(len(self._counts) + 1, np.uint32)
        np.cumsum(self._lengths, dtype=np.uint32, out=self._starts[1:])
        self._signatures = _signatures(self._letters, self._starts[:-1])
        self._first_words = [self._word(place) for place in range(0, len(self), _WORDS_A_BLOCK)]

    def __len__(self) -> int:
        return len(self._counts)

    def count(self, word: str) -> int:
        """Approximate number of articles with a word, 0 for an unknown one."""
        at = self._place(word)
        return int(self._counts[at]) if at < len(self) and self._word(at) == word else 0

    def beginning_with(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Words with this prefix and their counts, the most frequent first."""
        first, last = self._place(prefix), self._place(prefix + _LAST_LETTER)
        places = _largest(self._counts[first:last], limit) + first
        found = [(self._word(place), int(self._counts[place])) for place in places.tolist()]
        return sorted(found, key=lambda each: (-each[1], each[0]))

    def spelled_almost(self, word: str, limit: int) -> list[str]:
        """Other words within one edit, then within two, the most frequent of each first.

        An edit inserts, deletes or substitutes a letter, or swaps two adjacent ones. Words under 4
        letters are not corrected, those under 6 by one edit only; words with digits never.
        """
        edits = sum(len(word) >= fewest for fewest in _FEWEST_LETTERS)
        if not edits or max(word) > _LAST_LETTER or len(word) > _LONGEST + edits:
            return []
        if any(map(str.isdecimal, word)):
            return []
        letters = np.frombuffer(word.encode("utf-16-le"), "<u2")
        (signature,) = _signatures(letters, np.zeros(1, np.uint32))
        # A substitution changes up to two bits of the signature, an insertion or deletion one.
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
        """Index of a word, or where it would be inserted: by binary search."""
        first = max(bisect_right(self._first_words, word) - 1, 0) * _WORDS_A_BLOCK
        last = min(first + _WORDS_A_BLOCK, len(self))
        return bisect_left(range(len(self)), word, first, last, key=self._word)

    def _word(self, place: int) -> str:
        start, end = self._starts[place : place + 2].tolist()
        return self._letters[start:end].tobytes().decode("utf-16-le")

    def _distances(self, word: str, places: NDArray[np.intp], edits: int) -> NDArray[Any]:
        """Edit distances to the words at some places, any number above `edits` if larger.

        None of these words is more than `edits` letters longer.
        """
        at = self._starts[places].astype(np.int64) + np.arange(len(word) + edits)[:, None]
        # Clipped at the end of the array; letters behind a word are ignored.
        letters = self._letters[np.minimum(at, max(len(self._letters) - 1, 0))]
        return edit_distances(word, letters, self._lengths[places], edits, swaps=True)


def _packed(
    words: Iterable[tuple[str, int]],
) -> tuple[NDArray[np.uint32], NDArray[np.uint8], NDArray[np.uint16]]:
    """Counts and lengths of the sorted words, and the letters of all of them (UTF-16)."""
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
    """Bit set of the letters of each word, by code point modulo 32."""
    if not len(starts):
        return np.zeros(0, np.uint32)
    bits = np.left_shift(np.uint32(1), letters % _SIGNATURE_BITS, dtype=np.uint32)
    return np.bitwise_or.reduceat(bits, starts)


def _largest(counts: NDArray[np.uint32], limit: int) -> NDArray[np.intp]:
    """Indices of the `limit` largest counts, in no order."""
    if len(counts) <= limit:
        return np.arange(len(counts))
    return np.argpartition(counts, len(counts) - limit)[len(counts) - limit :]

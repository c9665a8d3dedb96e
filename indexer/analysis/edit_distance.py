"""Banded bit-parallel edit distance, from one word to another or to an array of words at once.

Hyyrö's algorithm on the dynamic programming table of Wagner and Fischer (1974): "A Bit-Vector
Algorithm for Computing Levenshtein and Damerau Edit Distances", Nordic Journal of Computing 10
(2003), after Myers (1999). The band is the cells within `edits` of the diagonal, as no other can
be on a path that short. A column of the band is one bit vector, so that a letter costs a dozen
bitwise operations: on a Python integer for one word, on an array of bytes for many.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


def is_within(edits: int, word: str, other: str) -> bool:
    """Whether two words are within a Levenshtein distance (1966) of each other.

    Letters are inserted, deleted or substituted; a transposition is two edits.
    """
    if abs(len(word) - len(other)) > edits:
        return False
    band = _Band(len(word), edits, 2 * edits + 1)
    masks = _match_masks(word)
    letters = (band.window(masks.get(ord(letter), 0), i) for i, letter in enumerate(other))
    distance: int = band.first
    # The distance falls only once the band is past the last row, by one a letter:
    # from above `most` it cannot come down to `edits` any more.
    most = 2 * edits + len(other) - len(word)
    for so_far in band.distances(letters, distance):
        if so_far > most:
            return False
        distance = so_far
    return distance <= edits


def edit_distances(
    word: str, letters: NDArray[Any], lengths: NDArray[Any], edits: int, *, swaps: bool = False
) -> NDArray[Any]:
    """Levenshtein distances from a word to each of an array; over `edits` where it is farther.

    `letters` has the code points of one word in each column, of shape (longest, words); rows past
    a word's length in `lengths` are ignored. With `swaps` a transposition of adjacent letters is
    one edit, and neither letter is edited again (optimal string alignment, after Damerau, 1964).
    `edits` is 3 at most, 2 with `swaps`: a byte holds no wider band.
    """
    # A transposition also reads the cells one diagonal beyond the band.
    margin = 1 if swaps else 0
    band = _Band(len(word), edits + margin, 7, swaps=swaps)
    # A byte here too where it is wide enough: arithmetic of mixed widths takes twice as long.
    width = np.min_scalar_type(len(word) + band.top)
    found = np.full(len(lengths), len(word) + edits + 1, width)
    found[lengths == 0] = len(word)
    start = np.full(len(lengths), band.first, width)
    for length, distances in enumerate(band.distances(_windows(word, letters, band), start), 1):
        if length >= len(word) - edits:
            np.copyto(found, distances, where=lengths == length)
    return found


@dataclass(frozen=True, slots=True)
class _Band:
    """Diagonal band of the table of a word of `length` letters: `edits` cells to either side.

    In a column, bit `top` is the cell `edits` below the diagonal, and each lower bit the cell above
    the one before; so the diagonal is bit `top` - `edits`. `top` is 2 * `edits` + 1 or more.
    """

    length: int
    edits: int
    top: int
    swaps: bool = False

    @property
    def first(self) -> int:
        """Distance at the bottom of the band in the column before the first letter."""
        return min(self.edits, self.length)

    def window(self, mask: int, column: int) -> int:
        """Match mask of a letter, shifted to the rows that the band has in a column, from 0 on.

        The a of "abca" has the mask 0b1001. With `edits` 1 and `top` 3, the band of column 0 has
        row 0 at bit 2, and the window is 0b0100; in column 2 it has rows 0 to 3 at bits 0 to 3,
        and the window is 0b1001.
        """
        shift = column + self.edits - self.top
        return (mask >> shift if shift > 0 else mask << -shift) & ((2 << self.top) - 1)

    def distances(self, letters: Iterable[Any], distance: Any) -> Iterator[Any]:  # noqa: ANN401 - an int or an array: no type covers both with these operators
        """Distance after each letter of the other word, or of each of many.

        `letters` are the match windows of its letters in order. Until the band reaches the last
        row, the distance is that at the bottom of the band; from there on, that in the last row.
        The bit vectors have Hyyrö's names: `d0` for cells equal to their upper left neighbour,
        `vp` and `vn` for those one more and one less than their upper neighbour, `hp` and
        `hn` for those one more and one less than their left neighbour, `pm` for matching letters.
        """
        every, top = (2 << self.top) - 1, self.top
        vp = every ^ ((1 << (top - self.edits)) - 1)
        vn = not_d0 = previous_pm = 0
        for rows_past_end, pm in enumerate(letters, self.edits + 1 - self.length):
            d0 = (((pm & vp) + vp) ^ vp) | pm | vn
            if self.swaps:
                d0 = d0 | (not_d0 & (pm << 1) & (previous_pm >> 1))
                previous_pm = pm
            d0 = d0 & every
            not_d0 = d0 ^ every
            hp = vn | ((d0 | vp) ^ every)
            hn = d0 & vp
            if rows_past_end <= 0:
                distance = distance + (not_d0 >> top)
            elif rows_past_end <= top:
                last = top - rows_past_end
                distance = distance + ((hp >> last) & 1) - ((hn >> last) & 1)
            else:
                return
            yield distance
            d0 = d0 >> 1
            vp = hn | ((d0 | hp) ^ every)
            vn = hp & d0


def _match_masks(word: str) -> dict[int, int]:
    """Match masks: by code point, the positions of a letter in the word; position 0 is bit 0."""
    masks: dict[int, int] = {}
    for i, letter in enumerate(map(ord, word)):
        masks[letter] = masks.get(letter, 0) | 1 << i
    return masks


def _windows(word: str, letters: NDArray[Any], band: _Band) -> Iterator[NDArray[np.uint8]]:
    """Match windows of each row of letters.

    The table is indexed by code point and ends with zeros for the code point after the word's
    largest: `clip` sends all larger ones there.
    """
    masks = _match_masks(word)
    windows = np.zeros((len(letters), max(masks, default=0) + 2), np.uint8)
    if len(letters):
        windows[:, list(masks)] = [
            [band.window(each, column) for each in masks.values()] for column in range(len(letters))
        ]
    for of_letter, row in zip(windows, letters, strict=True):
        yield np.take(of_letter, row, mode="clip")

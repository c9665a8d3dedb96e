"""How many edits lead from a word to another, or to each of many at once.

Hyyrö's bit-parallel way through the table of Wagner and Fischer (1974): "A Bit-Vector Algorithm
for Computing Levenshtein and Damerau Edit Distances", Nordic Journal of Computing 10 (2003),
after Myers (1999). Only cells near the diagonal can be within a few edits. Those of a column are
the bits of one number, so that a letter costs a dozen operations: the same ones for a number of
Python's and for an array that has a byte for each of many words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


def is_within(edits: int, word: str, other: str) -> bool:
    """Whether one word becomes the other by so many letters put in, left out or exchanged.

    This is Levenshtein's distance (1966): two letters that change places are two edits.
    """
    if abs(len(word) - len(other)) > edits:
        return False
    band = _Band(len(word), edits, 2 * edits + 1)
    places = _places(word)
    letters = (band.window(places.get(ord(letter), 0), i) for i, letter in enumerate(other))
    distance: int = band.first
    # It falls only behind the last letter that a column reaches, by one a letter.
    most = 2 * edits + len(other) - len(word)
    for so_far in band.distances(letters, distance):
        if so_far > most:
            return False
        distance = so_far
    return distance <= edits


def edit_distances(
    word: str, letters: NDArray[Any], lengths: NDArray[Any], edits: int, *, swaps: bool = False
) -> NDArray[Any]:
    """How many edits lead from a word to each of many; more than `edits` if too many.

    `letters` has the code points of one word in each column, behind the `lengths` of these
    whatever there is. An edit puts in, leaves out or exchanges a letter; with `swaps` also a
    letter that changes places with the next one is one edit (Damerau, 1964), and neither of the
    two is edited again. `edits` is 3 at the most, 2 with `swaps`: a byte holds no wider band.
    """
    band = _Band(len(word), edits + swaps, 7, swaps=swaps)
    # A byte as well wherever it is enough: arithmetic of two widths takes twice as long.
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
    """The cells of the table that count for a word of a length: up to `edits` off the diagonal.

    In a column, bit `top` is the cell `edits` below the diagonal, and the next lower bit the cell
    above that one. `top` is 2 * `edits` + 1 or more.
    """

    length: int
    edits: int
    top: int
    swaps: bool = False

    @property
    def first(self) -> int:
        """The distance from where `distances` begins: at the lowest cell of no letters."""
        return min(self.edits, self.length)

    def window(self, places: int, column: int) -> int:
        """Of the places of a letter in the word, one a bit, those in a column, from 0 on."""
        shift = column + self.edits - self.top
        return (places >> shift if shift > 0 else places << -shift) & ((2 << self.top) - 1)

    # A number of Python's or an array, which no type says together.
    def distances(self, letters: Iterable[Any], distance: Any) -> Iterator[Any]:  # noqa: ANN401
        """The distances to the beginnings of another word, or of each of many.

        `letters` are the windows of its letters, one after the other. So long as the word is
        longer than a column reaches, the distance is that of its beginning to there. `rises` and
        `falls` are the cells that are one more, one less than the cell above, `is_same` those
        that are no more than the cell before that, `more` and `fewer` than the cell before.
        """
        every, top = (2 << self.top) - 1, self.top
        rises = every ^ ((1 << (top - self.edits)) - 1)
        falls = differs = before = 0
        for below, there in enumerate(letters, self.edits + 1 - self.length):
            is_same = (((there & rises) + rises) ^ rises) | there | falls
            if self.swaps:
                is_same = is_same | (differs & (there << 1) & (before >> 1))
                before = there
            is_same = is_same & every
            differs = is_same ^ every
            more = falls | ((is_same | rises) ^ every)
            fewer = is_same & rises
            if below <= 0:
                distance = distance + (differs >> top)
            elif below <= top:
                last = top - below
                distance = distance + ((more >> last) & 1) - ((fewer >> last) & 1)
            else:
                return
            yield distance
            is_same = is_same >> 1
            rises = fewer | ((is_same | more) ^ every)
            falls = more & is_same


def _places(word: str) -> dict[int, int]:
    """By the code point of every letter of a word its places, one a bit."""
    places: dict[int, int] = {}
    for i, letter in enumerate(map(ord, word)):
        places[letter] = places.get(letter, 0) | 1 << i
    return places


def _windows(word: str, letters: NDArray[Any], band: _Band) -> Iterator[NDArray[np.uint8]]:
    """The windows of each row of letters; none has the one behind the last of the word's."""
    places = _places(word)
    windows = np.zeros((len(letters), max(places, default=0) + 2), np.uint8)
    if len(letters):
        windows[:, list(places)] = [
            [band.window(each, column) for each in places.values()]
            for column in range(len(letters))
        ]
    for of_letter, row in zip(windows, letters, strict=True):
        yield np.take(of_letter, row, mode="clip")

"""The terms of a field, in which those of a form or a spelling are found in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_FAR = 100


class TermScan:
    """The terms of one field."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._lines = "\n".join(sorted(terms))

    def matching(self, pattern: re.Pattern[str]) -> list[str]:
        """The terms that a pattern matches, which is one for whole lines."""
        return [match[0] for match in pattern.finditer(self._lines) if match[0]]

    def spelled_almost(self, word: str, edits: int) -> list[str]:
        """The terms that `is_spelled_almost` takes for a word, all of one length at once."""
        found: list[str] = []
        for length in range(max(len(word) - edits, 1), len(word) + edits + 1):
            terms = self._by_length.get(length)
            if terms is not None:
                letters = terms.view(np.uint32).reshape(-1, length).T
                found += terms[_distances(letters, word, edits) <= edits].tolist()
        return found

    @cached_property
    def _by_length(self) -> dict[int, NDArray[np.str_]]:
        terms: defaultdict[int, list[str]] = defaultdict(list)
        for term in self._lines.split("\n"):
            terms[len(term)].append(term)
        return {length: np.array(alike) for length, alike in terms.items() if length}


def _distances(letters: NDArray[np.uint32], word: str, edits: int) -> NDArray[np.int8]:
    """How many edits lead from a word to each of many, which are the columns; `_FAR` if too many.

    The table of Wagner and Fischer (1974), of which only what lies `edits` beside its diagonal
    can count.
    """
    length, count = len(letters), len(letters[0])
    far = np.full(count, _FAR, np.int8)
    row = [np.full(count, j, np.int8) if j <= edits else far for j in range(length + 1)]
    for i, letter in enumerate(map(ord, word), 1):
        above, row = row, [far] * (length + 1)
        if i <= edits:
            row[0] = np.full(count, i, np.int8)
        for j in range(max(1, i - edits), min(length, i + edits) + 1):
            exchanged: NDArray[np.int8] = above[j - 1] + (letters[j - 1] != letter)
            changed_length = np.minimum(above[j], row[j - 1]) + np.int8(1)
            row[j] = np.minimum(far, np.minimum(exchanged, changed_length))
    return row[length]

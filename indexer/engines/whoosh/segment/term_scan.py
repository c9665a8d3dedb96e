"""Term expansion by a scan of all terms: wildcard patterns and fuzzy words."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import filterfalse

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.edit_distance import edit_distances
from indexer.analysis.languages import is_marked


class TermScan:
    """All terms of a field but stems with the mark of a language, prepared for scanning."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._lines = "\n".join(sorted(filterfalse(is_marked, terms)))

    def matching(self, pattern: re.Pattern[str]) -> list[str]:
        """The terms that a pattern matches; it has to be anchored to whole lines."""
        return [match[0] for match in pattern.finditer(self._lines) if match[0]]

    def spelled_almost(self, word: str, edits: int) -> list[str]:
        """The terms within an edit distance of a word, computed at once for all of one length."""
        found: list[str] = []
        for length in range(max(len(word) - edits, 1), len(word) + edits + 1):
            terms = self._by_length.get(length)
            if terms is not None:
                letters = terms.view(np.uint32).reshape(-1, length).T
                lengths = np.full(len(terms), length)
                found += terms[edit_distances(word, letters, lengths, edits) <= edits].tolist()
        return found

    @cached_property
    def _by_length(self) -> dict[int, NDArray[np.str_]]:
        terms: defaultdict[int, list[str]] = defaultdict(list)
        for term in self._lines.split("\n"):
            terms[len(term)].append(term)
        return {length: np.array(alike) for length, alike in terms.items() if length}

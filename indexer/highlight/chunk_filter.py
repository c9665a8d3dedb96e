"""Prefilter of the highlighter: the chunks of a text that may contain a term of the query.

A chunk is a stretch without white space. Only the chunks found here are analysed, which is most
of the highlighter's speed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from archive.time_budget import look
from indexer.analysis.languages import is_marked
from indexer.analysis.words import APOSTROPHE, folded_text
from indexer.highlight.aligned_text import aligned_text

_WILDCARD = frozenset("*?")
FUZZY_SIGN = "~"
_WILDCARD_IN_TERM = re.compile("[*?]")
# Letters at the beginning of a word that stemming never changes, and the most that are searched.
_FEWEST_KEPT, _MOST_LOOKED_AT = 2, 4
_CHANGED_AT_THE_END = ("e", "i", "y")
_CHUNKS_BETWEEN_LOOKS = 1_000
_CHUNK = re.compile(r"\S+")


class ChunkFilter:
    """Finds the chunks that may contain one of some terms: false positives, no false negatives.

    The regular expression looks for the known beginnings of the terms. A word shares the first two
    letters with its stem, and the others except a final e, i or y (using, use); it may have y for i
    (dying, die) and i for y. That holds for all 157,000 words of two news archives and a
    dictionary. Marks may stand between the letters of a word (U.S.). Of other languages' words
    nothing is known: each chunk is a candidate.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._beginnings = sorted({_known_beginning(term) for term in terms})

    def chunks(self, text: str) -> list[tuple[int, str]]:
        """Candidate chunks in order, each as its start and its text.

        A candidate may be several chunks with white space other than a space between them.
        """
        found = self.in_plain(text)
        return list(self._of_any_script(text)) if found is None else found

    def in_plain(self, text: str) -> list[tuple[int, str]] | None:
        """Candidate chunks as `chunks` gives them, None for a text that cannot be aligned."""
        aligned = aligned_text(text)
        if aligned is None:
            return None
        if isinstance(aligned, bytes):
            return self._around(text, self._in_aligned_ascii.finditer(b" " + aligned))
        return self._around(text, self._in_aligned.finditer(f" {aligned}"))

    def _around(
        self, text: str, matches: Iterable[re.Match[str] | re.Match[bytes]]
    ) -> list[tuple[int, str]]:
        """Chunks in which matches begin; the matches are of the aligned text behind one space."""
        found: list[tuple[int, str]] = []
        end = 0
        for match in matches:
            at = match.start()
            if at >= end:
                start = text.rfind(" ", 0, at) + 1
                end = text.find(" ", at) + 1 or len(text) + 1
                if chunk := text[start : end - 1]:
                    found.append((start, chunk))
        return found

    def _of_any_script(self, text: str) -> Iterator[tuple[int, str]]:
        folded = folded_text(text)
        if not self._in_any_script.search(folded):
            return
        chunks, folded_chunks = text.split(), folded.split()
        if len(folded_chunks) != len(chunks):
            # Some accents by themselves become a space and a mark.
            folded_chunks = [folded_text(chunk) for chunk in chunks]
        places = zip(_starts(text, chunks), chunks, folded_chunks, strict=True)
        for number, (start, chunk, each) in enumerate(places):
            if not number % _CHUNKS_BETWEEN_LOOKS:
                look()
            if self._in_any_script.search(each):
                yield start, chunk

    @cached_property
    def _in_aligned(self) -> re.Pattern[str]:
        return re.compile(self._behind_a_space)

    @cached_property
    def _in_aligned_ascii(self) -> re.Pattern[bytes]:
        return re.compile(self._behind_a_space.encode())

    @property
    def _behind_a_space(self) -> str:
        """Pattern for aligned text: a space that the beginning of a term follows.

        A pattern that begins with a literal is six times as fast as one with a lookbehind. It
        consumes the space only: a match that runs on into the next word ("I never" for "inev")
        must not hide one that begins there.
        """
        either = "|".join(_with_marks(each, " *") for each in self._beginnings)
        return f" (?={either})"

    @cached_property
    def _in_any_script(self) -> re.Pattern[str]:
        """Pattern for folded text of any script: anywhere, as scripts may meet inside a word."""
        return re.compile(
            "|".join(_with_marks(each, f'[-.,"{APOSTROPHE}‐‑]*') for each in self._beginnings)
        )


def _known_beginning(term: str) -> str:
    """Letters with which every word of a term begins, "" where none are known."""
    if is_marked(term) or term[0] in _WILDCARD or FUZZY_SIGN in term:
        return ""
    if not term[0].isalpha():
        return term[0]
    known = _WILDCARD_IN_TERM.split(term)[0]
    kept = len(known) - known.endswith(_CHANGED_AT_THE_END)
    return known[: max(_FEWEST_KEPT, min(_MOST_LOOKED_AT, kept))]


def _with_marks(letters: str, marks: str) -> str:
    return marks.join("[iy]" if c in "iy" else re.escape(c) for c in letters)


def _starts(text: str, chunks: Sequence[str]) -> list[int]:
    """Offsets of the chunks of a text, which are separated by white space."""
    starts = list(accumulate((len(chunk) + 1 for chunk in chunks), initial=0))
    if starts.pop() == len(text) + 1:
        return starts
    return [match.start() for match in _CHUNK.finditer(text)]

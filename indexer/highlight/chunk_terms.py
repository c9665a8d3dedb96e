"""Memos of analysed chunks: the query's terms in a chunk, and the spans to mark in it.

Chunks recur from article to article, so each is analysed once for an answer. Both memos are
dictionaries that fill themselves, so that a known chunk costs no Python call.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from archive.time_budget import look
from indexer.analysis.analyzer import (
    Analyzer,
    Token,
    term_of,
    tokens,
)
from indexer.analysis.languages import is_marked
from indexer.analysis.words import whole_clusters

# Punctuation around a word that needs no analysis.
_AROUND = '.,;:!?()[]"'


class _TermOccurrence(NamedTuple):
    """Term in a chunk: `position` in words, `start` and `end` in characters."""

    term: str
    position: int
    start: int
    end: int


class ChunkTerms(dict[str, list[_TermOccurrence]]):
    """Memo from a chunk to the occurrences of the query's terms in it."""

    def __init__(
        self,
        analyzer: Analyzer,
        language: str,
        terms: frozenset[str],
        spelled: Mapping[str, Callable[[str], object]],
    ) -> None:
        """`spelled` has the predicate of each wildcard or fuzzy term: whether a word matches it."""
        super().__init__()
        self._analyzer, self._language = analyzer, language
        self.terms = terms
        self._spelled = spelled

    def __missing__(self, chunk: str) -> list[_TermOccurrence]:
        look()
        word = chunk.strip(_AROUND)
        if word.isascii() and word.isalpha() and not self._spelled:
            # Most chunks are a single word of ASCII letters: no need to tokenize.
            term = term_of(word.lower(), self._analyzer, self._language)
            start = chunk.index(word)
            spot = _TermOccurrence(term, 0, start, start + len(word))
            spots = self[chunk] = [spot] if term in self.terms else []
        else:
            found: dict[tuple[str, int], _TermOccurrence] = {}
            for token in tokens(chunk, self._analyzer, self._language):
                for spot in self._matches(token):
                    # A joined word comes before its first part, and is the longer one.
                    whole = spot if chunk.isascii() else _in_clusters(spot, chunk)
                    found.setdefault((spot.term, spot.position), whole)
            spots = self[chunk] = list(found.values())
        return spots

    def _matches(self, token: Token) -> Iterator[_TermOccurrence]:
        for term in token.terms:
            if term in self.terms:
                yield _spot(token, term, term)
        for form, is_spelled_so in self._spelled.items():
            term, written = token.terms[0], token.written
            is_term_so = not is_marked(term) and is_spelled_so(term)
            if is_term_so or (written and is_spelled_so(written)):
                yield _spot(token, form, form.rstrip("*"))


class ChunkSpans(dict[str, list[tuple[int, int, int]]]):
    """Memo from a chunk to the single-term leaves in it: start, end, number of the leaf."""

    def __init__(self, spots: ChunkTerms, words: Iterable[tuple[str, int]]) -> None:
        """`words` are the single-term leaves, each as its term and its number."""
        super().__init__()
        self._spots = spots
        self._leaves: defaultdict[str, list[int]] = defaultdict(list)
        for term, leaf in words:
            self._leaves[term].append(leaf)

    def __missing__(self, chunk: str) -> list[tuple[int, int, int]]:
        marks = self[chunk] = [
            (spot.start, spot.end, leaf)
            for spot in self._spots[chunk]
            for leaf in self._leaves.get(spot.term, ())
        ]
        return marks


def _in_clusters(spot: _TermOccurrence, chunk: str) -> _TermOccurrence:
    """An occurrence in a chunk with all of the first and the last cluster of letters."""
    start, end = whole_clusters(chunk, spot.start, spot.end)
    return spot._replace(start=start, end=end)


def _spot(token: Token, term: str, matched: str) -> _TermOccurrence:
    """Occurrence of a term: the whole word, or as many characters of a pair as `matched` has."""
    whole = len(token.terms) == 1 or len(matched) >= len(token.terms[0])
    end = token.end if whole else min(token.start + len(matched), token.end)
    return _TermOccurrence(term, token.position, token.start, end)

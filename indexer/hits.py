"""Where in a text the words, phrases and beginnings of a query stand.

No word has white space inside, so a text's words are those of its chunks between white space,
and what a chunk has holds wherever it comes again. What the chunks of the archive's texts have
is remembered from query to query: going through a text is then a look-up of its chunks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from indexer.analysis import (
    Analyzer,
    QueryTerm,
    Token,
    index_terms,
    prefix_text,
    query_terms,
    tokens,
)
from indexer.query import Prefix, Words

_CHUNK = re.compile(r"\S+")
# Longer ones hardly come again: addresses, and paragraphs of a script without spaces.
_LONG_CHUNK = 40
# Half a news archive's different chunks; some 20 MB. Then it begins anew.
_REMEMBERED_CHUNKS = 100_000


class Hit(NamedTuple):
    """Where a leaf of the query was found, in characters; `leaf` is its number."""

    start: int
    end: int
    leaf: int


class _Spot(NamedTuple):
    """A term found in a chunk; its position counts words, start and end count characters."""

    term: str
    position: int
    start: int
    end: int


# Of each term the positions in words, with start and end in characters.
_Places = defaultdict[str, dict[int, tuple[int, int]]]


class Finder:
    """Finds the leaves of one query in texts of one analyzer."""

    def __init__(self, leaves: Iterable[Words | Prefix], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._leaves = [terms for leaf in leaves if (terms := _leaf_terms(leaf, analyzer))]
        self._terms = {term.term for terms in self._leaves for term in terms}
        self._prefixes = tuple(term[:-1] for term in self._terms if term.endswith("*"))
        # Beginnings are compared with every word, so nothing that is remembered helps.
        self._vocabulary = _Vocabulary() if self._prefixes else _vocabulary(analyzer)
        # The same of chunks that are not remembered: words, and whether a term is among them.
        self._words: dict[str, int] = {}
        self._having: set[str] = set()
        self._spots: dict[str, list[_Spot]] = {}

    def hits(self, text: str) -> list[Hit]:
        """Where the leaves stand in a text, in order."""
        if not self._leaves:
            return []
        chunks = text.split()
        different = set(chunks)
        for chunk in different.difference(self._vocabulary.words, self._words):
            self._take_up(chunk)
        having = different & self._having
        for term in self._terms:
            if found := self._vocabulary.having.get(term):
                having |= found & different
        if not having:
            return []
        places = self._places(text, chunks, having)
        return sorted(
            Hit(start, end, number)
            for number, terms in enumerate(self._leaves)
            for start, end in _stretches(terms, places)
        )

    def _take_up(self, chunk: str) -> None:
        found = index_terms([chunk], self._analyzer)
        terms = found.written.union(found.positions)
        if len(chunk) <= _LONG_CHUNK:
            self._vocabulary.learn(chunk, terms, found.length)
        else:
            self._words[chunk] = found.length
            if not terms.isdisjoint(self._terms):
                self._having.add(chunk)
        if self._prefixes and any(term.startswith(self._prefixes) for term in terms):
            self._having.add(chunk)

    def _places(self, text: str, chunks: Sequence[str], having: set[str]) -> _Places:
        """Where in the text the terms are, given the chunks that have them."""
        words = self._words
        known = self._vocabulary.words
        counts = (known[chunk] if chunk in known else words[chunk] for chunk in chunks)
        positions = list(accumulate(counts, initial=0))
        starts = _starts(text, chunks)
        places: _Places = defaultdict(dict)
        for i in [i for i, chunk in enumerate(chunks) if chunk in having]:
            position, at = positions[i], starts[i]
            for spot in self._spots_in(chunks[i]):
                places[spot.term][position + spot.position] = (at + spot.start, at + spot.end)
        return places

    def _spots_in(self, chunk: str) -> list[_Spot]:
        if chunk not in self._spots:
            found = tokens(chunk, self._analyzer)
            self._spots[chunk] = [spot for token in found for spot in self._matches(token)]
        return self._spots[chunk]

    def _matches(self, token: Token) -> Iterator[_Spot]:
        for term in token.terms:
            if term in self._terms:
                yield _spot(token, term, term)
        for prefix in self._prefixes:
            if token.terms[0].startswith(prefix) or (token.written or "").startswith(prefix):
                yield _spot(token, f"{prefix}*", prefix)


class _Vocabulary:
    """What is remembered of chunks: how many words each has, and which of them have a term."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.having: dict[str, frozenset[str]] = {}

    def learn(self, chunk: str, terms: Iterable[str], words: int) -> None:
        """Take up a chunk. It counts as known last, when all that is known of it is there."""
        for term in terms:
            # Replaced, not changed: another thread may be reading the one before.
            self.having[term] = self.having.get(term, _NOTHING) | {chunk}
        self.words[chunk] = words


_NOTHING: frozenset[str] = frozenset()
_remembered: dict[Analyzer, _Vocabulary] = {}


def _vocabulary(analyzer: Analyzer) -> _Vocabulary:
    """What is remembered for an analyzer, begun anew when it has grown too large."""
    remembered = _remembered.get(analyzer)
    if remembered is None or len(remembered.words) > _REMEMBERED_CHUNKS:
        remembered = _remembered[analyzer] = _Vocabulary()
    return remembered


def _starts(text: str, chunks: Sequence[str]) -> list[int]:
    """Where in the text its chunks start."""
    starts = list(accumulate((len(chunk) + 1 for chunk in chunks), initial=0))
    if starts.pop() == len(text) + 1:
        return starts
    return [match.start() for match in _CHUNK.finditer(text)]


def _stretches(terms: Sequence[QueryTerm], places: _Places) -> Iterator[tuple[int, int]]:
    """Where all of the terms stand at their distances, as start and end."""
    first, *rest = terms
    for position, (start, end) in places[first.term].items():
        for term in rest:
            there = places[term.term].get(position + term.offset)
            if there is None:
                break
            end = there[1]
        else:
            yield start, end


def _leaf_terms(leaf: Words | Prefix, analyzer: Analyzer) -> tuple[QueryTerm, ...]:
    """The terms of a leaf. That of a prefix ends with a star, which no other term has."""
    if isinstance(leaf, Words):
        return query_terms(leaf.text, analyzer)
    prefix = prefix_text(leaf.text)
    return (QueryTerm(f"{prefix}*", 0),) if prefix else ()


def _spot(token: Token, term: str, matched: str) -> _Spot:
    """Where a term stands: on the whole word, or on as many characters of a pair as matched."""
    end = token.end if len(token.terms) == 1 else min(token.start + len(matched), token.end)
    return _Spot(term, token.position, token.start, end)

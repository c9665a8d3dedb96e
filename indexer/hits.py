"""Where in a text the words, phrases and beginnings of a query stand.

No word has white space inside, so a text's words are those of its chunks between white space.
Only the chunks that have a word beginning as one of the query does are taken apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from indexer.analysis import (
    Analyzer,
    QueryTerm,
    Token,
    folded_text,
    is_latin,
    prefix_text,
    query_terms,
    tokens,
)
from indexer.query import Prefix, Words

_CHUNK = re.compile(r"\S+")


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


# Of each term the positions, with start and end in characters.
_Places = defaultdict[str, dict[int, tuple[int, int]]]


class Finder:
    """Finds the leaves of one query in texts of one analyzer."""

    def __init__(self, leaves: Iterable[Words | Prefix], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._leaves = [terms for leaf in leaves if (terms := _leaf_terms(leaf, analyzer))]
        self._terms = {term.term for terms in self._leaves for term in terms}
        self._prefixes = tuple(term[:-1] for term in self._terms if term.endswith("*"))
        self._has_phrases = any(len(terms) > 1 for terms in self._leaves)
        self._beginnings = _Beginnings(self._terms)
        self._spots: dict[str, list[_Spot]] = {}

    def hits(self, text: str) -> list[Hit]:
        """Where the leaves stand in a text, in order."""
        if not self._leaves:
            return []
        folded = folded_text(text)
        screen = self._beginnings.latin if is_latin(text) else self._beginnings.any_script
        if not screen.passes(folded):
            return []
        chunks = text.split()
        folded_chunks = folded.split()
        if len(folded_chunks) != len(chunks):
            # Some accents by themselves become a space and a mark.
            folded_chunks = [folded_text(chunk) for chunk in chunks]
        places = self._places(text, chunks, screen.passing(folded_chunks))
        return sorted(
            Hit(start, end, number)
            for number, terms in enumerate(self._leaves)
            for start, end in _stretches(terms, places)
        )

    def _places(self, text: str, chunks: Sequence[str], candidates: Iterable[int]) -> _Places:
        """Where in the text the terms are, given the numbers of the chunks that may have them."""
        places: _Places = defaultdict(dict)
        having = [(i, spots) for i in candidates if (spots := self._spots_in(chunks[i]))]
        if not having:
            return places
        starts = positions = _starts(text, chunks)
        if self._has_phrases:
            counts = (_word_count(chunk, self._analyzer) for chunk in chunks)
            positions = list(accumulate(counts, initial=0))
        for i, spots in having:
            position, at = positions[i], starts[i]
            for spot in spots:
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


class _Beginnings:
    """What finds, in folded text, every word that can have one of some terms, and some others.

    Stemming leaves a word's first two letters, but for a y that becomes an i (dying, die); a
    word may have marks behind the first (U.S.).
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._either = "|".join(sorted({_beginning(term) for term in terms}))

    @cached_property
    def latin(self) -> "_Screen":
        """For Latin text, where no word begins right behind a letter or digit."""
        return _Screen(rf"(?<![a-z0-9])(?:{self._either})")

    @cached_property
    def any_script(self) -> "_Screen":
        """For any text: scripts may meet inside a word, and signs fold to letters (™)."""
        return _Screen(self._either)


class _Screen:
    """Which folded texts and chunks have a pattern; chunks come again and are asked once."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)
        self._asked: set[str] = set()
        self._passed: set[str] = set()

    def passes(self, folded: str) -> bool:
        """Whether a text has it."""
        return self._pattern.search(folded) is not None

    def passing(self, chunks: Sequence[str]) -> list[int]:
        """The numbers of the chunks that have it."""
        new = set(chunks).difference(self._asked)
        self._asked |= new
        self._passed.update(filter(self.passes, new))
        return [i for i, chunk in enumerate(chunks) if chunk in self._passed]


def _beginning(term: str) -> str:
    first, second = term[0], term[1:2]
    if not first.isalpha() or second in ("", "*"):
        return re.escape(first)
    return f"{re.escape(first)}[.,'’ʼ]*{'[iy]' if second == 'i' else re.escape(second)}"


# Phrases count the words of all chunks of a text; these are half a news archive's different
# ones, some 20 MB.
@lru_cache(maxsize=100_000)
def _word_count(chunk: str, analyzer: Analyzer) -> int:
    return sum(1 for _ in tokens(chunk, analyzer))


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

"""Matcher of the highlighter: the spans of a text that the leaves of a query match.

No word contains white space, so a text is analysed chunk by chunk. Only chunks that the prefilter
(`chunk_filter`) lets through are analysed, each once for all articles (`chunk_terms`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import NamedTuple

from indexer.analysis.analyzer import (
    Analyzer,
    QueryTerm,
    prefix_text,
    query_terms,
    words_in_chunk,
)
from indexer.analysis.edit_distance import is_within
from indexer.analysis.languages import ENGLISH
from indexer.analysis.sentences import sentence_ends
from indexer.analysis.term_forms import folded_form, form_pattern
from indexer.highlight.chunk_filter import FUZZY_SIGN, ChunkFilter
from indexer.highlight.chunk_terms import ChunkSpans, ChunkTerms
from indexer.query.ast import Fuzzy, Leaf, Near, Pattern, Prefix, Together, Unit, Words
from indexer.query.proximity import Part, near_parts, stretches


class Match(NamedTuple):
    """Span of a text, in characters, that the leaf of this number matches."""

    start: int
    end: int
    leaf: int


# By term and position in words: start and end in characters.
_Places = defaultdict[str, dict[int, tuple[int, int]]]


class _ResolvedLeaf(NamedTuple):
    """Analysed leaf: one part, or several for a proximity clause.

    `near` is the proximity by distance, `unit` the sentence or paragraph that holds all parts.
    `spelled` is the predicate of a prefix, wildcard or fuzzy leaf: whether a word matches it.
    """

    parts: tuple[Part, ...]
    spelled: Callable[[str], object] | None = None
    near: Near | None = None
    unit: Unit | None = None

    @property
    def terms(self) -> list[str]:
        """Terms of all parts, in order."""
        return [term.term for part in self.parts for term in part.terms]

    @property
    def is_compound(self) -> bool:
        """Whether it has several terms, so that positions count."""
        return len(self.parts) > 1 or len(self.terms) > 1


# Leaves that can be marked in a text.
Marked = Leaf | Together


class QueryMatcher:
    """Finds the spans of a query's leaves in texts of one language, of fields with one analyzer."""

    def __init__(
        self, leaves: Iterable[Marked], analyzer: Analyzer, language: str = ENGLISH
    ) -> None:
        meant = [_meaning(leaf, analyzer, language) for leaf in leaves]
        numbered = list(enumerate(leaf for leaf in meant if any(part.terms for part in leaf.parts)))
        self._compound = [(number, leaf) for number, leaf in numbered if leaf.is_compound]
        self._compound_terms = [set(leaf.terms) for _, leaf in self._compound]
        words = [(leaf.terms[0], number) for number, leaf in numbered if not leaf.is_compound]
        terms = frozenset(term for _, leaf in numbered for term in leaf.terms)
        spelled = {leaf.terms[0]: leaf.spelled for _, leaf in numbered if leaf.spelled}
        self._candidates = ChunkFilter(terms)
        self._spots = ChunkTerms(analyzer, language, terms, spelled)
        self._words = ChunkSpans(self._spots, words)

    def hits(self, text: str) -> list[Match]:
        """Matches in a text, sorted by start."""
        return self._hits(text, self._candidates.chunks(text)) if self._spots.terms else []

    def hits_in_each(self, texts: Sequence[str]) -> list[list[Match]]:
        """Matches in each of some texts, sorted by start.

        Most paragraphs are short, and the fixed cost of a scan exceeds the scan itself; so texts
        that can be aligned are joined and scanned at once.
        """
        if not self._spots.terms:
            return [[] for _ in texts]
        in_all = self._candidates.in_plain(" ".join(texts))
        if in_all is None:
            return list(map(self.hits, texts))
        chunks: list[list[tuple[int, str]]] = [[] for _ in texts]
        number, start, end = -1, 0, 0
        for at, chunk in in_all:
            while at >= end:
                number += 1
                start, end = end, end + len(texts[number]) + 1
            chunks[number].append((at - start, chunk))
        return [
            self._hits(text, there) if there else []
            for text, there in zip(texts, chunks, strict=True)
        ]

    def _hits(self, text: str, chunks: Sequence[tuple[int, str]]) -> list[Match]:
        """Matches in a text, given its candidate chunks."""
        words_in = self._words
        hits = [
            Match(at + start, at + end, leaf)
            for at, chunk in chunks
            for start, end, leaf in words_in[chunk]
        ]
        if self._compound:
            hits += self._compound_hits(text, chunks)
        hits.sort()
        return hits

    def _compound_hits(self, text: str, chunks: Sequence[tuple[int, str]]) -> Iterator[Match]:
        """Matches of leaves with several terms, given the candidate chunks of a text."""
        having = [(start, spots) for start, chunk in chunks if (spots := self._spots[chunk])]
        there = {spot.term for _, spots in having for spot in spots}
        if not any(terms <= there for terms in self._compound_terms):
            return
        positions = _words_before(text, [start for start, _ in having])
        places: _Places = defaultdict(dict)
        for position, (start, spots) in zip(positions, having, strict=True):
            for spot in spots:
                place = start + spot.start, start + spot.end
                places[spot.term][position + spot.position] = place
        for number, leaf in self._compound:
            for start, end in _marks(leaf, places, text):
                yield Match(start, end, number)


def _words_before(text: str, starts: Sequence[int]) -> list[int]:
    """Positions in words of some offsets of a text, counted from the first of them."""
    words = (sum(map(words_in_chunk, text[start:end].split())) for start, end in pairwise(starts))
    return list(accumulate(words, initial=0))


def _marks(leaf: _ResolvedLeaf, places: _Places, text: str) -> Iterable[tuple[int, int]]:
    """Spans of a leaf of several terms in a text."""
    standing = [_standing(part.terms, places) for part in leaf.parts]
    if leaf.unit:
        return _in_one_unit([set(each.values()) for each in standing], leaf.unit, text)
    if leaf.near is None:
        return standing[0].values()
    starts = [sorted(each) for each in standing]
    found = {place for each in stretches(leaf.near, leaf.parts, starts) for place in each}
    return [standing[place.part][place.start] for place in found]


def _in_one_unit(
    standing: Sequence[set[tuple[int, int]]], unit: Unit, text: str
) -> set[tuple[int, int]]:
    """Spans of the parts in those sentences or paragraphs that contain all parts."""
    found: set[tuple[int, int]] = set()
    if all(standing):
        ends = sentence_ends(text) if unit is Unit.SENTENCE else (len(text),)
        for first, last in pairwise((0, *ends)):
            inside = [{p for p in each if first <= p[0] and p[1] <= last} for each in standing]
            if all(inside):
                found.update(*inside)
    return found


def _standing(terms: Sequence[QueryTerm], places: _Places) -> dict[int, tuple[int, int]]:
    """Spans of a phrase by position: all terms at their offsets."""
    found: dict[int, tuple[int, int]] = {}
    first, *rest = terms
    for position, (start, end) in places[first.term].items():
        for term in rest:
            there = places[term.term].get(position + term.offset)
            if there is None:
                break
            end = there[1]
        else:
            found[position] = start, end
    return found


def _meaning(leaf: Marked, analyzer: Analyzer, language: str) -> _ResolvedLeaf:
    """Analysed leaf. Prefix, wildcard, fuzzy ones have a pseudo-term: "fer*", "h*r", "row~1"."""
    match leaf:
        case Words(text):
            return _ResolvedLeaf((Part(query_terms(text, analyzer, language), 0),))
        case Near():
            return _ResolvedLeaf(near_parts(leaf, analyzer, language), near=leaf)
        case Together(parts, unit):
            every = (query_terms(part, analyzer, language) for part in parts)
            return _ResolvedLeaf(tuple(Part(terms, 0) for terms in every), unit=unit)
        case Prefix(text):
            prefix = prefix_text(text)
            form, spelled = f"{prefix}*" if prefix else "", form_pattern(f"{prefix}*").match
        case Pattern(text):
            form = folded_form(text)
            spelled = form_pattern(form).match
        case Fuzzy(text, edits):
            word = prefix_text(text)
            stem = query_terms(text, analyzer, language)[0].term
            form = f"{word}{FUZZY_SIGN}{edits}"
            spelled = partial(_is_almost, word, stem, edits)
    terms = (QueryTerm(form, 0),) if form else ()
    return _ResolvedLeaf((Part(terms, 1),), spelled)


def _is_almost(word: str, stem: str, edits: int, term: str) -> bool:
    return term == stem or is_within(edits, word, term)

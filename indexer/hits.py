"""Where in a text the words, phrases and forms of words of a query stand.

No word has white space inside, so a text's words are those of its chunks between white space.
Only the chunks that have a word beginning as one of the query does are taken apart.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import accumulate, pairwise
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
    words_in_chunk,
)
from indexer.nearness import Part, near_parts, stretches
from indexer.query import Fuzzy, Leaf, Near, Pattern, Prefix, Together, Unit, Words
from indexer.sentences import sentence_ends
from indexer.spelling import folded_form, form_pattern, is_spelled_almost

_WILDCARD = frozenset("*?")
_ALMOST = "~"
_WILDCARD_IN_TERM = re.compile("[*?]")
# Of a word's letters, those that stemming leaves, and as many as are looked for first.
_FEWEST_KEPT, _MOST_LOOKED_AT = 2, 4
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


class _Meant(NamedTuple):
    """A leaf of the query: what is looked for, one part but for several that stand `near`.

    Several that have a `unit` stand in one of it, a sentence or a paragraph. `spelled` tells
    whether a word is one of those meant, where there are many.
    """

    parts: tuple[Part, ...]
    spelled: Callable[[str], object] | None = None
    near: Near | None = None
    unit: Unit | None = None


# What is marked in a text.
Marked = Leaf | Together


class Finder:
    """Finds the leaves of one query in texts of one analyzer."""

    def __init__(self, leaves: Iterable[Marked], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        meant = [_meaning(leaf, analyzer) for leaf in leaves]
        self._leaves = [leaf for leaf in meant if any(part.terms for part in leaf.parts)]
        terms = [[term.term for part in leaf.parts for term in part.terms] for leaf in self._leaves]
        self._terms = {term for each in terms for term in each}
        self._spelled = {
            each[0]: leaf.spelled
            for each, leaf in zip(terms, self._leaves, strict=True)
            if leaf.spelled
        }
        self._has_phrases = any(len(each) > 1 for each in terms)
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
            for number, leaf in enumerate(self._leaves)
            for start, end in _marks(leaf, places, text)
        )

    def _places(self, text: str, chunks: Sequence[str], candidates: Iterable[int]) -> _Places:
        """Where in the text the terms are, given the numbers of the chunks that may have them."""
        places: _Places = defaultdict(dict)
        having = [(i, spots) for i in candidates if (spots := self._spots_in(chunks[i]))]
        if not having:
            return places
        starts = positions = _starts(text, chunks)
        if self._has_phrases:
            counts = map(words_in_chunk, chunks)
            positions = list(accumulate(counts, initial=0))
        for i, spots in having:
            position, at = positions[i], starts[i]
            for spot in spots:
                # Of what is joined and its first part, which comes behind it, the longer one.
                place = at + spot.start, at + spot.end
                places[spot.term].setdefault(position + spot.position, place)
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
        for form, is_spelled_so in self._spelled.items():
            if is_spelled_so(token.terms[0]) or (token.written and is_spelled_so(token.written)):
                yield _spot(token, form, form.rstrip("*"))


class _Beginnings:
    """What finds, in folded text, every word that can have one of some terms, and some others.

    Stemming leaves a word's first two letters, and of longer stems all but the last, but for an i
    that a y becomes (dying, die) and a y that an i does: so it is for all 157,000 words of two news
    archives and a dictionary. A word may have marks between its letters (U.S.).
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
    if term[0] in _WILDCARD or _ALMOST in term:
        return ""
    if not term[0].isalpha():
        return re.escape(term[0])
    known = _WILDCARD_IN_TERM.split(term)[0]
    letters = known[: max(_FEWEST_KEPT, min(_MOST_LOOKED_AT, len(known) - 1))]
    return "[-.,'’ʼ‐‑]*".join("[iy]" if c in "iy" else re.escape(c) for c in letters)


def _starts(text: str, chunks: Sequence[str]) -> list[int]:
    """Where in the text its chunks start."""
    starts = list(accumulate((len(chunk) + 1 for chunk in chunks), initial=0))
    if starts.pop() == len(text) + 1:
        return starts
    return [match.start() for match in _CHUNK.finditer(text)]


def _marks(leaf: _Meant, places: _Places, text: str) -> Iterable[tuple[int, int]]:
    """Where a leaf stands in a text, as starts and ends."""
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
    """Where the parts stand in those units of a text that have all of them, each wholly."""
    found: set[tuple[int, int]] = set()
    if all(standing):
        ends = sentence_ends(text) if unit is Unit.SENTENCE else (len(text),)
        for first, last in pairwise((0, *ends)):
            inside = [{p for p in each if first <= p[0] and p[1] <= last} for each in standing]
            if all(inside):
                found.update(*inside)
    return found


def _standing(terms: Sequence[QueryTerm], places: _Places) -> dict[int, tuple[int, int]]:
    """Where all of the terms stand at their distances, as start and end by position."""
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


def _meaning(leaf: Marked, analyzer: Analyzer) -> _Meant:
    """What is looked for. A word of many spellings is called by a form with a sign in it."""
    match leaf:
        case Words(text):
            return _Meant((Part(query_terms(text, analyzer), 0),))
        case Near():
            return _Meant(near_parts(leaf, analyzer), near=leaf)
        case Together(parts, unit):
            return _Meant(tuple(Part(query_terms(p, analyzer), 0) for p in parts), unit=unit)
        case Prefix(text):
            prefix = prefix_text(text)
            form, spelled = f"{prefix}*" if prefix else "", form_pattern(f"{prefix}*").match
        case Pattern(text):
            form = folded_form(text)
            spelled = form_pattern(form).match
        case Fuzzy(text, edits):
            word, stem = prefix_text(text), query_terms(text, analyzer)[0].term
            form = f"{word}{_ALMOST}{edits}"
            spelled = partial(_is_almost, word, stem, edits)
    terms = (QueryTerm(form, 0),) if form else ()
    return _Meant((Part(terms, 1),), spelled)


def _is_almost(word: str, stem: str, edits: int, term: str) -> bool:
    return term == stem or is_spelled_almost(word, term, edits)


def _spot(token: Token, term: str, matched: str) -> _Spot:
    """Where a term stands: on the whole word, or on as many characters of a pair as matched."""
    end = token.end if len(token.terms) == 1 else min(token.start + len(matched), token.end)
    return _Spot(term, token.position, token.start, end)

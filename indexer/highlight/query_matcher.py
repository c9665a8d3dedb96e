"""Where in a text the words, phrases and forms of words of a query stand.

No word has white space inside, so a text's words are those of its chunks between white space.
Only the chunks that have a word beginning as one of the query does are taken apart.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate, pairwise
from typing import NamedTuple

from indexer.analysis.analyzer import (
    Analyzer,
    QueryTerm,
    Token,
    folded_text,
    is_latin,
    prefix_text,
    query_terms,
    term_of,
    tokens,
    words_in_chunk,
)
from indexer.analysis.edit_distance import is_within
from indexer.analysis.sentences import sentence_ends
from indexer.analysis.term_forms import folded_form, form_pattern
from indexer.query.ast import Fuzzy, Leaf, Near, Pattern, Prefix, Together, Unit, Words
from indexer.query.proximity import Part, near_parts, stretches

_WILDCARD = frozenset("*?")
_ALMOST = "~"
_WILDCARD_IN_TERM = re.compile("[*?]")
# Of a word's letters, those that stemming leaves, and as many as are looked for first.
_FEWEST_KEPT, _MOST_LOOKED_AT = 2, 4
_CHANGED_AT_THE_END = ("e", "i", "y")
_CHUNK = re.compile(r"\S+")
# What may stand around a word without being looked at.
_AROUND = '.,;:!?()[]"'
# The letters and digits of Latin text folded one by one, so that each stays where it is, and
# spaces for what stands between them; a sign for what more letters than one come of.
_UNALIGNED = "\1"
_ALIGNED = {
    point: folded
    if folded.isalnum() and len(folded) == 1
    else _UNALIGNED
    if any(map(str.isalnum, folded))
    else " "
    for point in range(0x2070)
    if is_latin(chr(point))
    for folded in [folded_text(chr(point))]
}
_BEYOND_ASCII = re.compile(r"[^\0-\x7f]")
# So many are sooner exchanged one after the other than all at once.
_FEW_SIGNS = 30
# The same for bytes of ASCII, which take a tenth of the time.
_ALIGNED_ASCII = bytes(ord(_ALIGNED.get(point, " ")) for point in range(0x80)).ljust(0x100)


class Match(NamedTuple):
    """Where a leaf of the query was found, in characters; `leaf` is its number."""

    start: int
    end: int
    leaf: int


class _TermOccurrence(NamedTuple):
    """A term found in a chunk; its position counts words, start and end count characters."""

    term: str
    position: int
    start: int
    end: int


# Of each term the positions, with start and end in characters.
_Places = defaultdict[str, dict[int, tuple[int, int]]]


class _ResolvedLeaf(NamedTuple):
    """A leaf of the query: what is looked for, one part but for several that stand `near`.

    Several that have a `unit` stand in one of it, a sentence or a paragraph. `spelled` tells
    whether a word is one of those meant, where there are many.
    """

    parts: tuple[Part, ...]
    spelled: Callable[[str], object] | None = None
    near: Near | None = None
    unit: Unit | None = None

    @property
    def terms(self) -> list[str]:
        """Those of all parts, in order."""
        return [term.term for part in self.parts for term in part.terms]

    @property
    def is_compound(self) -> bool:
        """Whether it is more than one term."""
        return len(self.parts) > 1 or len(self.terms) > 1


# What is marked in a text.
Marked = Leaf | Together


class QueryMatcher:
    """Finds the leaves of one query in texts of one analyzer."""

    def __init__(self, leaves: Iterable[Marked], analyzer: Analyzer) -> None:
        meant = [_meaning(leaf, analyzer) for leaf in leaves]
        numbered = list(enumerate(leaf for leaf in meant if any(part.terms for part in leaf.parts)))
        self._compound = [(number, leaf) for number, leaf in numbered if leaf.is_compound]
        self._compound_terms = [set(leaf.terms) for _, leaf in self._compound]
        words = [(leaf.terms[0], number) for number, leaf in numbered if not leaf.is_compound]
        terms = frozenset(term for _, leaf in numbered for term in leaf.terms)
        spelled = {leaf.terms[0]: leaf.spelled for _, leaf in numbered if leaf.spelled}
        self._candidates = _Candidates(terms)
        self._spots = _ChunkTerms(analyzer, terms, spelled)
        self._words = _WordMarks(self._spots, words)

    def hits(self, text: str) -> list[Match]:
        """Where the leaves stand in a text, in order."""
        return self._hits(text, self._candidates.chunks(text)) if self._spots.terms else []

    def hits_in_each(self, texts: Sequence[str]) -> list[list[Match]]:
        """Where the leaves stand in each of some texts, in order.

        Most paragraphs are short, and to begin with one takes longer than to look through it: so
        they are looked through as one where they can be aligned.
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
        """Where the leaves stand in a text, given the chunks that can have one of them."""
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
        """Where the leaves of several terms stand, given the chunks that can have one of them."""
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


class _ChunkTerms(dict[str, list[_TermOccurrence]]):
    """Of every chunk that was asked for the terms in it: chunks come again."""

    def __init__(
        self,
        analyzer: Analyzer,
        terms: frozenset[str],
        spelled: Mapping[str, Callable[[str], object]],
    ) -> None:
        """`spelled` tells of forms of words which words have them."""
        super().__init__()
        self._analyzer = analyzer
        self.terms = terms
        self._spelled = spelled

    def __missing__(self, chunk: str) -> list[_TermOccurrence]:
        word = chunk.strip(_AROUND)
        if word.isascii() and word.isalpha() and not self._spelled:
            # Most are a word of letters, which need not be taken apart.
            term = term_of(word.lower(), self._analyzer)
            start = chunk.index(word)
            spot = _TermOccurrence(term, 0, start, start + len(word))
            spots = self[chunk] = [spot] if term in self.terms else []
        else:
            found: dict[tuple[str, int], _TermOccurrence] = {}
            for token in tokens(chunk, self._analyzer):
                for spot in self._matches(token):
                    # Of what is joined and its first part, which comes behind it, the longer one.
                    found.setdefault((spot.term, spot.position), spot)
            spots = self[chunk] = list(found.values())
        return spots

    def _matches(self, token: Token) -> Iterator[_TermOccurrence]:
        for term in token.terms:
            if term in self.terms:
                yield _spot(token, term, term)
        for form, is_spelled_so in self._spelled.items():
            if is_spelled_so(token.terms[0]) or (token.written and is_spelled_so(token.written)):
                yield _spot(token, form, form.rstrip("*"))


class _WordMarks(dict[str, list[tuple[int, int, int]]]):
    """Of every chunk that was asked for the words in it: start, end, and the number of a leaf."""

    def __init__(self, spots: _ChunkTerms, words: Iterable[tuple[str, int]]) -> None:
        """`words` are the terms of the leaves that have one, each with the leaf's number."""
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


class _Candidates:
    """Which chunks of a text can have one of some terms: all that do, and some others.

    A word has the first two letters of its stem, and all others but an e, i or y at the end (using,
    use); it may have y for i (dying, die) and i for y. So it is for all 157,000 words of two news
    archives and a dictionary. A word may have marks between its letters (U.S.).
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._beginnings = sorted({_beginning(term) for term in terms})

    def chunks(self, text: str) -> list[tuple[int, str]]:
        """Those of a text in order, each behind where it starts.

        Some are several in one, with other white space than a space between them.
        """
        found = self.in_plain(text)
        return list(self._of_any_script(text)) if found is None else found

    def in_plain(self, text: str) -> list[tuple[int, str]] | None:
        """As `chunks` gives them, None for a text that cannot be aligned."""
        aligned = _aligned(text)
        if aligned is None:
            return None
        if isinstance(aligned, bytes):
            return self._around(text, self._in_aligned_ascii.finditer(b" " + aligned))
        return self._around(text, self._in_aligned.finditer(f" {aligned}"))

    def _around(
        self, text: str, matches: Iterable[re.Match[str] | re.Match[bytes]]
    ) -> list[tuple[int, str]]:
        """The chunks of a text that matches begin in, found in what is aligned to it."""
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
        for start, chunk, each in zip(_starts(text, chunks), chunks, folded_chunks, strict=True):
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
        """The pattern for Latin text, where no word begins right behind a letter or digit.

        One that begins with one character is six times as fast as one that looks behind. It takes
        no more than that: what seems to go on in the next word (I never) may begin there.
        """
        either = "|".join(_with_marks(each, " *") for each in self._beginnings)
        return f" (?={either})"

    @cached_property
    def _in_any_script(self) -> re.Pattern[str]:
        """For any folded text: scripts may meet inside a word, and signs fold to letters (™)."""
        return re.compile("|".join(_with_marks(each, "[-.,'’ʼ‐‑]*") for each in self._beginnings))


def _aligned(text: str) -> bytes | str | None:
    """A text with each character folded for itself, None where there is one that cannot be.

    Most text has few other characters than those of ASCII, and these again and again.
    """
    if not is_latin(text):
        return None
    signs = set[str]() if text.isascii() else set(_BEYOND_ASCII.findall(text))
    if _UNALIGNED in text or any(_ALIGNED[ord(sign)] == _UNALIGNED for sign in signs):
        return None
    if len(signs) <= _FEW_SIGNS:
        for sign in signs:
            text = text.replace(sign, _ALIGNED[ord(sign)])
    return text.encode().translate(_ALIGNED_ASCII) if text.isascii() else text.translate(_ALIGNED)


def _beginning(term: str) -> str:
    """What every word that has a term begins with, "" where that is not known."""
    if term[0] in _WILDCARD or _ALMOST in term:
        return ""
    if not term[0].isalpha():
        return term[0]
    known = _WILDCARD_IN_TERM.split(term)[0]
    kept = len(known) - known.endswith(_CHANGED_AT_THE_END)
    return known[: max(_FEWEST_KEPT, min(_MOST_LOOKED_AT, kept))]


def _with_marks(letters: str, marks: str) -> str:
    return marks.join("[iy]" if c in "iy" else re.escape(c) for c in letters)


def _words_before(text: str, starts: Sequence[int]) -> list[int]:
    """How many words stand before each of some places in a text, counted from the first."""
    words = (sum(map(words_in_chunk, text[start:end].split())) for start, end in pairwise(starts))
    return list(accumulate(words, initial=0))


def _starts(text: str, chunks: Sequence[str]) -> list[int]:
    """Where in the text its chunks start."""
    starts = list(accumulate((len(chunk) + 1 for chunk in chunks), initial=0))
    if starts.pop() == len(text) + 1:
        return starts
    return [match.start() for match in _CHUNK.finditer(text)]


def _marks(leaf: _ResolvedLeaf, places: _Places, text: str) -> Iterable[tuple[int, int]]:
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


def _meaning(leaf: Marked, analyzer: Analyzer) -> _ResolvedLeaf:
    """What is looked for. A word of many spellings is called by a form with a sign in it."""
    match leaf:
        case Words(text):
            return _ResolvedLeaf((Part(query_terms(text, analyzer), 0),))
        case Near():
            return _ResolvedLeaf(near_parts(leaf, analyzer), near=leaf)
        case Together(parts, unit):
            return _ResolvedLeaf(tuple(Part(query_terms(p, analyzer), 0) for p in parts), unit=unit)
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
    return _ResolvedLeaf((Part(terms, 1),), spelled)


def _is_almost(word: str, stem: str, edits: int, term: str) -> bool:
    return term == stem or is_within(edits, word, term)


def _spot(token: Token, term: str, matched: str) -> _TermOccurrence:
    """Where a term stands: on the whole word, or on as many characters of a pair as matched."""
    end = token.end if len(token.terms) == 1 else min(token.start + len(matched), token.end)
    return _TermOccurrence(term, token.position, token.start, end)

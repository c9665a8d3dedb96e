"""Analyzer: text to terms, the same for every engine, for queries and for highlighting.

A word is a run of letters and digits with the marks that belong to them. It is folded
(NFKC, case, accents), loses a possessive, and is stemmed where the field holds prose, as the
language of the text asks (`indexer.analysis.languages`). Scripts written without spaces, and
Korean with its particles, are cut into single characters and overlapping pairs of them, so that
any piece of a sentence is found; a query looks for the pairs.

A hyphenated word is indexed as its parts, one after the other, and joined up at the position of
the first part: "co-operate" is found by "cooperate" as well (in a phrase by way of
`indexer.search.hyphen_expansion`). The package's docstring has a worked example.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import TypeVar

import msgspec

from indexer.analysis.languages import ENGLISH, analysis_language
from indexer.analysis.word_forms.spelling import bare_word
from indexer.analysis.word_forms.stemming import term_in
from indexer.analysis.words import (
    HYPHEN,
    IGNORABLE,
    UNSPACED,
    folded_word,
    with_marks,
    word_pattern,
)

Read = TypeVar("Read")

# Positions jump by this much between paragraphs, so that no phrase matches across.
PARAGRAPH_GAP = 100


class Analyzer(StrEnum):
    """Analysis of a field's words."""

    PROSE = "prose"  # folded and stemmed
    NAMES = "names"  # folded only

    # Hashed for every memoized word: the enum's own hash would take a third of that time.
    __hash__ = str.__hash__


class Token(msgspec.Struct, frozen=True, gc=False):
    """Word, or character of a script without spaces, with its place in a text.

    `terms` are the terms indexed here: the stem, or a pair of characters and the first of them.
    `written` is the folded word where it is not the term, else None. `position` counts words;
    `start` and `end` are the offsets in characters of the first term. `is_joined` marks a
    hyphenated word joined up, whose parts follow from the same position on.
    """

    terms: tuple[str, ...]
    written: str | None
    position: int
    start: int
    end: int
    is_joined: bool = False


@dataclass(slots=True)
class IndexTerms:
    """Terms of one field of one article.

    `positions` has the ascending positions of each term, `written` the folded words that differ
    from their terms, `length` the number of words.
    """

    positions: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    written: set[str] = field(default_factory=set[str])
    length: int = 0


class QueryTerm(msgspec.Struct, frozen=True, gc=False):
    """Term of a word or phrase of a query, `offset` positions after the first term."""

    term: str
    offset: int


def index_terms(texts: Iterable[str], analyzer: Analyzer, language: str = ENGLISH) -> IndexTerms:
    """Terms of texts (paragraphs, names) in one language, across which no phrase matches."""
    found = IndexTerms()
    positions, written = found.positions, found.written
    position = 0
    for text in texts:
        start = position
        for raw in word_pattern(text).findall(text):
            word = _indexed(raw, analyzer, language)
            if word.parts and word.term:
                positions[word.term].append(position)
                if word.written is not None:
                    written.add(word.written)
            for part in word.parts or (word,):
                if part.pairs is None:
                    positions[part.term].append(position)
                    if part.written is not None:
                        written.add(part.written)
                    position += 1
                else:
                    for terms in part.pairs:
                        for term in terms:
                            positions[term].append(position)
                        position += 1
        found.length += position - start
        position += PARAGRAPH_GAP
    return found


def term_of(word: str, analyzer: Analyzer, language: str = ENGLISH) -> str:
    """Term of one folded word, of a script with spaces between words."""
    return word if analyzer is Analyzer.NAMES else term_in(word, language)


def language_in(analyzer: Analyzer, tag: str | None) -> str:
    """The language in which an article of a BCP 47 tag is analysed; names are so in none."""
    return analysis_language(tag) if analyzer is Analyzer.PROSE else ENGLISH


def query_alternatives(
    text: str, analyzer: Analyzer, languages: Iterable[str]
) -> list[tuple[QueryTerm, ...]]:
    """Distinct `query_terms` of a word or phrase in some languages, English first."""
    return in_each_language(
        analyzer, languages, lambda language: query_terms(text, analyzer, language)
    )


def in_each_language(
    analyzer: Analyzer, languages: Iterable[str], read: Callable[[str], Read]
) -> list[Read]:
    """Distinct readings of something in some languages, English first; of names the only one."""
    if analyzer is Analyzer.NAMES:
        return [read(ENGLISH)]
    return list(dict.fromkeys(map(read, (ENGLISH, *languages))))


# A query is analysed for every field, and for highlighting.
@lru_cache(maxsize=1 << 12)
def query_terms(text: str, analyzer: Analyzer, language: str = ENGLISH) -> tuple[QueryTerm, ...]:
    """Terms of a word or phrase of a query, in order; none without a letter or digit.

    A hyphenated word is looked for by its parts; `without_hyphens` has the other spelling.
    """
    terms: list[QueryTerm] = []
    offset = 0
    for raw in word_pattern(text).findall(text):
        whole = _asked(raw, analyzer, language)
        for word in whole.parts or (whole,):
            if word.pairs is None:
                terms.append(QueryTerm(word.term, offset))
                offset += 1
            else:
                wanted = word.pairs[:-1] or word.pairs
                terms.extend(QueryTerm(pair[0], offset + i) for i, pair in enumerate(wanted))
                offset += len(word.pairs)
    return tuple(terms)


def without_hyphens(text: str) -> str | None:
    """Text with its hyphenated words joined up, None if it has none."""
    changed = word_pattern(text).sub(_in_one, text)
    return changed if changed != text else None


def word_count(text: str) -> int:
    """Number of words; in scripts without spaces every character is one."""
    return sum(map(_places, word_pattern(text).findall(text)))


# Half of the different chunks of a news archive, some 15 MB.
@lru_cache(maxsize=1 << 16)
def words_in_chunk(chunk: str) -> int:
    """Number of words of a text without white space, memoized."""
    return word_count(chunk)


def beginning(texts: Iterable[str], words: int) -> list[str]:
    """The first `words` words of some texts; the last text is cut behind its last word."""
    found: list[str] = []
    for text in texts:
        if words <= 0:
            break
        end = _end_of_words(text, words)
        found.append(text[:end])
        words -= sum(map(words_in_chunk, found[-1].split()))
    return found


def prefix_text(text: str) -> str:
    """Folded prefix, as compared with terms; "" without a letter or digit."""
    return "".join(folded_word(raw) for raw in word_pattern(text).findall(text))


def tokens(text: str, analyzer: Analyzer, language: str = ENGLISH) -> Iterator[Token]:
    """Tokens of one text in a language with their offsets, for highlighting."""
    position = 0
    for match in word_pattern(text).finditer(text):
        whole = _asked(match[0], analyzer, language)
        start, end = match.span()
        if not whole.parts:
            yield from _tokens_of(whole, match[0], position, start)
            position += 1 if whole.pairs is None else len(whole.pairs)
            continue
        if whole.term:
            yield Token((whole.term,), whole.written, position, start, end, is_joined=True)
        for raw, word in zip(HYPHEN.split(match[0]), whole.parts, strict=True):
            yield from _tokens_of(word, raw, position, start)
            position += 1 if word.pairs is None else len(word.pairs)
            start += len(raw) + 1


class _Word(msgspec.Struct, frozen=True, gc=False):
    """Analysed match of the word pattern: a term, the pairs of a run without spaces, or parts.

    Each of `pairs` is (pair, its first character); the last is (character,). A hyphenated word has
    `parts`; its own term is that of the joined-up word, "" where there is none, as for 2018-19.
    """

    term: str
    written: str | None = None
    pairs: tuple[tuple[str, ...], ...] | None = None
    parts: tuple["_Word", ...] = ()


def _analyzed(raw: str, analyzer: Analyzer, language: str) -> _Word:
    if len(divided := HYPHEN.split(raw)) > 1:
        return _of_parts(divided, analyzer, language)
    # Where nothing is left without the article, as of a tatweel, it counts.
    folded = folded_word(bare_word(raw, language)) or folded_word(raw)
    if not folded:
        # A tatweel or an apostrophe by itself.
        return _Word("", pairs=())
    if UNSPACED.match(raw):
        pairs = [(folded[i : i + 2], folded[i]) for i in range(len(folded) - 1)]
        return _Word("", pairs=(*pairs, (folded[-1],)))
    if analyzer is Analyzer.NAMES:
        return _Word(folded)
    term = term_in(folded, language)
    return _Word(term, folded if term != folded else None)


# Two memos: one for indexing, which meets common words all the time (some 10 MB); a small one for
# queries, of twenty words or so each.
_indexed = lru_cache(maxsize=1 << 15)(_analyzed)
_asked = lru_cache(maxsize=1 << 9)(_analyzed)


def _of_parts(divided: list[str], analyzer: Analyzer, language: str) -> _Word:
    parts = tuple(_indexed(part, analyzer, language) for part in divided)
    if all(map(str.isdecimal, divided)):
        # Years, scores and telephone numbers.
        return _Word("", parts=parts)
    joined = _indexed("".join(divided), analyzer, language)
    term = joined.term if all(joined.term != part.term for part in parts) else ""
    return _Word(term, joined.written if term else None, parts=parts)


def _in_one(match: re.Match[str]) -> str:
    word = _asked(match[0], Analyzer.NAMES, ENGLISH)
    return HYPHEN.sub("", match[0]) if word.parts and word.term else match[0]


def _tokens_of(word: _Word, raw: str, position: int, start: int) -> Iterator[Token]:
    if word.pairs is None:
        yield Token((word.term,), word.written, position, start, start + len(raw))
    else:
        starts = _starts_in(raw, len(word.pairs))
        for i, terms in enumerate(word.pairs):
            first, end = starts[i], starts[i + len(terms[0])]
            yield Token(terms, None, position + i, start + first, start + end)


def _starts_in(run: str, count: int) -> Sequence[int]:
    """Offsets in a run as written of the `count` characters of the folded run, then its end.

    Folding drops marks and may compose several characters into one, as a kana and its voicing.
    """
    if len(run) == count and not IGNORABLE.search(run):
        return range(count + 1)
    starts: list[int] = []
    for match in with_marks().finditer(run):
        before, first = len(starts), match.start()
        for at in range(first, match.end()):
            so_far = before + len(folded_word(run[first : at + 1]))
            starts += [at] * (so_far - len(starts))
    return [*starts[:count], *[len(run)] * (count + 1 - len(starts))]


def _places(raw: str) -> int:
    word = _analyzed(raw, Analyzer.NAMES, ENGLISH)
    return sum(1 if part.pairs is None else len(part.pairs) for part in word.parts or (word,))


def _end_of_words(text: str, words: int) -> int:
    """Offset behind the first `words` words of a text, its length if it has no more."""
    for i, chunk in enumerate(text.split()):
        count = words_in_chunk(chunk)
        if count >= words:
            *_, rest = text.split(None, i)
            start = len(text) - len(rest)
            return start + _end_in_chunk(chunk, words)
        words -= count
    return len(text)


def _end_in_chunk(chunk: str, words: int) -> int:
    places = (token for token in tokens(chunk, Analyzer.NAMES) if not token.is_joined)
    last = next(islice(places, words - 1, None))
    if len(last.terms) == 1:
        return last.end
    # Behind the first character of a pair the next one begins, unless one as written is both.
    return next((each.start for each in places if each.start > last.start), last.end)

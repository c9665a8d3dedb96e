"""How text becomes terms: one contract for every engine, for queries and for highlighting.

A word is a run of letters and digits with the marks that belong to them. It is folded
(NFKC, case, accents), loses a possessive, and is stemmed with Snowball's English stemmer
where the field holds prose. Scripts written without spaces, and Korean with its particles,
are cut into single characters and overlapping pairs of them, so that any piece of a sentence
is found; a query looks for the pairs.

What is written with hyphens is its parts, one after the other, and besides one word without them
where the first of its parts stands: "co-operate" is found by "cooperate" as well (and in a phrase
by way of `indexer.search.hyphen_expansion`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Any, cast

import msgspec
import Stemmer

from indexer.analysis.words import HYPHEN, UNSPACED, WITH_MARKS, folded_word, word_pattern

# Phrases do not reach over the end of a paragraph: positions jump by this much there.
PARAGRAPH_GAP = 100


class Analyzer(StrEnum):
    """What is done to the words of a field."""

    PROSE = "prose"  # folded and stemmed
    NAMES = "names"  # folded only

    # Hashed for every word that is looked up; the enum's own takes a third of that time.
    __hash__ = str.__hash__


class Token(msgspec.Struct, frozen=True, gc=False):
    """One word, or one character of a script without spaces, where it stands in a text.

    `terms` are all that can be found here: the stem, or a pair of characters and the first
    of them. `written` is the folded word where stemming changed it, else None. `start` and
    `end` are offsets in characters of what the first term covers. `is_joined` says that it is
    what parts with hyphens are in one, which come after it and take the places.
    """

    terms: tuple[str, ...]
    written: str | None
    position: int
    start: int
    end: int
    is_joined: bool = False


@dataclass(slots=True)
class IndexTerms:
    """The terms of one field of one article.

    `positions` has the ascending positions of every term, `written` the folded words that
    differ from their stems, `length` the number of words.
    """

    positions: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    written: set[str] = field(default_factory=set[str])
    length: int = 0


class QueryTerm(msgspec.Struct, frozen=True, gc=False):
    """One term to look for, `offset` positions after the first one of its query."""

    term: str
    offset: int


def index_terms(texts: Iterable[str], analyzer: Analyzer) -> IndexTerms:
    """The terms of texts (paragraphs, names) that phrases must not reach across."""
    found = IndexTerms()
    positions, written = found.positions, found.written
    position = 0
    for text in texts:
        start = position
        for raw in word_pattern(text).findall(text):
            word = _indexed(raw, analyzer)
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


def term_of(word: str, analyzer: Analyzer) -> str:
    """The term of one folded word, of a script with spaces between its words."""
    return word if analyzer is Analyzer.NAMES else _stemmer.stemWord(word)


# A question is taken apart for every field, and for highlighting.
@lru_cache(maxsize=1 << 10)
def query_terms(text: str, analyzer: Analyzer) -> tuple[QueryTerm, ...]:
    """The terms to look for, in order; none where the text has no letters or digits.

    What has hyphens is looked for by its parts; `without_hyphens` gives the other way to say it.
    """
    terms: list[QueryTerm] = []
    offset = 0
    for raw in word_pattern(text).findall(text):
        whole = _asked(raw, analyzer)
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
    """A text with all that is written with hyphens in one word, None where nothing is."""
    changed = word_pattern(text).sub(_in_one, text)
    return changed if changed != text else None


def word_count(text: str) -> int:
    """How many words a text has; of a script without spaces every character is one."""
    return sum(map(_places, word_pattern(text).findall(text)))


# These are half a news archive's different chunks, some 15 MB.
@lru_cache(maxsize=1 << 16)
def words_in_chunk(chunk: str) -> int:
    """How many words a text without spaces has, which comes again and is counted once."""
    return word_count(chunk)


def beginning(texts: Iterable[str], words: int) -> list[str]:
    """The texts up to so many words of them all together, the last one cut behind its word."""
    found: list[str] = []
    for text in texts:
        if words <= 0:
            break
        end = _end_of_words(text, words)
        found.append(text[:end])
        words -= sum(map(words_in_chunk, found[-1].split()))
    return found


def prefix_text(text: str) -> str:
    """The beginning of a word as terms are compared with it; "" where nothing is left."""
    return "".join(folded_word(raw) for raw in word_pattern(text).findall(text))


def tokens(text: str, analyzer: Analyzer) -> Iterator[Token]:
    """The words of one text where they stand, for highlighting."""
    position = 0
    for match in word_pattern(text).finditer(text):
        whole = _asked(match[0], analyzer)
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
    """What became of one match: a term, or the pairs of a run without spaces.

    Each of `pairs` is (pair, its first character); the last is (character,). What hyphens divide
    has `parts`, and what it is in one as its own term, "" where that would be no word.
    """

    term: str
    written: str | None = None
    pairs: tuple[tuple[str, ...], ...] | None = None
    parts: tuple["_Word", ...] = ()


def _analyzed(raw: str, analyzer: Analyzer) -> _Word:
    if len(divided := HYPHEN.split(raw)) > 1:
        return _of_parts(divided, analyzer)
    folded = folded_word(raw)
    if not folded:
        # A tatweel or an apostrophe by itself.
        return _Word("", pairs=())
    if UNSPACED.match(raw):
        pairs = [(folded[i : i + 2], folded[i]) for i in range(len(folded) - 1)]
        return _Word("", pairs=(*pairs, (folded[-1],)))
    if analyzer is Analyzer.NAMES:
        return _Word(folded)
    stem: str = _stemmer.stemWord(folded)
    return _Word(stem, folded if stem != folded else None)


# Indexing a news archive comes upon its common words all the time; these are some 10 MB. A question
# looks at twenty words, and a process that answers thousands of them keeps that little.
_indexed = lru_cache(maxsize=1 << 15)(_analyzed)
_asked = lru_cache(maxsize=1 << 9)(_analyzed)


def _of_parts(divided: list[str], analyzer: Analyzer) -> _Word:
    parts = tuple(_indexed(part, analyzer) for part in divided)
    if all(map(str.isdecimal, divided)):
        # Years, scores and telephone numbers.
        return _Word("", parts=parts)
    joined = _indexed("".join(divided), analyzer)
    term = joined.term if all(joined.term != part.term for part in parts) else ""
    return _Word(term, joined.written if term else None, parts=parts)


def _in_one(match: re.Match[str]) -> str:
    word = _asked(match[0], Analyzer.NAMES)
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
    """Where each of `count` characters of a folded run starts in it as it is written.

    Behind these places, in characters, stands where the run ends. Folding drops marks, and makes
    one character of a letter and its voicing.
    """
    if len(run) == count:
        return range(count + 1)
    starts: list[int] = []
    for match in WITH_MARKS.finditer(run):
        before, first = len(starts), match.start()
        for at in range(first, match.end()):
            so_far = before + len(folded_word(run[first : at + 1]))
            starts += [at] * (so_far - len(starts))
    return [*starts[:count], *[len(run)] * (count + 1 - len(starts))]


def _places(raw: str) -> int:
    word = _analyzed(raw, Analyzer.NAMES)
    return sum(1 if part.pairs is None else len(part.pairs) for part in word.parts or (word,))


def _end_of_words(text: str, words: int) -> int:
    """Where the text's first so many words end, its own end where it has no more."""
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


_stemmer = cast("Any", Stemmer.Stemmer("english", 0))

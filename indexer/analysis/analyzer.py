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
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Any, cast

import msgspec
import Stemmer

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
        for raw in _words_of(text).findall(text):
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
    for raw in _words_of(text).findall(text):
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
    changed = _words_of(text).sub(_in_one, text)
    return changed if changed != text else None


def word_count(text: str) -> int:
    """How many words a text has; of a script without spaces every character is one."""
    return sum(map(_places, _words_of(text).findall(text)))


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
    return "".join(_folded(raw) for raw in _words_of(text).findall(text))


def tokens(text: str, analyzer: Analyzer) -> Iterator[Token]:
    """The words of one text where they stand, for highlighting."""
    position = 0
    for match in _words_of(text).finditer(text):
        whole = _asked(match[0], analyzer)
        start, end = match.span()
        if not whole.parts:
            yield from _tokens_of(whole, match[0], position, start)
            position += 1 if whole.pairs is None else len(whole.pairs)
            continue
        if whole.term:
            yield Token((whole.term,), whole.written, position, start, end, is_joined=True)
        for raw, word in zip(_HYPHEN.split(match[0]), whole.parts, strict=True):
            yield from _tokens_of(word, raw, position, start)
            position += 1 if word.pairs is None else len(word.pairs)
            start += len(raw) + 1


def folded_text(text: str) -> str:
    """A text folded as its words are, but for the punctuation inside of them.

    A word that stands in it still begins with the letters of its term: it only loses marks.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _MARKS_DROPPED.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def is_latin(text: str) -> bool:
    """Whether a text is all in Latin script with common punctuation."""
    if text.isascii():
        return "_" not in text
    return _BEYOND_LATIN.search(text) is None


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
    if len(divided := _HYPHEN.split(raw)) > 1:
        return _of_parts(divided, analyzer)
    folded = _folded(raw)
    if not folded:
        # A tatweel or an apostrophe by itself.
        return _Word("", pairs=())
    if _PAIRED.match(raw):
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
    return _HYPHEN.sub("", match[0]) if word.parts and word.term else match[0]


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
    for match in _WITH_MARKS.finditer(run):
        before, first = len(starts), match.start()
        for at in range(first, match.end()):
            so_far = before + len(_folded(run[first : at + 1]))
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


def _folded(raw: str) -> str:
    """A word as it is compared: NFKC, case folded, bare of accents and inner punctuation."""
    word = unicodedata.normalize("NFKC", _POSSESSIVE.sub("", raw)).casefold()
    if raw[0].isdecimal():
        return _APOSTROPHES.sub("'", word.replace(",", ""))
    word = _DROPPED.sub("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", word).translate(_PLAIN)


def _words_of(text: str) -> re.Pattern[str]:
    """The pattern that finds the words of a text.

    Text in Latin script with common punctuation has a simpler one, which finds the same words
    there four times as fast.
    """
    return _LATIN_WORD if is_latin(text) else _ANY_WORD


def _ranges(codepoints: Iterable[int]) -> str:
    """Ascending code points as the inside of a regular expression's character class."""
    spans: list[list[int]] = []
    for point in codepoints:
        if spans and spans[-1][1] == point - 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in spans)


# Blocks whose scripts have no spaces between words, and Hangul (Unicode 15, Blocks.txt).
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\uaa60-\uaa7f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"  # Hangul
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_MARKS = _ranges(p for p in range(0x300, 0x20000) if unicodedata.category(chr(p))[0] == "M")
_APOSTROPHE = "'’ʼ＇"
_LETTER = rf"[^\W_{_UNSPACED}]"
_INITIAL = rf"[^\W\d_{_UNSPACED}]"
_HYPHENS = "\\-\u2010\u2011"
_HYPHEN = re.compile(f"[{_HYPHENS}]")


def _words_of_letters(letter: str, initial: str, word: str) -> str:
    """What words are, given what matches a letter or digit, a letter, and a word without hyphens.

    Numbers (1,200 and 3.5), initials (U.S., D.P.R.K), and words with up to three hyphens and what
    each joins on; longer chains are addresses and the like.
    """
    number = rf"\d+(?:[.,]\d+)+(?!{letter})"
    initials = rf"(?<!{letter})(?:{initial}\.)+{initial}(?:\.|(?!{letter}))"
    chain = rf"(?>{word}(?:[{_HYPHENS}]{word}){{1,3}})"
    joined = rf"(?<!{letter}[{_HYPHENS}]){chain}(?![{_HYPHENS}]{letter})"
    return rf"{number}|{initials}|{joined}|{word}"


_LETTERS = rf"{_LETTER}+(?:[{_MARKS}{_APOSTROPHE}]+{_LETTER}+)*[{_MARKS}]*"
_PAIRED_RUN = rf"[{_UNSPACED}](?:[{_UNSPACED}{_MARKS}])*"
_ANY_WORD = re.compile(rf"{_PAIRED_RUN}|{_words_of_letters(_LETTER, _INITIAL, _LETTERS)}")
_LATIN_WORD = re.compile(_words_of_letters(r"\w", r"[^\W\d_]", rf"\w+(?:[{_APOSTROPHE}]+\w+)*"))
_BEYOND_LATIN = re.compile("[_\u0300-\u1fff\u2070-\U0010ffff]")
_PAIRED = re.compile(rf"[{_UNSPACED}]")
# A character of such a script with what may fold into it: marks, also of half width, and the
# vowels and finals of Hangul written letter by letter. Hostile text has any number of them.
_WITH_MARKS = re.compile(rf".[{_MARKS}\uff9e\uff9f\u1160-\u11ff\uffa0-\uffdc]{{,15}}", re.DOTALL)
_APOSTROPHES = re.compile(f"[{_APOSTROPHE}]")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHE}][sS]$")
# Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs and hamzas, the tatweel,
# and the punctuation that a word may have inside.
_ACCENTS = "\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
_DROPPED = re.compile(rf"[{_ACCENTS}.{_APOSTROPHE}]")
_MARKS_DROPPED = re.compile(rf"[{_ACCENTS}]")
# Letters that Unicode does not take apart into a base and an accent.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ى": "ي", "þ": "th"}
)
_stemmer = cast("Any", Stemmer.Stemmer("english", 0))

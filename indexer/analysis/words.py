"""Word patterns and folding: which stretches of a text are words, and how words are compared.

Folding makes "Café", "CAFÉ" and "cafe" one word, and "U.S." and "us"; a possessive is dropped, and
so are joiners and marks of direction. Two patterns find words: a fast one for Latin text, and one
for text in any script. What is folded in other scripts is in `indexer.analysis.script_folding`.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from indexer.analysis.script_folding import folded_scripts


def folded_text(text: str) -> str:
    """Text folded like its words, except that punctuation inside words stays.

    "Çoban's U.S. tour" becomes "coban's u.s. tour". A word in the result begins with the letters
    of its term once its marks are skipped.
    """
    return text.lower() if text.isascii() else _folded(text, _MARKS_DROPPED)


def is_latin(text: str) -> bool:
    """Whether a text is wholly in Latin script with common punctuation, and has no underscore."""
    return "_" not in text and (text.isascii() or _BEYOND_LATIN.search(text) is None)


def folded_word(raw: str) -> str:
    """Folded word: NFKC, case-folded, without possessive, accents and inner punctuation.

    `raw` is one match of `word_pattern`. A number keeps its decimal point and loses its commas.
    "" where nothing is left.
    """
    if raw.isascii():
        word = _POSSESSIVE.sub("", raw).lower()
        return _IN_NUMBER.sub("", word) if raw[0].isdecimal() else _IN_WORD.sub("", word)
    raw = _POSSESSIVE.sub("", IGNORABLE.sub("", raw))
    if raw[0].isdecimal():
        word = folded_scripts(unicodedata.normalize("NFKC", raw).casefold())
        return _APOSTROPHES.sub("'", word.replace(",", ""))
    return _folded(raw, _DROPPED)


def _folded(text: str, dropped: re.Pattern[str]) -> str:
    """A text folded, without what is dropped once the marks stand apart from their letters."""
    text = unicodedata.normalize("NFKC", IGNORABLE.sub("", text)).casefold()
    text = unicodedata.normalize("NFD", text).replace(_HEH_WITH_YEH, _HEH)
    text = unicodedata.normalize("NFC", dropped.sub("", text)).translate(_PLAIN)
    return folded_scripts(text) if _OTHER_SCRIPT.search(text) else text


def word_pattern(text: str) -> re.Pattern[str]:
    """Pattern whose matches are the words of a text.

    For Latin text it is a simpler one, which finds the same words four times as fast.
    """
    return _LATIN_WORD if is_latin(text) else _any_word()


def _ranges(codepoints: Iterable[int]) -> str:
    """Body of a regular expression's character class for ascending code points."""
    spans: list[list[int]] = []
    for point in codepoints:
        if spans and spans[-1][1] == point - 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in spans)


# Blocks whose scripts have no spaces between words, and Hangul (Unicode 15, Blocks.txt), without
# their digits: these are the digits of numbers like all others.
_UNSPACED = (
    "\u0e00-\u0e4f\u0e5a-\u0ecf\u0eda-\u0eff"  # Thai, Lao
    "\u1000-\u103f\u104a-\u108f\u109a-\u109f\uaa60-\uaa7f"  # Myanmar
    "\u1780-\u17b3\u17b6-\u17df\u17ea-\u17ff"  # Khmer, but for vowels that are not seen
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"  # Hangul
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)


@cache
def _marks() -> str:
    """Body of a character class for marks; with the patterns that need it, it takes 0.05 s."""
    return _ranges(p for p in range(0x300, 0x20000) if unicodedata.category(chr(p))[0] == "M")


# Letters of Tibetan, whose syllables a tsheg or shad parts (Unicode 15, section 13.4); figures and
# letters of other scripts beside them are words of their own.
_TIBETAN = "\u0f00\u0f40-\u0f6c\u0f88-\u0f8c"
# An abbreviation of Hebrew has its gershayim as a quotation mark, if that is what the keyboard has.
_GERSHAYIM = '(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])'
# The apostrophe as it is typed, printed and, in front of letters, set wrongly; the letters for it,
# of which one is the okina (Unicode 15, section 6.2, "Apostrophes"); geresh and gershayim.
APOSTROPHE = "'’‘ʼʻ＇׳״"
# What is not seen, and nothing inside a word: the soft hyphen, joiners, marks of direction,
# selectors of variants. Default_Ignorable_Code_Point in Unicode 15's DerivedCoreProperties.txt has
# them, and the fillers of Hangul.
_IGNORABLE = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
IGNORABLE = re.compile(f"[{_IGNORABLE}]")
_LETTER = rf"[^\W_{_UNSPACED}{_TIBETAN}]"
_INITIAL = rf"[^\W\d_{_UNSPACED}{_TIBETAN}]"
_HYPHENS = "\\-\u2010\u2011"
# Between Arabic letters the non-joiner parts a word as a hyphen does: Persian writes its endings
# so, joined up or apart (Unicode 15, section 23.2, "Cursive connection").
_NON_JOINER = "\u200c"
_ARABIC = "\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f"
_PARTING = f"(?<=[{_ARABIC}]){_NON_JOINER}(?=[{_ARABIC}])"
HYPHEN = re.compile(f"[{_HYPHENS}]|{_PARTING}")


def _words_of_letters(letter: str, initial: str, word: str, *, parting: str = "") -> str:
    """Regular expression for a word: a number, initials, a hyphenated or a plain word.

    `letter` matches a letter or digit, `initial` a letter, `word` a word without hyphens. Numbers
    are like 1,200 and 3.5, initials like U.S. and D.P.R.K; a word has up to three hyphens, as
    longer chains are addresses and the like. `parting` matches what is as a hyphen between others.
    """
    number = rf"\d+(?:[.,٫٬]\d+)+(?!{letter})"
    initials = rf"(?<!{letter})(?:{initial}\.)+{initial}(?:\.|(?!{letter}))"
    hyphen = f"(?:[{_HYPHENS}]|{parting})" if parting else f"[{_HYPHENS}]"
    chain = rf"(?>{word}(?:{hyphen}{word}){{1,3}})"
    joined = rf"(?<!{letter}[{_HYPHENS}]){chain}(?![{_HYPHENS}]{letter})"
    return rf"{number}|{initials}|{joined}|{word}"


@cache
def _any_word() -> re.Pattern[str]:
    marks = _marks()
    ignorable = _IGNORABLE.replace("\u200b-\u200f", "\u200b\u200d-\u200f")
    inside = rf"(?:[{marks}{ignorable}{APOSTROPHE}]|{_GERSHAYIM}|(?!{_PARTING}){_NON_JOINER})+"
    letters = rf"{_LETTER}+(?:{inside}{_LETTER}+)*[{marks}]*"
    paired = f"[{_UNSPACED}{marks}]"
    paired_run = f"[{_UNSPACED}]{paired}*(?:[{_IGNORABLE}]+{paired}+)*"
    syllable = rf"[{_TIBETAN}](?:[{_TIBETAN}{marks}])*"
    words = _words_of_letters(_LETTER, _INITIAL, letters, parting=_PARTING)
    return re.compile(rf"{paired_run}|{syllable}|{words}")


_LATIN_WORD = re.compile(
    _words_of_letters(r"\w", r"[^\W\d_]", rf"\w+(?:[{APOSTROPHE}{_IGNORABLE}]+\w+)*")
)
# A complement takes a tenth of the time to compile that the ranges themselves do.
_BEYOND_LATIN = re.compile("[^\0-\u02ff\u2000-\u206f]")
_OTHER_SCRIPT = re.compile("[^\0-\u036f\u2000-\u206f]")
UNSPACED = re.compile(rf"[{_UNSPACED}]")
_MOST_IN_CLUSTER = 15


@cache
def with_marks() -> re.Pattern[str]:
    """Pattern of a character of such a script with what may fold into it.

    That is marks, also of half width, and the vowels and finals of Hangul written letter by letter.
    Hostile text has any number of them.
    """
    folding = rf"{_marks()}{_IGNORABLE}\uff9e\uff9f\u1160-\u11ff\uffa0-\uffdc"
    return re.compile(rf".[{folding}]{{,{_MOST_IN_CLUSTER}}}", re.DOTALL)


def whole_clusters(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text widened to whole clusters of letters, by some characters at most.

    Extended grapheme clusters of UAX #29, with what stands below another letter in Khmer and
    Myanmar.
    """
    extends = _extends()
    for _ in range(_MOST_IN_CLUSTER):
        if start and (extends.match(text, start) or text[start - 1] in _SUBSCRIBING):
            start -= 1
        if end < len(text) and (extends.match(text, end) or text[end - 1] in _SUBSCRIBING):
            end += 1
    return start, end


@cache
def _extends() -> re.Pattern[str]:
    # Marks (also of half width), joiners, tags, vowels and finals of Hangul, sara am.
    hangul, sara_am = "\u1160-\u11ff\ud7b0-\ud7fb", "\u0e33\u0eb3"
    return re.compile(f"[{_marks()}\uff9e\uff9f\u200c\u200d\U000e0020-\U000e007f{hangul}{sara_am}]")


_SUBSCRIBING = "\u17d2\u1039"
_APOSTROPHES = re.compile(f"[{APOSTROPHE}]")
_POSSESSIVE = re.compile(rf"[{APOSTROPHE}][sS]$")
_IN_NUMBER, _IN_WORD = re.compile(","), re.compile("[.']")
# Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs and hamzas, the tatweel,
# Devanagari's nukta (Lucene's HindiNormalizer), and the punctuation that a word may have inside.
# The Cyrillic й and ї are letters of their own.
_LETTERS_OF_THEIR_OWN = "(?<!и)\u0306|(?<!і)\u0308"
_ACCENTS = (
    "\u0300-\u0305\u0307\u0309-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u093c"
)
_DROPPED = re.compile(rf"[{_ACCENTS}.{APOSTROPHE}\"]|{_LETTERS_OF_THEIR_OWN}")
_MARKS_DROPPED = re.compile(rf"[{_ACCENTS}ʻʼ]|{_LETTERS_OF_THEIR_OWN}")
# The ezafe on a final heh, which Unicode takes apart into a letter of its own and a hamza (section
# 9.2, "Letters for other languages").
_HEH_WITH_YEH, _HEH = "\u06d5\u0654", "\u0647"
# Letters that Unicode does not take apart into a base and an accent.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)

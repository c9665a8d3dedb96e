"""Word patterns and folding: which stretches of a text are words, and how words are compared.

Folding makes "Café", "CAFÉ" and "cafe" one word, and "U.S." and "us"; a possessive is dropped.
Two patterns find words: a fast one for Latin text, and one for text in any script.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache


def folded_text(text: str) -> str:
    """Text folded like its words, except that punctuation inside words stays.

    "Çoban's U.S. tour" becomes "coban's u.s. tour". A word in the result begins with the letters
    of its term once its marks are skipped.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _MARKS_DROPPED.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def is_latin(text: str) -> bool:
    """Whether a text is wholly in Latin script with common punctuation, and has no underscore."""
    return "_" not in text and (text.isascii() or _BEYOND_LATIN.search(text) is None)


def folded_word(raw: str) -> str:
    """Folded word: NFKC, case-folded, without possessive, accents and inner punctuation.

    `raw` is one match of `word_pattern`. A number keeps its decimal point and loses its commas.
    "" where nothing is left.
    """
    word = unicodedata.normalize("NFKC", _POSSESSIVE.sub("", raw)).casefold()
    if raw[0].isdecimal():
        return _APOSTROPHES.sub("'", word.replace(",", ""))
    word = _DROPPED.sub("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", word).translate(_PLAIN)


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


# Blocks whose scripts have no spaces between words, and Hangul (Unicode 15, Blocks.txt).
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\uaa60-\uaa7f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"  # Hangul
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)


@cache
def _marks() -> str:
    """Body of a character class for marks; with the patterns that need it, it takes 0.05 s."""
    return _ranges(p for p in range(0x300, 0x20000) if unicodedata.category(chr(p))[0] == "M")


_APOSTROPHE = "'’ʼ＇"
_LETTER = rf"[^\W_{_UNSPACED}]"
_INITIAL = rf"[^\W\d_{_UNSPACED}]"
_HYPHENS = "\\-\u2010\u2011"
HYPHEN = re.compile(f"[{_HYPHENS}]")


def _words_of_letters(letter: str, initial: str, word: str) -> str:
    """Regular expression for a word: a number, initials, a hyphenated or a plain word.

    `letter` matches a letter or digit, `initial` a letter, `word` a word without hyphens. Numbers
    are like 1,200 and 3.5, initials like U.S. and D.P.R.K; a word has up to three hyphens, as
    longer chains are addresses and the like.
    """
    number = rf"\d+(?:[.,]\d+)+(?!{letter})"
    initials = rf"(?<!{letter})(?:{initial}\.)+{initial}(?:\.|(?!{letter}))"
    chain = rf"(?>{word}(?:[{_HYPHENS}]{word}){{1,3}})"
    joined = rf"(?<!{letter}[{_HYPHENS}]){chain}(?![{_HYPHENS}]{letter})"
    return rf"{number}|{initials}|{joined}|{word}"


@cache
def _any_word() -> re.Pattern[str]:
    marks = _marks()
    letters = rf"{_LETTER}+(?:[{marks}{_APOSTROPHE}]+{_LETTER}+)*[{marks}]*"
    paired_run = rf"[{_UNSPACED}](?:[{_UNSPACED}{marks}])*"
    return re.compile(rf"{paired_run}|{_words_of_letters(_LETTER, _INITIAL, letters)}")


_LATIN_WORD = re.compile(_words_of_letters(r"\w", r"[^\W\d_]", rf"\w+(?:[{_APOSTROPHE}]+\w+)*"))
# A complement takes a tenth of the time to compile that the ranges themselves do.
_BEYOND_LATIN = re.compile("[^\0-\u02ff\u2000-\u206f]")
UNSPACED = re.compile(rf"[{_UNSPACED}]")


@cache
def with_marks() -> re.Pattern[str]:
    """Pattern of a character of such a script with what may fold into it.

    That is marks, also of half width, and the vowels and finals of Hangul written letter by letter.
    Hostile text has any number of them.
    """
    return re.compile(rf".[{_marks()}\uff9e\uff9f\u1160-\u11ff\uffa0-\uffdc]{{,15}}", re.DOTALL)


_APOSTROPHES = re.compile(f"[{_APOSTROPHE}]")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHE}][sS]$")
# Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs and hamzas, the tatweel,
# and the punctuation that a word may have inside. The Cyrillic й and ї are letters of their own.
_LETTERS_OF_THEIR_OWN = "(?<!и)\u0306|(?<!і)\u0308"
_ACCENTS = "\u0300-\u0305\u0307\u0309-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
_DROPPED = re.compile(rf"[{_ACCENTS}.{_APOSTROPHE}]|{_LETTERS_OF_THEIR_OWN}")
_MARKS_DROPPED = re.compile(rf"[{_ACCENTS}]|{_LETTERS_OF_THEIR_OWN}")
# Letters that Unicode does not take apart into a base and an accent.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ى": "ي", "þ": "th"}
)

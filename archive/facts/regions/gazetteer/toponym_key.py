"""Normalization of toponyms: one key for all spellings of a name."""

import re
import unicodedata

_LATIN = "".join(map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))))
_LETTERS_OF_THEIR_OWN = {
    "Æ": "AE", "æ": "ae", "Ð": "D", "ð": "d", "Đ": "D", "đ": "d", "Ə": "A", "ə": "a",
    "Ħ": "H", "ħ": "h", "ı": "i", "Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "Œ": "OE",
    "œ": "oe", "ß": "ss", "Þ": "Th", "þ": "th",
}  # fmt: skip
_APOSTROPHES = "`´\u2018\u2019ʻʼʽ\u05f3"
_HYPHENS = "\u2010\u2011\u2012\u2013"
_SPACES = "\n\t\xa0\u2009\u202f"
_ARABIC_SIGNS = "".join(map(chr, (*range(0x64B, 0x653), 0x640, 0x670)))
# The letters of Persian and Urdu for kaf, yeh and heh count as those of Arabic.
_ARABIC = str.maketrans("أإآٱةىکیہۂۃ", "ااااهيكيههه", _ARABIC_SIGNS)
_GREEK = str.maketrans("άέήίόύώϊϋΐΰΆΈΉΊΌΎΏΪΫς", "αεηιουωιυιυΑΕΗΙΟΥΩΙΥσ")
# Dots below letters of Devanagari, which most papers leave out; quotation marks in Hebrew initials.
_OTHER = str.maketrans({"\u093c": None, "\u05f4": '"'})
_MARKS = str.maketrans("-'", "  ")
# The Tibetan tsheg ends a syllable, the shad a sentence.
_LAST_MARKS = "\u0f0b\u0f0d"
_THE = re.compile(r"\bTHE\b")


def _base_letters() -> dict[int, str]:
    bases = {ord(letter): unicodedata.normalize("NFD", letter)[0] for letter in _LATIN}
    return {code: base for code, base in bases.items() if base.isascii()}


_PLAIN: dict[int, str] = (
    _base_letters()
    | str.maketrans(_LETTERS_OF_THEIR_OWN)
    | str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
    | str.maketrans(dict.fromkeys(_HYPHENS, "-"))
)
_FOLDED = (
    _ARABIC
    | _GREEK
    | _OTHER
    | _PLAIN
    | str.maketrans(dict.fromkeys(_SPACES, " "))
    | str.maketrans({"&": "and", "\u2014": " , "})
)


def words(line: str, separator: str | None = None) -> frozenset[str]:
    """The set of words in a literal, split at a separator or at white space."""
    return frozenset(line.split(separator))


def plain(name: str) -> str:
    """Transliterate Latin letters, apostrophes and hyphens of a name to ASCII; keep the rest."""
    return unicodedata.normalize("NFC", name).translate(_PLAIN)


def fold(text: str) -> str:
    """Fold a text for matching: `plain`, with "and" for "&" and one kind of space.

    Case, hyphens, apostrophes and runs of spaces stay, as they tell names from words. Arabic
    loses its vowel signs and the variants of alef, yeh and teh marbuta, Greek its accents.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.translate(_FOLDED)


def key(name: str) -> str:
    """The key of a name: its folded words in capitals, separated by single spaces.

    "Côte d’Ivoire" and "COTE D'IVOIRE" have the key "COTE D IVOIRE". Dots stay, as they tell
    "U.S." from "us".
    """
    upper = unicodedata.normalize("NFC", fold(name).translate(_MARKS).upper())
    return " ".join(upper.split()).rstrip(_LAST_MARKS).rstrip()


def aligned_key(folded: str) -> str:
    """Spell a folded text as `key` does, but of the same length, so that offsets hold in both.

    Letters whose capitals are longer ("ŉ") stay as they are.
    """
    upper = folded.upper()
    if len(upper) != len(folded):
        upper = "".join(u if len(u := letter.upper()) == 1 else letter for letter in folded)
    return upper.translate(_MARKS)


def key_without_the(name_key: str) -> str:
    """A key without any "THE" in it."""
    return " ".join(_THE.sub(" ", name_key).split())

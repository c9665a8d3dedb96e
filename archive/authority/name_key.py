"""How names are compared: one key for all spellings that differ in nothing that tells people."""

import unicodedata
from collections.abc import Iterable

# Letters that Unicode does not take apart, and the plainer ones that are written for them as well.
_STROKES = str.maketrans(
    {"æ": "ae", "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "œ": "oe", "þ": "th"}
    | {"ə": "a", "ٱ": "ا", "ة": "ه", "ى": "ي"}
)
# What stands above and below letters in scripts that are read without: Latin, Greek, Cyrillic,
# Hebrew and Arabic; and apostrophes that count as letters. In Thai, Burmese or Devanagari such
# marks are the vowels.
_SIGNS = dict.fromkeys(
    (
        *range(0x2B9, 0x2C0),
        *range(0x300, 0x370),
        *range(0x591, 0x5C8),
        0x640,
        *range(0x64B, 0x656),
        0x670,
    )
)


def folded(text: str) -> str:
    """Text without regard to case and accents, compatible forms of a letter as one."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", text.translate(_SIGNS).translate(_STROKES))


def name_key(name: str) -> str:
    """What is equal for all spellings of a name: its letters and digits, folded.

    "KIM JONG-UN", "Kim Jong Un" and "Kim Jongun" are one name, so are "José" and "Jose". A
    name of other signs only is compared as it is. Archives keep the keys (`tables.spellings`):
    to change what is equal takes a migration.
    """
    plain = folded(name)
    marks = "MNL"
    letters = "".join(letter for letter in plain if unicodedata.category(letter)[0] in marks)
    # Without the sign between them two letters may make one.
    return unicodedata.normalize("NFC", letters) or " ".join(plain.split())


def preferred(spellings: Iterable[str]) -> str:
    """The spelling that stands for all: the first, but one with capitals and small letters."""
    return min(spellings, key=lambda name: name.isupper() or name.islower())

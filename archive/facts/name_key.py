"""Keys for comparing names: equal for spellings that differ in case, accents or punctuation."""

import unicodedata
from collections.abc import Iterable

# Letters without a Unicode decomposition, and their usual plain substitutes.
_STROKES = str.maketrans(
    {"æ": "ae", "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "œ": "oe", "þ": "th"}
    | {"ə": "a", "ٱ": "ا", "ة": "ه", "ى": "ي"}
)
# Combining marks of Latin, Greek, Cyrillic, Hebrew and Arabic, which readers can do without, and
# modifier apostrophes. In Thai, Burmese or Devanagari such marks are vowels, so they stay.
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
    """Text folded for comparison: no case, no accents, compatibility forms (NFKD) as one."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", text.translate(_SIGNS).translate(_STROKES))


def name_key(name: str) -> str:
    """Comparison key of a name: its folded letters and digits.

    "KIM JONG-UN", "Kim Jong Un" and "Kim Jongun" share a key, as do "José" and "Jose". A name
    without letters and digits is its own key. Keys are stored (`tables.spellings`), so a change
    of this function takes a migration.
    """
    plain = folded(name)
    marks = "MNL"
    letters = "".join(letter for letter in plain if unicodedata.category(letter)[0] in marks)
    # Without the sign between them two letters may make one.
    return unicodedata.normalize("NFC", letters) or " ".join(plain.split())


def preferred(spellings: Iterable[str]) -> str:
    """Spelling to show for all: the first in mixed case, else the first. Never pass none."""
    return min(spellings, key=lambda name: name.isupper() or name.islower())

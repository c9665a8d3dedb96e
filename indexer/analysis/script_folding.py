"""Folding of the scripts beyond Latin: letters written in several ways become one.

Each rule names its source. None depends on the language of a text; those that do are in
`indexer.analysis.word_forms.spelling`. The usual spelling of Thai, Lao and Khmer stays as it is,
and a character of a script without spaces stays one: any piece of a text is found in it.
"""

import re
import unicodedata

from indexer.analysis.ideographs import HAN, one_form_of_ideographs

# Perso-Arabic letters that stand for one of Arabic's: the alef of wasla, the ta marbuta, Persian's
# and Urdu's kaf, ya and ha (Unicode 15, section 9.2, "Arabic letter yeh", "kaf" and "heh"; Lucene's
# ArabicNormalizer and PersianNormalizer), and the signs in its numbers. Hamzas and madda have gone
# with the marks before.
_ARABIC = {
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ۃ": "ه", "ہ": "ه",
    "٬": "", "٫": ".",
}  # fmt: skip
# Candrabindu, as Lucene's HindiNormalizer has it; tippi, its like in Gurmukhi.
_INDIC = {"ँ": "ं", "ઁ": "ં", "ੰ": "ਂ"}
# Letters without their vowel that have a character of their own: Bengali's khanda ta (Unicode 15,
# section 12.2), Malayalam's chillus (section 12.9).
_WITHOUT_VOWEL = {
    "ৎ": "ত্", "ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്", "ൿ": "ക്",
}  # fmt: skip


def folded_scripts(text: str) -> str:
    """A text with its letters and digits beyond Latin folded; it is case-folded and in NFC."""
    text = text.translate(_LETTERS)
    if HAN.search(text):
        text = text.translate(one_form_of_ideographs())
    if _IN_CONTEXT.search(text) is None:
        return text
    text = _NASAL.sub(_anusvara, text)
    text = _NIKHAHIT_BEFORE_TONE.sub(r"\2\1", text)
    text = _KHMER_SIGNS.sub(_in_khmer_order, text)
    return _KANA_WITH_MARKS.sub(_repeated, text)


# The last code point of the basic plane: hostile text may have a million others.
_LAST_KEPT = 0xFFFF


class _Letters(dict[int, str]):
    """Translation table by code point, which fills itself with the characters that are met.

    The digits of all scripts are those of ASCII (Unicode 15, section 4.6).
    """

    def __missing__(self, point: int) -> str:
        letter = chr(point)
        found = str(int(letter)) if letter.isdecimal() else letter
        if point <= _LAST_KEPT:
            self[point] = found
        return found


_LETTERS = _Letters(str.maketrans(_ARABIC | _INDIC | _WITHOUT_VOWEL))


# Blocks that lay out their letters alike, after ISCII: Devanagari, Bengali, Gurmukhi, Gujarati,
# Oriya, Telugu, Kannada, Malayalam. A nasal without vowel before a stop made at the same place is
# also written as anusvara (Unicode 15, section 12.1; Lucene's HindiNormalizer).
_ISCII_BLOCKS = (0x0900, 0x0980, 0x0A00, 0x0A80, 0x0B00, 0x0C00, 0x0C80, 0x0D00)
_ANUSVARA, _VIRAMA = 0x02, 0x4D
# Places in a block: a nasal, and the first and last stop that it goes with.
_NASALS = ((0x19, 0x15, 0x18), (0x1E, 0x1A, 0x1D), (0x23, 0x1F, 0x22), (0x28, 0x24, 0x27),
    (0x2E, 0x2A, 0x2D))  # fmt: skip
_NASAL = re.compile(
    "|".join(
        f"{chr(block + nasal)}{chr(block + _VIRAMA)}(?=[{chr(block + first)}-{chr(block + last)}])"
        for block in _ISCII_BLOCKS
        for nasal, first, last in _NASALS
    )
)
# Sara am is, by its compatibility decomposition, behind a tone mark; nikhahit and sara aa that are
# typed apart have the tone between them (Unicode 15, sections 16.1 and 16.2).
_NIKHAHIT_BEFORE_TONE = re.compile("([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb]+)")
# Vowels and signs with subscript letters among them: subscripts come first, ro last of them
# (Unicode 15, section 16.4, "Ordering of syllable components").
_SIGN, _SUBSCRIPT = "[\u17b6-\u17d1\u17dd]", "\u17d2[\u1780-\u17b3]"
_KHMER_SIGNS = re.compile(f"(?:{_SIGN}|{_SUBSCRIPT}){{2,}}")
_KHMER_SIGN = re.compile(f"{_SUBSCRIPT}|{_SIGN}")
_KHMER_RO = "\u17d2\u179a"
# A mark stands for the kana before it, or its voiced sound (Unicode 15, section 18.4).
_KANA_WITH_MARKS = re.compile("([\u3041-\u3096\u30a1-\u30fa])([ゝゞヽヾ]+)")
_IN_CONTEXT = re.compile(
    "[\u0e4d\u0ecd\u17d2ゝゞヽヾ" + "".join(chr(block + _VIRAMA) for block in _ISCII_BLOCKS) + "]"
)


def _anusvara(match: re.Match[str]) -> str:
    return chr(ord(match[0][0]) // 0x80 * 0x80 + _ANUSVARA)


def _in_khmer_order(match: re.Match[str]) -> str:
    signs: list[str] = _KHMER_SIGN.findall(match[0])
    return "".join(sorted(signs, key=lambda sign: (len(sign) == 1, sign == _KHMER_RO)))


def _repeated(match: re.Match[str]) -> str:
    kana, marks = match[1], match[2]
    plain = unicodedata.normalize("NFD", kana)[0]
    voiced = unicodedata.normalize("NFC", plain + "\u3099")
    voiced = voiced if len(voiced) == 1 else plain
    return kana + "".join(voiced if mark in "ゞヾ" else plain for mark in marks)

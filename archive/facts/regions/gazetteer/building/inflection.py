"""Inflection tables by language: the forms of a country's name in a sentence, for the builder."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from archive.facts.regions.gazetteer.building.russian_declension import case_forms

# Hebrew: "in", "to", "from", "and", "the", "that" and "like" are written together with the name.
_HEBREW = ("ב", "ל", "מ", "ו", "ה", "ש", "כ", "וב", "ול", "ומ", "וה", "שב", "של", "שמ", "מה")
_LEAST_HEBREW = 3
# Greek, without accents: nominative to genitive and accusative, longest ending first.
_GREEK = {
    "ος": ("ου", "ο"), "ας": ("α",), "ης": ("η",), "ες": ("ων",), "α": ("ας",), "η": ("ης",),
    "ο": ("ου",),
}  # fmt: skip
# Bengali: genitive, locative, accusative, "too"; behind a consonant, and behind a vowel.
_BENGALI_CONSONANT = ("ের", "ে", "কে", "ও", "েও", "সহ")
_BENGALI_VOWEL = ("র", "তে", "য়", "কে", "ও", "তেও", "সহ")
_BENGALI_VOWELS = "".join(map(chr, (*range(0x985, 0x995), *range(0x9BE, 0x9CD))))
# Tamil: locative, genitive, dative, accusative, ablative, comitative, instrumental, "and".
_TAMIL = (
    "ில்", "ின்", "ுக்கு", "ை", "ிலிருந்து", "ுடன்", "ிற்கு", "ால்", "ும்", "ிலும்", "ிற்கும்",
    "ுக்கும்", "ிலுள்ள",
)  # fmt: skip
_TAMIL_SILENT, _TAMIL_U = "\u0bcd", "ு"
# Finnish: genitive, partitive and the six locatives; a doubled stop weakens in a closed syllable.
_FINNISH = ("n", "ssa", "sta", "lla", "lle", "lta", "ksi", "na")
_FINNISH_WEAKER = (
    (re.compile("kk(?=.$)"), "k"), (re.compile("pp(?=.$)"), "p"), (re.compile("tt(?=.$)"), "t"),
    (re.compile("nt(?=.$)"), "nn"), (re.compile("lt(?=.$)"), "ll"),
)  # fmt: skip
_FRONT = str.maketrans("ao", "äö")
# Hungarian: the endings of place and case, behind back vowels and behind front vowels.
_HUNGARIAN_BACK = (
    "ban", "ba", "ból", "on", "ra", "ról", "nak", "val", "hoz", "nál", "tól", "ért", "ig", "t",
    "ot", "i", "n", "gal",
)  # fmt: skip
_HUNGARIAN_FRONT = (
    "ben", "be", "ből", "en", "re", "ről", "nek", "vel", "hez", "nél", "től", "ért", "ig", "t",
    "et", "i", "n", "gel",
)  # fmt: skip
_VOWELS = "aeiouyäöáéíóöőúüű"


def forms(language: str, name: str) -> set[str]:
    """The inflected and prefixed forms of a country's name in a language, without the name itself.

    Empty for languages whose names do not change, or that mark their endings with an apostrophe.
    """
    inflect = _INFLECTIONS.get(language)
    return (inflect(name) if inflect and name else set[str]()) - {name}


def _hebrew(name: str) -> set[str]:
    first = name.split(" ")[0]
    return {each + name for each in _HEBREW} if len(first) >= _LEAST_HEBREW else set()


def without_accents(text: str) -> str:
    """Text without the combining marks of its letters."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(each for each in letters if unicodedata.category(each) != "Mn")


def _greek(name: str) -> set[str]:
    """A name of several words is declined in all of them."""
    words = [_greek_word(word) for word in without_accents(name).split(" ")]
    most = max(map(len, words))
    return {" ".join(word[min(case, len(word) - 1)] for word in words) for case in range(most)}


def _greek_word(word: str) -> tuple[str, ...]:
    for ending, cases in _GREEK.items():
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return tuple(word.removesuffix(ending) + case for case in cases)
    return (word,)


def _bengali(name: str) -> set[str]:
    ends_in_vowel = name[-1] in _BENGALI_VOWELS
    endings = _BENGALI_VOWEL if ends_in_vowel else _BENGALI_CONSONANT
    return {name + ending for ending in endings}


def _tamil(name: str) -> set[str]:
    if name.endswith((_TAMIL_SILENT, _TAMIL_U)):
        return {name[:-1] + ending for ending in _TAMIL}
    if name[-1] in "ிைீே":
        return {f"{name}ய{ending}" for ending in _TAMIL} | {f"{name}க்கு", f"{name}க்கும்"}
    return {f"{name}வ{ending}" for ending in _TAMIL}


def _finnish(name: str) -> set[str]:
    stem = name if name[-1].lower() in _VOWELS else f"{name}i"
    weak = stem
    for strong, weaker in _FINNISH_WEAKER:
        if strong.search(stem):
            weak = strong.sub(weaker, stem)
            break
    is_front = not re.search("[aouAOU]", stem)
    ends = [ending.translate(_FRONT) if is_front else ending for ending in _FINNISH]
    partitive = "ä" if is_front else "a"
    strong_ends = [f"{stem[-1]}n", partitive, "n" + partitive]
    return {weak + end for end in ends} | {stem + end for end in strong_ends}


def _hungarian(name: str) -> set[str]:
    stem = name
    if name[-1] in "ae":
        stem = name[:-1] + {"a": "á", "e": "é"}[name[-1]]
    vowels = [letter for letter in name.lower() if letter in _VOWELS]
    is_back = any(letter in "aáoóuú" for letter in vowels[-2:])
    return {stem + ending for ending in (_HUNGARIAN_BACK if is_back else _HUNGARIAN_FRONT)}


_INFLECTIONS: Mapping[str, Callable[[str], set[str]]] = {
    "bn": _bengali,
    "el": _greek,
    "fi": _finnish,
    "he": _hebrew,
    "hu": _hungarian,
    "ru": case_forms,
    "ta": _tamil,
}

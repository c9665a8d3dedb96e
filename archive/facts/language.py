"""Language identification of texts by script and letters, then by a model, and language tags."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

import numpy as np
from babel import Locale
from py3langid.langid import MODEL_FILE, LanguageIdentifier

# The language of a text that does not tell it (ISO 639-2).
UNDETERMINED = "und"

# The languages of the press with a readership to speak of, by script (ISO 639): the model knows
# dialects that it takes them for, and takes tables of figures for Nigerian Pidgin.
_LATIN = (
    "af", "az", "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "hr",
    "hu", "id", "is", "it", "la", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "sk", "sl",
    "sq", "sr", "sv", "sw", "tl", "tr", "uz", "vi",
)  # fmt: skip
_CYRILLIC = ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk")
_ARABIC = ("ar", "fa", "ps", "ug", "ur")
_DEVANAGARI = ("hi", "mr", "ne")
_BY_MODEL = (_LATIN, _CYRILLIC, _ARABIC, _DEVANAGARI)
# The first character of each block of Unicode, and the language or languages written in it. Blocks
# of signs and of scripts not listed have none.
_BLOCKS: tuple[tuple[int, str | tuple[str, ...]], ...] = (
    (0x0000, _LATIN), (0x0370, "el"), (0x0400, _CYRILLIC), (0x0530, "hy"), (0x0590, "he"),
    (0x0600, _ARABIC), (0x0700, ""), (0x0750, _ARABIC), (0x0780, "dv"), (0x07C0, ""),
    (0x0900, _DEVANAGARI), (0x0980, "bn"), (0x0A00, "pa"), (0x0A80, "gu"), (0x0B00, "or"),
    (0x0B80, "ta"), (0x0C00, "te"), (0x0C80, "kn"), (0x0D00, "ml"), (0x0D80, "si"), (0x0E00, "th"),
    (0x0E80, "lo"), (0x0F00, "bo"), (0x1000, "my"), (0x10A0, "ka"), (0x1100, "ko"), (0x1200, "am"),
    (0x13A0, ""), (0x1780, "km"), (0x1800, ""), (0x1E00, _LATIN), (0x1F00, "el"), (0x2000, ""),
    (0x3040, "ja"), (0x3100, ""), (0x3130, "ko"), (0x3190, ""), (0x3400, "zh"), (0xA000, ""),
    (0xAC00, "ko"), (0xD7B0, ""), (0xF900, "zh"), (0xFB00, _LATIN), (0xFB1D, "he"),
    (0xFB50, _ARABIC), (0xFE00, ""), (0xFE70, _ARABIC), (0xFF00, ""), (0xFF66, "ja"), (0xFFA0, ""),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _BLOCKS)
# Letters that tell a language from the others of its script, the more particular first, and what
# share of the letters they have at least.
_TELLING = (
    ("bn", "as", frozenset("ৰৱ"), 0.005),
    ("am", "ti", frozenset("ኣቐቕቖ"), 0.02),
    ("zh", "yue", frozenset("嘅喺咗唔佢哋冇嗰啲嚟乜嘢咁喎"), 0.02),
    ("he", "yi", frozenset("װױײַָ"), 0.02),
)
# Of languages in Arabic letters: Uyghur, Sindhi, Sorani, Pashto and Urdu.
_ARABIC_LETTERS = (
    ("ug", frozenset("ۇۈۋڭ"), 0.02),
    ("sd", frozenset("ڄٻڀٺٽڃڇڍڊ"), 0.02),
    ("ckb", frozenset("ێۆڵڕ"), 0.02),
    ("ps", frozenset("ټډړږښڼېۍ"), 0.02),
    ("ur", frozenset("ٹڈڑںے"), 0.02),
)
# Japanese has kana among its Han, Chinese has none.
_LEAST_KANA = 0.05
# The beginning tells; reading on costs time and changes nothing (on 7,476 stories in six
# languages 200 characters say the same as 600).
_CHARACTERS = 300
_FEWEST_LETTERS = 20
# Where the script tells the language.
_FEWEST_TELLING = 8
# Below this probability what the model says is wrong more often than right: of 1,000 wire stories
# in English, full of figures, it takes 8 for another language, none of them above it.
_LEAST_CONFIDENCE = 0.15
_TAG = re.compile(r"^(?P<language>[A-Za-z]{2,3})(?P<rest>(?:-[A-Za-z0-9]{2,8})*)$")


def detect(text: str) -> str | None:
    """Identify a text's language as ISO 639-1 code, or 639-3 where there is none.

    None if the text is too short to tell, or the language is not told with confidence.
    """
    letters = [letter for letter in text[:_CHARACTERS] if letter.isalpha()]
    if not letters:
        return None
    scripts = Counter(map(_written_in, letters))
    if scripts["ja"] >= _LEAST_KANA * (scripts["ja"] + scripts["zh"]) and scripts["ja"]:
        scripts["ja"] += scripts.pop("zh", 0)
    (written, count), *_ = scripts.most_common(1)
    fewest = _FEWEST_TELLING if isinstance(written, str) else _FEWEST_LETTERS
    if count < fewest or not written:
        return None
    if isinstance(written, str):
        telling = (
            own
            for script, own, special, share in _TELLING
            if script == written and _has(letters, special, share)
        )
        return next(telling, written)
    if written is _ARABIC:
        told = (own for own, special, share in _ARABIC_LETTERS if _has(letters, special, share))
        if language := next(told, None):
            return language
    return _by_model(text[:_CHARACTERS], written)


def _written_in(letter: str) -> str | tuple[str, ...]:
    """The language or languages written in a letter's script, "" for none listed."""
    return _BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1]


def _has(letters: list[str], special: frozenset[str], share: float) -> bool:
    return sum(letter in special for letter in letters) >= share * len(letters)


def _by_model(text: str, languages: tuple[str, ...]) -> str | None:
    language, confidence = cast("tuple[str, float]", _models()[languages].classify(text))
    return language if confidence >= _LEAST_CONFIDENCE else None


def parse_language(stated: str) -> str | None:
    """Parse a BCP 47 tag or an English language name to a tag, None for anything else."""
    if match := _TAG.match(stated):
        return "-".join((match["language"].lower(), *match["rest"].split("-")[1:]))
    return _names().get(stated.strip().casefold())


@cache
def _names() -> dict[str, str]:
    names: Mapping[str, str] = dict(Locale("en").languages)
    return {name.casefold(): code.replace("_", "-") for code, name in names.items()}


@cache
def _models() -> Mapping[tuple[str, ...], LanguageIdentifier]:
    """The model for the languages of each script.

    What it reads letters by is one for all, of 42 MB; of its table, of 28 MB, only the columns of
    these languages are kept.
    """
    whole = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return {languages: _part(whole, languages) for languages in _BY_MODEL}


def _part(whole: Any, languages: tuple[str, ...]) -> LanguageIdentifier:  # noqa: ANN401 - untyped parts
    whole.set_languages(list(languages))
    return LanguageIdentifier(
        # The model's own table is of half-precision numbers, column by column: the same numbers
        # row by row in the precision they are reckoned in take a third less time.
        np.ascontiguousarray(whole.nb_ptc, dtype=np.float32),
        whole.nb_pc,
        whole.nb_classes,
        whole.tk_nextmove,
        whole.tk_output,
        norm_probs=True,
        tk_row=whole.tk_row,
    )

"""Language identification: the script first, then letters and words of its own, then a model.

The model is py3langid's naive Bayes classifier over byte n-grams. It is asked for all languages of
the script, the small ones as well, and believed only where it is sure: no language is better than a
wrong one. Thresholds were measured on sentences in 63 languages (docs/decisions/0013).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cache
from math import inf
from typing import cast

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from archive.facts.language_alphabets import (
    ALPHABETS,
    INDONESIAN,
    MALAY,
    ONLY_LANGUAGE,
    OWN_LETTERS,
    OWN_WORDS,
    script_of,
)

# The language of a text that does not tell it (ISO 639-2).
UNDETERMINED = "und"

# Languages of the model by script; the first ones are told, the others only keep their texts from
# being taken for these. "zxx" is no language at all: tables of figures, addresses.
_TOLD: Mapping[str, tuple[str, ...]] = {
    "Latn": (
        "af", "az", "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "hr",
        "hu", "id", "is", "it", "la", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "sk", "sl",
        "so", "sq", "sr", "sv", "sw", "tl", "tr", "uz", "vi",
    ),
    "Cyrl": ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk"),
    "Arab": ("ar", "fa", "ps", "ug", "ur"),
    "Deva": ("hi", "mr", "ne"),
}  # fmt: skip
# Told as well, but less likely beforehand, as all others are.
_RARELY_TOLD: Mapping[str, tuple[str, ...]] = {
    "Latn": (
        "br", "eo", "fo", "fy", "gd", "gl", "ha", "ht", "ig", "ku", "mg", "mt", "om", "rw", "sn",
        "xh", "yo", "zu",
    ),
}  # fmt: skip
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "Latn": (
        "ace", "an", "bcl", "bs", "crh", "ext", "fuv", "gcf", "gcr", "gug", "guw", "jv", "kab",
        "kik", "lb", "lg", "lij", "ln", "ltg", "nn", "nso", "oc", "pcm", "qu", "se", "st", "tk",
        "uzs", "vec", "vo", "wa", "zxx",
    ),
    "Cyrl": ("ba",),
    "Arab": ("ary", "arz", "sdh"),
    "Deva": ("gom", "sa"),
}  # fmt: skip
# What the model tells apart and readers do not: Nynorsk, Northern and Southern Uzbek, Arabic of the
# Maghreb and of Egypt; Bosnian, which news can hardly be told from Croatian; and Nigerian Pidgin,
# which it takes English tables of figures for.
_SAME = {
    "nn": "no", "uzs": "uz", "bs": "hr", "arz": "ar", "ary": "ar", "sdh": "ckb", "pcm": "en",
}  # fmt: skip
# How much less likely the others are, and how much likelier than the second a language has to be:
# natural logarithms of the odds that the model gives.
_LESS_LIKELY = 4.0
_LEAST_ODDS = 8.0
# The model hardly tells them apart.
_MALAY_OR_INDONESIAN = {"ms", "id"}
# The beginning tells; reading on costs time and changes nothing (on 7,476 stories in six
# languages 200 characters say the same as 600).
_CHARACTERS = 300
_CHARACTERS_OF_A_SCRIPT = 100
# Fewer letters tell nothing, where the script does not tell the language.
_FEWEST_LETTERS = 6
_FEWEST_TELLING = 2
# In a text of two scripts, what share the one has at least whose letters are no language's own.
_LEAST_SHARE = 0.6
# One character of these is as much text as several letters.
_DENSE = {"Hani": 2, "Hang": 2, "Kana": 2}
# Japanese has kana among its ideographs, Chinese has none; Korean headlines have a few ideographs.
_LEAST_KANA, _LEAST_HANGUL = 0.05, 0.2
# So many ideographs and no kana are Chinese; fewer may be a Japanese headline.
_SURELY_CHINESE = 60
_LIKELY_CHINESE = 20
# The kanji of common use: level 1 of JIS X 0208 in Shift JIS.
_FIRST_COMMON, _LAST_COMMON = b"\x88\x9f", b"\x98\x72"
# Languages written in a script that has another as its own.
_AND_SO = {"Hani": ("ja", "ko"), "Hang": ("ko",), "Kana": ("ja",)}
# Paragraphs of another script that are enough to tell its language.
_FIRST_PARAGRAPHS = 5
# What share of letters in Cyrillic a language may have that it does not write with.
_MOST_FOREIGN = 0.03
# One word may be a name, or another language's.
_FEWEST_WORDS = 2
# White space, and the signs between Tibetan syllables.
_WORDS_END = re.compile(r"[\s་།]+")
# Latin letters up to those of Vietnam, and signs: most paragraphs need no letters counted.
_LATIN = re.compile("[\x00-\u02af\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf]*")
_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str | None:
    """Identify a text's language as ISO 639-1 code, or 639-3 where there is none.

    None if the text is too short to tell, or the language is not told with confidence.
    """
    beginning = text[:_CHARACTERS]
    letters = [letter for letter in beginning if letter.isalpha()]
    scripts = Counter(map(script_of, letters))
    script = _leading(scripts)
    if script in ONLY_LANGUAGE:
        if scripts[script] < _FEWEST_TELLING:
            return None
        own = _by_its_own(beginning, letters, script)
        if own or script != "Hani":
            return own or ONLY_LANGUAGE[script]
        return _by_ideographs([each for each in letters if script_of(each) == script])
    if script not in _TOLD or scripts[script] < max(_FEWEST_LETTERS, _LEAST_SHARE * len(letters)):
        return None
    return _by_its_own(beginning, letters, script) or _by_model(beginning, letters, script)


def paragraph_languages(paragraphs: Sequence[str], language: str | None) -> tuple[str | None, ...]:
    """Language of each paragraph of an article in a language: its own where its script is another.

    Paragraphs in one script share a language, and those without a letter have the article's. None
    where it is not known.
    """
    if all(map(str.isascii, paragraphs)):
        return (language,) * len(paragraphs)
    scripts = list(map(_script, paragraphs))
    texts = _by_script(paragraphs, scripts)
    its_own = {script for script in texts if _is_written_in(language, script)}
    if language and not its_own:
        # It is in the tables of none of them: Luxembourgish, say.
        its_own = {max(texts, key=scripts.count, default="")}
    of_scripts: dict[str, str | None] = {"": language}
    for script, text in texts.items():
        of_scripts[script] = language if script in its_own else detect(text)
    return tuple(of_scripts[script] for script in scripts)


def is_contradicted(language: str, text: str) -> bool:
    """Whether a text is in a script that tells its language, and not in one of this language."""
    script = _script(text)
    return script in ONLY_LANGUAGE and not _is_written_in(language, script)


def _leading(scripts: Counter[str]) -> str:
    """Script of a text with so many letters of each, "" for none that is known."""
    ideographs, kana, hangul = scripts["Hani"], scripts["Kana"], scripts["Hang"]
    if kana and kana >= _LEAST_KANA * (kana + ideographs):
        scripts["Kana"] += scripts.pop("Hani", 0)
    elif hangul and hangul >= _LEAST_HANGUL * (hangul + ideographs):
        scripts["Hang"] += scripts.pop("Hani", 0)
    return max(scripts, key=lambda script: scripts[script] * _DENSE.get(script, 1), default="")


def _by_its_own(text: str, letters: Sequence[str], script: str) -> str | None:
    """Language with letters or words of its own among those of a script."""
    for language, own, share in OWN_LETTERS.get(script, ()):
        if sum(map(own.__contains__, text)) >= share * len(letters):
            return language
    for language, own, share in OWN_WORDS.get(script, ()):
        words = _WORDS_END.split(text)
        found = sum(map(own.__contains__, words))
        if found >= max(_FEWEST_WORDS, share * len(words)):
            return language
    return None


def _by_ideographs(ideographs: Sequence[str]) -> str | None:
    """Chinese or Japanese, by what is in the one's character sets and not in the other's."""
    if len(ideographs) >= _SURELY_CHINESE:
        return "zh"
    common = [each for each in ideographs if _is_common_kanji(each)]
    japanese = sum(not (_is_in(each, "gb2312") or _is_in(each, "big5")) for each in common)
    chinese = len(ideographs) - len(common)
    if japanese > chinese:
        return "ja"
    return "zh" if chinese > japanese or len(ideographs) >= _LIKELY_CHINESE else None


def _is_common_kanji(letter: str) -> bool:
    encoded = letter.encode("shift_jis", "ignore")
    return _FIRST_COMMON <= encoded <= _LAST_COMMON


def _is_in(letter: str, encoding: str) -> bool:
    return bool(letter.encode(encoding, "ignore"))


def _by_model(text: str, letters: Sequence[str], script: str) -> str | None:
    """Language by the classifier, None where it is not sure, or sure of one that is not told."""
    if 2 * sum(map(str.isupper, letters)) > len(letters):
        text = text.lower()
    ranked = _ranked(text, script)
    if script == "Cyrl":
        small = [letter.lower() for letter in letters if script_of(letter) == script]
        most = _MOST_FOREIGN * len(small)
        ranked = {
            language: odds
            for language, odds in ranked.items()
            if sum(letter not in ALPHABETS[language] for letter in small) <= most
        }
    if not ranked:
        return None
    first, second, *_ = (*ranked, "", "")
    if {first, second} == _MALAY_OR_INDONESIAN and (told := _malay_or_indonesian(text)):
        return told
    is_sure = ranked[first] - ranked.get(second, -inf) >= _LEAST_ODDS
    return first if is_sure and first in _told(script) else None


def _ranked(text: str, script: str) -> dict[str, float]:
    """Logarithms of the odds of the languages of a script, the likeliest first."""
    ranked: dict[str, float] = {}
    for language, odds in cast("list[tuple[str, float]]", _classifier(script).rank(text)):
        ranked.setdefault(_SAME.get(language, language), odds)
    return ranked


def _malay_or_indonesian(text: str) -> str | None:
    """Which of the two has more words that the other has not; None for a tie."""
    words = _WORD.findall(text.lower())
    malay, indonesian = (sum(map(own.__contains__, words)) for own in (MALAY, INDONESIAN))
    if malay == indonesian:
        return None
    return "ms" if malay > indonesian else "id"


def _script(text: str) -> str:
    """Leading script of the beginning of a text, "" for none."""
    beginning = text[:_CHARACTERS_OF_A_SCRIPT]
    if _LATIN.fullmatch(beginning):
        return "Latn" if any(map(str.isalpha, beginning)) else ""
    return _leading(Counter(script_of(each) for each in beginning if each.isalpha()))


def _by_script(paragraphs: Sequence[str], scripts: Sequence[str]) -> dict[str, str]:
    """The first paragraphs in each script, as one text."""
    found = defaultdict[str, list[str]](list)
    for paragraph, script in zip(paragraphs, scripts, strict=True):
        if script and len(found[script]) < _FIRST_PARAGRAPHS:
            found[script].append(paragraph)
    return {script: "\n".join(texts) for script, texts in found.items()}


def _is_written_in(language: str | None, script: str) -> bool:
    """Whether a language is told of texts in a script."""
    primary = (language or "").split("-")[0].lower()
    if script in ONLY_LANGUAGE:
        own = (each for each, *_ in (*OWN_LETTERS.get(script, ()), *OWN_WORDS.get(script, ())))
        return primary in {ONLY_LANGUAGE[script], *_AND_SO.get(script, ()), *own}
    return primary in {*_told(script), *(each for each, *_ in OWN_LETTERS.get(script, ()))}


def _told(script: str) -> tuple[str, ...]:
    return (*_TOLD[script], *_RARELY_TOLD.get(script, ()))


@cache
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)


@cache
def _classifier(script: str) -> LanguageIdentifier:
    """The model for the languages of one script."""
    classifier = copy(_model())
    languages = (*_told(script), *_OTHERS[script])
    classifier.set_languages(list(languages))
    # The model's own table is of half-precision numbers, column by column: the same numbers row
    # by row in the precision they are reckoned in take a third less time.
    classifier.nb_ptc = np.ascontiguousarray(classifier.nb_ptc, dtype=np.float32)
    classes = cast("list[str]", classifier.nb_classes)
    likely = [_SAME.get(language, language) in _TOLD[script] for language in classes]
    classifier.nb_pc = classifier.nb_pc - np.where(likely, 0.0, _LESS_LIKELY).astype(np.float32)
    return classifier

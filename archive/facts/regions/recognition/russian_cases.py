"""Inflected names in Russian and related languages: в Москве, России."""

import re
from collections import defaultdict
from functools import lru_cache

from archive.facts.regions.gazetteer.gazetteer import Gazetteer
from archive.facts.regions.recognition.match import NameMatch

_CYRILLIC = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯІЇЄ"
_WORDS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,4}")
# Case endings of nouns and adjectives. A general stemmer, made for the words of one language, gives
# "Пхеньян" and "Пхеньяне" different stems.
_ENDING = re.compile(
    "(?<=[^\\W\\d_]{4})(?:АМИ|ЯМИ|ОГО|ЕГО|ОМУ|ЕМУ|АХ|ЯХ|ЫХ|ИХ|ОВ|ЕВ|ЕЙ|ОЙ|ИЙ|ЫЙ|АЯ|ЯЯ|ОЕ|ЕЕ|ЫЕ|ИЕ"
    "|ОМ|ЕМ|ЫМ|ИМ|УЮ|ЮЮ|АМ|ЯМ|ІЙ|ІВ|Ы|И|У|Ю|А|Я|О|Е|Ь|Й|І|Ї)$"
)
_LEAST_STEM = 4


def match_inflected(text: str, keys: str, start: int, known: Gazetteer) -> NameMatch | None:
    """Match the longest name at an offset in any grammatical case, None if there is none.

    Text and gazetteer are compared by stems; `keys` is the text as `aligned_key` spells it.
    """
    phrase = _WORDS.match(keys, start)
    words = phrase[0].split(" ") if phrase else []
    names = _names_by_stems(known)
    while words:
        stems = tuple(map(_stem, words))
        end = start + len(" ".join(words))
        if stems in names and not text[start:end].islower():
            name_key = names[stems]
            return NameMatch(name_key, start, end, known.meanings(name_key))
        words.pop()
    return None


def _stem(word: str) -> str:
    return _ENDING.sub("", word)


@lru_cache(maxsize=4)
def _names_by_stems(known: Gazetteer) -> dict[tuple[str, ...], str]:
    """The most prominent name for each sequence of stems."""
    names: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for letter in _CYRILLIC:
        for name_key in known.names_with_prefix(letter):
            stems = tuple(map(_stem, name_key.split(" ")))
            if all(len(stem) >= _LEAST_STEM for stem in stems):
                names[stems].append(name_key)
    return {
        stems: min(namesakes, key=lambda name_key: _rank(name_key, known))
        for stems, namesakes in names.items()
    }


def _rank(name_key: str, known: Gazetteer) -> tuple[float, str]:
    places = [meaning.place for meaning in known.meanings(name_key)]
    return (-places[0].prominence if places else 0.0, name_key)

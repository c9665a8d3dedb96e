"""Names in Russian and its neighbours, whose ends change with their case: в Москве, России."""

import re
from collections import defaultdict
from functools import lru_cache

from archive.facts.regions.gazetteer.gazetteer import Gazetteer
from archive.facts.regions.recognition.match import Found

_CYRILLIC = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯІЇЄ"
_WORDS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,4}")
# The ends that nouns and adjectives take. A stemmer is made for words of one language, and takes
# "Пхеньян" and "Пхеньяне" for two.
_ENDING = re.compile(
    "(?<=[^\\W\\d_]{4})(?:АМИ|ЯМИ|ОГО|ЕГО|ОМУ|ЕМУ|АХ|ЯХ|ЫХ|ИХ|ОВ|ЕВ|ЕЙ|ОЙ|ИЙ|ЫЙ|АЯ|ЯЯ|ОЕ|ЕЕ|ЫЕ|ИЕ"
    "|ОМ|ЕМ|ЫМ|ИМ|УЮ|ЮЮ|АМ|ЯМ|Ы|И|У|Ю|А|Я|О|Е|Ь|Й)$"
)
_LEAST_STEM = 4


def inflected(text: str, keys: str, start: int, known: Gazetteer) -> Found | None:
    """The longest name that begins here in any of its cases, None where there is none."""
    phrase = _WORDS.match(keys, start)
    words = phrase[0].split(" ") if phrase else []
    names = _names_by_stems(known)
    while words:
        stems = tuple(map(_stem, words))
        end = start + len(" ".join(words))
        if stems in names and not text[start:end].islower():
            name_key = names[stems]
            return Found(name_key, start, end, known.meanings(name_key))
        words.pop()
    return None


def _stem(word: str) -> str:
    return _ENDING.sub("", word)


@lru_cache(maxsize=4)
def _names_by_stems(known: Gazetteer) -> dict[tuple[str, ...], str]:
    """The best known name of each stem."""
    names: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for letter in _CYRILLIC:
        for name_key in known.names(letter):
            stems = tuple(map(_stem, name_key.split(" ")))
            if all(len(stem) >= _LEAST_STEM for stem in stems):
                names[stems].append(name_key)
    return {
        stems: min(alike, key=lambda each: _rank(each, known)) for stems, alike in names.items()
    }


def _rank(name_key: str, known: Gazetteer) -> tuple[float, str]:
    places = [meaning.place for meaning in known.meanings(name_key)]
    return (-places[0].prominence if places else 0.0, name_key)

"""Matcher of the names that an archive's owner gives a meaning, as they are written."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from archive.facts.regions.gazetteer.gazetteer import Gazetteer
from archive.facts.regions.gazetteer.toponym_key import fold, key
from archive.facts.regions.recognition.match import NameMatch

# From here on scripts join words or endings to a name: Thai to Khmer, kana, Han and Hangul.
_JOINING = re.compile("[\u0e00-\u109f\u1780-\u17ff\u3040-\ud7ff]")
# Vowel signs of the scripts of India are part of the word.
_SIGNS = "\u0900-\u0dff"


def with_owners_names(
    text: str, matches: Sequence[NameMatch], known: Gazetteer
) -> Sequence[NameMatch]:
    """The matches in a folded text, and those of the owner's names in place of what they overlap.

    Names with characters that part words are found so ("Workers' Party", "3/11", "🇰🇵"). A longer
    name of the owner's is kept, as is a match that is an owner's name itself.
    """
    own = list(_find(text, known))
    if not own:
        return matches
    others = [
        match
        for match in matches
        if not any(match.start < one.end and one.start < match.end for one in own)
    ]
    return sorted([*others, *own], key=lambda match: match.start)


def _find(text: str, known: Gazetteer) -> Iterator[NameMatch]:
    pattern = _pattern(known.owners_names)
    for match in pattern.finditer(text) if pattern else ():
        name_key = key(match[0])
        yield NameMatch(name_key, match.start(), match.end(), known.meanings(name_key))


@lru_cache(maxsize=4)
def _pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    """The pattern of the names, the longest first; None where there are none."""
    written = sorted({" ".join(fold(name).split()) for name in names}, key=lambda n: (-len(n), n))
    return re.compile("|".join(map(_written, written))) if written else None


def _written(name: str) -> str:
    """The pattern of a name: whole words, where its script parts words by blanks."""
    words = r"\s+".join(map(re.escape, name.split()))
    if _is_of_word(name[0]):
        words = rf"(?<![^\W_]){words}"
    return rf"{words}(?![^\W_]|[{_SIGNS}])" if _is_of_word(name[-1]) else words


def _is_of_word(letter: str) -> bool:
    return (letter.isalnum() or "\u0900" <= letter <= "\u0dff") and not _JOINING.match(letter)

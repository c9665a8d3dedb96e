"""Names of the gazetteer in a text whose script parts its words: Latin, Cyrillic, Arabic."""

import re
from collections.abc import Iterator

from archive.regions.gazetteer import Gazetteer, Hit
from archive.regions.spelling import words

_WORD = r"(?:(?:[A-Z]{1,2}\.){2,}|(?:S[Tt]|[NS]|EE|UU)\.|[^\W_]+)"
_PHRASE = re.compile(rf"{_WORD}(?:[ '-]{_WORD}){{0,9}}")
_SEPARATORS = str.maketrans("-'", "  ")
_START = re.compile(r"(?<![^\W_])(?:(?:[A-Z]{1,2}\.){2,}|[A-ZА-ЯЁ][^\W_]*|[ء-ي]+)")
# "And" and "so", then "in", "like" or "for": Arabic writes them in one word with what follows.
_ARABIC_PREFIX = re.compile("[وف]?(?:لل|[بكل])?")
_ARABIC_PREFIXES = frozenset("وفبكل")
# Names written in capitals only: "us" and "rok" are words.
_ACRONYMS = words("CCCP CSSR DDR DPRK DRC EEUU FYROM GDR PRC RDA ROK RPDC UAE UK URSS US USA USSR")
_LONG_WORD = 4


def find(text: str, gazetteer: Gazetteer) -> Iterator[Hit]:
    """The names in a folded text, the longest where several begin, none inside another.

    A name is whole words, of which each long one has a capital or is in a script without.
    """
    in_capitals = text.isupper()
    end = 0
    for match in _START.finditer(text):
        if match.start() < end:
            continue
        hit = _hit_at(match[0], match.start(), text, gazetteer, in_capitals=in_capitals)
        if hit:
            end = hit.end
            yield hit


def _hit_at(
    first: str, start: int, text: str, gazetteer: Gazetteer, *, in_capitals: bool
) -> Hit | None:
    for spelled in _spellings(first) if first[0] in _ARABIC_PREFIXES else (first,):
        longest = gazetteer.words.get(spelled.replace(".", "").upper())
        if longest is None:
            continue
        phrase = _PHRASE.match(text, start)
        parts = phrase[0].translate(_SEPARATORS).split(" ")[:longest] if phrase else []
        while parts:
            name_key = " ".join([spelled, *parts[1:]]).replace(".", "").upper()
            end = start + len(" ".join(parts))
            if gazetteer.counts(name_key) and (
                gazetteer.means_no_region(name_key)
                or _is_written_as_name(text[start:end], name_key, in_capitals=in_capitals)
            ):
                return Hit(name_key, start, end)
            parts.pop()
    return None


def _spellings(word: str) -> Iterator[str]:
    """An Arabic word itself, then without what is written together with it."""
    yield word
    if prefix := _ARABIC_PREFIX.match(word):
        for length in range(1, prefix.end() + 1):
            yield word[length:]
        if prefix[0].endswith("لل"):
            yield "ال" + word[prefix.end() :]


def _is_written_as_name(written: str, name_key: str, *, in_capitals: bool) -> bool:
    if name_key in _ACRONYMS:
        is_pronoun = name_key == "US" and in_capitals
        return "." in written or (written == name_key and not is_pronoun)
    return not any(word.islower() for word in written.split(" ") if len(word) >= _LONG_WORD)

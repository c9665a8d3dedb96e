"""Names of the gazetteer in a text whose script leaves words unparted: CJK, Hangul, Thai."""

import re
from collections.abc import Iterator
from functools import cache

from archive.regions.gazetteer import Gazetteer, Hit, beginning

_HANGUL = re.compile("[가-힣]")
_THAI = re.compile("[\u0e01-\u0e4e]")
_KATAKANA = re.compile("[ァ-ヺー]")
# Signs over, under and before a Thai letter belong to its syllable.
_THAI_BEFORE = "เแโใไ"
_THAI_AFTER = "\u0e30\u0e31\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a" + "".join(
    map(chr, range(0xE47, 0xE4F))
)
# A Korean word of two syllables begins many others; a name is followed by a particle or nothing.
_AFTER_SHORT_KOREAN = re.compile(
    "(?:은|는|이|가|을|를|의|에|와|과|도|로|으로|만|측|및|등|까지|부터|처럼|보다|에서|에게"
    "|이나|이랑|이라|이며|당국|정부)?(?![가-힣])"
)
_SHORT_KOREAN = 2


def find(text: str, gazetteer: Gazetteer) -> Iterator[Hit]:
    """The names in a folded text, the longest where several begin, none inside another.

    Korean names begin a word; those in katakana are a whole run of it; a Thai one ends where a
    syllable does.
    """
    end = 0
    for match in _first_characters(gazetteer).finditer(text):
        start = match.start()
        lengths = gazetteer.lengths.get(beginning(text, start))
        if lengths and start >= end and (hit := _hit_at(start, lengths, text, gazetteer)):
            end = hit.end
            yield hit


@cache
def _first_characters(gazetteer: Gazetteer) -> re.Pattern[str]:
    """Where a name may begin: passes over the rest of a text in C, six times as fast."""
    firsts = "".join({name_beginning[0] for name_beginning in gazetteer.lengths})
    return re.compile(f"(?<![가-힣])[{firsts}]|(?![가-힣])[{firsts}]")


def _hit_at(start: int, lengths: set[int], text: str, gazetteer: Gazetteer) -> Hit | None:
    for length in sorted(lengths, reverse=True):
        name_key = text[start : start + length]
        end = start + len(name_key)
        if gazetteer.counts(name_key) and _stands_alone(text, start, end):
            return Hit(name_key, start, end)
    return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    first, last = text[start], text[end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if _HANGUL.match(first):
        return end - start > _SHORT_KOREAN or _AFTER_SHORT_KOREAN.match(text, end) is not None
    if _KATAKANA.match(first) and _KATAKANA.match(before):
        return False
    if _KATAKANA.match(last) and _KATAKANA.match(after):
        return False
    if _THAI.match(first):
        return not (before and before in _THAI_BEFORE) and not (after and after in _THAI_AFTER)
    return True

"""Names of the gazetteer in a text whose script leaves words unparted: CJK, Hangul, Thai."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from archive.facts.regions.gazetteer.gazetteer import Gazetteer, beginning_length
from archive.facts.regions.recognition.match import Found

# Hangul; Thai; Lao, Tibetan, Burmese and Khmer; kana and Han.
_RUN = re.compile(
    "[가-힣]+|[\u0e01-\u0e7f]+|[\u0e80-\u0fff\u1000-\u109f\u1780-\u17ff]+|[\u3041-\u30ff\u3400-\u9fff]+"
)
_KATAKANA = re.compile("[ァ-ヺー]")
# Vowels that are written before the consonant that they follow, in Thai and Lao.
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
# Vowels after a consonant that are letters to Unicode, and belong to its syllable.
_TRAILING_VOWELS = frozenset("ะาำະາຳ")
# A Korean word of two syllables begins many others; a name is followed by a particle or nothing.
_PARTICLES = (
    "은|는|이|가|을|를|의|에|와|과|도|로|으로|만|측|및|등|까지|부터|처럼|보다|에서|에게|에는|에서는"
    "|이나|이랑|이라|이며|이고"
)
_AFTER_SHORT_KOREAN = re.compile(
    f"(?:당국|정부|시내|지역|공항|주민|시|군|항|발|산|인|내|제|식)?(?:{_PARTICLES})?(?![가-힣])"
)
_SHORT_KOREAN = 2
# A people, or what lies lower than a division, of the name before it.
_OTHER_HAN = re.compile("[族县縣路街镇鎮村]|[\u4e00-\u9fff]{1,2}族自治")
_LONGEST = 24


def find(text: str, known: Gazetteer) -> Iterator[Found]:
    """The names in a folded text, the longest where several begin, none inside another.

    Korean names begin a word; those in katakana are a whole run of it; one in a script of
    syllables with signs ends where a syllable does.
    """
    beginnings = known.beginnings
    end = 0
    for run in _RUN.finditer(text):
        for start in _starts(run[0], run.start(), beginnings):
            if start < end:
                continue
            if found := _found(text, start, known):
                end = found.end
                yield found


def _starts(run: str, start: int, beginnings: frozenset[str]) -> Iterable[int]:
    """Where in a run of one script a name may begin: of a Korean word at its beginning alone."""
    length = beginning_length(run)
    if _is_hangul(run[0]):
        return (start,) if run[:length] in beginnings else ()
    letters = zip(*(run[i:] for i in range(length)), strict=False)
    return (i for i, each in enumerate(map("".join, letters), start) if each in beginnings)


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"


def _found(text: str, start: int, known: Gazetteer) -> Found | None:
    """The longest name that begins here, None where there is none."""
    longest = None
    for end in range(start + 2, min(start + _LONGEST, len(text)) + 1):
        if not known.begins(text[start:end]):
            break
        meanings = known.meanings(text[start:end])
        if meanings and _stands_alone(text, start, end):
            longest = Found(text[start:end], start, end, meanings)
    return longest


def _stands_alone(text: str, start: int, end: int) -> bool:
    first, last = text[start], text[end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if _is_hangul(first):
        return end - start > _SHORT_KOREAN or _AFTER_SHORT_KOREAN.match(text, end) is not None
    if _KATAKANA.match(first) and _KATAKANA.match(before):
        return False
    if _KATAKANA.match(last) and _KATAKANA.match(after):
        return False
    if _OTHER_HAN.match(text, end) or (before and before in _LEADING_VOWELS):
        return False
    return not after or not (after in _TRAILING_VOWELS or unicodedata.category(after)[0] == "M")

"""Matcher of gazetteer names in scripts without word spaces (Chinese, Thai), and in Korean."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from archive.facts.regions.gazetteer.gazetteer import Gazetteer, Meaning, prefix_length
from archive.facts.regions.gazetteer.place_kinds import PlaceKind
from archive.facts.regions.recognition.han_abbreviations import find_abbreviations
from archive.facts.regions.recognition.match import NameMatch

# Hangul; Thai; Lao, Tibetan, Burmese and Khmer; kana and Han.
_RUN = re.compile(
    "[가-힣]+|[\u0e01-\u0e7f]+|[\u0e80-\u0fff\u1000-\u109f\u1780-\u17ff]+|[\u3041-\u30ff\u3400-\u9fff]+"
)
_FIRST_KANA, _FIRST_HANGUL = "\u3041", "가"
_KATAKANA = re.compile("[ァ-ヺー]")
# Thai and Lao vowels that are written before the consonant they follow in speech.
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
# Thai and Lao vowels that are letters to Unicode, and belong to the syllable before them.
_TRAILING_VOWELS = frozenset("ะาำະາຳ")
# A Korean name of two syllables begins many other words: it counts before a particle or nothing.
_PARTICLES = (
    "은|는|이|가|을|를|의|에|와|과|도|로|으로|만|측|및|등|까지|부터|처럼|보다|에서|에게|에는|에서는"
    "|이나|이랑|이라|이며|이고"
)
_AFTER_SHORT_KOREAN = re.compile(
    f"(?:당국|정부|시내|지역|공항|주민|시|군|항|발|산|인|내|제|식)?(?:{_PARTICLES})?(?![가-힣])"
)
_SHORT_KOREAN = 2
# Makes of the name before it a people, or a place below the first-level divisions.
_HAN_BELOW_DIVISION = re.compile("[族县縣路街镇鎮村]|[\u4e00-\u9fff]{1,2}族自治")


# Characters that spell the sounds of foreign names in Chinese, and the countries whose own names
# they do not spell: a foreign town of two characters beside one is part of a longer name.
_TRANSCRIBING = frozenset(
    "伊佩克兰凯列利加劳勒博卡卢古史哈啊坎埃基塔塞多夫奇奥姆威娃娅安尔尤尼巴布希帕库弗德恩戈托拉提摩"
    "斯普曼朗杰林根格森欧比沃沙洛海温潘爱特玛瑞瑟瓦登皮科米索约纳维罗肖茨莉莎莫莱菲萨葛蒂蒙西诺诸贝费赛"
    "赫辛达迈迪道里金阿雅雷韦马鲁麦默"
)
_IN_HAN = frozenset({"CN", "HK", "JP", "KP", "KR", "MO", "SG", "TW", "VN"})
_SHORT_HAN = 2


def find_unspaced(text: str, known: Gazetteer) -> Iterator[NameMatch]:
    """Match names in a folded text: leftmost, longest, without overlaps.

    A Korean name begins a word, a katakana name is a whole run of katakana, and a name in an
    abugida (Thai, Khmer, Tibetan) ends where a syllable does. Those that one character stands for
    come last, and where no longer name stands.
    """
    prefixes = known.name_prefixes
    end = 0
    for run in _RUN.finditer(text):
        names: list[NameMatch] = []
        for start in _starts(run[0], run.start(), prefixes):
            if start < end:
                continue
            if name := _longest_at(text, start, known, end):
                end = name.end
                names.append(name)
        yield from names
        if _FIRST_KANA <= run[0][0] < _FIRST_HANGUL:
            taken = {place for name in names for place in range(name.start, name.end)}
            for name in find_abbreviations(run[0], run.start(), known):
                if name.start not in taken:
                    taken.add(name.start)
                    yield name


def _starts(run: str, start: int, prefixes: frozenset[str]) -> Iterable[int]:
    """Offsets in a run of one script at which a name may begin: in Korean only its first."""
    length = prefix_length(run)
    if _is_hangul(run[0]):
        return (start,) if run[:length] in prefixes else ()
    letters = zip(*(run[i:] for i in range(length)), strict=False)
    return (i for i, each in enumerate(map("".join, letters), start) if each in prefixes)


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"


def _longest_at(text: str, start: int, known: Gazetteer, last_end: int) -> NameMatch | None:
    """The longest name at an offset, None if there is none; the last ended at `last_end`."""
    longest = None
    for end in range(start + 2, len(text) + 1):
        if not known.has_prefix(text[start:end]):
            break
        meanings = known.meanings(text[start:end])
        if (
            meanings
            and _has_boundaries(text, start, end)
            and (start == last_end or not _is_in_transcription(text, start, end, meanings))
        ):
            longest = NameMatch(text[start:end], start, end, meanings)
    return longest


def _has_boundaries(text: str, start: int, end: int) -> bool:
    """Whether a match ends with a word or a syllable, and not inside a longer name."""
    first, last = text[start], text[end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if _is_hangul(first):
        return end - start > _SHORT_KOREAN or _AFTER_SHORT_KOREAN.match(text, end) is not None
    if _KATAKANA.match(first) and _KATAKANA.match(before):
        return False
    if _KATAKANA.match(last) and _KATAKANA.match(after):
        return False
    if _HAN_BELOW_DIVISION.match(text, end) or (before and before in _LEADING_VOWELS):
        return False
    return not after or not (after in _TRAILING_VOWELS or unicodedata.category(after)[0] == "M")


def _is_in_transcription(text: str, start: int, end: int, meanings: Sequence[Meaning]) -> bool:
    """Whether a foreign town's short Chinese name is part of a longer one: 德里 in 安德里亚."""
    if end - start != _SHORT_HAN or not "\u4e00" <= text[start] <= "\u9fff":
        return False
    country = meanings[0].place.country
    if meanings[0].place.kind is not PlaceKind.CITY or not country or country.code in _IN_HAN:
        return False
    return text[start - 1 : start] in _TRANSCRIBING or text[end : end + 1] in _TRANSCRIBING

"""Repair of UTF-8 with bytes of Windows-1252 in it: editors paste one into the other."""

import re

_BYTES = re.compile("[\udc80-\udcff]+")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
# Letters of Latin alphabets, and the signs of their typography.
_LATIN = re.compile("[\u00a0-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf\u2122]")
_LETTER = re.compile(r"[^\W\d_]")
# Signs that stand in texts of Windows-1252; the others of its upper half are hardly ever meant.
_SIGNS = frozenset("€‚„…‹‘’“”•–—™› ¡£§©«®°´·º»¿½")
# Letters whose bytes begin most characters of UTF-8: a character cut off, unless inside of a word.
_BEGINNINGS = frozenset("ÂÃÄÅâðÐ")
_NEVER_MEANT = frozenset("þÿÞ")


def repaired_utf8(content: bytes) -> str | None:
    """Decode UTF-8 with stray bytes; None where so many are stray that it is no UTF-8.

    A stray byte becomes the letter or sign that it is in Windows-1252 where the text is in Latin
    letters and a word is mended by it, U+FFFD otherwise.
    """
    text = content.decode("utf-8", "surrogateescape")
    stray = sum(len(run) for run in _BYTES.findall(text))
    valid = _BEYOND_ASCII.findall(text)
    if stray > 1 and stray * 3 >= stray + len(valid):
        return None
    is_latin = sum(map(bool, map(_LATIN.match, valid))) * 2 >= len(valid)
    return _BYTES.sub(_mended if is_latin else "\ufffd", text)


def _mended(run: re.Match[str]) -> str:
    text = run[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    before, after = run.string[: run.start()][-1:], run.string[run.end() : run.end() + 1]
    around = [before, *text, after]
    if all(_is_meant(one, around[at], around[at + 2]) for at, one in enumerate(text)):
        return text
    return "\ufffd"


def _is_meant(one: str, before: str, after: str) -> bool:
    """Whether a character of Windows-1252 fits between its neighbours."""
    if one in _SIGNS:
        return True
    in_word = _LETTER.match(before) is not None, _LETTER.match(after) is not None
    if not _LETTER.match(one) or one in _NEVER_MEANT:
        return False
    if one in _BEGINNINGS:
        return all(in_word) and one.islower()
    return any(in_word) and not (one.isupper() and before.islower())

"""Latin text folded character by character, so that offsets in it are offsets in the text.

"Café, D.C." becomes "cafe  d c ": letters and digits are folded, all else is a space.
"""

import re

from indexer.analysis.words import folded_text, is_latin

# Stands for a character that folds to several letters ("æ").
_UNALIGNED = "\1"
# By code point, for Latin text: the folded letter or digit, a space for anything else.
_ALIGNED = {
    point: folded
    if folded.isalnum() and len(folded) == 1
    else _UNALIGNED
    if any(map(str.isalnum, folded))
    else " "
    for point in range(0x2070)
    if is_latin(chr(point))
    for folded in [folded_text(chr(point))]
}
_BEYOND_ASCII = re.compile(r"[^\0-\x7f]")
# Up to so many different characters, one `replace` for each is faster than `translate`.
_FEW_SIGNS = 30
# The same table for bytes of ASCII, which are translated in a tenth of the time.
_ALIGNED_ASCII = bytes(ord(_ALIGNED.get(point, " ")) for point in range(0x80)).ljust(0x100)


def aligned_text(text: str) -> bytes | str | None:
    """Latin text of the same length, folded character by character; bytes where that is ASCII.

    None for text in other scripts, and for text with a character that folds to several letters.
    Most text has few different characters beyond ASCII.
    """
    if not is_latin(text):
        return None
    signs = set[str]() if text.isascii() else set(_BEYOND_ASCII.findall(text))
    if _UNALIGNED in text or any(_ALIGNED[ord(sign)] == _UNALIGNED for sign in signs):
        return None
    if len(signs) <= _FEW_SIGNS:
        for sign in signs:
            text = text.replace(sign, _ALIGNED[ord(sign)])
    return text.encode().translate(_ALIGNED_ASCII) if text.isascii() else text.translate(_ALIGNED)

"""Chunks: the stretches of text between white space, the unit in which analysis is cached.

No word contains white space, so the terms of a text are those of its chunks in order. Most chunks
are one word and recur all the time; both engines analyse each distinct chunk only once.
"""

import re

# Punctuation around a word.
_AROUND = ".,;:!?()[]\"'"
_POSSESSIVE = "'s"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*", re.ASCII)


def plain_chunk(chunk: str) -> str:
    """Cache key of a chunk: a plainer chunk with the same terms at the same positions.

    An ASCII word is lower-cased and stripped of punctuation and "'s", a number of its commas; any
    other chunk stays as it is. "Ferry," and "ferry's" share the key "ferry".
    """
    bare = chunk.strip(_AROUND)
    word = bare.removesuffix(_POSSESSIVE).lower()
    if word.isascii() and word.isalpha():
        return word
    return bare.replace(",", "") if _NUMBER.fullmatch(bare) else chunk

"""What stands between white space in texts: mostly one word, which comes again and again.

No word has white space inside, so the terms of a text are those of its chunks, one after the
other. Both engines take each chunk apart once, when they first meet it.
"""

import re

# What stands around a word and is no part of it.
_AROUND = ".,;:!?()[]\"'"
_POSSESSIVE = "'s"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*", re.ASCII)


def plain_chunk(chunk: str) -> str:
    """A chunk that has the same terms at the same places, and that more chunks have in common.

    A word of ASCII is in lower case and without punctuation, a number without commas; any other
    chunk stays as it is.
    """
    bare = chunk.strip(_AROUND)
    word = bare.removesuffix(_POSSESSIVE).lower()
    if word.isascii() and word.isalpha():
        return word
    return bare.replace(",", "") if _NUMBER.fullmatch(bare) else chunk

"""Chunks: the stretches of text between white space, the unit in which analysis is cached.

No word contains white space, so the terms of a text are those of its chunks in order. Most chunks
are one word and recur all the time; both engines analyse each distinct chunk only once.
"""

import re
from collections.abc import Iterable

from indexer.analysis.languages import ENGLISH

# Punctuation around a word.
_AROUND = ".,;:!?()[]\"'"
_POSSESSIVE = "'s"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*", re.ASCII)


# Between language and chunk in a key. No chunk has white space.
_BEHIND_LANGUAGE = "\n"


def chunk_keys(chunks: Iterable[str], language: str) -> Iterable[str]:
    """Cache keys of the chunks of a text in a language."""
    if language == ENGLISH:
        return chunks
    return [chunk_key(chunk, language) for chunk in chunks]


def chunk_key(chunk: str, language: str) -> str:
    """Cache key of a chunk in a language: the chunk itself in English."""
    return chunk if language == ENGLISH else f"{language}{_BEHIND_LANGUAGE}{chunk}"


def language_and_chunk(key: str) -> tuple[str, str]:
    """The language and the chunk of a cache key."""
    language, _, chunk = key.rpartition(_BEHIND_LANGUAGE)
    return language or ENGLISH, chunk


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

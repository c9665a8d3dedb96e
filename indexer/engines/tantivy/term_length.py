"""Limits on the length of terms."""

import hashlib

# Tantivy skips terms of more than 65,530 bytes; a character has up to four.
_LONGEST = 15_000


def cut(term: str) -> str:
    """Truncate a term that is too long to its beginning and a hash of the whole term."""
    if len(term) <= _LONGEST:
        return term
    return term[:_LONGEST] + hashlib.blake2b(term.encode(), digest_size=8).hexdigest()


def cut_beginning(prefix: str) -> str:
    """Truncate a prefix to look up as `cut` truncates terms, but without a hash."""
    return prefix[:_LONGEST]


def in_pieces(text: str) -> list[str]:
    """Split a text into pieces of at most a term's length."""
    return [text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST)]

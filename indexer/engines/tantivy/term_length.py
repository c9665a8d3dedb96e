"""Terms as Tantivy can hold them."""

import hashlib

# Tantivy passes over terms of more than 65,530 bytes; a character has up to four.
_LONGEST = 15_000


def cut(term: str) -> str:
    """A term itself; of one too long for the index its beginning and a hash of the whole."""
    if len(term) <= _LONGEST:
        return term
    return term[:_LONGEST] + hashlib.blake2b(term.encode(), digest_size=8).hexdigest()


def cut_beginning(prefix: str) -> str:
    """The beginning of a term, as far as the index can tell terms apart by it."""
    return prefix[:_LONGEST]


def in_pieces(text: str) -> list[str]:
    """A text cut into pieces that fit into terms."""
    return [text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST)]

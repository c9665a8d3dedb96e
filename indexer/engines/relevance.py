"""BM25F (Robertson and Zaragoza, 2009) with closeness: what all engines score by.

A word's frequencies in all fields, each by the field's weight and length norm, are added up before
they saturate. So a word that is in the headline and in the body does not score as two words.
Frequencies of all terms that a word stands for are added up likewise.

The best `CANDIDATES` of a list have closeness added: the phrases of neighbouring words of the query
(`indexer.query.close_words`), each by its BM25 score in the field where that is highest. It is
never negative, so that they stay ahead of the others. docs/decisions/0008 has the measurements.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.query.ast import Words
from indexer.schema.fields import TextField, default_fields, ranked_fields, text_field

# Saturation of term frequency, and length normalisation.
K1, B = 1.8, 0.75
# Saturation of the frequency of phrases in a single field: what Tantivy scores by.
K1_SINGLE = 1.2
# How many of the best are looked at for words that stand close together: 50 and 200 rank as well.
CANDIDATES = 30
# Fields whose words count by frequency and length. Elsewhere a word counts once: how often a list
# of names has it, and how long the list is, says nothing of a match.
NORMALISED = frozenset({"headline", "body", "lead"})
# Fields where neighbouring words are looked for: what others have of them, the body mostly has.
_CLOSE_FIELDS = tuple(field for field in ranked_fields() if field.name in {"headline", "body"})


def scored_fields(words: Words) -> tuple[TextField, ...]:
    """The fields whose frequencies make up the score of words."""
    return _named(words.field) or ranked_fields()


def close_fields(words: Words) -> tuple[TextField, ...]:
    """The fields in one of which neighbouring words are looked for."""
    return _named(words.field) or _CLOSE_FIELDS


def rarity(articles: int, frequencies: Iterable[int]) -> float:
    """The sum of inverse document frequencies, out of so many articles.

    A word or phrase of a query is as rare as the articles that have it in any field. Neighbouring
    words are as rare as all of them together. Deleted articles count as long as an index has them.
    """
    return sum(
        float(np.log1p((articles - frequency + 0.5) / (frequency + 0.5)))
        for frequency in frequencies
    )


def saturated(frequencies: NDArray[Any], k1: float = K1) -> NDArray[Any]:
    """Weighted frequencies as parts of a score: 0 for none, k1 + 1 at most."""
    return frequencies * (k1 + 1) / (frequencies + k1)


def _named(name: str | None) -> tuple[TextField, ...]:
    if name is None:
        return ()
    field = text_field(name)
    return (field,) if field else default_fields()

"""Words and phrases: matching and scoring of the most frequent leaves.

Document frequencies give an upper bound before any postings list is read, so that a conjunction can
read the rarest words whole and check the others only in the documents that are left.
"""

from functools import lru_cache

import msgspec
import numpy as np

from indexer.engines.doc_values import Docs
from indexer.engines.relevance import close_fields, scored_fields
from indexer.engines.whoosh.search.bm25f import FieldFrequencies, Scoring, Weights
from indexer.engines.whoosh.search.positions import PhraseFinder, ResolvedPhrase
from indexer.engines.whoosh.segment.byte_cache import ByteBoundedCache
from indexer.engines.whoosh.segment.doc_sets import intersect_docs, union_docs
from indexer.query.ast import Words
from indexer.schema.fields import TextField

# Sizes of the caches: of resolved words, and in bytes of doc sets and of phrase frequencies.
_WORDS_KEPT, _DOCS_BYTES, _PHRASES_BYTES = 1_024, 3 << 20, 1 << 20
# A phrase in a field: its terms and their offsets.
_PhraseKey = tuple[str, tuple[str, ...], tuple[int, ...]]


class _IndexedWords(msgspec.Struct, frozen=True, gc=False):
    """Words resolved in each field and language; `max_docs` is the sum over all."""

    fields: tuple[ResolvedPhrase, ...]
    max_docs: int


class WordFinder:
    """Matches and scores words and phrases in one open index, with caches."""

    def __init__(self, phrase_finder: PhraseFinder, scoring: Scoring) -> None:
        self._phrase_finder = phrase_finder
        self._scoring = scoring
        self._resolved = lru_cache(_WORDS_KEPT)(self._resolve_scored)
        self._docs: ByteBoundedCache[Words, Docs] = ByteBoundedCache(_DOCS_BYTES)
        self._phrases: ByteBoundedCache[_PhraseKey, FieldFrequencies] = ByteBoundedCache(
            _PHRASES_BYTES
        )

    def max_docs(self, words: Words) -> int:
        """An upper bound of how many documents match, told without reading a list."""
        return self._resolved(words).max_docs

    def are_phrase(self, words: Words) -> bool:
        """Whether words have to stand next to each other."""
        return any(each.is_phrase for each in self._resolved(words).fields)

    def docs(self, words: Words, among: Docs | None = None) -> Docs:
        """The documents that match in any searched field, out of `among` or of all."""
        resolved = self._resolved(words)
        docs = self._docs.get(words)
        if docs is None and among is not None and len(among) < resolved.max_docs:
            return union_docs([self._phrase_finder.docs(each, among) for each in resolved.fields])
        if docs is None:
            docs = union_docs(list(map(self._docs_in, resolved.fields)))
            self._docs.keep(words, docs, docs.nbytes)
        return docs if among is None else intersect_docs(among, docs)

    def scores(self, words: Words, docs: Docs) -> Weights:
        """Per-document scores of the words; 0 where they are absent."""
        found = list(map(self._frequencies, self._resolved(words).fields))
        return self._scoring.scores(found, docs, self._scoring.rarity([len(self.docs(words))]))

    def closeness(self, words: Words, docs: Docs) -> Weights:
        """Per-document scores of words in the field where they score most, from these alone."""
        best = np.zeros(len(docs), np.float32)
        for each in self._resolve(words, close_fields(words)).fields:
            found = self._phrase_finder.frequencies(each, docs)
            rarity = self._scoring.rarity(term.size for term in each.terms)
            np.maximum(best, self._scoring.single_scores(found, docs, rarity), out=best)
        return best

    def _resolve_scored(self, words: Words) -> _IndexedWords:
        return self._resolve(words, scored_fields(words))

    def _resolve(self, words: Words, fields: tuple[TextField, ...]) -> _IndexedWords:
        resolve = self._phrase_finder.resolve
        found = tuple(each for field in fields for each in resolve(words.text, field))
        return _IndexedWords(found, sum(each.max_docs for each in found))

    def _docs_in(self, phrase: ResolvedPhrase) -> Docs:
        return self._frequencies(phrase).docs if phrase.is_phrase else phrase.terms[0].docs

    def _frequencies(self, phrase: ResolvedPhrase) -> FieldFrequencies:
        if not phrase.is_phrase:
            return self._phrase_finder.frequencies(phrase)
        key = (phrase.field.name, tuple(term.term for term in phrase.terms), phrase.offsets)
        frequencies = self._phrases.get(key)
        if frequencies is None:
            frequencies = self._phrase_finder.frequencies(phrase)
            self._phrases.keep(
                key, frequencies, frequencies.docs.nbytes + frequencies.counts.nbytes
            )
        return frequencies

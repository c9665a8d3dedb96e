"""Single words and phrases: which documents have them, and how much they count there.

They are most of what is asked. Dictionaries say how many documents can have words before any list
is read: so the rarest are read whole, and of all others only what is left is asked.
"""

from functools import lru_cache

import msgspec

from indexer.engines.doc_values import Docs
from indexer.engines.whoosh.search.bm25f import FieldFrequencies, Scoring, Weights
from indexer.engines.whoosh.search.positions import PositionIndex, ResolvedPhrase
from indexer.engines.whoosh.segment.byte_cache import ByteBoundedCache
from indexer.engines.whoosh.segment.doc_sets import all_docs, common_docs
from indexer.query.ast import Words
from indexer.schema.fields import default_fields, ranked_fields, text_field

# For how many words it stays known where they are, and how many bytes of documents that have
# words, and of phrases, stay at hand.
_WORDS_KEPT, _DOCS_BYTES, _PHRASES_BYTES = 1_024, 3 << 20, 1 << 20


class _IndexedWords(msgspec.Struct, frozen=True, gc=False):
    """Words in the fields that may have them, and how many documents can have them at most."""

    fields: tuple[ResolvedPhrase, ...]
    most: int


class WordFinder:
    """Finds and scores words and phrases in one open index."""

    def __init__(self, standing: PositionIndex, scoring: Scoring) -> None:
        self._standing = standing
        self._scoring = scoring
        self._known = lru_cache(_WORDS_KEPT)(self._looked_up)
        self._docs: ByteBoundedCache[Words, Docs] = ByteBoundedCache(_DOCS_BYTES)
        self._phrases: ByteBoundedCache[tuple[Words, str], FieldFrequencies] = ByteBoundedCache(
            _PHRASES_BYTES
        )

    def most(self, words: Words) -> int:
        """How many documents can have words at most, told without reading a list."""
        return self._known(words).most

    def are_phrase(self, words: Words) -> bool:
        """Whether words have to stand next to each other."""
        return any(each.is_phrase for each in self._known(words).fields)

    def docs(self, words: Words, among: Docs | None = None) -> Docs:
        """The documents that have words in any field that they count in, of some or of all."""
        known = self._known(words)
        docs = self._docs.get(words)
        if docs is None and among is not None and len(among) < known.most:
            return all_docs([self._standing.docs(each, among) for each in known.fields])
        if docs is None:
            docs = all_docs([self._docs_in(words, each) for each in known.fields])
            self._docs.keep(words, docs, docs.nbytes)
        return docs if among is None else common_docs(among, docs)

    def scores(self, words: Words, docs: Docs) -> Weights:
        """How much words count in some documents, 0 where they do not stand."""
        found = [self._counted(words, each) for each in self._known(words).fields]
        return self._scoring.scores(found, docs, len(self.docs(words)))

    def _looked_up(self, words: Words) -> _IndexedWords:
        if words.field:
            field = text_field(words.field)
            fields = (field,) if field else default_fields()
        else:
            fields = ranked_fields()
        every = (self._standing.sought(words.text, field) for field in fields)
        found = tuple(each for each in every if each)
        return _IndexedWords(found, sum(each.most for each in found))

    def _docs_in(self, words: Words, sought: ResolvedPhrase) -> Docs:
        return self._counted(words, sought).docs if sought.is_phrase else sought.terms[0].docs

    def _counted(self, words: Words, sought: ResolvedPhrase) -> FieldFrequencies:
        if not sought.is_phrase:
            return self._standing.counted(sought)
        key = (words, sought.field.name)
        counted = self._phrases.get(key)
        if counted is None:
            counted = self._standing.counted(sought)
            self._phrases.keep(key, counted, counted.docs.nbytes + counted.counts.nbytes)
        return counted

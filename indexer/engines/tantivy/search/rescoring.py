"""BM25F over the candidates of a list, from Tantivy's scores of single terms.

Tantivy scores each field by itself, and its binding gives no frequencies. But it scores a term or
phrase in a field as

    rarity * (k1 + 1) * x / (x + k1),    x = frequency / (1 - b + b * length / mean length)

with k1 = `K1_SINGLE` and the b of all engines, so the score tells x, which BM25F adds up over the
fields. The lengths are Tantivy's, of a byte each: x may be an eighth off for it, a score a
twentieth.

The candidates are looked up by a disjunction of ids, which takes a seventh of the time of a term
set: 0.13 ms for a hundred of them and a term.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from tantivy import Occur, Query, Schema, Searcher

from archive.time_budget import look
from indexer.engines.doc_values import Docs
from indexer.engines.relevance import (
    K1_SINGLE,
    NORMALISED,
    close_fields,
    rarity,
    saturated,
    scored_fields,
)
from indexer.engines.tantivy.schema import ID, ORDINAL
from indexer.engines.tantivy.search.fast_fields import FastFields
from indexer.engines.tantivy.search.ranking import Scores
from indexer.engines.tantivy.search.translator import Translator, any_of, phrase
from indexer.query import ast
from indexer.query.close_words import close_words
from indexer.schema.fields import TextField

# A score of a term is this part of what it can be at most, at a frequency beyond all sense.
_MOST = 0.999999
# So many document frequencies are kept: to count a common word takes half a millisecond.
_CACHED_SIZES = 1_024


class Rescoring:
    """Scores the candidates of lists in one open index."""

    def __init__(
        self, searcher: Searcher, schema: Schema, columns: FastFields, translator: Translator
    ) -> None:
        self._searcher = searcher
        self._schema = schema
        self._columns = columns
        self._translator = translator
        self._articles = _documents_counted(searcher, schema)
        self._sizes: dict[ast.Words, int] = {}

    def scores(self, query: ast.Query, docs: Docs, count: int) -> Scores:
        """The scores of some documents that match, in their order; `count` match in all."""
        if isinstance(query, ast.Words):
            self._sizes[query] = count
        candidates = _Candidates(self._searcher, self._schema, self._columns, docs)
        total = self._scores(query, candidates)
        if phrases := close_words(query):
            look()
            total += candidates.scores(any_of([self._close(*each) for each in phrases]))
        return total

    def _close(self, words: ast.Words, factor: float) -> Query:
        """Query of words next to each other, in the field where they score most."""
        every = [
            phrase(self._schema, terms, field)
            for field in close_fields(words)
            for terms in self._translator.alternatives(words.text, field)
        ]
        return Query.boost_query(Query.disjunction_max_query(every), factor)

    def _scores(self, query: ast.Query, candidates: "_Candidates") -> Scores:
        """The scores of documents that match; leaves score 0 where they do not match."""
        match query:
            case ast.Words():
                look()
                return self._words(query, scored_fields(query), candidates)
            case ast.Prefix() | ast.Pattern() | ast.Fuzzy() | ast.Near():
                return candidates.scores(self._translator.translated(query))
            case ast.And(clauses):
                return self._sum(clauses, candidates, self._scores)
            case ast.Or(clauses) | ast.Some(clauses):
                return self._sum(clauses, candidates, self._scores_of_some)
            case ast.Weighted(clause, factor):
                return factor * self._scores(clause, candidates)
            case _:
                return candidates.nothing()

    def _scores_of_some(self, query: ast.Query, candidates: "_Candidates") -> Scores:
        """The scores of a query in any documents, 0 where it does not match."""
        match query:
            case ast.Weighted(clause, factor):
                return factor * self._scores_of_some(clause, candidates)
            case ast.And() | ast.Some():
                matches = candidates.matches(self._translator.translated(query))
                return np.where(matches, self._scores(query, candidates), 0.0)
            case _:
                return self._scores(query, candidates)

    def _sum(
        self,
        clauses: Sequence[ast.Query],
        candidates: "_Candidates",
        scores: Callable[[ast.Query, "_Candidates"], Scores],
    ) -> Scores:
        total = candidates.nothing()
        for clause in clauses:
            total += scores(clause, candidates)
        return total

    def _words(
        self, words: ast.Words, fields: Sequence[TextField], candidates: "_Candidates"
    ) -> Scores:
        frequencies = candidates.nothing()
        for field in fields:
            for terms in self._translator.alternatives(words.text, field):
                sizes = [self._searcher.doc_freq(field.name, term) for _, term in terms]
                if not all(sizes):
                    continue
                found = phrase(self._schema, terms, field)
                scores = candidates.scores(found)
                if field.name in NORMALISED:
                    most_score = rarity(self._articles, sizes) * (K1_SINGLE + 1)
                    part = np.minimum(scores / most_score, _MOST)
                    frequencies += field.weight * K1_SINGLE * part / (1 - part)
                else:
                    frequencies += field.weight * (scores > 0)
        return rarity(self._articles, [self._size(words)]) * saturated(frequencies)

    def _size(self, words: ast.Words) -> int:
        """The document frequency of words over all their fields."""
        size = self._sizes.get(words)
        if size is None:
            if len(self._sizes) >= _CACHED_SIZES:
                self._sizes.clear()
            query = self._translator.translated(words)
            size = self._sizes[words] = cast("Any", self._searcher.search(query, 1)).count
        return size


class _Candidates:
    """Looks up what queries score in a few documents."""

    def __init__(self, searcher: Searcher, schema: Schema, columns: FastFields, docs: Docs) -> None:
        self._searcher = searcher
        self._columns = columns
        self._count = len(docs)
        self._order = docs.argsort()
        self._sorted = docs[self._order]
        terms = [Query.term_query(schema, ID, n, "basic") for n in columns[ID][docs].tolist()]
        among = Query.boolean_query([(Occur.Should, term) for term in terms])
        self._among = Query.const_score_query(among, 0.0)

    def nothing(self) -> Scores:
        """A score of 0 for each document."""
        return np.zeros(self._count)

    def scores(self, query: Query) -> Scores:
        """The score of each document, 0 where the query does not match."""
        places, found = self._found(query)
        scores = self.nothing()
        scores[places] = found
        return scores

    def matches(self, query: Query) -> NDArray[np.bool_]:
        """The mask of the documents that match."""
        mask = np.zeros(self._count, np.bool_)
        mask[self._found(query)[0]] = True
        return mask

    def _found(self, query: Query) -> tuple[NDArray[np.intp], list[float]]:
        both = Query.boolean_query([(Occur.Must, self._among), (Occur.Must, query)])
        hits = cast("Any", self._searcher.search(both, self._count, count=False)).hits
        addresses = [address for _, address in hits]
        ordinals: Any = self._searcher.fast_field_values(ORDINAL, addresses)
        docs = self._columns.docs(np.array(ordinals, np.int64))
        return self._order[self._sorted.searchsorted(docs)], [score for score, _ in hits]


def _documents_counted(searcher: Searcher, schema: Schema) -> int:
    """How many documents Tantivy reckons rarity from: with those deleted and not yet merged away.

    Its binding tells it in the explanation of a score alone.
    """
    hits = cast("Any", searcher.search(Query.all_query(), 1, count=False)).hits
    if not hits:
        return 0
    _, address = hits[0]
    taken: Any = searcher.fast_field_values(ID, [address])
    term = Query.term_query(schema, ID, taken[0])
    explanation = json.loads(term.explain(searcher, address).to_json())
    counts = [d for d in _details(explanation) if d["description"].startswith("N, ")]
    return int(counts[0]["value"])


def _details(explanation: dict[str, Any]) -> list[dict[str, Any]]:
    nested = [each for part in explanation.get("details", ()) for each in _details(part)]
    return [explanation, *nested]

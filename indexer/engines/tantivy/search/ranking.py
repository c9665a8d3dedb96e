"""The documents of a page in the order of their scores.

Tantivy gives the best by score, ties in the order of its files. Here ties go by id, so as many
are asked for as may tie with the last of the page. Its short cut past what cannot be among the
best adds up a score's parts in another order each time; having scores multiplied by a column
(of zeros, which leaves them as they are) makes it read on, for three times the work.
"""

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from tantivy import DocAddress, Occur, Query, Schema, Searcher

from indexer.engines.doc_values import Docs
from indexer.engines.tantivy.schema import ID, ORDINAL, ZERO
from indexer.engines.tantivy.search.collapsing import Listing, no_docs
from indexer.engines.tantivy.search.fast_fields import FastFields

Scores = NDArray[np.float64]

# As many hits are taken at first, which mostly are all. Then so many times more each time.
_AT_FIRST, _GROWTH = 1_000, 8
# So few documents are ranked by themselves where a query finds many others.
_FEW = 4_096
# Scores that differ by less than one part in so many tie: they may be one sum in two orders.
_STEPS = 1 << 14


@dataclass(frozen=True, slots=True)
class Ranked:
    """Documents in order, and the score of each."""

    docs: Docs
    scores: Scores

    def among(self, listing: Listing) -> "Ranked":
        """Those of them that are in a list."""
        kept = listing.holds(self.docs)
        return Ranked(self.docs[kept], self.scores[kept])


class Ranking:
    """Ranks what one query finds in an open index."""

    def __init__(
        self, searcher: Searcher, schema: Schema, columns: FastFields, query: Query, *, scored: bool
    ) -> None:
        """Where the query scores nothing, only what it finds is asked for."""
        self._searcher = searcher
        self._schema = schema
        self._columns = columns
        self._ids = columns[ID]
        self._query = query
        self._is_scored = scored
        self._first, self.count = self._hits(query, _AT_FIRST)

    def all(self) -> Docs | None:
        """All documents that the query finds, ascending; None where they are too many."""
        return np.sort(self._first.docs) if self.count <= _AT_FIRST else None

    def best(self, listing: Listing, end: int) -> Ranked:
        """The first of the documents in a list, `end` of them; ties go by id."""
        query, hits, reach = self._query, self._first, self.count
        listed = listing.docs
        if reach > _AT_FIRST and listed is not None and len(listed) <= min(_FEW, reach // 4):
            query, reach = self._among(listed), len(listed)
            hits, _ = self._hits(query, reach)
        end = min(end, listing.total)
        while True:
            kept = hits.among(listing)
            order = np.lexsort((self._ids[kept.docs], -kept.scores))[:end]
            best = Ranked(kept.docs[order], kept.scores[order])
            is_last_clear = len(order) == end and hits.scores[-1] < best.scores[-1]
            if is_last_clear or len(hits.docs) >= reach:
                return best
            hits, _ = self._hits(query, min(reach, len(hits.docs) * _GROWTH))

    def scored(self, docs: Docs) -> Ranked:
        """The same documents in the same order, with what the query scores them."""
        hits = self._first
        if self.count > _AT_FIRST:
            hits, _ = self._hits(self._among(docs), len(docs))
        places = {doc: place for place, doc in enumerate(hits.docs.tolist())}
        return Ranked(docs, hits.scores[[places[doc] for doc in docs.tolist()]])

    def _among(self, docs: Docs) -> Query:
        ids = Query.term_set_query(self._schema, ID, self._ids[docs].tolist())
        parts = [(Occur.Must, Query.const_score_query(ids, 0.0)), (Occur.Must, self._query)]
        return Query.boolean_query(parts)

    def _hits(self, query: Query, limit: int) -> tuple[Ranked, int]:
        """The best by score, as many as asked for, and how many there are.

        Without scores the first that were added, which takes two thirds of the time.
        """
        if not self._is_scored:
            answer = cast("Any", self._searcher.search(query, limit, order_by_field=ORDINAL))
            docs = self._columns.docs([ordinal for ordinal, _ in answer.hits])
            return Ranked(docs, np.zeros(len(docs))), answer.count
        answer = cast("Any", self._searcher.search(query, limit, weight_by_field=ZERO))
        hits: list[tuple[float, DocAddress]] = answer.hits
        if not hits:
            return Ranked(no_docs(), np.empty(0)), 0
        taken: Any = self._searcher.fast_field_values(ORDINAL, [address for _, address in hits])
        parts, powers = np.frexp(np.array([score for score, _ in hits], np.float64))
        rounded = np.ldexp(np.round(parts * _STEPS) / _STEPS, powers)
        return Ranked(self._columns.docs(taken), rounded), answer.count

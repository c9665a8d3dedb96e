"""Top documents by Tantivy's own scores, of those that tie the late ones first.

Tantivy returns the top k, ties in the order of its segments. Here they go by date, then by id: k
grows until the last hit scores less than the last of the page, so that all that tie with that one
are known.

Tantivy skips documents that cannot reach the top (block-max WAND), and then adds up the scores of a
document's terms in another order for another k: sums of floats differ in their last bits, such as
1.2000000 and 1.2000002. Weighting by a fast field (of zeros, which leaves scores as they are) turns
skipping off, at three times the work, and scores are rounded to one part in 2**14.
"""

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from tantivy import DocAddress, Occur, Query, Schema, Searcher

from indexer.engines.doc_values import Docs, least
from indexer.engines.tantivy.schema import ID, MOMENT, ORDINAL, ZERO
from indexer.engines.tantivy.search.collapsing import Listing, no_docs
from indexer.engines.tantivy.search.fast_fields import FastFields

Scores = NDArray[np.float64]

# The number of hits asked for first, which mostly are all; and the factor of each retry.
_AT_FIRST, _GROWTH = 1_000, 8
# A list of up to so many documents is ranked by itself, if the query has many other matches.
_FEW = 4_096
# The mantissas of scores are rounded to so many steps: the same sum in two orders ties.
_STEPS = 1 << 14


@dataclass(frozen=True, slots=True)
class Ranked:
    """Documents in order of rank, with their scores."""

    docs: Docs
    scores: Scores

    def among(self, listing: Listing) -> "Ranked":
        """Those that are in a list, in the same order."""
        kept = listing.holds(self.docs)
        return Ranked(self.docs[kept], self.scores[kept])

    def ordered(self, columns: FastFields, end: int) -> "Ranked":
        """The first `end` of them by score, then by date, newest first, then by id."""
        docs = self.docs
        order = least((-self.scores, -columns[MOMENT][docs], columns[ID][docs]), end)
        return Ranked(docs[order], self.scores[order])


class Ranking:
    """Ranks the matches of one query in an open index."""

    def __init__(
        self, searcher: Searcher, schema: Schema, columns: FastFields, query: Query, *, scored: bool
    ) -> None:
        """`scored` is False for a query without a scoring clause: all scores are then 0."""
        self._searcher = searcher
        self._schema = schema
        self._columns = columns
        self._ids = columns[ID]
        self._query = query
        self._is_scored = scored
        self._first, self.count = self._hits(query, _AT_FIRST)

    def all(self) -> Docs | None:
        """The query's doc set, ascending; None where it has more than were read at first."""
        return np.sort(self._first.docs) if self.count <= _AT_FIRST else None

    def best(self, listing: Listing, end: int) -> Ranked:
        """The top `end` documents of a list by score, ties by date, then by id."""
        query, hits, reach = self._query, self._first, self.count
        listed = listing.docs
        if reach > _AT_FIRST and listed is not None and len(listed) <= min(_FEW, reach // 4):
            query, reach = self._among(listed), len(listed)
            hits, _ = self._hits(query, reach)
        end = min(end, listing.total)
        while True:
            kept = hits.among(listing)
            best = kept.ordered(self._columns, end)
            is_last_clear = len(best.docs) == end and hits.scores[-1] < best.scores[-1]
            if is_last_clear or len(hits.docs) >= reach:
                return best
            hits, _ = self._hits(query, min(reach, len(hits.docs) * _GROWTH))

    def _among(self, docs: Docs) -> Query:
        ids = Query.term_set_query(self._schema, ID, self._ids[docs].tolist())
        parts = [(Occur.Must, Query.const_score_query(ids, 0.0)), (Occur.Must, self._query)]
        return Query.boolean_query(parts)

    def _hits(self, query: Query, limit: int) -> tuple[Ranked, int]:
        """The top `limit` documents of a query by score, and the number of its matches.

        Without scores, the first by ordinal, which takes two thirds of the time.
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
        mantissas, exponents = np.frexp(np.array([score for score, _ in hits], np.float64))
        rounded = np.ldexp(np.round(mantissas * _STEPS) / _STEPS, exponents)
        return Ranked(self._columns.docs(taken), rounded), answer.count

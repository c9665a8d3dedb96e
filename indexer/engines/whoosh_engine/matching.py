"""From the query's tree to the documents it finds and their scores, as whole arrays."""

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import QueryTerm, prefix_text, query_terms
from indexer.engines.whoosh_engine.postings import Docs, Mask, Segments, Weights
from indexer.engines.whoosh_engine.schema import CLUSTER, FIRST_DAY, LAST_DAY, LENGTH, WRITTEN
from indexer.fields import TextField, default_fields, text_field
from indexer.query import And, Cluster, DateRange, Everything, Not, Or, Prefix, Query, Words

# BM25 (Robertson and Zaragoza, 2009): how fast repetition stops to count, and how much a
# long text is held against a word in it.
K1, B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Matches:
    """Which documents a query finds, and the score of each; 0 where it finds none."""

    mask: Mask
    scores: Weights


class Matcher:
    """Finds documents in the segments of one open index."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._first_day = segments.column(FIRST_DAY)
        self._last_day = segments.column(LAST_DAY)
        self._clusters = segments.column(CLUSTER)
        self._norms = {name: self._norm(column) for name, column in LENGTH.items()}
        self._live_count = int(segments.live.sum())

    def match(self, query: Query) -> Matches:
        """The documents that a query finds."""
        match query:
            case Everything():
                return self._unscored(self._segments.live)
            case Words(text, field):
                return self._any([self._words(text, f) for f in _fields(field)])
            case Prefix(text, field):
                return self._any([self._prefix(text, f) for f in _fields(field)])
            case DateRange():
                return self._unscored(self._dated(query))
            case Cluster(cluster_id):
                in_it = (self._clusters > 0) & (self._clusters == int(cluster_id or "0", 16))
                return self._unscored(self._segments.live & in_it)
            case And(clauses):
                return reduce(_both, map(self.match, clauses))
            case Or(clauses):
                return self._any([self.match(clause) for clause in clauses])
            case Not(clause):
                return self._unscored(self._segments.live & ~self.match(clause).mask)

    def _dated(self, days: DateRange) -> Mask:
        mask = self._segments.live & (self._first_day > 0)
        if days.first:
            mask &= self._first_day >= days.first.toordinal()
        if days.last:
            mask &= self._last_day <= days.last.toordinal()
        return mask

    def _unscored(self, mask: Mask) -> Matches:
        return Matches(mask, np.zeros(self._segments.size, np.float32))

    def _any(self, matches: list[Matches]) -> Matches:
        first, *others = matches
        mask, scores = first.mask.copy(), first.scores.copy()
        for other in others:
            mask |= other.mask
            scores += other.scores
        return Matches(mask, scores)

    def _words(self, text: str, field: TextField) -> Matches:
        terms = query_terms(text, field.analyzer)
        matches = self._unscored(np.zeros(self._segments.size, np.bool_))
        if not terms:
            return matches
        if len(terms) == 1:
            found = self._segments.postings(field.name, terms[0].term)
            docs, counts = found.docs, found.weights
        else:
            docs, counts = self._phrase(terms, field.name)
        matches.mask[docs] = True
        matches.scores[docs] = field.weight * self._bm25(docs, counts, field.name)
        return matches

    def _bm25(self, docs: Docs, counts: Weights, field: str) -> Weights:
        rarity = np.log1p((self._live_count - len(docs) + 0.5) / (len(docs) + 0.5))
        norm = self._norms[field][docs] if field in self._norms else np.float32(1.0)
        return (rarity * counts * (K1 + 1) / (counts + K1 * norm)).astype(np.float32)

    def _norm(self, column: str) -> NDArray[np.float32]:
        lengths = self._segments.column(column).astype(np.float32)
        present = lengths[lengths > 0]
        mean = float(present.mean()) if len(present) else 1.0
        return 1 - B + B * lengths / mean

    def _phrase(self, terms: tuple[QueryTerm, ...], field: str) -> tuple[Docs, Weights]:
        """The documents where the terms stand at their offsets, and how often they do."""
        each = [self._segments.postings(field, term.term).docs for term in terms]
        together = reduce(
            lambda one, other: np.intersect1d(one, other, assume_unique=True),
            sorted(each, key=len),
        )
        if not len(together):
            return together, np.empty(0, np.float32)
        packed = {
            term: self._segments.positions(field, term, together)
            for term in {term.term for term in terms}
        }
        counts = np.array(
            [
                len(_starts(terms, {term: values[i] for term, values in packed.items()}))
                for i in range(len(together))
            ],
            np.float32,
        )
        found = counts > 0
        return together[found], counts[found]

    def _prefix(self, text: str, field: TextField) -> Matches:
        prefix = prefix_text(text)
        mask = self._segments.any_with_prefix(field.name, prefix)
        mask |= self._segments.any_with_prefix(WRITTEN[field.name], prefix)
        return Matches(mask, mask.astype(np.float32))


def _fields(name: str | None) -> tuple[TextField, ...]:
    field = text_field(name) if name else None
    return (field,) if field else default_fields()


def _both(one: Matches, other: Matches) -> Matches:
    mask = one.mask & other.mask
    return Matches(mask, np.where(mask, one.scores + other.scores, np.float32(0)))


def _starts(terms: tuple[QueryTerm, ...], packed: dict[str, bytes]) -> set[int]:
    """The positions at which all the terms stand at their offsets."""
    starts: set[int] | None = None
    for term in terms:
        shifted = {p - term.offset for p in memoryview(packed[term.term]).cast("I")}
        starts = shifted if starts is None else starts & shifted
        if not starts:
            return set()
    return starts or set()

"""From the query's tree to the documents it finds and their scores, as whole arrays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, reduce

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import QueryTerm, prefix_text, query_terms
from indexer.engines.whoosh_engine.lexicon import Lexicon
from indexer.engines.whoosh_engine.postings import Docs, Mask, Segments, Weights
from indexer.engines.whoosh_engine.schema import (
    CLUSTER,
    FIRST_DAY,
    ID_COLUMN,
    LAST_DAY,
    LENGTH,
    WRITTEN,
)
from indexer.fields import TextField, default_fields, ranked_fields, text_field
from indexer.nearness import near_parts, stretches
from indexer.query import (
    And,
    AtLeast,
    Cluster,
    Compound,
    DateRange,
    Everything,
    Fact,
    Fuzzy,
    Has,
    Leaf,
    Length,
    Like,
    Listed,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    Some,
    Together,
    Weighted,
    Words,
)
from indexer.spelling import folded_form, form_pattern

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
        self._ids = segments.column(ID_COLUMN)
        self._norms = {name: self._norm(column) for name, column in LENGTH.items()}
        self._live_count = int(segments.live.sum())
        self._lexicon = cache(self._terms_of)
        self._having = cache(self._documents_having)

    def match(self, query: Query) -> Matches:
        """The documents that a query finds."""
        match query:
            case Everything():
                return self._unscored(self._segments.live)
            case Words(_, None):
                return self._any([self._leaf(query, field) for field in ranked_fields()])
            case Words() | Prefix() | Pattern() | Fuzzy() | Near():
                return self._any([self._leaf(query, field) for field in _fields(query.field)])
            case AtLeast(times, text, field):
                return self._repeated(times, text, _fields(field))
            case Has() | Length() | DateRange() | Cluster() | Listed():
                return self._unscored(self._segments.live & self._being(query))
            case Together() | Like():
                raise ValueError(f"{query} is told from the text")
            case _:
                return self._compounded(query)

    def _compounded(self, query: Compound) -> Matches:
        match query:
            case Weighted(clause, factor):
                found = self.match(clause)
                return Matches(found.mask, found.scores * np.float32(factor))
            case Not(clause):
                return self._unscored(self._segments.live & ~self.match(clause).mask)
            case And(clauses):
                return reduce(_both, map(self.match, clauses))
            case Or(clauses):
                return self._any([self.match(clause) for clause in clauses])
            case Some(clauses, least):
                return self._some([self.match(clause) for clause in clauses], least)

    def _documents_having(self, field: str) -> Mask:
        """The documents that have any word in a field."""
        if field in LENGTH:
            return self._segments.column(LENGTH[field]) > 0
        return self._segments.any_with_prefix(field, "")

    def _leaf(self, leaf: Leaf, field: TextField) -> Matches:
        match leaf:
            case Words(text):
                return self._words(text, field)
            case Prefix(text):
                return self._prefix(text, field)
            case Pattern(text):
                return self._spelled(
                    field, lambda terms: terms.matching(form_pattern(folded_form(text)))
                )
            case Fuzzy(text, edits):
                word = prefix_text(text)
                almost = self._spelled(field, lambda terms: terms.spelled_almost(word, edits))
                return self._any([self._words(text, field), almost])
            case Near():
                return self._near(leaf, field)

    def _being(self, query: Fact) -> Mask:
        match query:
            case Has(field):
                return self._having(field)
            case Length(least, most):
                words = self._segments.column(LENGTH["body"])
                return words >= least if most is None else (words >= least) & (words <= most)
            case DateRange():
                return self._dated(query)
            case Cluster(cluster_id):
                return (self._clusters > 0) & (self._clusters == int(cluster_id or "0", 16))
            case Listed(ids):
                return np.isin(self._ids, np.array([int(each, 16) for each in ids], np.uint64))

    def _dated(self, days: DateRange) -> Mask:
        mask = self._first_day > 0
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

    def _some(self, matches: list[Matches], least: int) -> Matches:
        """What at least so many of them have found."""
        times = np.sum([match.mask for match in matches], axis=0)
        scores = reduce(np.add, (match.scores for match in matches))
        return Matches(times >= least, np.where(times >= least, scores, np.float32(0)))

    def _words(self, text: str, field: TextField) -> Matches:
        return self._counted(*self._counts(text, field), field)

    def _counts(self, text: str, field: TextField) -> tuple[Docs, Weights]:
        """The documents that have a word or phrase, and how often they do."""
        terms = query_terms(text, field.analyzer)
        if not terms:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        if len(terms) == 1:
            found = self._segments.postings(field.name, terms[0].term)
            return found.docs, found.weights
        return self._stretched((terms,), lambda starts: len(starts[0]), field)

    def _repeated(self, times: int, text: str, fields: Sequence[TextField]) -> Matches:
        """The documents that have a word or phrase so many times in the fields together."""
        totals = np.zeros(self._segments.size, np.float32)
        scores = np.zeros(self._segments.size, np.float32)
        for field in fields:
            docs, counts = self._counts(text, field)
            totals[docs] += counts
            scores += self._counted(docs, counts, field).scores
        mask = totals >= times
        return Matches(mask, np.where(mask, scores, np.float32(0)))

    def _near(self, near: Near, field: TextField) -> Matches:
        parts = near_parts(near, field.analyzer)
        docs, counts = self._stretched(
            [part.terms for part in parts],
            lambda starts: sum(1 for _ in stretches(near, parts, starts)),
            field,
        )
        return self._counted(docs, counts, field)

    def _counted(self, docs: Docs, counts: Weights, field: TextField) -> Matches:
        """The documents that have something so many times in a field, scored by that."""
        matches = self._unscored(np.zeros(self._segments.size, np.bool_))
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

    def _stretched(
        self,
        phrases: Sequence[tuple[QueryTerm, ...]],
        count: Callable[[list[list[int]]], int],
        field: TextField,
    ) -> tuple[Docs, Weights]:
        """The documents that have all phrases, so many times as are counted from their starts."""
        terms = {term.term for phrase in phrases for term in phrase}
        each = [self._segments.postings(field.name, term).docs for term in terms]
        together = reduce(
            lambda one, other: np.intersect1d(one, other, assume_unique=True),
            sorted(each, key=len),
        )
        packed = {
            term: self._segments.positions(field.name, term, together)
            for term in (terms if len(together) else ())
        }
        counts = np.zeros(len(together), np.float32)
        for i in range(len(together)):
            placed = {term: values[i] for term, values in packed.items()}
            starts = [sorted(_starts(phrase, placed)) for phrase in phrases]
            counts[i] = count(starts) if all(starts) else 0
        found = counts > 0
        return together[found], counts[found]

    def _prefix(self, text: str, field: TextField) -> Matches:
        prefix = prefix_text(text)
        mask = self._segments.any_with_prefix(field.name, prefix)
        mask |= self._segments.any_with_prefix(WRITTEN[field.name], prefix)
        return Matches(mask, mask.astype(np.float32))

    def _spelled(self, field: TextField, chosen: Callable[[Lexicon], list[str]]) -> Matches:
        """The documents that have a word, as written or as stemmed, that is chosen."""
        mask = np.zeros(self._segments.size, np.bool_)
        for name in (field.name, WRITTEN[field.name]):
            mask |= self._segments.any_of(name, chosen(self._lexicon(name)))
        return Matches(mask, mask.astype(np.float32))

    def _terms_of(self, name: str) -> Lexicon:
        return Lexicon(self._segments.lexicon(name))


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

"""From the query's tree to the documents it finds and their scores, as whole arrays."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import takewhile

import numpy as np

from indexer.analysis import prefix_text, query_terms
from indexer.engines.whoosh_engine.lexicon import Lexicon
from indexer.engines.whoosh_engine.postings import Mask, Segments
from indexer.engines.whoosh_engine.schema import (
    CLUSTER,
    FIRST_DAY,
    ID_COLUMN,
    LAST_DAY,
    LENGTH,
    WRITTEN,
)
from indexer.engines.whoosh_engine.scoring import Counted, Matches, Scoring
from indexer.engines.whoosh_engine.standing import Standing
from indexer.fields import TextField, default_fields, ranked_fields, text_field
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

# Of how many words the documents found stay at hand, at five bytes for each document there is: who
# pages on asks the same again, and where nothing is found, parts of the query are counted.
_LEAST_KEPT, _MOST_KEPT, _NUMBERS_KEPT = 4, 64, 8_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds; not `complete` where time ran out."""

    matches: Matches
    complete: bool


class Matcher:
    """Finds documents in the segments of one open index."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._first_day = segments.column(FIRST_DAY)
        self._last_day = segments.column(LAST_DAY)
        self._clusters = segments.column(CLUSTER)
        self._ids = segments.column(ID_COLUMN)
        self._scoring = Scoring(segments)
        self._standing = Standing(segments)
        self._lexicon = cache(self._terms_of)
        self._having = cache(self._documents_having)
        kept = min(_MOST_KEPT, _NUMBERS_KEPT // max(segments.size, 1) + _LEAST_KEPT)
        self._of_words = lru_cache(kept)(self._words_anywhere)
        self._deadline: float | None = None
        self._complete = True

    def found(self, query: Query, deadline: float | None = None) -> Found:
        """The documents that a query finds, as many as can be until a time of `time.monotonic`."""
        self._deadline, self._complete = deadline, True
        return Found(self._match(query), self._complete)

    def _match(self, query: Query) -> Matches:
        """The documents that a query finds; none where time has run out."""
        if self._is_over():
            return self._nothing()
        match query:
            case Everything():
                return self._unscored(self._segments.live)
            case Words(text, name):
                return self._of_words(text, name)
            case Near():
                fields = _fields(query.field)
                return self._scoring.matches([self._standing.near(query, f) for f in fields])
            case AtLeast(times, text, name):
                return self._repeated(times, text, _fields(name))
            case Prefix() | Pattern() | Fuzzy():
                return self._any([self._spellings(query, field) for field in _fields(query.field)])
            case Has() | Length() | DateRange() | Cluster() | Listed():
                return self._unscored(self._segments.live & self._being(query))
            case Together() | Like():
                raise ValueError(f"{query} is told from the text")
            case _:
                return self._compounded(query)

    def _compounded(self, query: Compound) -> Matches:
        match query:
            case Weighted(clause, factor):
                found = self._match(clause)
                return Matches(found.mask, found.scores * np.float32(factor))
            case Not(clause):
                return self._denied(clause)
            case And(clauses):
                return self._all(clauses)
            case Or(clauses):
                return self._any([self._match(clause) for clause in clauses])
            case Some(clauses, least):
                return self._some([self._match(clause) for clause in clauses], least)

    def _is_over(self) -> bool:
        if self._deadline is not None and time.monotonic() > self._deadline:
            self._complete = False
        return not self._complete

    def _nothing(self) -> Matches:
        return self._unscored(np.zeros(self._segments.size, np.bool_))

    def _denied(self, clause: Query) -> Matches:
        """What a clause does not find, nothing where that is not known."""
        denied = self._match(clause).mask
        return self._unscored(self._segments.live & ~denied) if self._complete else self._nothing()

    def _all(self, clauses: Sequence[Query]) -> Matches:
        """What all clauses find, the quick ones asked first; none is asked once nothing is left."""
        first, *others = sorted(clauses, key=_is_slow)
        found = self._match(first)
        for clause in others:
            if not found.mask.any():
                break
            found = _both(found, self._match(clause))
        return found

    def _documents_having(self, field: str) -> Mask:
        """The documents that have any word in a field."""
        if field in LENGTH:
            return self._segments.column(LENGTH[field]) > 0
        return self._segments.any_with_prefix(field, "")

    def _spellings(self, leaf: Prefix | Pattern | Fuzzy, field: TextField) -> Matches:
        match leaf:
            case Prefix(text):
                return self._prefix(text, field)
            case Pattern(text):
                return self._spelled(
                    field, lambda terms: terms.matching(form_pattern(folded_form(text)))
                )
            case Fuzzy(text, edits):
                word = prefix_text(text)
                almost = self._spelled(field, lambda terms: terms.spelled_almost(word, edits))
                return self._any([self._scoring.matches([self._words(text, field)]), almost])

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

    def _words_anywhere(self, text: str, name: str | None) -> Matches:
        """The documents that have a word or phrase in a field, or in any that it counts in."""
        fields = _fields(name) if name else ranked_fields()
        matches = self._scoring.matches([self._words(text, field) for field in fields])
        matches.mask.setflags(write=False)
        matches.scores.setflags(write=False)
        return matches

    def _words(self, text: str, field: TextField) -> Counted:
        """The documents that have a word or phrase, and how often they do."""
        terms = query_terms(text, field.analyzer)
        if not terms:
            return Counted(field, np.empty(0, np.int32), np.empty(0, np.float32))
        if len(terms) == 1:
            found = self._segments.postings(field.name, terms[0].term)
            return Counted(field, found.docs, found.weights)
        return self._standing.phrase(terms, field)

    def _repeated(self, times: int, text: str, fields: Sequence[TextField]) -> Matches:
        """The documents that have a word or phrase so many times in the fields together."""
        found = [self._words(text, field) for field in fields]
        totals = np.zeros(self._segments.size, np.float32)
        for each in found:
            totals[each.docs] += each.counts
        mask = totals >= times
        scores = self._scoring.matches(found).scores
        return Matches(mask, np.where(mask, scores, np.float32(0)))

    def _prefix(self, text: str, field: TextField) -> Matches:
        prefix = prefix_text(text)
        mask = self._segments.any_with_prefix(field.name, prefix)
        mask |= self._segments.any_with_prefix(WRITTEN[field.name], prefix)
        return Matches(mask, mask.astype(np.float32))

    def _spelled(self, field: TextField, chosen: Callable[[Lexicon], list[str]]) -> Matches:
        """The documents that have a word, as written or as stemmed, that is chosen."""
        mask = np.zeros(self._segments.size, np.bool_)
        for name in (field.name, WRITTEN[field.name]):
            terms = chosen(self._lexicon(name))
            mask |= self._segments.any_of(name, takewhile(lambda _: not self._is_over(), terms))
        return Matches(mask, mask.astype(np.float32))

    def _terms_of(self, name: str) -> Lexicon:
        return Lexicon(self._segments.lexicon(name))


def _is_slow(query: Query) -> bool:
    """Whether a query looks at more than lists that are ready: at places, or all the words."""
    match query:
        case Weighted(clause) | Not(clause):
            return _is_slow(clause)
        case And(clauses) | Or(clauses) | Some(clauses):
            return any(map(_is_slow, clauses))
        case _:
            return isinstance(query, Prefix | Pattern | Fuzzy | Near)


def _fields(name: str | None) -> tuple[TextField, ...]:
    field = text_field(name) if name else None
    return (field,) if field else default_fields()


def _both(one: Matches, other: Matches) -> Matches:
    mask = one.mask & other.mask
    return Matches(mask, np.where(mask, one.scores + other.scores, np.float32(0)))

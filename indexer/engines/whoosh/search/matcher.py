"""Query evaluation: two walks over the AST, one that matches and one that scores.

Matching passes the doc set that is left to the next clause, so that of a conjunction the rarest
clause is read whole and the others only checked. Scoring is for listed documents alone: a search
that only counts scores nothing.
"""

from collections.abc import Callable, Sequence

import numpy as np

from archive.time_budget import Deadline
from indexer.engines.doc_values import Docs
from indexer.engines.whoosh.search.bm25f import Scored, Scoring, Weights
from indexer.engines.whoosh.search.expanded_query import LeafScorer, WholeLeaf
from indexer.engines.whoosh.search.filters import Filters
from indexer.engines.whoosh.search.positions import PhraseFinder
from indexer.engines.whoosh.search.word_query import WordFinder
from indexer.engines.whoosh.segment.doc_sets import (
    NO_DOCS,
    are_docs_in,
    count_runs,
    intersect_docs,
    union_docs,
)
from indexer.engines.whoosh.segment.reader import Segments
from indexer.query.ast import (
    And,
    Arrivals,
    AtLeast,
    Cluster,
    Compound,
    DateRange,
    Everything,
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
    Received,
    Some,
    Together,
    Weighted,
    Words,
)
from indexer.query.close_words import close_words


class Matcher:
    """The evaluators of an open index, shared by all of its searches."""

    def __init__(self, segments: Segments) -> None:
        phrase_finder, scoring = PhraseFinder(segments), Scoring(segments)
        self.segments = segments
        self.words = WordFinder(phrase_finder, scoring)
        self.leaves = LeafScorer(segments, phrase_finder, scoring)
        self.facts = Filters(segments)

    def matching(self, query: Query, deadline: float | None = None) -> "Matching":
        """Start to evaluate a query, up to a moment of `time.monotonic`, None for no limit."""
        return Matching(self, query, deadline)


class Matching:
    """The evaluation of one query."""

    __slots__ = ("_deadline", "_facts", "_found", "_leaves", "_query", "_segments", "_words")

    def __init__(self, matcher: Matcher, query: Query, deadline: float | None) -> None:
        self._segments = matcher.segments
        self._words = matcher.words
        self._leaves = matcher.leaves
        self._facts = matcher.facts
        self._query = query
        self._deadline = Deadline(deadline)
        # Leaves that were cut short are not in the shared cache, but have to score what they found.
        self._found: dict[Query, Scored] = {}

    def docs(self) -> Docs:
        """The documents that match, or those found before the deadline."""
        return self._docs(self._query, None)

    def scores(self, docs: Docs) -> Weights:
        """The scores of documents that match."""
        return self._scores(self._query, docs)

    def closeness(self, docs: Docs) -> Weights:
        """What documents, ascending, have more where words of the query are neighbours in them."""
        total = _zeros(docs)
        for words, factor in close_words(self._query):
            if self._deadline.expired():
                break
            total += self._words.closeness(words, docs) * np.float32(factor)
        return total

    @property
    def is_complete(self) -> bool:
        """Whether the deadline did not cut the evaluation short."""
        return not self._deadline.cut_short

    def _docs(self, query: Query, among: Docs | None) -> Docs:
        """The documents that match, out of `among` or of all; none past the deadline."""
        if self._deadline.expired():
            return NO_DOCS
        match query:
            case Words():
                return self._words.docs(query, among)
            case Near() | AtLeast() | Prefix() | Pattern() | Fuzzy():
                found = self._score_leaf(query).docs
                return found if among is None else intersect_docs(among, found)
            case Everything():
                return self._facts.live() if among is None else among
            case Has() | Length() | DateRange() | Received() | Arrivals() | Cluster() | Listed():
                return self._facts.docs(query, among)
            case Together() | Like():
                raise ValueError(f"{query} is told from the text")
            case _:
                return self._docs_of_group(query, among)

    def _docs_of_group(self, query: Compound, among: Docs | None) -> Docs:
        match query:
            case And(clauses):
                return self._docs_of_all(clauses, among)
            case Or(clauses):
                return union_docs([self._docs(clause, among) for clause in clauses])
            case Some(clauses, least):
                every = np.concatenate([self._docs(clause, among) for clause in clauses])
                docs, times = count_runs(np.sort(every))
                return docs[times >= least]
            case Not(clause):
                return self._docs_of_not(clause, among)
            case Weighted(clause):
                return self._docs(clause, among)

    def _docs_of_all(self, clauses: Sequence[Query], among: Docs | None) -> Docs:
        """Conjunction, the rarest clause first; stops once nothing is left."""
        sizes = [self._max_docs(clause) for clause in clauses]
        if not all(sizes):
            return NO_DOCS
        order = sorted(range(len(clauses)), key=lambda i: (_is_slow(clauses[i]), sizes[i]))
        for i in order:
            among = self._docs(clauses[i], among)
            if not len(among):
                break
        return NO_DOCS if among is None else among

    def _docs_of_not(self, clause: Query, among: Docs | None) -> Docs:
        """Negation; no documents where the deadline left the clause incomplete."""
        excluded = self._docs(clause, among)
        if self._deadline.cut_short:
            return NO_DOCS
        return self._facts.live(excluded) if among is None else among[~are_docs_in(among, excluded)]

    def _max_docs(self, query: Query) -> int:
        """An upper bound of how many documents match, from document frequencies alone."""
        match query:
            case Words():
                return self._words.max_docs(query)
            case And(clauses):
                return min(map(self._max_docs, clauses))
            case Or(clauses) | Some(clauses):
                return sum(map(self._max_docs, clauses))
            case Weighted(clause):
                return self._max_docs(clause)
            case _:
                return self._segments.size

    def _scores(self, query: Query, docs: Docs) -> Weights:
        """The scores of documents that match; leaves score 0 where they do not match."""
        match query:
            case Words():
                if self._words.are_phrase(query) and self._deadline.expired():
                    return _zeros(docs)
                return self._words.scores(query, docs)
            case And(clauses):
                return self._sum(sorted(clauses, key=_is_slow), docs, self._scores)
            case Or(clauses) | Some(clauses):
                return self._sum(clauses, docs, self._scores_of_some)
            case Weighted(clause, factor):
                return self._scores(clause, docs) * np.float32(factor)
            case Near() | AtLeast() | Prefix() | Pattern() | Fuzzy():
                if query not in self._found and self._deadline.expired():
                    return _zeros(docs)
                return _scores_in(self._score_leaf(query), docs)
            case _:
                return _zeros(docs)

    def _sum(
        self, clauses: Sequence[Query], docs: Docs, scores: Callable[[Query, Docs], Weights]
    ) -> Weights:
        """The sum of the clauses' scores, in this order: float addition depends on it."""
        total = _zeros(docs)
        for clause in clauses:
            total += scores(clause, docs)
        return total

    def _scores_of_some(self, query: Query, docs: Docs) -> Weights:
        """The scores of a query in any documents, 0 where it does not match."""
        match query:
            case Weighted(clause, factor):
                return self._scores_of_some(clause, docs) * np.float32(factor)
            case And() | Some():
                found = self._docs(query, docs)
                scores = _zeros(docs)
                scores[docs.searchsorted(found)] = self._scores(query, found)
                return scores
            case _:
                return self._scores(query, docs)

    def _score_leaf(self, leaf: WholeLeaf) -> Scored:
        found = self._found.get(leaf)
        if found is None:
            found = self._found[leaf] = self._leaves.scored(leaf, self._deadline)
        return found


def _scores_in(found: Scored, docs: Docs) -> Weights:
    """Look scores up for some documents, 0 where there are none."""
    scores = _zeros(docs)
    here = are_docs_in(docs, found.docs)
    scores[here] = found.scores[found.docs.searchsorted(docs[here])]
    return scores


def _zeros(docs: Docs) -> Weights:
    return np.zeros(len(docs), np.float32)


def _is_slow(query: Query) -> bool:
    """Whether a query reads positions or expands terms, and so had better come last."""
    match query:
        case Weighted(clause) | Not(clause):
            return _is_slow(clause)
        case And(clauses) | Or(clauses) | Some(clauses):
            return any(map(_is_slow, clauses))
        case _:
            return isinstance(query, Prefix | Pattern | Fuzzy | Near)

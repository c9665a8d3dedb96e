"""Tantivy engine: search, counts and facets of one open index."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
from tantivy import Query as TantivyQuery

from archive.time_budget import Deadline, OutOfTime, give_way
from indexer.analysis.term_forms import words_as_written
from indexer.engines.doc_values import Clusters, Docs, Mask, freshness_of, least
from indexer.engines.engine import Hit, HitPage, SearchRequest, Sort
from indexer.engines.relevance import CANDIDATES
from indexer.engines.tantivy.errors import translated
from indexer.engines.tantivy.facet_sets import known_sets
from indexer.engines.tantivy.integrity import check_files
from indexer.engines.tantivy.schema import ARRIVAL, CLUSTER, ID, MOMENT, WRITTEN, open_index
from indexer.engines.tantivy.search.aggregation import Aggregator
from indexer.engines.tantivy.search.collapsing import Collapsing, Listing, all_of, no_docs
from indexer.engines.tantivy.search.expected_time import expected_s
from indexer.engines.tantivy.search.facet_counts import SetColumn
from indexer.engines.tantivy.search.fast_fields import FastFields
from indexer.engines.tantivy.search.matching_docs import MatchingDocs
from indexer.engines.tantivy.search.ranking import Ranked, Ranking
from indexer.engines.tantivy.search.rescoring import Rescoring
from indexer.engines.tantivy.search.translator import Translator, finds, has_words, scores
from indexer.query.ast import Query
from indexer.schema.date_order import days_of
from indexer.schema.fields import FACETS, current_fields

# Paging, sorting and ticking repeat the same query. Counts take some kilobytes, a doc set four
# bytes a document.
_CACHED_COUNTS, _CACHED_DOC_SETS = 64, 4

Counts = Mapping[str, Mapping[str, int]]


class TantivyEngine:
    """An open Tantivy index, as it was when it was opened."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with translated(directory):
            check_files(directory)
            index = open_index(directory)
            # Otherwise a thread watches the files, and reloads the index when they change.
            index.config_reader("manual")
            searcher = index.searcher()
            # Once more: a writer may have replaced the files between check and opening.
            check_files(directory)
            columns = FastFields(searcher, index.schema)
            clusters = Clusters(columns[CLUSTER], columns[MOMENT], columns[ID])
            self._facets = {
                facet.name: SetColumn(
                    columns, clusters, facet.name, known_sets(searcher, facet.name)
                )
                for facet in FACETS
            }
        self._searcher, self._schema = searcher, index.schema
        self._columns = columns
        self._matching = MatchingDocs(searcher, index.schema, columns)
        self._translator = Translator(searcher, index.schema, self._matching.ids)
        self._rescoring = Rescoring(searcher, index.schema, columns, self._translator)
        self._collapsing = Collapsing(clusters)
        self._aggregator = Aggregator(
            searcher, index.schema, columns, self._facets, self._collapsing
        )
        self._ids = columns[ID]
        self._cluster_of_doc = columns[CLUSTER]
        self._moments, self._arrivals = columns[MOMENT], columns[ARRIVAL]
        self._freshness = freshness_of(days_of(self._moments))
        self._cached_counts = lru_cache(_CACHED_COUNTS)(self._counts_of_many)
        self._cached_docs = lru_cache(_CACHED_DOC_SETS)(self._docs_of_many)

    def count(self) -> int:
        """The number of articles in the index."""
        return self._columns.size

    def close(self) -> None:
        """Release the index's files; the engine cannot be used after."""
        del self._searcher, self._translator, self._matching, self._aggregator, self._rescoring
        del self._cached_counts, self._cached_docs

    def ids(self, query: Query) -> frozenset[str]:
        """The ids of all articles that match a query."""
        with translated(self._directory):
            translated_query = self._translator.translated(query)
            ranking = self._ranking(translated_query, scored=False)
            numbers = self._ids[self._doc_set(query, ranking)]
            return frozenset(f"{number:016x}" for number in numbers.tolist())

    def finds(self, leaf: Query) -> bool:
        """Whether the index alone can match a leaf."""
        return finds(leaf)

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """The unstemmed, folded words of what articles say now, with document frequencies."""
        with translated(self._directory):
            for field in current_fields():
                terms = self._searcher.terms_with_prefix(field.name, "")
                name = WRITTEN.get(field.name)
                written = self._searcher.terms_with_prefix(name, "") if name else ()
                yield from words_as_written(terms, written)

    def search(self, request: SearchRequest) -> HitPage:
        """Answer a request. Raises `IndexDamagedError` where the index cannot be read.

        One that is out of time before Tantivy is asked has no hits.
        """
        try:
            with translated(self._directory):
                return self._answer(request)
        except OutOfTime:
            return HitPage(0, (), {name: {} for name in request.facets}, complete=False)

    def _answer(self, request: SearchRequest) -> HitPage:
        if Deadline(request.deadline).expired():
            raise OutOfTime
        give_way(expected_s(request.query))
        query = self._translator.translated(request.query)
        ranking = self._ranking(query, scored=request.limit > 0 and scores(request.query))
        give_way()
        if not ranking.count:
            return HitPage(0, (), {name: {} for name in request.facets})
        if (
            ranking.all() is None
            and not request.filters
            and self._aggregator.can_count(request.facets)
        ):
            listing, counts = self._cached_counts(
                request.query, ranking.count, tuple(request.facets), request.collapse
            )
        else:
            docs, counts = self._filtered(self._doc_set(request.query, ranking), request)
            listing = self._collapsing.collapsed(docs) if request.collapse else all_of(docs)
        give_way()
        ranked = self._page(query, ranking, listing, request)
        return HitPage(listing.total, tuple(self._hits(ranked, listing)), counts)

    def _ranking(self, query: TantivyQuery, *, scored: bool) -> Ranking:
        return Ranking(self._searcher, self._schema, self._columns, query, scored=scored)

    def _counts_of_many(
        self, query: Query, count: int, facets: tuple[str, ...], collapse: bool
    ) -> tuple[Listing, Counts]:
        return self._aggregator.counted(
            self._translator.translated(query), count, facets, collapse=collapse
        )

    def _docs_of_many(self, query: Query, count: int) -> Docs:
        return self._matching.docs(self._translator.translated(query), count)

    def _doc_set(self, query: Query, ranking: Ranking) -> Docs:
        found = ranking.all()
        return self._cached_docs(query, ranking.count) if found is None else found

    def _filtered(
        self, docs: Docs, request: SearchRequest
    ) -> tuple[Docs, dict[str, dict[str, int]]]:
        """The documents that pass all filters, and each facet's counts.

        A facet is counted over the documents that pass the exclusions and the ticked values of all
        other facets, but not its own.
        """
        ticked: list[tuple[str, Mask]] = []
        for name, chosen in request.filters.items():
            if (excluded := self._facets[name].excluded(chosen)) is not None:
                docs = docs[~excluded[docs]]
            if (included := self._facets[name].included(chosen)) is not None:
                ticked.append((name, included))
        facets: dict[str, dict[str, int]] = {}
        for name in request.facets:
            counted = docs
            for other, included in ticked:
                if other != name:
                    counted = counted[included[counted]]
            facets[name] = (
                self._facets[name].counts(counted, collapse=request.collapse)
                if len(counted)
                else {}
            )
        for _, included in ticked:
            docs = docs[included[docs]]
        return docs, facets

    def _page(
        self, query: TantivyQuery, ranking: Ranking, listing: Listing, request: SearchRequest
    ) -> Ranked:
        """The documents of the requested page in its order."""
        end = request.offset + request.limit
        if request.limit == 0 or request.offset >= listing.total:
            return Ranked(no_docs(), np.empty(0))
        ranks = scores(request.query)
        if request.sort in {Sort.RELEVANCE, Sort.FRESH} and ranks:
            best = self._top(ranking, listing, end, request)
            return Ranked(best.docs[request.offset :], best.scores[request.offset :])
        if listing.docs is None:
            docs = self._aggregator.first(query, listing, end, request.sort)[request.offset :]
        else:
            docs = self._first(listing.docs, end, request.sort)[request.offset :]
        scored = (
            self._rescoring.scores(request.query, docs, ranking.count)
            if ranks
            else np.zeros(len(docs))
        )
        return Ranked(docs, scored)

    def _top(self, ranking: Ranking, listing: Listing, end: int, request: SearchRequest) -> Ranked:
        """The top `end` documents: the candidates by the score of all engines, then the others.

        These keep the order of Tantivy's scores, and no score above the last candidate's.
        """
        found = self._top_by_own_score(ranking, listing, max(end, CANDIDATES), request.sort)
        if not has_words(request.query):
            return Ranked(found.docs[:end], found.scores[:end])
        docs = found.docs[:CANDIDATES]
        scores = self._rescoring.scores(request.query, docs, ranking.count)
        if request.sort is Sort.FRESH:
            scores *= self._freshness[docs]
        best = Ranked(docs, scores).ordered(self._columns, CANDIDATES)
        others = np.minimum(found.scores[CANDIDATES:], best.scores[-1])
        return Ranked(
            np.concatenate((best.docs, found.docs[CANDIDATES:]))[:end],
            np.concatenate((best.scores, others))[:end],
        )

    def _top_by_own_score(self, ranking: Ranking, listing: Listing, end: int, sort: Sort) -> Ranked:
        if sort is Sort.RELEVANCE:
            return ranking.best(listing, end)
        reach = end
        while True:
            # Freshness at most doubles a score: once twice the last score reached is less than the
            # last of the page, nothing further down can be on it.
            best = ranking.best(listing, reach)
            fresh = Ranked(best.docs, best.scores * self._freshness[best.docs])
            found = fresh.ordered(self._columns, end)
            if len(best.docs) < reach or best.scores[-1] * 2 < found.scores[-1]:
                return found
            reach *= 4

    def _first(self, docs: Docs, end: int, sort: Sort) -> Docs:
        """The first `end` documents in an order without scores; ties go by date, then by id."""
        moments = self._moments[docs]
        match sort:
            case Sort.RELEVANCE | Sort.FRESH | Sort.NEWEST:
                keys = -moments
            case Sort.RECEIVED:
                keys = -self._arrivals[docs]
            case Sort.OLDEST:
                keys = np.where(moments > 0, moments, np.iinfo(np.int64).max)
        return docs[least((keys, -moments, self._ids[docs]), end)]

    def _hits(self, ranked: Ranked, listing: Listing) -> Iterator[Hit]:
        columns = (
            self._ids[ranked.docs],
            ranked.scores,
            self._cluster_of_doc[ranked.docs],
            listing.others_of(ranked.docs),
        )
        for number, score, cluster, more in zip(*(each.tolist() for each in columns), strict=True):
            yield Hit(f"{number:016x}", score, f"{cluster:016x}" if cluster else "", more)

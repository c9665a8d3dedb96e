"""Searching a Tantivy index."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.columns import Clusters, mask_of
from indexer.engine import Hit, Page, SearchRequest, Sort
from indexer.engines.tantivy_engine.checks import check_files
from indexer.engines.tantivy_engine.columns import Columns, Docs, Mask
from indexer.engines.tantivy_engine.errors import translated
from indexer.engines.tantivy_engine.facet_sets import sets_in_terms
from indexer.engines.tantivy_engine.facets import facet_column
from indexer.engines.tantivy_engine.found import Found
from indexer.engines.tantivy_engine.layout import (
    CLUSTER,
    FACET_TERMS,
    FIRST_DAY,
    ID,
    open_index,
)
from indexer.engines.tantivy_engine.matching import Translator, scores
from indexer.engines.tantivy_engine.ranking import Ranked, Ranking


class TantivyEngine:
    """An open Tantivy index, as it was when it was opened."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with translated(directory):
            check_files(directory)
            index = open_index(directory)
            # Else a thread looks after the files, and what is searched changes with them.
            index.config_reader("manual")
            searcher = index.searcher()
            # Those that a writer may have put in the place of what was checked.
            check_files(directory)
            columns = Columns(searcher, index.schema)
            clusters = Clusters(columns[CLUSTER], columns[FIRST_DAY], columns[ID])
            self._facets = {
                name: facet_column(
                    columns,
                    clusters,
                    name,
                    sets_in_terms(term for term, _ in searcher.terms_with_prefix(field, "")),
                )
                for name, field in FACET_TERMS.items()
            }
        self._searcher, self._schema = searcher, index.schema
        self._columns = columns
        self._translator = Translator(searcher, index.schema)
        self._found = Found(searcher, index.schema, columns)
        self._clusters = clusters
        self._ids = columns[ID]
        self._cluster_of_doc = columns[CLUSTER]
        self._days = columns[FIRST_DAY]

    def count(self) -> int:
        """How many articles the index holds."""
        return self._columns.size

    def close(self) -> None:
        """Let the index's files go."""
        del self._searcher, self._translator, self._found

    def search(self, request: SearchRequest) -> Page:
        """The answer. Raises `IndexDamagedError` where the index cannot be read."""
        with translated(self._directory):
            query = self._translator.translated(request.query)
            ranking = Ranking(self._searcher, self._schema, self._columns, query)
            found = ranking.all()
            if found is None:
                found = self._found.docs(query, ranking.count)
            listed, facets = self._narrowed(found, request)
            others = None
            if request.collapse:
                entries, others = self._clusters.collapsed(mask_of(listed, self._columns.size))
                listed = np.flatnonzero(entries).astype(np.int32)
            ranked = self._page(ranking, listed, request)
            hits = tuple(
                self._hit(int(doc), float(score), others)
                for doc, score in zip(ranked.docs, ranked.scores, strict=True)
            )
            return Page(len(listed), hits, facets)

    def _narrowed(
        self, docs: Docs, request: SearchRequest
    ) -> tuple[Docs, dict[str, dict[str, int]]]:
        """The documents that pass all filters, and the counts of those that pass all others."""
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
            facets[name] = self._facets[name].counts(counted, collapse=request.collapse)
        for _, included in ticked:
            docs = docs[included[docs]]
        return docs, facets

    def _page(self, ranking: Ranking, listed: Docs, request: SearchRequest) -> Ranked:
        """The documents of the page asked for, in its order; ties go by id."""
        end = request.offset + request.limit
        if request.limit == 0 or request.offset >= len(listed):
            return Ranked(np.empty(0, np.int32), np.empty(0))
        ranks = scores(request.query)
        if request.sort is Sort.RELEVANCE and ranks:
            best = ranking.best(listed, end)
            return Ranked(best.docs[request.offset :], best.scores[request.offset :])
        docs = self._first(listed, end, request.sort)[request.offset :]
        return ranking.scored(docs) if ranks else Ranked(docs, np.zeros(len(docs)))

    def _first(self, docs: Docs, end: int, sort: Sort) -> Docs:
        """The first documents of a list that no score orders."""
        match sort:
            case Sort.RELEVANCE:
                keys = np.zeros(len(docs), np.int32)
            case Sort.NEWEST:
                keys = -self._days[docs]
            case Sort.OLDEST:
                days = self._days[docs]
                keys = np.where(days > 0, days, np.iinfo(np.int32).max)
        if end < len(docs):
            # Only what can stand on this page is sorted, with all that ties with its last.
            best = keys <= np.partition(keys, end - 1)[end - 1]
            docs, keys = docs[best], keys[best]
        return docs[np.lexsort((self._ids[docs], keys))][:end]

    def _hit(self, doc: int, score: float, others: NDArray[np.int32] | None) -> Hit:
        return Hit(
            id=f"{self._ids[doc]:016x}",
            score=score,
            cluster=f"{cluster:016x}" if (cluster := self._cluster_of_doc[doc]) else "",
            others=0 if others is None else int(others[doc]),
        )

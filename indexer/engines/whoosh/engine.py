"""Searching a Whoosh index."""

from collections.abc import Iterable, Iterator
from math import inf
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from whoosh import index
from whoosh.reading import IndexReader

from archive.time_budget import OutOfTime, deadline_of
from indexer.analysis.term_forms import words_as_written
from indexer.engines.doc_values import (
    Clusters,
    Docs,
    FacetColumn,
    Mask,
    freshness_of,
    least,
    mask_of,
)
from indexer.engines.engine import Hit, HitPage, SearchRequest, Sort
from indexer.engines.relevance import CANDIDATES
from indexer.engines.whoosh.errors import translated
from indexer.engines.whoosh.index_entry import ARRIVAL, CLUSTER, ID_COLUMN, MOMENT, WRITTEN
from indexer.engines.whoosh.schema import make_schema
from indexer.engines.whoosh.search.bm25f import Weights
from indexer.engines.whoosh.search.matcher import Matcher, Matching
from indexer.engines.whoosh.segment.reader import Segments
from indexer.query.ast import Like, Query, Together
from indexer.query.close_words import close_words
from indexer.schema.date_order import days_of
from indexer.schema.fields import FACETS, current_fields

# More than one in so many documents are counted as a mask, which then takes less time than an
# array of their numbers.
_DOCS_A_MASK = 4


class WhooshEngine:
    """An open Whoosh index; a snapshot, which later commits do not change."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with translated(directory):
            self._index = index.open_dir(str(directory), schema=make_schema())
            self._reader = cast("IndexReader", self._index.reader())
            self._segments = Segments(self._reader)
            self._matcher = Matcher(self._segments)
            self._clusters = Clusters(
                self._segments.column(CLUSTER),
                self._segments.column(MOMENT),
                self._segments.column(ID_COLUMN),
                self._segments.live,
            )
            self._facets = {
                facet.name: _facet_column(self._segments, self._clusters, facet.name)
                for facet in FACETS
            }
            self._ids = self._segments.column(ID_COLUMN)
            self._cluster_of_doc = self._segments.column(CLUSTER)
            self._moments = self._segments.column(MOMENT).astype(np.int64)
            self._freshness = freshness_of(days_of(self._moments), self._segments.live)

    def count(self) -> int:
        """How many articles the index holds."""
        return int(self._segments.live.sum())

    def close(self) -> None:
        """Close the index's files."""
        self._reader.close()
        self._index.close()

    def ids(self, query: Query) -> frozenset[str]:
        """The ids of all articles that match."""
        with translated(self._directory):
            matching = self._matcher.matching(query, deadline_of(inf))
            found = self._ids[matching.docs()]
            if not matching.is_complete:
                raise OutOfTime
            return frozenset(f"{number:016x}" for number in found.tolist())

    def finds(self, leaf: Query) -> bool:
        """Whether the index can evaluate a leaf: any but those that need the text itself."""
        return not isinstance(leaf, Together | Like)

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """The folded words of what articles say now, as written, with document frequencies."""
        with translated(self._directory):
            for field in current_fields():
                terms = self._segments.sizes(field.name)
                yield from words_as_written(terms, self._segments.sizes(WRITTEN[field.name]))

    def search(self, request: SearchRequest) -> HitPage:
        """The answer. Raises `IndexDamagedError` where the index cannot be read."""
        with translated(self._directory):
            matching = self._matcher.matching(request.query, request.deadline)
            found = self._without_excluded(matching.docs(), request)
            ticked = {
                name: included
                for name, chosen in request.filters.items()
                if (included := self._facets[name].included(chosen)) is not None
            }
            is_many = len(found) * _DOCS_A_MASK > self._segments.size
            counted = mask_of(found, self._segments.size) if is_many else found
            facets = {
                name: self._facets[name].counts(
                    _passing(counted, [m for f, m in ticked.items() if f != name]),
                    collapse=request.collapse,
                )
                for name in request.facets
            }
            listed, others = cast("Docs", _passing(found, ticked.values())), None
            if request.collapse:
                listed, others = self._clusters.collapsed(listed)
            hits: tuple[Hit, ...] = ()
            if request.limit and request.offset < len(listed):
                hits = tuple(self._hits(listed, others, matching, request))
            return HitPage(len(listed), hits, facets, matching.is_complete)

    def _without_excluded(self, docs: Docs, request: SearchRequest) -> Docs:
        for name, chosen in request.filters.items():
            if (excluded := self._facets[name].excluded(chosen)) is not None:
                docs = docs[~excluded[docs]]
        return docs

    def _hits(
        self,
        docs: Docs,
        others: NDArray[np.int32] | None,
        matching: Matching,
        request: SearchRequest,
    ) -> Iterator[Hit]:
        """The hits of the requested page of the whole list `docs`."""
        by_date = request.sort in {Sort.NEWEST, Sort.OLDEST, Sort.RECEIVED}
        scores = None if by_date else matching.scores(docs)
        if scores is not None:
            if request.sort is Sort.FRESH:
                scores *= self._freshness[docs]
            self._add_closeness(scores, docs, matching, request)
        keys = self._keys_by_date(docs, request.sort) if scores is None else -scores
        page = self._first(docs, keys, request.offset + request.limit)[request.offset :]
        if scores is None:
            # By date, only the hits of the page are scored.
            shown = np.sort(page)
            all_scores = matching.scores(docs[shown]) + matching.closeness(docs[shown])
            page_scores = all_scores[shown.searchsorted(page)]
        else:
            page_scores = scores[page]
        columns = (
            self._ids[docs[page]],
            page_scores,
            self._cluster_of_doc[docs[page]],
            np.zeros(len(page), np.int32) if others is None else others[page],
        )
        for number, score, cluster, more in zip(*(each.tolist() for each in columns), strict=True):
            yield Hit(f"{number:016x}", score, f"{cluster:016x}" if cluster else "", more)

    def _add_closeness(
        self, scores: Weights, docs: Docs, matching: Matching, request: SearchRequest
    ) -> None:
        """Add closeness to the scores of the best documents."""
        if not close_words(request.query):
            return
        best = np.sort(self._first(docs, -scores, CANDIDATES))
        closeness = matching.closeness(docs[best])
        if request.sort is Sort.FRESH:
            closeness *= self._freshness[docs[best]]
        scores[best] += closeness

    def _keys_by_date(self, docs: Docs, sort: Sort) -> NDArray[np.int64]:
        if sort is Sort.RECEIVED:
            return -self._segments.column(ARRIVAL)[docs].astype(np.int64)
        moments = self._moments[docs]
        if sort is Sort.NEWEST:
            return -moments
        return np.where(moments > 0, moments, np.iinfo(np.int64).max)

    def _first(self, docs: Docs, keys: NDArray[Any], count: int) -> NDArray[np.intp]:
        """The first `count` documents by ascending key, as places in `docs`."""
        return least((keys, -self._moments[docs], self._ids[docs]), count)


def _passing(found: Mask | Docs, masks: Iterable[Mask]) -> Mask | Docs:
    """Intersect a mask or doc set with some masks, as the same kind."""
    for mask in masks:
        found = found & mask if found.dtype == np.bool_ else found[mask[found]]
    return found


def _facet_column(segments: Segments, clusters: Clusters, facet: str) -> FacetColumn:
    """A facet over all segments; equal sets of different segments get one number."""
    number_of: dict[tuple[str, ...], int] = {}
    set_of_doc = np.zeros(segments.size, np.int32)
    for part in segments.facet(facet):
        numbers = [number_of.setdefault(each, len(number_of)) for each in part.sets]
        docs = slice(part.first, part.first + len(part.set_of_doc))
        set_of_doc[docs] = np.array(numbers, np.int32)[part.set_of_doc]
    return FacetColumn(set_of_doc, list(number_of), clusters)

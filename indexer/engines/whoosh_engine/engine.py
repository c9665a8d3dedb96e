"""Searching a Whoosh index."""

from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from whoosh import index
from whoosh.reading import IndexReader

from indexer.columns import Clusters, freshness_of
from indexer.engine import Hit, Page, SearchRequest, Sort
from indexer.engines.whoosh_engine.errors import translated
from indexer.engines.whoosh_engine.facets import facet_column
from indexer.engines.whoosh_engine.matching import Matcher
from indexer.engines.whoosh_engine.postings import Docs, Mask, Segments
from indexer.engines.whoosh_engine.schema import CLUSTER, FIRST_DAY, ID_COLUMN, WRITTEN, make_schema
from indexer.engines.whoosh_engine.scoring import Matches
from indexer.fields import FACETS, TEXT_FIELDS
from indexer.query import Like, Query, Together
from indexer.spelling import words_as_written


class WhooshEngine:
    """An open Whoosh index, as it was when it was opened."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with translated(directory):
            self._index = index.open_dir(str(directory), schema=make_schema())
            self._reader = cast("IndexReader", self._index.reader())
            self._segments = Segments(self._reader)
            self._matcher = Matcher(self._segments)
            self._clusters = Clusters(
                self._segments.column(CLUSTER),
                self._segments.column(FIRST_DAY),
                self._segments.column(ID_COLUMN),
                self._segments.live,
            )
            self._facets = {
                facet.name: facet_column(self._segments, self._clusters, facet.name)
                for facet in FACETS
            }
            self._ids = self._segments.column(ID_COLUMN)
            self._cluster_of_doc = self._segments.column(CLUSTER)
            self._days = self._segments.column(FIRST_DAY).astype(np.int64)
            self._freshness = freshness_of(self._days, self._segments.live)

    def count(self) -> int:
        """How many articles the index holds."""
        return int(self._segments.live.sum())

    def close(self) -> None:
        """Let the index's files go."""
        self._reader.close()
        self._index.close()

    def ids(self, query: Query) -> frozenset[str]:
        """The ids of all articles that a query finds."""
        with translated(self._directory):
            found = self._ids[self._matcher.found(query).matches.mask]
            return frozenset(f"{number:016x}" for number in found.tolist())

    def finds(self, leaf: Query) -> bool:
        """Any leaf but those of a sentence or paragraph, whose ends the index does not have."""
        return not isinstance(leaf, Together | Like)

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """The words of all fields as they are written, folded, each with how many have it."""
        with translated(self._directory):
            for field in TEXT_FIELDS:
                terms = self._segments.sizes(field.name)
                yield from words_as_written(terms, self._segments.sizes(WRITTEN[field.name]))

    def search(self, request: SearchRequest) -> Page:
        """The answer. Raises `IndexDamagedError` where the index cannot be read."""
        with translated(self._directory):
            found = self._matcher.found(request.query, request.deadline)
            matches = found.matches
            if request.sort is Sort.FRESH:
                matches = Matches(matches.mask, matches.scores * self._freshness)
            mask = self._without_excluded(matches.mask, request)
            ticked = {
                name: included
                for name, chosen in request.filters.items()
                if (included := self._facets[name].included(chosen)) is not None
            }
            listed = reduce(np.logical_and, ticked.values(), mask)
            facets = {
                name: self._facets[name].counts(
                    reduce(np.logical_and, (m for f, m in ticked.items() if f != name), mask),
                    collapse=request.collapse,
                )
                for name in request.facets
            }
            others = None
            if request.collapse:
                listed, others = self._clusters.collapsed(listed)
            docs = np.flatnonzero(listed).astype(np.int32)
            ordered = self._ordered(docs, matches, request)
            hits = tuple(self._hit(int(doc), matches, others) for doc in ordered)
            return Page(len(docs), hits, facets, found.complete)

    def _hit(self, doc: int, matches: Matches, others: NDArray[np.int32] | None) -> Hit:
        return Hit(
            id=f"{self._ids[doc]:016x}",
            score=float(matches.scores[doc]),
            cluster=f"{cluster:016x}" if (cluster := self._cluster_of_doc[doc]) else "",
            others=0 if others is None else int(others[doc]),
        )

    def _without_excluded(self, mask: Mask, request: SearchRequest) -> Mask:
        for name, chosen in request.filters.items():
            if (excluded := self._facets[name].excluded(chosen)) is not None:
                mask = mask & ~excluded
        return mask

    def _ordered(self, docs: Docs, matches: Matches, request: SearchRequest) -> Docs:
        """The documents of the page asked for, in its order; ties go by id."""
        end = request.offset + request.limit
        match request.sort:
            case Sort.RELEVANCE | Sort.FRESH:
                keys = -matches.scores[docs]
            case Sort.NEWEST:
                keys = -self._days[docs]
            case Sort.OLDEST:
                days = self._days[docs]
                keys = np.where(days > 0, days, np.iinfo(np.int64).max)
        if end < len(docs):
            # Only what can stand on this page is sorted, with all that ties with its last.
            threshold = np.partition(keys, end - 1)[end - 1] if end else -np.inf
            best = keys <= threshold
            docs, keys = docs[best], keys[best]
        return docs[np.lexsort((self._ids[docs], keys))][request.offset : end]

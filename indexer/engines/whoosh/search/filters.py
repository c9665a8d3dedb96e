"""Filters: the clauses that are decided from columns and do not score."""

from functools import cache

import numpy as np

from indexer.engines.doc_values import Docs, Mask
from indexer.engines.whoosh.index_entry import (
    ARRIVAL,
    CLUSTER,
    ID_COLUMN,
    LAST_DAY,
    LENGTH,
    MOMENT,
    RECEIVED,
)
from indexer.engines.whoosh.segment.doc_sets import NO_DOCS
from indexer.engines.whoosh.segment.reader import Segments
from indexer.query.ast import Arrivals, Cluster, DateRange, Fact, Has, Length, Listed, Received
from indexer.schema.date_order import first_moment


class Filters:
    """Evaluates filters on the columns of one open index."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._moments = segments.column(MOMENT)
        self._last_day = segments.column(LAST_DAY)
        self._clusters = segments.column(CLUSTER)
        self._ids = segments.column(ID_COLUMN)
        self._has_text_in = cache(self._with_text_in)

    def live(self, without: Docs = NO_DOCS) -> Docs:
        """All documents but the deleted, and but for some others."""
        mask = self._segments.live
        if len(without):
            mask = mask.copy()
            mask[without] = False
        return mask.nonzero()[0].astype(np.int32)

    def docs(self, fact: Fact, among: Docs | None = None) -> Docs:
        """The documents that pass a filter, out of `among` or of all that are not deleted."""
        if among is not None:
            return among[self._mask_of(fact, among)]
        return (
            (self._segments.live & self._mask_of(fact, slice(None))).nonzero()[0].astype(np.int32)
        )

    def _mask_of(self, fact: Fact, docs: Docs | slice) -> Mask:
        match fact:
            case Has(field):
                return self._has_text_in(field)[docs]
            case Length(least, most):
                words = self._segments.column(LENGTH["body"])[docs]
                return words >= least if most is None else (words >= least) & (words <= most)
            case DateRange():
                return self._in_range(fact, docs)
            case Received(first, last):
                days = self._segments.column(RECEIVED)[docs]
                mask = days >= (first.toordinal() if first else 1)
                return mask & (days <= last.toordinal()) if last else mask
            case Arrivals(after, upto):
                arrivals = self._segments.column(ARRIVAL)[docs]
                return (arrivals > after) & (arrivals <= upto if upto is not None else True)
            case Cluster(cluster_id):
                clusters = self._clusters[docs]
                return (clusters > 0) & (clusters == int(cluster_id or "0", 16))
            case Listed(ids):
                wanted = np.array([int(each, 16) for each in ids], np.uint64)
                return np.isin(self._ids[docs], wanted)

    def _in_range(self, days: DateRange, docs: Docs | slice) -> Mask:
        moments = self._moments[docs]
        mask = moments > 0
        if days.first:
            mask &= moments >= first_moment(days.first)
        if days.last:
            mask &= self._last_day[docs] <= days.last.toordinal()
        return mask

    def _with_text_in(self, field: str) -> Mask:
        """The documents that have any text in a field, as a mask."""
        return self._segments.column(LENGTH[field]) > 0

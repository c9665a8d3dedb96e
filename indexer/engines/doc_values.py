"""Doc values: facet counts, filters and cluster collapsing over whole columns, in NumPy.

A doc set is either a mask over all documents or an array of document numbers, whichever an engine
has: both index a column alike.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.engine import FacetFilter
from indexer.schema.date_order import freshness

Docs = NDArray[np.int32]
Mask = NDArray[np.bool_]

_NONE: Docs = np.empty(0, np.int32)
# How many filters each facet caches, as a bit for each document: with a million, 64 take 8 MB.
_CACHED_FILTERS = 64
# Documents are looked up one by one where there are more than so many sets for each of them.
_SETS_A_DOC = 4


class Clusters:
    """The documents in clusters of near-duplicates, grouped by cluster, earliest first.

    `docs` are these documents and `numbers` their clusters, numbered from 0, in the same order.
    `alone` is the mask of all other documents.
    """

    def __init__(
        self,
        clusters: NDArray[Any],
        moments: NDArray[Any],
        ids: NDArray[Any],
        live: Mask | None = None,
    ) -> None:
        """Each array has one value a document: 0 is no cluster, and no date among `moments`.

        `live` is the mask of documents that are not deleted, None for all.
        """
        self.alone: Mask = clusters == 0
        in_clusters = ~self.alone if live is None else live & ~self.alone
        docs = np.flatnonzero(in_clusters)
        dated = moments[docs].astype(np.int64)
        dated[dated == 0] = np.iinfo(np.int64).max
        order = np.lexsort((ids[docs], dated, clusters[docs]))
        self.docs: Docs = docs[order].astype(np.int32)
        self.numbers: NDArray[np.int64] = np.cumsum(_changes(clusters[self.docs])) - 1

    def collapsed(self, docs: Docs) -> tuple[Docs, NDArray[np.int32]]:
        """Keep the earliest document of each cluster, and all that are in none.

        Takes ascending documents. Returns those kept, and for each the number of others of its
        cluster that were dropped.
        """
        stays = self.alone[docs]
        others = np.zeros(len(docs), np.int32)
        if not stays.all():
            places = np.sort(self.places(docs[~stays]))
            starts = np.flatnonzero(_changes(self.numbers[places]))
            earliest = docs.searchsorted(self.docs[places[starts]])
            stays[earliest] = True
            others[earliest] = np.diff(starts, append=len(places)) - 1
        return docs[stays], others[stays]

    def places(self, docs: Docs) -> NDArray[np.int64]:
        """The indices in `self.docs` of documents that are in clusters."""
        return self._order[self.docs.searchsorted(docs, sorter=self._order)]

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        return self.docs.argsort()


class FacetColumn:
    """One facet of all documents, dictionary-encoded by set of values.

    Most sets are shared by many documents, so counting is one count of sets and one sum over the
    values of each: 3 documents with the set {a} and 2 with {a, b} are 5 of a and 2 of b. In a
    collapsed list, only documents outside clusters are counted so; to these come the distinct
    pairs of a cluster and a value.
    """

    def __init__(
        self, set_of_doc: NDArray[Any], sets: Sequence[Sequence[str]], clusters: Clusters
    ) -> None:
        """`set_of_doc` has for each document the index of its set in `sets`."""
        self._set_of_doc = set_of_doc
        self._set_count = len(sets)
        self._values = sorted({value for members in sets for value in members})
        self._number = {value: number for number, value in enumerate(self._values)}
        self._set_of_member = np.array([i for i, members in enumerate(sets) for _ in members], int)
        self._value_of_member = np.array(
            [self._number[value] for members in sets for value in members], int
        )
        self._sizes = np.bincount(self._set_of_member, minlength=self._set_count)
        self._first_members = np.cumsum(self._sizes) - self._sizes
        self._clusters = clusters
        self._alone = clusters.alone
        self._bits = lru_cache(_CACHED_FILTERS)(self._bits_of)
        self._pair_up(clusters)

    def _pair_up(self, clusters: Clusters) -> None:
        """Precompute the distinct pairs of value and cluster, with the documents of each."""
        which, values = self._having(clusters.docs)
        numbers = clusters.numbers[which]
        order = np.lexsort((numbers, values))
        self._doc_of_having = clusters.docs[which][order]
        starts = _changes(values[order]) | _changes(numbers[order])
        self._pair_of_having = np.cumsum(starts) - 1
        self._value_of_pair = values[order][starts]

    def _having(self, docs: Docs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of a document, as its index in `docs`, and a value of it, as two arrays."""
        sets = self._set_of_doc[docs]
        sizes = self._sizes[sets]
        which = np.arange(len(docs)).repeat(sizes)
        firsts = self._first_members[sets] - (sizes.cumsum() - sizes)
        return which, self._value_of_member[firsts[which] + np.arange(len(which))]

    def counts(self, found: Mask | Docs, *, collapse: bool) -> dict[str, int]:
        """Counts by value over a doc set, without zeros.

        With `collapse`, the documents of one cluster count once.
        """
        if not len(found):
            return {}
        if found.dtype != np.bool_ and len(found) * _SETS_A_DOC < self._set_count:
            return self._counts_of_few(found.astype(np.int32, copy=False), collapse=collapse)
        sets = np.bincount(self._set_of_doc[found], minlength=self._set_count)
        in_clusters = self._in_clusters(found) if collapse and len(self._doc_of_having) else _NONE
        return self.summed(sets, in_clusters)

    def _counts_of_few(self, docs: Docs, *, collapse: bool) -> dict[str, int]:
        which, values = self._having(docs)
        if collapse and len(self._doc_of_having):
            in_clusters = (~self._alone[docs]).nonzero()[0]
            if len(in_clusters):
                numbers = np.full(len(docs), -1, np.int64)
                numbers[in_clusters] = self._clusters.numbers[
                    self._clusters.places(docs[in_clusters])
                ]
                numbers = numbers[which]
                counted = numbers >= 0
                pairs = np.unique(numbers[counted] * len(self._values) + values[counted])
                values = np.concatenate((values[~counted], pairs % len(self._values)))
        return self._named(np.bincount(values))

    def summed(self, sets: NDArray[Any], in_clusters: Mask | Docs) -> dict[str, int]:
        """Counts by value from counts by set.

        Of the documents `in_clusters`, each cluster counts once for a value.
        """
        if len(in_clusters):
            sets = sets - np.bincount(self._set_of_doc[in_clusters], minlength=self._set_count)
        totals = np.bincount(
            self._value_of_member, weights=sets[self._set_of_member], minlength=len(self._values)
        ).astype(np.int64)
        if len(in_clusters):
            paired = np.zeros(len(self._value_of_pair), np.bool_)
            in_list = mask_of(in_clusters, len(self._alone))[self._doc_of_having]
            paired[self._pair_of_having[in_list]] = True
            totals += np.bincount(self._value_of_pair[paired], minlength=len(self._values))
        return self._named(totals)

    def _named(self, totals: NDArray[np.int64]) -> dict[str, int]:
        there = totals.nonzero()[0]
        names = map(self._values.__getitem__, there.tolist())
        return dict(zip(names, totals[there].tolist(), strict=True))

    def _in_clusters(self, found: Mask | Docs) -> Mask | Docs:
        return found & ~self._alone if found.dtype == np.bool_ else found[~self._alone[found]]

    def included(self, ticked: FacetFilter) -> Mask | None:
        """Mask of the documents with a ticked value; None where nothing is ticked."""
        return self._with_any(ticked.include) if ticked.include else None

    def excluded(self, ticked: FacetFilter) -> Mask | None:
        """Mask of the documents with an excluded value; None where nothing is excluded."""
        return self._with_any(ticked.exclude) if ticked.exclude else None

    def _with_any(self, values: frozenset[str]) -> Mask:
        return np.unpackbits(self._bits(values), count=len(self._set_of_doc)).view(np.bool_)

    def _bits_of(self, values: frozenset[str]) -> NDArray[np.uint8]:
        wanted = [self._number[value] for value in values if value in self._number]
        sets = np.zeros(self._set_count, np.bool_)
        sets[self._set_of_member[np.isin(self._value_of_member, wanted)]] = True
        return np.packbits(sets[self._set_of_doc])


def freshness_of(first_days: NDArray[Any], live: Mask | None = None) -> NDArray[np.float32]:
    """The freshness of every document, relative to the newest one; 1 for undated ones.

    `first_days` are day numbers, 0 for no date; `live` is the mask of documents that are not
    deleted, None for all.
    """
    days = first_days.astype(np.float64)
    newest = np.max(days if live is None else days[live], initial=0)
    ages = np.where(days > 0, np.maximum(newest - days, 0), np.inf)
    return freshness(ages).astype(np.float32)


def least(keys: Sequence[NDArray[Any]], count: int) -> NDArray[np.intp]:
    """The places of the `count` least rows, 1 or more, in order by the first key, then the next.

    Keys are partitioned, and only what comes first is sorted.
    """
    left = np.arange(len(keys[0]))
    found: list[NDArray[np.intp]] = []
    for key in keys:
        if count >= len(left):
            break
        values = key[left]
        last = np.partition(values, count - 1)[count - 1]
        found.append(left[values < last])
        left = left[values == last]
        count -= len(found[-1])
    first = np.concatenate((*found, left[:count]))
    return first[np.lexsort(tuple(key[first] for key in reversed(keys)))]


def mask_of(found: Mask | Docs, size: int) -> Mask:
    """A doc set as a mask over all `size` documents."""
    if found.dtype == np.bool_:
        return found.astype(np.bool_, copy=False)
    mask = np.zeros(size, np.bool_)
    # Indexing with this type takes less than half of the time.
    mask[found.astype(np.intp)] = True
    return mask


def _changes(values: NDArray[Any]) -> Mask:
    """Mask of the sorted values that differ from the one before; the first one does."""
    changed = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed

"""Result lists, collapsed to one article of each cluster.

A list of many matches is kept as their number and the few documents that are collapsed away.
"""

from dataclasses import dataclass, field

import numpy as np

from indexer.engines.doc_values import Clusters, Docs, Mask


def no_docs() -> Docs:
    """An empty array of documents."""
    return np.empty(0, np.int32)


@dataclass(frozen=True, slots=True)
class Listing:
    """A result list of `total` documents.

    They are `docs`, ascending, or where that is None all matches of the query but those `dropped`.
    `leaders`, ascending, are the documents that represent a cluster, and `others` in the same order
    the numbers of further documents of it that match.
    """

    total: int
    docs: Docs | None
    dropped: Docs = field(default_factory=no_docs)
    leaders: Docs = field(default_factory=no_docs)
    others: Docs = field(default_factory=no_docs)

    def holds(self, docs: Docs) -> Mask:
        """Mask of the documents, all of them matches, that are in the list."""
        if self.docs is None:
            return np.isin(docs, self.dropped, invert=True)
        positions = np.searchsorted(self.docs, docs)
        positions[positions == len(self.docs)] = 0
        return self.docs[positions] == docs if len(self.docs) else np.zeros(len(docs), np.bool_)

    def others_of(self, docs: Docs) -> Docs:
        """The number of others that each document represents; 0 for most."""
        if not len(self.leaders):
            return np.zeros(len(docs), np.int32)
        positions = np.minimum(self.leaders.searchsorted(docs), len(self.leaders) - 1)
        return np.where(self.leaders[positions] == docs, self.others[positions], 0)


def all_of(docs: Docs) -> Listing:
    """A list of these documents, ascending, without collapsing."""
    return Listing(len(docs), docs)


class Collapsing:
    """Collapses lists: of each cluster only the earliest document stays."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters

    def __bool__(self) -> bool:
        """Whether the index has any clusters."""
        return len(self._clusters.docs) > 0

    def collapsed(self, docs: Docs) -> Listing:
        """Collapse the list of these documents, ascending."""
        entries, others = self._clusters.collapsed(docs)
        leads = others > 0
        return Listing(len(entries), entries, no_docs(), entries[leads], others[leads])

    def collapsed_count(self, count: int, in_clusters: Docs) -> Listing:
        """Collapse a list of `count` documents; `in_clusters` are those in clusters, ascending."""
        leaders, others = self._clusters.collapsed(in_clusters)
        dropped = np.setdiff1d(in_clusters, leaders, assume_unique=True)
        return Listing(count - len(dropped), None, dropped, leaders, others)

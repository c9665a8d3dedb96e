"""The list that an answer is a page of, which names no article where it has most of many."""

from dataclasses import dataclass, field

import numpy as np

from indexer.engines.doc_values import Clusters, Docs, Mask


def no_docs() -> Docs:
    """No documents."""
    return np.empty(0, np.int32)


@dataclass(frozen=True, slots=True)
class Listing:
    """So many documents: `docs`, ascending, or all that a query finds but those `dropped`.

    `leaders`, ascending, stand for so many `others` each.
    """

    total: int
    docs: Docs | None
    dropped: Docs = field(default_factory=no_docs)
    leaders: Docs = field(default_factory=no_docs)
    others: Docs = field(default_factory=no_docs)

    def holds(self, docs: Docs) -> Mask:
        """Which of some documents that the query finds are in the list."""
        if self.docs is None:
            return np.isin(docs, self.dropped, invert=True)
        places = np.searchsorted(self.docs, docs)
        places[places == len(self.docs)] = 0
        return self.docs[places] == docs if len(self.docs) else np.zeros(len(docs), np.bool_)

    def others_of(self, docs: Docs) -> Docs:
        """How many others each of some documents stands for."""
        if not len(self.leaders):
            return np.zeros(len(docs), np.int32)
        places = np.minimum(self.leaders.searchsorted(docs), len(self.leaders) - 1)
        return np.where(self.leaders[places] == docs, self.others[places], 0)


def all_of(docs: Docs) -> Listing:
    """The list of some documents, ascending."""
    return Listing(len(docs), docs)


class Collapsing:
    """Leaves of each cluster the earliest document in a list."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters

    def __bool__(self) -> bool:
        """Whether there are any clusters."""
        return len(self._clusters.docs) > 0

    def some(self, docs: Docs) -> Listing:
        """The list that is left of some documents, ascending."""
        entries, others = self._clusters.collapsed(docs)
        leads = others > 0
        return Listing(len(entries), entries, no_docs(), entries[leads], others[leads])

    def many(self, count: int, in_clusters: Docs) -> Listing:
        """The list that is left of so many documents; these of them, ascending, are in clusters."""
        leaders, others = self._clusters.collapsed(in_clusters)
        dropped = np.setdiff1d(in_clusters, leaders, assume_unique=True)
        return Listing(count - len(dropped), None, dropped, leaders, others)

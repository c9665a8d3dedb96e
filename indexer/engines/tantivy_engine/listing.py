"""The list that an answer is a page of, which names no article where it has most of many."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from indexer.columns import Clusters, Docs, Mask


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

    def others_of(self, doc: int) -> int:
        """How many others a document stands for."""
        place = int(np.searchsorted(self.leaders, doc))
        stands = place < len(self.leaders) and self.leaders[place] == doc
        return int(self.others[place]) if stands else 0


def all_of(docs: Docs) -> Listing:
    """The list of some documents, ascending."""
    return Listing(len(docs), docs)


class Collapsing:
    """Leaves of each cluster the earliest document in a list."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters
        self._order = np.argsort(clusters.docs)
        self._in_clusters = clusters.docs[self._order]

    def __bool__(self) -> bool:
        """Whether there are any clusters."""
        return len(self._in_clusters) > 0

    def some(self, docs: Docs) -> Listing:
        """The list that is left of some documents, ascending."""
        alone = self._clusters.alone[docs]
        if alone.all():
            return all_of(docs)
        leaders, others = self._leaders(docs[~alone])
        entries = np.sort(np.concatenate([docs[alone], leaders]))
        return Listing(len(entries), entries, no_docs(), leaders, others)

    def many(self, count: int, in_clusters: Docs) -> Listing:
        """The list that is left of so many documents, of which these are in clusters."""
        leaders, others = self._leaders(in_clusters)
        dropped = np.setdiff1d(in_clusters, leaders, assume_unique=True)
        return Listing(count - len(dropped), None, dropped, leaders, others)

    def _leaders(self, in_clusters: Docs) -> tuple[Docs, NDArray[np.int32]]:
        """The earliest of each cluster among some, ascending; for how many others it stands."""
        places = np.sort(self._order[np.searchsorted(self._in_clusters, in_clusters)])
        numbers = self._clusters.numbers[places]
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        leaders = self._clusters.docs[places[starts]]
        others = (np.diff(starts, append=len(places)) - 1).astype(np.int32)
        ascending = np.argsort(leaders)
        return leaders[ascending], others[ascending]

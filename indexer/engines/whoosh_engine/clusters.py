"""Near-duplicates as one entry of a list, over whole columns."""

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh_engine.postings import Docs, Mask, Segments
from indexer.engines.whoosh_engine.schema import CLUSTER, FIRST_DAY, ID_COLUMN


class Clusters:
    """All documents that are in clusters, those of one together and earliest first.

    `docs` are these documents, `numbers` their clusters counted from 0, `alone` are all others.
    """

    def __init__(self, segments: Segments) -> None:
        column = segments.column(CLUSTER)
        self.alone = column == 0
        docs = np.flatnonzero(segments.live & ~self.alone)
        days = segments.column(FIRST_DAY)[docs].astype(np.int64)
        days[days == 0] = np.iinfo(np.int64).max
        order = np.lexsort((segments.column(ID_COLUMN)[docs], days, column[docs]))
        self.docs: Docs = docs[order].astype(np.int32)
        self.numbers: NDArray[np.int64] = np.cumsum(changes(column[self.docs])) - 1

    def collapsed(self, mask: Mask) -> tuple[Mask, NDArray[np.int32]]:
        """The earliest of each cluster among some documents, with all that are in none.

        Besides, of every document for how many others it stands.
        """
        found = mask[self.docs]
        members = self.docs[found]
        starts = np.flatnonzero(changes(self.numbers[found]))
        earliest = members[starts]
        entries = mask & self.alone
        entries[earliest] = True
        others = np.zeros(len(mask), np.int32)
        others[earliest] = np.diff(starts, append=len(members)) - 1
        return entries, others


def changes(values: NDArray[np.generic]) -> Mask:
    """Which of some values in order are not as the one before."""
    changed = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed

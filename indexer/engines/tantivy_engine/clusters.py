"""Near-duplicates as one entry of a list, over whole columns."""

import numpy as np
from numpy.typing import NDArray

from indexer.engines.tantivy_engine.columns import Columns, Docs, Mask
from indexer.engines.tantivy_engine.layout import CLUSTER, FIRST_DAY, ID


class Clusters:
    """All documents that are in clusters, those of one together and earliest first.

    `docs` are these documents, `numbers` their clusters counted from 0, `alone` says of every
    document whether it is in none.
    """

    def __init__(self, columns: Columns) -> None:
        column = columns[CLUSTER]
        self.alone = column == 0
        docs = np.flatnonzero(~self.alone)
        days = columns[FIRST_DAY][docs]
        days[days == 0] = np.iinfo(np.int32).max
        order = np.lexsort((columns[ID][docs], days, column[docs]))
        self.docs: Docs = docs[order].astype(np.int32)
        self.numbers: NDArray[np.int64] = np.cumsum(changes(column[self.docs])) - 1

    def collapsed(self, docs: Docs) -> tuple[Docs, NDArray[np.int32]]:
        """The earliest of each cluster among some documents, with all that are in none.

        Besides, of every document for how many others it stands.
        """
        found = having(docs, len(self.alone))
        in_clusters = found[self.docs]
        members = self.docs[in_clusters]
        starts = np.flatnonzero(changes(self.numbers[in_clusters]))
        earliest = members[starts]
        entries = found & self.alone
        entries[earliest] = True
        others = np.zeros(len(found), np.int32)
        others[earliest] = np.diff(starts, append=len(members)) - 1
        return np.flatnonzero(entries).astype(np.int32), others


def having(docs: Docs, size: int) -> Mask:
    """Of every document whether it is one of some."""
    mask = np.zeros(size, np.bool_)
    mask[docs] = True
    return mask


def changes(values: NDArray[np.generic]) -> Mask:
    """Which of some values in order are not as the one before."""
    changed = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed

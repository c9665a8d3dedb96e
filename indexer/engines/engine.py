"""Engine interface: the protocols of engines and writers, with their requests and answers.

Nothing here depends on a library, and all of it could cross a network: requests and answers are
values, ids are strings, and the text of articles stays in the store.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import msgspec

from archive.model.article import Article
from indexer.query.ast import Query


class Sort(StrEnum):
    """The order of hits. Ties go by date, newest first, then by id; undated articles stand last.

    Dates order by first day, then by the moment where known (`indexer.schema.date_order`).
    `RECEIVED` is the order in which articles first came in, the last one first.
    `FRESH` is relevance with each score multiplied by the article's freshness, also from there.
    """

    RELEVANCE = "relevance"
    FRESH = "fresh"
    NEWEST = "newest"
    OLDEST = "oldest"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class FacetFilter:
    """Filter on one facet: the values ticked and the values excluded.

    An article passes with any of `include` (all pass if it is empty) and none of `exclude`.
    A value of a tree stands for itself and all below it.
    """

    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()


class SearchRequest(msgspec.Struct, frozen=True, gc=False):
    """Search request to an engine.

    `filters` and `facets` go by the facet's name. A facet is counted without the values ticked in
    itself, so that a count says how many hits ticking the value would give.

    With `collapse`, only the earliest article of each cluster is listed, of those that pass all
    else (by date, undated ones last, ties by id), and a facet's value counts each cluster once.

    At `deadline`, a time of `time.monotonic`, an engine stops and answers with the matches so far.
    """

    query: Query
    filters: Mapping[str, FacetFilter] = msgspec.field(default_factory=dict[str, FacetFilter])
    facets: Sequence[str] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    collapse: bool = False
    deadline: float | None = None


class Hit(msgspec.Struct, frozen=True, gc=False):
    """One article of a page of hits. Scores compare within one answer only.

    Engines agree on the scores of words, phrases and their closeness within a tenth, as one of them
    keeps the lengths of texts in a byte each (`indexer.engines.relevance`).

    `cluster` is the id of its cluster, "" for none; `others` is the number of further articles of
    the cluster that the hit represents in a collapsed list.
    """

    id: str
    score: float
    cluster: str = ""
    others: int = 0


class HitPage(msgspec.Struct, frozen=True, gc=False):
    """An engine's answer: one page of a list of `total` hits, and facet counts.

    `facets` has the counts by value of each facet requested, without zeros. An answer that is not
    `complete` was cut off by the deadline: all of its hits match, and there may be more.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    complete: bool = True


class Engine(Protocol):
    """An open index, as it was when it was opened. Safe for one thread at a time."""

    def search(self, request: SearchRequest) -> HitPage:
        """Answer a request. Raises `IndexDamagedError` where the index cannot be read."""
        ...

    def ids(self, query: Query) -> frozenset[str]:
        """The ids of all articles that match a query.

        Raises `OutOfTime` where the deadline of the request leaves no time to know all of them.
        """
        ...

    def finds(self, leaf: Query) -> bool:
        """Whether the engine can match a leaf of the query from its index.

        Other leaves are matched against the stored text, by `indexer.search.verification`.
        """
        ...

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """Unstemmed, folded words of all but `former` fields, each with its document frequency.

        The frequency is approximate. A word may come more than once, from several fields.
        """
        ...

    def count(self) -> int:
        """The number of articles in the index."""
        ...

    def close(self) -> None:
        """Release the index's files; the engine cannot be used after."""
        ...


class Writer(Protocol):
    """The one writer of an index. Changes become visible at `commit`, all at once."""

    def add(self, article: Article) -> None:
        """Index an article, in place of what the index has under its id."""
        ...

    def delete(self, article_id: str) -> None:
        """Delete an article; nothing happens if it is not there."""
        ...

    def commit(self) -> None:
        """Make everything since the last commit durable and findable."""
        ...

    def close(self) -> None:
        """Release the index's files and lock; uncommitted changes are lost."""
        ...


@dataclass(frozen=True, slots=True)
class EngineKind:
    """One search engine: its name, and the factories of its engine and writer in a folder.

    Both raise `IndexDamagedError` where the folder's files are damaged.
    """

    name: str
    open: Callable[[Path], Engine]
    writer: Callable[[Path], Writer]

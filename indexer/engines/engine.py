"""The seam: all that an engine has to do, and all that the rest may ask of it.

Nothing here knows a library, and nothing could not cross a network: requests and answers are
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
    """The order of hits. Ties go by id; articles without a date stand last by date.

    By date means by `indexer.schema.date_order`: by first day, then by the moment where known.
    `FRESH` is relevance, with each score times the freshness of the article, also from there.
    """

    RELEVANCE = "relevance"
    FRESH = "fresh"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class FacetFilter:
    """The values of one facet that were ticked and that were excluded.

    An article passes with any of `include` (all pass if it is empty) and none of `exclude`.
    A value of a tree stands for itself and all below it.
    """

    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()


class SearchRequest(msgspec.Struct, frozen=True, gc=False):
    """One question to an engine.

    `filters` and `facets` go by the facet's name. The count of a facet's value leaves out
    what was ticked in that facet itself, so that it says what ticking it would give.

    In a list that is collapsed, of all articles of one cluster that pass everything else only
    the earliest stands (by date, undated ones last, ties by id), and a facet's value counts
    each cluster once.

    At `deadline`, a time of `time.monotonic`, an engine stops looking and answers with what it
    has found.
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
    """One article found. Scores compare within one answer only.

    `cluster` is the one that the index knows the article in, "" for none. `others` is how many
    more of it the hit stands for in a collapsed list.
    """

    id: str
    score: float
    cluster: str = ""
    others: int = 0


class HitPage(msgspec.Struct, frozen=True, gc=False):
    """An engine's answer: the hits asked for, of `total` in the list, and the facets' counts.

    `facets` gives for each facet asked for the count of every value that has one. An answer that
    is not `complete` was cut off by time: what it has is right, and there may be more.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    complete: bool = True


class Engine(Protocol):
    """An open index, as it was when it was opened. Safe for one thread at a time."""

    def search(self, request: SearchRequest) -> HitPage:
        """The answer. Raises `IndexDamagedError` where the index cannot be read."""
        ...

    def ids(self, query: Query) -> frozenset[str]:
        """The ids of all articles that a query finds."""
        ...

    def finds(self, leaf: Query) -> bool:
        """Whether the engine can tell by itself which articles a leaf finds.

        Those of any other leaf are told from the stored text, by `indexer.search.verification`.
        """
        ...

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """Words as they are written, folded, each with about how many articles have it.

        A word may come more than once, for several fields.
        """
        ...

    def count(self) -> int:
        """How many articles the index holds."""
        ...

    def close(self) -> None:
        """Let the index's files go."""
        ...


class Writer(Protocol):
    """The one writer of an index. What it was given counts from `commit` on, whole."""

    def add(self, article: Article) -> None:
        """Index an article, in place of what the index has under its id."""
        ...

    def delete(self, article_id: str) -> None:
        """Take an article out; nothing happens if it is not there."""
        ...

    def commit(self) -> None:
        """Make everything since the last commit durable and findable."""
        ...

    def close(self) -> None:
        """Let the index go; what was not committed is as if it had never been."""
        ...


@dataclass(frozen=True, slots=True)
class EngineKind:
    """One engine that an index can be built by, and how to open what it keeps in a folder.

    Both raise `IndexDamagedError` where the folder's files are not as they were written.
    """

    name: str
    open: Callable[[Path], Engine]
    writer: Callable[[Path], Writer]

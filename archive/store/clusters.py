"""Clusters of near-duplicates, kept up to date as articles come, change or go.

A cluster is a connected component of the graph whose edges are pairs of similar articles,
named by its smallest id. Candidate pairs share a band of their MinHash signatures (locality-
sensitive hashing). The result depends on the set of articles alone, not on order or batches.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

import sqlalchemy as sa

from archive.facts.near_duplicates import alike, bands
from archive.store.statements import chunks, insert
from archive.store.tables import articles, near_duplicate_bands

# A band shared by more articles is that of a form, or of a notice saved in place of the story: it
# yields no candidates for any of them. The most common band of 35,776 wire stories has 46.
MOST_SHARING = 2_000

_band, _article_id = near_duplicate_bands.c.band, near_duplicate_bands.c.article_id


@dataclass(frozen=True, slots=True)
class _ClusterMember:
    """Node of the graph: signature, None if the text is too short; cluster, "" outside of any."""

    signature: bytes | None
    cluster: str = ""


def regroup(
    connection: sa.Connection, added: Mapping[str, bytes], renewed: Mapping[str, bytes | None]
) -> dict[str, str]:
    """Recompute and write the clusters that a change affects; the new ones by article id.

    `added` has the signatures of new articles, already stored with them; `renewed` those that
    known articles take now, None for one that is deleted or too short.
    """
    known = _members(connection, articles.c.id, renewed)
    left = {each: was for each, was in known.items() if was.signature != renewed[each]}
    _write(connection, articles.c.signature, {each: renewed[each] for each in left})
    nodes = {each: _ClusterMember(renewed[each], was.cluster) for each, was in left.items()}
    nodes |= {each: _ClusterMember(signature) for each, signature in added.items()}
    loose = {was.cluster for was in left.values()}
    counts, turned = _move_bands(connection, left, nodes)
    if turned:
        met = _members(connection, articles.c.id, {*chain(*_sharing(connection, turned).values())})
        nodes |= met
        loose |= {each.cluster for each in met.values()}
    nodes |= _members(connection, articles.c.cluster, loose - {""})
    changed = _connect(connection, nodes, counts)
    _write(connection, articles.c.cluster, changed)
    return changed


def _move_bands(
    connection: sa.Connection,
    left: Mapping[str, _ClusterMember],
    came: Mapping[str, _ClusterMember],
) -> tuple[dict[int, int], list[int]]:
    """Update the band table; counts of the bands touched, and those that crossed `MOST_SHARING`.

    Articles in a band that crossed the limit gain or lose candidates.
    """
    old = [(band, each) for each, was in left.items() for band in _keys(was)]
    new = [(band, each) for each, node in came.items() for band in _keys(node)]
    if old:
        gone = (_band == sa.bindparam("gone_band")) & (_article_id == sa.bindparam("gone_id"))
        rows = [{"gone_band": band, "gone_id": each} for band, each in old]
        connection.execute(sa.delete(near_duplicate_bands).where(gone), rows)
    insert(connection, near_duplicate_bands, new)
    gains = Counter(band for band, _ in new)
    gains.subtract(Counter(band for band, _ in old))
    counts = _counts(connection, gains)
    turned = [
        band
        for band, gain in gains.items()
        if (counts[band] > MOST_SHARING) != (counts[band] - gain > MOST_SHARING)
    ]
    return counts, turned


def _connect(
    connection: sa.Connection, nodes: Mapping[str, _ClusterMember], counts: Mapping[int, int]
) -> dict[str, str]:
    """Connected components over `nodes`; the clusters that change, by article id.

    Other clusters stay connected, so one member stands for all of such a cluster. `counts` has
    the sizes of the bands counted so far.
    """
    keys = {each: _keys(node) for each, node in nodes.items()}
    uncounted = {band for each in keys.values() for band in each}.difference(counts)
    counts = {**counts, **_counts(connection, uncounted)}
    sharing = _sharing(
        connection, [band for band, count in counts.items() if 1 < count <= MOST_SHARING]
    )
    others = _members(connection, articles.c.id, {*chain(*sharing.values())}.difference(nodes))
    groups = _Groups()
    for each, node in nodes.items():
        for other in {*chain(*(sharing.get(band, ()) for band in keys[each]))} - {each}:
            met = nodes.get(other) or others[other]
            name = other if other in nodes else met.cluster or other
            if not groups.are_joined(each, name) and _alike(node, met):
                groups.join(each, name)
    changed = {
        each: cluster
        for each, node in nodes.items()
        if (cluster := groups.cluster(each)) != node.cluster
    }
    grown: set[str] = set()
    for each, other in others.items():
        cluster = groups.cluster(other.cluster or each) or other.cluster
        if not other.cluster and cluster:
            changed[each] = cluster
        elif cluster != other.cluster:
            grown.add(other.cluster)
    for each, other in _members(connection, articles.c.cluster, grown).items():
        changed[each] = groups.cluster(other.cluster)
    return changed


class _Groups:
    """Disjoint sets of names (union-find); the smallest name represents its set."""

    def __init__(self) -> None:
        self._smaller: dict[str, str] = {}
        self._first: set[str] = set()

    def are_joined(self, one: str, other: str) -> bool:
        """Whether two names are in one set."""
        return self._smallest(one) == self._smallest(other)

    def join(self, one: str, other: str) -> None:
        """Unite the sets of two names."""
        first, second = sorted((self._smallest(one), self._smallest(other)))
        self._smaller[second] = first
        self._first.add(first)

    def cluster(self, name: str) -> str:
        """Smallest name of a name's set; "" for a set of one."""
        first = self._smallest(name)
        return first if first in self._first else ""

    def _smallest(self, name: str) -> str:
        while (smaller := self._smaller.get(name)) is not None:
            # Path halving.
            self._smaller[name] = self._smaller.get(smaller, smaller)
            name = smaller
        return name


def _keys(member: _ClusterMember) -> tuple[int, ...]:
    return bands(member.signature) if member.signature else ()


def _alike(one: _ClusterMember, other: _ClusterMember) -> bool:
    return bool(one.signature and other.signature and alike(one.signature, other.signature))


def _members(
    connection: sa.Connection, column: sa.Column[Any], values: Collection[str]
) -> dict[str, _ClusterMember]:
    """Articles with one of these values in a column, by id."""
    query = sa.select(articles.c.id, articles.c.signature, articles.c.cluster)
    found: dict[str, _ClusterMember] = {}
    for chunk in chunks(sorted(values)):
        for row in connection.execute(query.where(column.in_(chunk))):
            found[row.id] = _ClusterMember(row.signature, row.cluster)
    return found


def _counts(connection: sa.Connection, keys: Collection[int]) -> dict[int, int]:
    """Number of articles in each band; 0 stands for one too, the count of most bands."""
    query = sa.select(_band, sa.func.count()).group_by(_band).having(sa.func.count() > 1)
    counts = dict.fromkeys(keys, 0)
    for chunk in chunks(sorted(keys)):
        for band, count in connection.execute(query.where(_band.in_(chunk))):
            counts[band] = count
    return counts


def _sharing(connection: sa.Connection, keys: Collection[int]) -> dict[int, list[str]]:
    """Article ids of each band."""
    query = sa.select(_band, _article_id)
    sharing: dict[int, list[str]] = defaultdict(list)
    for chunk in chunks(sorted(keys)):
        for band, article_id in connection.execute(query.where(_band.in_(chunk))):
            sharing[band].append(article_id)
    return sharing


def _write(
    connection: sa.Connection, column: sa.Column[Any], values: Mapping[str, str | bytes | None]
) -> None:
    """Update one column of articles, by id."""
    if values:
        statement = sa.update(articles).where(articles.c.id == sa.bindparam("article_id"))
        rows = [{"article_id": each, "value": value} for each, value in values.items()]
        connection.execute(statement.values({column: sa.bindparam("value")}), rows)

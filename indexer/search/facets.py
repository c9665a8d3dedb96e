"""Facet presentation: from counts by value to labelled, ordered and nested facet values."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from babel import Locale

from indexer.engines.engine import FacetFilter
from indexer.schema.fields import FACETS, PATH_SEPARATOR, UNDATED, Facet
from indexer.search.results import FacetValue, FacetValues, SearchQuery

# Deeper than any tree; limits the paths that a made-up address can name.
_MAX_DEPTH = 20


def facet_values(
    counts: Mapping[str, Mapping[str, int]], question: SearchQuery
) -> tuple[FacetValues, ...]:
    """Facet values of a result, in the order of the field registry.

    `counts` has the article counts by facet and value. A selected or excluded value is listed even
    where its count is 0, so that it can be undone, unless no article could have it: the empty
    value, or a path deeper than any tree.
    """
    return tuple(
        _FacetTree(facet, counts[facet.name], question).values(question.facet_limit)
        for facet in FACETS
        if facet.name in counts
    )


class _FacetTree:
    """Values of one facet as a tree; a flat facet is a tree of depth 1."""

    def __init__(self, facet: Facet, counts: Mapping[str, int], question: SearchQuery) -> None:
        self._facet = facet
        self._filter = question.filters.get(facet.name, FacetFilter())
        self._selected = {
            value
            for value in self._filter.include | self._filter.exclude
            if value and value.count(PATH_SEPARATOR) <= _MAX_DEPTH
        }
        self._selected |= {
            ancestor for value in self._selected for ancestor in self._ancestors(value)
        }
        self._counts = {**dict.fromkeys(self._selected, 0), **counts}

    def values(self, limit: int | None) -> FacetValues:
        """The tree in depth-first order, cut to its first `limit` values; None for all."""
        ordered = self._ordered()
        shown = set(ordered) if limit is None else self._shown(ordered, limit)
        children = defaultdict[str, list[str]](list)
        omitted = 0
        for value in ordered:
            parent = self._parent(value)
            if value in shown:
                children[parent].append(value)
            elif not parent or parent in shown:
                omitted += 1
        values: list[FacetValue] = []
        if children:
            self._append_children(values, children, "", 0)
        return FacetValues(self._facet.name, self._facet.label, tuple(values), omitted)

    def _shown(self, ordered: Sequence[str], limit: int) -> set[str]:
        """Values to show: the first ones, selected ones with their children, and all ancestors."""
        shown = {*ordered[:limit], *self._selected}
        if self._facet.tree:
            shown.update(value for value in ordered if self._parent(value) in self._filter.include)
            shown |= {ancestor for value in shown for ancestor in self._ancestors(value)}
        return shown

    def _append_children(
        self,
        values: list[FacetValue],
        children: Mapping[str, Sequence[str]],
        parent: str,
        depth: int,
    ) -> None:
        """Append the children of a value depth-first, each followed by its own."""
        included, excluded = self._filter.include, self._filter.exclude
        for value in children[parent]:
            label, count = self._label(value), self._counts[value]
            is_selected, is_excluded = value in included, value in excluded
            values.append(FacetValue(value, label, count, depth, is_selected, is_excluded))
            if self._facet.tree and value in children:
                self._append_children(values, children, value, depth + 1)

    def _ancestors(self, value: str) -> Iterator[str]:
        """Ancestors of a value, the nearest first."""
        while value := self._parent(value):
            yield value

    def _parent(self, value: str) -> str:
        return value.rpartition(PATH_SEPARATOR)[0] if self._facet.tree else ""

    def _ordered(self) -> list[str]:
        """Years newest first, undated last; any other facet by descending count, then by value."""
        values = sorted(self._counts)
        if self._facet.name == "year":
            values.sort(key=lambda value: -int(value) if value.isdecimal() else 1)
        else:
            values.sort(key=self._counts.__getitem__, reverse=True)
        return values

    def _label(self, value: str) -> str:
        if self._facet.tree:
            return value.rpartition(PATH_SEPARATOR)[2]
        if self._facet.name == "language":
            return _language_names().get(value, value)
        return "Undated" if value == UNDATED else value


@cache
def _language_names() -> dict[str, str]:
    """English names of languages by BCP 47 tag, from Unicode CLDR."""
    names: Mapping[str, str] = dict(Locale("en").languages)
    return {code.replace("_", "-"): name for code, name in names.items()}

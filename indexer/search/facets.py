"""Facets as a person sees them: labelled, in order, ticked or not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from babel import Locale

from indexer.engines.engine import FacetFilter
from indexer.schema.fields import FACETS, PATH_SEPARATOR, UNDATED, Facet
from indexer.search.results import FacetValue, FacetValues, SearchQuery

# No tree goes deeper; what an address can make up does.
_DEEPEST = 20


def facet_values(
    counts: Mapping[str, Mapping[str, int]], question: SearchQuery
) -> tuple[FacetValues, ...]:
    """The facets of an answer, in the order of the registry.

    What was ticked or excluded is given even where its count is 0, so that it can be undone,
    unless no article could have it: nothing, or a path deeper than any tree.
    """
    return tuple(
        _FacetTree(facet, counts[facet.name], question).values(question.facet_limit)
        for facet in FACETS
        if facet.name in counts
    )


class _FacetTree:
    """The values of one facet under the values above them, each in its place."""

    def __init__(self, facet: Facet, counts: Mapping[str, int], question: SearchQuery) -> None:
        self._facet = facet
        self._ticked = question.filters.get(facet.name, FacetFilter())
        self._chosen = {
            value
            for value in self._ticked.include | self._ticked.exclude
            if value and value.count(PATH_SEPARATOR) <= _DEEPEST
        }
        self._chosen |= {above for value in self._chosen for above in self._above(value)}
        self._counts = {**dict.fromkeys(self._chosen, 0), **counts}

    def values(self, limit: int | None) -> FacetValues:
        ordered = self._ordered()
        given = set(ordered) if limit is None else self._given(ordered, limit)
        below = defaultdict[str, list[str]](list)
        omitted = 0
        for value in ordered:
            parent = self._parent(value)
            if value in given:
                below[parent].append(value)
            elif not parent or parent in given:
                omitted += 1
        values: list[FacetValue] = []
        if below:
            self._add(values, below, "", 0)
        return FacetValues(self._facet.name, self._facet.label, tuple(values), omitted)

    def _given(self, ordered: Sequence[str], limit: int) -> set[str]:
        """The first values, what was chosen and what is right below it, and what is above these."""
        given = {*ordered[:limit], *self._chosen}
        if self._facet.tree:
            given.update(value for value in ordered if self._parent(value) in self._ticked.include)
            given |= {above for value in given for above in self._above(value)}
        return given

    def _add(
        self, values: list[FacetValue], below: Mapping[str, Sequence[str]], parent: str, depth: int
    ) -> None:
        """Add what is below a value, each followed by what is below it."""
        ticked, excluded = self._ticked.include, self._ticked.exclude
        for value in below[parent]:
            label, count = self._label(value), self._counts[value]
            is_ticked, is_excluded = value in ticked, value in excluded
            values.append(FacetValue(value, label, count, depth, is_ticked, is_excluded))
            if self._facet.tree and value in below:
                self._add(values, below, value, depth + 1)

    def _above(self, value: str) -> Iterator[str]:
        while value := self._parent(value):
            yield value

    def _parent(self, value: str) -> str:
        return value.rpartition(PATH_SEPARATOR)[0] if self._facet.tree else ""

    def _ordered(self) -> list[str]:
        """The newest years first, else the values with the most articles; ties by the value."""
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
    """The English names of languages by their BCP 47 tags (Unicode CLDR)."""
    names: Mapping[str, str] = dict(Locale("en").languages)
    return {code.replace("_", "-"): name for code, name in names.items()}

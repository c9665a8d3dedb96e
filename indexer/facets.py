"""Facets as a person sees them: labelled, in order, ticked or not."""

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

from indexer.engine import FacetFilter
from indexer.fields import FACETS, PATH_SEPARATOR, UNDATED, Facet
from indexer.results import FacetValue, FacetValues, Question

# No tree goes deeper; what an address can make up does.
_DEEPEST = 20


def facet_values(
    counts: Mapping[str, Mapping[str, int]], question: Question
) -> tuple[FacetValues, ...]:
    """The facets of an answer, in the order of the registry.

    What was ticked or excluded is given even where its count is 0, so that it can be undone,
    unless no article could have it: nothing, or a path deeper than any tree.
    """
    return tuple(
        _Arranged(facet, counts[facet.name], question).values()
        for facet in FACETS
        if facet.name in counts
    )


class _Arranged:
    """The values of one facet under the values above them, each in its place."""

    def __init__(self, facet: Facet, counts: Mapping[str, int], question: Question) -> None:
        self._facet = facet
        self._ticked = question.filters.get(facet.name, FacetFilter())
        self._limit = question.facet_limit
        chosen = {
            value
            for value in self._ticked.include | self._ticked.exclude
            if value and value.count(PATH_SEPARATOR) <= _DEEPEST
        }
        self._counts = {**dict.fromkeys(chosen, 0), **counts}
        for value in chosen:
            while value := self._parent(value):
                self._counts.setdefault(value, 0)
        self._chosen_roots = {self._root(value) for value in chosen}
        self._children: dict[str, list[str]] = {}
        if facet.tree:
            for value in self._ordered():
                self._children.setdefault(self._parent(value), []).append(value)
        else:
            self._children[""] = self._ordered()

    def values(self) -> FacetValues:
        roots = self._children.get("", [])
        limit = len(roots) if self._limit is None else self._limit
        shown = [root for i, root in enumerate(roots) if i < limit or root in self._chosen_roots]
        return FacetValues(
            self._facet.name,
            self._facet.label,
            tuple(value for root in shown for value in self._branch(root, 0)),
            omitted=len(roots) - len(shown),
        )

    def _branch(self, value: str, depth: int) -> Iterator[FacetValue]:
        yield FacetValue(
            value=value,
            label=self._label(value),
            count=self._counts[value],
            depth=depth,
            selected=value in self._ticked.include,
            excluded=value in self._ticked.exclude,
        )
        for child in self._children.get(value, ()):
            yield from self._branch(child, depth + 1)

    def _parent(self, value: str) -> str:
        return value.rpartition(PATH_SEPARATOR)[0] if self._facet.tree else ""

    def _root(self, value: str) -> str:
        return value.partition(PATH_SEPARATOR)[0] if self._facet.tree else value

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

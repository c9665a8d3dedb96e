"""Facet presentation: from counts by value to labelled, ordered and nested facet values."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from archive.facts.language_tags import language_name
from archive.model.article import Role
from indexer.engines.engine import FacetFilter
from indexer.schema.fields import BYLINE, FACETS, LANGUAGE, PATH_SEPARATOR, Facet
from indexer.search.results import FacetValue, FacetValues, SearchQuery

# Deeper than any tree; limits the paths that a made-up address can name.
_MAX_DEPTH = 20
_MONTH = "(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])"
_MONTH_OR_DAY = re.compile(f"{_MONTH}(?:-(?P<day>[0-3][0-9]))?")
_WEEK = re.compile("(?P<year>[0-9]{4})-W(?P<week>[0-5][0-9])")


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


def _role_of(value: str) -> str:
    """Role at the end of a byline's value, "" for a whole name."""
    return value.rpartition(PATH_SEPARATOR)[2] if PATH_SEPARATOR in value else ""


def _roles_among(values: Iterable[str]) -> tuple[Role, ...]:
    found = set(map(_role_of, values))
    return tuple(role for role in Role if role in found)


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
        self._roles: tuple[Role, ...] = ()
        if facet.name == BYLINE:
            self._roles = _roles_among(counts)
            if question.role:
                # Names in one role have nothing below them.
                self._facet = replace(facet, tree=False)
                self._selected = _in_role(self._selected, question.role)
                counts = {value: counts[value] for value in _in_role(counts, question.role)}
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
        facet = self._facet
        return FacetValues(facet.name, facet.label, tuple(values), omitted, self._roles)

    def _shown(self, ordered: Sequence[str], limit: int) -> set[str]:
        """Values to show: the first ones, “none”, selected ones with children, all ancestors."""
        shown = {*ordered[:limit], *self._selected, self._facet.missing}
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
        """Dates newest first, others by descending count, then by value; articles without last."""
        values = sorted(self._counts)
        if self._facet.dates:
            values.sort(key=_date_order, reverse=True)
        else:
            values.sort(key=self._counts.__getitem__, reverse=True)
        values.sort(key=lambda value: value == self._facet.missing)
        return values

    def _label(self, value: str) -> str:
        return value_label(self._facet, value)


def _in_role(values: Iterable[str], role: Role) -> set[str]:
    return {value for value in values if _role_of(value) == role}


def value_label(facet: Facet, value: str) -> str:
    """Label of a facet value: the last name of a path, the name of a language, a date in words.

    The names of a byline in one role, which are no tree, are without the role.
    """
    if value == facet.missing:
        return "Undated" if facet.dates else f"No {facet.label.lower()}"
    if facet.tree:
        name = value.rpartition(PATH_SEPARATOR)[2]
        return language_name(name) if facet.name == LANGUAGE else name
    if facet.dates:
        return _date_label(value)
    if facet.name == BYLINE:
        return value.partition(PATH_SEPARATOR)[0]
    return value


def _date_label(value: str) -> str:
    """Words of an ISO 8601 date; anything else, which an address may name, as it is."""
    if week := _WEEK.fullmatch(value):
        return f"Week {int(week['week'])} of {week['year']}"
    date = _MONTH_OR_DAY.fullmatch(value)
    if date is None:
        return value
    name = f"{calendar.month_name[int(date['month'])]} {date['year']}"
    return f"{int(date['day'])} {name}" if date["day"] else name


def _date_order(value: str) -> tuple[int, str]:
    year, _, rest = value.partition("-")
    return int(year) if year.isdecimal() else 0, rest

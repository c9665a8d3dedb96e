"""Options that say which articles a command is about: those of a search, and its service."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import click

from archive.cli.session import Session
from archive.errors import UserError
from archive.store.reader import StoreReader
from indexer.engines.engine import FacetFilter, Sort
from indexer.index.generations import Generations
from indexer.query.ast import DateRange
from indexer.query.parser import date_range
from indexer.schema.fields import FACETS
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService

if TYPE_CHECKING:
    from archive.store.store import Store

FACET_NAMES = tuple(facet.name for facet in FACETS)


def list_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options of a list of articles, without its order; `ListOptions.of` takes their values."""
    for option in reversed(
        (
            click.argument("query", default=""),
            *(
                click.option(
                    f"--{name}",
                    multiple=True,
                    metavar="VALUE",
                    help=f"Only this {name}; can be repeated.",
                )
                for name in FACET_NAMES
            ),
            click.option(
                "--from", "first", metavar="DATE", help="From this day, month or year on."
            ),
            click.option(
                "--to", "last", metavar="DATE", help="Up to and with this day, month or year."
            ),
            click.option(
                "--exclude",
                multiple=True,
                metavar="FACET=VALUE",
                help="None with this value; can be repeated.",
            ),
            click.option("--any", "any_word", is_flag=True, help="One of the words is enough."),
        )
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class ListOptions:
    """Values of `list_options`, as typed; `included` is by facet."""

    query: str
    first: str | None
    last: str | None
    exclude: tuple[str, ...]
    any_word: bool
    included: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Take the values out of a command's parameters."""
        own = {name: values[name] for name in cls.__slots__ if name != "included"}
        return cls(**own, included={name: values[name] for name in FACET_NAMES})

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for but everything."""
        return any((self.query.strip(), self.first, self.last, self.exclude)) or any(
            self.included.values()
        )

    def question(self, service: SearchService, sort: Sort | None = None) -> SearchQuery:
        """Search for the list; names are looked up as values of facets.

        Raises `UserError` where a value, a date or a name is none.
        """
        natural = Sort.RELEVANCE if self.query.strip() else Sort.NEWEST
        return SearchQuery(
            text=self.query,
            filters=_filters(service, self.included, self.exclude),
            first=_days(self.first, "--from").first,
            last=_days(self.last, "--to").last,
            sort=sort or natural,
            any_word=self.any_word,
        )


@contextmanager
def opened(session: Session) -> Generator[tuple[StoreReader, SearchService]]:
    """Store, for reading, and search service of a session's home, closed at the end."""
    generations = Generations(session.settings.index)
    with session.open_reader() as store, SearchService(store, generations) as service:
        yield store, service


@contextmanager
def opened_for_changes(session: Session) -> Generator[tuple[Store, SearchService]]:
    """As `opened`, with a store that can be written to."""
    generations = Generations(session.settings.index)
    with session.open_store() as store, SearchService(store, generations) as service:
        yield store, service


def _filters(
    service: SearchService, included: Mapping[str, Sequence[str]], excluded: Sequence[str]
) -> dict[str, FacetFilter]:
    """Facet filters from the options; typed names are looked up as values of the facet."""
    without: dict[str, list[str]] = {}
    for pair in excluded:
        facet, equals, name = pair.partition("=")
        if not equals or facet not in FACET_NAMES:
            raise UserError(
                f"--exclude {pair}: write it as facet=value, with one of {', '.join(FACET_NAMES)}"
            )
        without.setdefault(facet, []).append(name)
    return {
        facet: FacetFilter(
            include=_values(service, facet, included[facet]),
            exclude=_values(service, facet, without.get(facet, ())),
        )
        for facet in FACET_NAMES
        if included[facet] or facet in without
    }


def _values(service: SearchService, facet: str, names: Sequence[str]) -> frozenset[str]:
    return frozenset(value for name in names for value in service.values_named(facet, name))


def _days(text: str | None, option: str) -> DateRange:
    if text is None:
        return DateRange(None, None)
    days = date_range(text)
    if days is None or days.first is None or days.last is None:
        raise UserError(f"{option} {text}: write a day, month or year, such as 2019-06-04 or 2019")
    return days

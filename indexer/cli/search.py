"""The commands that ask the index: search, stats."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict

import click

from archive.cli.session import Session, home_option, json_option, print_json, stop
from archive.errors import BusyError, UserError
from indexer.cli.hit_output import print_hits
from indexer.cli.hit_rows import HitFormat
from indexer.cli.query_command import QueryCommand
from indexer.engines.engine import FacetFilter, Sort
from indexer.index.generations import Generations
from indexer.query.ast import DateRange
from indexer.query.parser import date_range
from indexer.schema.fields import FACETS, LISTED_FACETS
from indexer.search.results import Results, SearchQuery
from indexer.search.service import SearchService

_FACET_NAMES = tuple(facet.name for facet in FACETS)


def _facet_options(command: Callable[..., None]) -> Callable[..., None]:
    for name in reversed(_FACET_NAMES):
        command = click.option(
            f"--{name}", multiple=True, metavar="VALUE", help=f"Only this {name}; can be repeated."
        )(command)
    return command


@click.command(cls=QueryCommand)
@click.argument("query", default="")
@_facet_options
@click.option("--from", "first", metavar="DATE", help="From this day, month or year on.")
@click.option("--to", "last", metavar="DATE", help="Up to and with this day, month or year.")
@click.option(
    "--exclude", multiple=True, metavar="FACET=VALUE", help="None with this value; can be repeated."
)
@click.option(
    "--sort",
    type=click.Choice([str(sort) for sort in Sort]),
    help="Default: relevance, newest for no query.",
)
@click.option("--any", "any_word", is_flag=True, help="One of the words is enough.")
@click.option(
    "--explain", is_flag=True, help="Show how the query was read, and what each part finds."
)
@click.option("--limit", type=click.IntRange(0, 1000), default=10, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, help="Skip so many hits.")
@click.option(
    "--format",
    "form",
    type=click.Choice([str(form) for form in HitFormat]),
    help="Print hits in this form, in place of a list to read.",
)
@click.option(
    "-q", "--quiet", is_flag=True, help="Print nothing: exit with 0 if there are hits, else with 1."
)
@json_option
@home_option
@click.pass_obj
def search(
    session: Session,
    query: str,
    first: str | None,
    last: str | None,
    exclude: tuple[str, ...],
    sort: str | None,
    any_word: bool,
    explain: bool,
    limit: int,
    offset: int,
    form: str | None,
    quiet: bool,
    as_json: bool,
    **included: tuple[str, ...],
) -> None:
    """Search the archive. Without a query, everything, newest first.

    A query may begin with a minus: -date:* finds what is undated.
    """
    chosen = HitFormat.JSON if as_json else HitFormat(form) if form else None
    with _service(session) as service:
        results = service.search(
            SearchQuery(
                text=query,
                filters=_filters(service, included, exclude),
                first=_days(first, "--from").first,
                last=_days(last, "--to").last,
                sort=Sort(sort) if sort else Sort.RELEVANCE if query.strip() else Sort.NEWEST,
                offset=offset,
                limit=0 if quiet else limit,
                facets=LISTED_FACETS if chosen is HitFormat.JSON and not quiet else (),
                any_word=any_word,
                explain=explain and not quiet,
            )
        )
    if quiet:
        stop(_quiet_exit_code(results))
    print_hits(results, chosen)


def _quiet_exit_code(results: Results) -> int:
    """0 for hits, 1 for none, as grep has it; `BusyError` where time ran out before the first."""
    if results.total:
        return 0
    if not results.complete:
        raise BusyError("time ran out before every article was looked at: ask for less at once")
    return 1


@click.command()
@json_option
@home_option
@click.pass_obj
def stats(session: Session, as_json: bool) -> None:
    """Show how much the archive holds, and how far the index has read it."""
    with _service(session) as service:
        state = asdict(service.state())
    if as_json:
        print_json(state)
    else:
        for name, value in state.items():
            click.echo(
                f"{name.replace('_', ' '):<18}{value:,}"
                if isinstance(value, int)
                else f"{name:<18}{value}"
            )


@contextmanager
def _service(session: Session) -> Generator[SearchService]:
    generations = Generations(session.settings.index)
    with session.open_store() as store, SearchService(store, generations) as service:
        yield service


def _filters(
    service: SearchService, included: dict[str, tuple[str, ...]], excluded: tuple[str, ...]
) -> dict[str, FacetFilter]:
    """Facet filters from the options; typed names are looked up as values of the facet."""
    without: dict[str, list[str]] = {}
    for pair in excluded:
        facet, equals, name = pair.partition("=")
        if not equals or facet not in _FACET_NAMES:
            raise UserError(
                f"--exclude {pair}: write it as facet=value, with one of {', '.join(_FACET_NAMES)}"
            )
        without.setdefault(facet, []).append(name)
    return {
        facet: FacetFilter(
            include=_values(service, facet, included[facet]),
            exclude=_values(service, facet, without.get(facet, ())),
        )
        for facet in _FACET_NAMES
        if included[facet] or facet in without
    }


def _values(
    service: SearchService, facet: str, names: tuple[str, ...] | list[str]
) -> frozenset[str]:
    return frozenset(value for name in names for value in service.values_named(facet, name))


def _days(text: str | None, option: str) -> DateRange:
    if text is None:
        return DateRange(None, None)
    days = date_range(text)
    if days is None or days.first is None or days.last is None:
        raise UserError(f"{option} {text}: write a day, month or year, such as 2019-06-04 or 2019")
    return days

"""The commands that ask the index: search, stats."""

from dataclasses import asdict, replace
from typing import Any

import click

from archive.cli.session import Session, home_option, json_option, print_json, stop
from archive.errors import BusyError
from indexer.cli.hit_output import print_hits
from indexer.cli.hit_rows import HitFormat
from indexer.cli.query_command import QueryCommand
from indexer.cli.search_options import ListOptions, list_options, opened
from indexer.engines.engine import Sort
from indexer.schema.fields import LISTED_FACETS
from indexer.search.results import Results


@click.command(cls=QueryCommand)
@list_options
@click.option(
    "--sort",
    type=click.Choice([str(sort) for sort in Sort]),
    help="Default: relevance, newest for no query.",
)
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
    sort: str | None,
    explain: bool,
    limit: int,
    offset: int,
    form: str | None,
    quiet: bool,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - of the list's options
) -> None:
    """Search the archive. Without a query, everything, newest first.

    A query may begin with a minus: -date:* finds what is undated.
    """
    chosen = HitFormat.JSON if as_json else HitFormat(form) if form else None
    with opened(session) as (_, service):
        question = ListOptions.of(asked).question(service, Sort(sort) if sort else None)
        results = service.search(
            replace(
                question,
                offset=offset,
                limit=0 if quiet else limit,
                facets=LISTED_FACETS if chosen is HitFormat.JSON and not quiet else (),
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
    with opened(session) as (_, service):
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

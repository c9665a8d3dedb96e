"""The command that makes the receipt of a search, and verifies one."""

from pathlib import Path
from typing import Any

import click

from archive.cli.named_inputs import read_whole
from archive.cli.session import Session, home_option, json_option, print_json, say, stop
from archive.errors import ReceiptError, UserError
from archive.export.output_file import write_output
from archive.ingest.files import shown
from archive.store.reader import StoreReader
from indexer.cli.query_command import QueryCommand
from indexer.cli.search_options import ListOptions, list_options, opened
from indexer.desk.receipt import (
    LARGEST_BYTES,
    Receipt,
    Verdict,
    from_json,
    receipt_of,
    to_json,
    verify,
)
from indexer.desk.told_articles import ToldArticles, told

# A receipt takes its time, unlike a page that somebody waits for.
_TIME_LIMIT_S = 300.0


@click.command(cls=QueryCommand)
@list_options
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write it to a file."
)
@click.option(
    "--verify",
    "verified",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Say whether the archive still answers as in this receipt.",
)
@json_option
@home_option
@click.pass_obj
def receipt(
    session: Session,
    output: Path | None,
    verified: Path | None,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - of the list's options
) -> None:
    """Write down what a search finds, to verify it later, or to print it in an appendix.

    The receipt is JSON: the query as typed and as read, filters, moment, counts, the versions of
    what answered, every article found with its version, and SHA-256 over them. With --verify, the
    exit code is 0 where the archive still answers so, 1 where it does not, and 65 for what is no
    receipt; articles that came, went or changed since are named.
    """
    options = ListOptions.of(asked)
    if verified is not None:
        if options.narrows or options.any_word or output:
            raise UserError("--verify takes its query from the receipt: give nothing else")
        _verify(session, verified, as_json=as_json)
        return
    with opened(session) as (store, service):
        made = receipt_of(store, service, options.question(service), time_limit_s=_TIME_LIMIT_S)
    for notice in made.asked.notices:
        say(notice)
    content = to_json(made).decode()
    if output is None:
        click.echo(content, nl=False)
        return
    write_output(output, content)
    click.echo(f"{_counted(made)}: {shown(output)}")


def _verify(session: Session, path: Path, *, as_json: bool) -> None:
    then = _read(path)
    with opened(session) as (store, service):
        verdict = verify(store, service, then, time_limit_s=_TIME_LIMIT_S)
        if as_json:
            print_json(_plain(verdict))
        else:
            _print_verdict(store, verdict)
    if not verdict.is_same:
        stop(1)


def _read(path: Path) -> Receipt:
    try:
        return from_json(read_whole(path, LARGEST_BYTES))
    except ReceiptError as error:
        raise ReceiptError(f"{shown(path)}: {error}") from error


def _counted(made: Receipt) -> str:
    counts = made.counts
    return (
        f"{counts.hits:,} hits, {counts.articles:,} articles, SHA-256 of their ids "
        f"{made.sha256.ids}"
    )


def _print_verdict(store: StoreReader, verdict: Verdict) -> None:
    then, now = verdict.then, verdict.now
    if verdict.is_same:
        click.echo(f"The archive answers as at {then.made.moment}: {_counted(now)}")
    else:
        click.echo(
            f"The archive answers otherwise than at {then.made.moment}: "
            f"{then.counts.articles:,} articles then, {now.counts.articles:,} now"
        )
        _print_articles("came", told(store, verdict.came))
        _print_articles("went", told(store, verdict.gone))
        _print_articles("changed", told(store, verdict.changed))
    for each in verdict.other_versions:
        click.echo(f"other version: {each}")


def _print_articles(what: str, articles: ToldArticles) -> None:
    if articles.total:
        click.echo(f"{articles.total:,} {what}:")
    for each in articles.first:
        click.echo(f"  {each.id}  {each.headline}{'' if each.is_held else ' (removed)'}")
    if articles.more:
        click.echo(f"  and {articles.more:,} more")


def _plain(verdict: Verdict) -> dict[str, object]:
    return {
        "same": verdict.is_same,
        "then": verdict.then.made.moment,
        "now": verdict.now.made.moment,
        "came": list(verdict.came),
        "gone": list(verdict.gone),
        "removed": sorted(verdict.removed),
        "changed": list(verdict.changed),
        "other_versions": list(verdict.other_versions),
    }

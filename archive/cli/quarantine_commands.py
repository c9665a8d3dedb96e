"""Commands on the quarantine: list, retry, dismiss, restore."""

from collections.abc import Callable

import click

from archive.cli.articles import adding
from archive.cli.session import Session, home_option, json_option, print_json
from archive.errors import UserError
from archive.ingest.ingest import retry_quarantined
from archive.store.audit import system_user
from archive.store.quarantine import Quarantine


@click.group()
def quarantine() -> None:
    """List what could not be read, try it again, or dismiss it."""


@quarantine.command("list")
@click.option("--dismissed", is_flag=True, help="List what was dismissed instead.")
@json_option
@home_option
@click.pass_obj
def list_quarantine(session: Session, dismissed: bool, as_json: bool) -> None:
    """List what could not be read, each with its number and reason.

    With --json, one a line.
    """
    with session.open_store() as store:
        for each in Quarantine(store.database).listed(dismissed=dismissed):
            if as_json:
                print_json(each.to_json())
            else:
                click.echo(f"{each.id:>6}  {each.reason}")


@quarantine.command()
@click.argument("numbers", metavar="[NUMBER]…", nargs=-1, type=int)
@json_option
@home_option
@click.pass_obj
def retry(session: Session, numbers: tuple[int, ...], as_json: bool) -> None:
    """Try again what could not be read: those of the numbers given, or all.

    What can be read now is added and leaves the list.
    """
    with session.open_store() as store:
        adding(
            session, store, lambda tally: retry_quarantined(store, numbers, tally), as_json=as_json
        )


def _numbers_or_all(command: Callable[..., None]) -> Callable[..., None]:
    numbers = click.argument("numbers", metavar="[NUMBER]…", nargs=-1, type=int)
    every = click.option("--all", "every", is_flag=True, help="All of them.")
    return numbers(every(command))


@quarantine.command()
@_numbers_or_all
@home_option
@click.pass_obj
def dismiss(session: Session, numbers: tuple[int, ...], every: bool) -> None:
    """Take entries off the list that need no repair: those of the numbers given, or all.

    Nothing is lost: their bytes stay, 'quarantine list --dismissed' shows them, and 'quarantine
    restore' brings them back. What is added again with the same bytes stays dismissed.
    """
    chosen = _chosen(numbers, every=every)
    with session.open_store() as store:
        count = Quarantine(store.database).dismiss(chosen, system_user())
    click.echo(f"{count:,} dismissed: 'backfile quarantine restore' brings them back")


@quarantine.command()
@_numbers_or_all
@home_option
@click.pass_obj
def restore(session: Session, numbers: tuple[int, ...], every: bool) -> None:
    """Bring dismissed entries back onto the list: those of the numbers given, or all."""
    chosen = _chosen(numbers, every=every)
    with session.open_store() as store:
        count = Quarantine(store.database).restore(chosen, system_user())
    click.echo(f"{count:,} restored")


def _chosen(numbers: tuple[int, ...], *, every: bool) -> tuple[int, ...] | None:
    """Numbers that were chosen, None for all; `UserError` unless it is one or the other."""
    if every == bool(numbers):
        raise UserError("name the entries by their numbers, or choose --all")
    return None if every else numbers

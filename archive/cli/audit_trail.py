"""Command on the audit: who changed what, and who logged in."""

from dataclasses import asdict

import click

from archive.cli.session import Session, home_option, json_option, print_json
from archive.store.audit import lines


@click.command()
@click.option("--subject", help="Only what was done to this: an article's id, a name.")
@click.option("--before", type=click.IntRange(1), help="Only lines before this number.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True)
@json_option
@home_option
@click.pass_obj
def audit(
    session: Session, subject: str | None, before: int | None, limit: int, as_json: bool
) -> None:
    """List who changed what, the last change first; with --json one a line."""
    with session.open_store() as store:
        found = lines(store.database, subject=subject, before=before, limit=limit)
    for each in found:
        if as_json:
            print_json(asdict(each))
        else:
            told = f"{each.who or 'a stranger'}  {each.action}  {each.subject}"
            click.echo(
                f"{each.id}  {each.moment}  {told.rstrip()}{each.detail and '  '}{each.detail}"
            )
    if not (found or as_json):
        click.echo("nothing was changed by a person")

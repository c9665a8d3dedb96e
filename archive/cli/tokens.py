"""Commands on access tokens: secrets with which programs use the API for a user."""

import re

import click

from archive.cli.session import Session, home_option, json_option, print_json, say
from archive.store.access_tokens import AccessTokens
from archive.store.audit import system_user

_DAYS = {"d": 1, "w": 7, "y": 365}
# A date that no calendar here has would come otherwise.
_MOST_DAYS = 100 * _DAYS["y"]
_DURATION = re.compile(r"([1-9][0-9]{0,3})([dwy])")
_NEVER = "never"


@click.group()
def tokens() -> None:
    """Make tokens, with which programs use the API for a user."""


user_option = click.option("--user", required=True, help="The user whose token it is.")


def _days(_ctx: click.Context, _option: click.Parameter, given: str) -> int | None:
    if given == _NEVER:
        return None
    parts = _DURATION.fullmatch(given)
    days = int(parts[1]) * _DAYS[parts[2]] if parts else 0
    if not 0 < days <= _MOST_DAYS:
        raise click.BadParameter("write 90d, 12w, 1y, at most 100y, or never")
    return days


@tokens.command("add")
@click.argument("name")
@user_option
@click.option(
    "--expires",
    "days",
    default="90d",
    show_default=True,
    callback=_days,
    help="How long it lasts: days, weeks or years as 90d, 12w, 1y; or never.",
)
@json_option
@home_option
@click.pass_obj
def add_token(session: Session, name: str, user: str, days: int | None, as_json: bool) -> None:
    """Make a token and print it. It is shown only now."""
    with session.open_store() as store:
        secret = AccessTokens(store.database).make(user, name, days, who=system_user())
    if as_json:
        print_json({"name": name, "user": user, "token": secret})
        return
    click.echo(secret)
    say("keep it well: it is not shown again; send it as 'Authorization: Bearer TOKEN'")


@tokens.command("list")
@click.option("--user", help="Only this user's.")
@json_option
@home_option
@click.pass_obj
def list_tokens(session: Session, user: str | None, as_json: bool) -> None:
    """List the tokens by their names; the secrets are not kept."""
    with session.open_store() as store:
        listed = AccessTokens(store.database).listed(user)
    if as_json:
        print_json([each.to_json() for each in listed])
        return
    for each in listed:
        until = f"until {each.expires}" if each.expires else "without an end"
        click.echo(f"{each.user}  {each.name}  {until}")
    if not listed:
        click.echo("no tokens: make one with 'backfile tokens add NAME --user USER'")


@tokens.command("revoke")
@click.argument("name")
@user_option
@home_option
@click.pass_obj
def revoke_token(session: Session, name: str, user: str) -> None:
    """Revoke a token at once."""
    with session.open_store() as store:
        AccessTokens(store.database).revoke(user, name, who=system_user())
    click.echo("revoked")

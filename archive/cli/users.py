"""Commands on users: who may log in where the archive is served to others."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from archive.cli.session import Session, home_option, json_option, print_json
from archive.errors import UserError, system_errors_named
from archive.store.audit import system_user
from archive.store.user_accounts import AccessRole, UserAccounts

# The longest password, and room for a line's end.
_LONGEST_FILE = 4_100


@click.group()
def users() -> None:
    """Say who may log in, to read or to change the archive.

    An archive with users asks everybody to log in who wants to change it, and without --public
    also everybody who wants to read it. A server that runs already has to be started again for its
    first user; all else takes effect at once.
    """


def _password_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--password-file",
        type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
        help="File whose first line is the password; - reads it from standard input. Without it "
        "you are asked twice.",
    )(command)


role_option = click.option(
    "--role",
    type=click.Choice([str(role) for role in AccessRole]),
    default=str(AccessRole.EDITOR),
    show_default=True,
    help="Readers read, editors also change, admins also see who changed what.",
)


@users.command("add")
@click.argument("name")
@role_option
@_password_option
@home_option
@click.pass_obj
def add_user(session: Session, name: str, role: str, password_file: Path | None) -> None:
    """Add a user."""
    password = _password(password_file)
    with session.open_store(create=True) as store:
        kept = UserAccounts(store.database).add(name, password, AccessRole(role), who=system_user())
    click.echo(f"{kept} can log in as {role}")


@users.command("list")
@json_option
@home_option
@click.pass_obj
def list_users(session: Session, as_json: bool) -> None:
    """List the users."""
    with session.open_store() as store:
        listed = UserAccounts(store.database).listed()
    if as_json:
        print_json([each.to_json() for each in listed])
        return
    for each in listed:
        click.echo(f"{each.name}  {each.role}{', disabled' if each.disabled else ''}")
    if not listed:
        click.echo("no users: add one with 'backfile users add NAME'")


@users.command("passwd")
@click.argument("name")
@_password_option
@home_option
@click.pass_obj
def change_password(session: Session, name: str, password_file: Path | None) -> None:
    """Give a user another password; all sessions of the user end."""
    password = _password(password_file)
    with session.open_store() as store:
        UserAccounts(store.database).set_password(name, password, who=system_user())
    click.echo("changed")


@users.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice([str(role) for role in AccessRole]))
@home_option
@click.pass_obj
def change_role(session: Session, name: str, role: str) -> None:
    """Give a user another role."""
    with session.open_store() as store:
        UserAccounts(store.database).set_role(name, AccessRole(role), who=system_user())
    click.echo("changed")


@users.command("disable")
@click.argument("name")
@home_option
@click.pass_obj
def disable_user(session: Session, name: str) -> None:
    """Disable a user at once: sessions end, tokens are refused."""
    with session.open_store() as store:
        UserAccounts(store.database).set_disabled(name, disabled=True, who=system_user())
    click.echo("disabled: 'backfile users enable' undoes it")


@users.command("enable")
@click.argument("name")
@home_option
@click.pass_obj
def enable_user(session: Session, name: str) -> None:
    """Enable a user who was disabled; tokens are accepted again."""
    with session.open_store() as store:
        UserAccounts(store.database).set_disabled(name, disabled=False, who=system_user())
    click.echo("enabled")


@users.command("remove")
@click.argument("name")
@home_option
@click.pass_obj
def remove_user(session: Session, name: str) -> None:
    """Remove a user with all sessions and tokens; what the user changed stays."""
    with session.open_store() as store:
        UserAccounts(store.database).remove(name, who=system_user())
    click.echo("removed")


def _password(file: Path | None) -> str:
    """Password from a file, from standard input, or asked for twice at a terminal."""
    try:
        if file is not None and str(file) != "-":
            with system_errors_named(file), file.open(encoding="utf-8", errors="strict") as lines:
                return _first_line(lines.read(_LONGEST_FILE))
        if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison] - so it is when closed
            raise UserError("standard input is closed: name a file with --password-file")
        if file is None and sys.stdin.isatty():
            return click.prompt("Password", hide_input=True, confirmation_prompt="Again")
        password = _first_line(sys.stdin.read(_LONGEST_FILE))
        # Standard input has bytes that are no text as surrogates.
        password.encode()
    except UnicodeError as error:
        raise UserError("the password is not text in UTF-8: write it in that encoding") from error
    return password


def _first_line(text: str) -> str:
    """First line; a second one has to be the same, as where a password is typed twice."""
    first, *others = text.splitlines() or [""]
    if others and others[0] not in {"", first}:
        raise UserError("the two passwords differ: nothing was changed")
    return first

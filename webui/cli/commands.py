"""The command `backfile`: `serve` and `demo`, and the other packages' commands, loaded lazily.

A command is imported when it is called: a process that serves for months holds no file readers in
memory.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.session import Session, home_option, say
from webui.cli.lazy_group import LazyGroup

if TYPE_CHECKING:
    from archive.settings import Settings
    from archive.store.store import Store

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

# Commands of the other packages, with the import path of each.
_ELSEWHERE = {
    "add": "archive.cli.articles.add",
    "alerts": "webui.cli.alerts.alerts",
    "audit": "archive.cli.audit_trail.audit",
    "batch": "webui.cli.batch.batch",
    "cite": "archive.cli.citations.cite",
    "collections": "archive.cli.collecting.collections",
    "correct": "archive.cli.article_corrections.correct",
    "engines": "indexer.cli.index.engines",
    "export": "webui.cli.export.export",
    "feeds": "archive.cli.feeds.feeds",
    "inspect": "archive.cli.articles.inspect",
    "mcp": "indexer.cli.model_context.mcp",
    "names": "archive.cli.authority.names",
    "note": "archive.cli.collecting.note",
    "quarantine": "archive.cli.quarantine_commands.quarantine",
    "rebuild": "indexer.cli.index.rebuild",
    "receipt": "webui.cli.receipt.receipt",
    "regions": "archive.cli.authority.regions",
    "remove": "archive.cli.articles.remove",
    "saved": "webui.cli.saved.saved",
    "search": "indexer.cli.search.search",
    "show": "archive.cli.showing.show",
    "sources": "archive.cli.source_names.sources",
    "stats": "indexer.cli.search.stats",
    "tag": "archive.cli.collecting.tag",
    "time-zone": "archive.cli.authority.time_zone",
    "tokens": "archive.cli.tokens.tokens",
    "update": "indexer.cli.index.update",
    "users": "archive.cli.users.users",
}


@click.group(
    cls=LazyGroup,
    lazy_subcommands=_ELSEWHERE,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@home_option
@click.version_option(package_name="backfile", message="%(version)s")
def backfile() -> None:
    """Keep news articles in an archive, and search it."""


def _serving_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--workers", type=click.IntRange(1, 64), help="Number of server processes."),
        click.option(
            "--port", type=click.IntRange(0, 65535), help="Port to listen on; 0 picks a free one."
        ),
        click.option("--host", help="Address to listen on (default: this machine only)."),
        click.option(
            "--public",
            is_flag=True,
            default=None,
            help="Let everybody read, and nobody change anything but users who log in.",
        ),
        click.option(
            "--allow-host",
            "allowed_hosts",
            multiple=True,
            metavar="NAME",
            help="Name that readers reach it by; can be given several times.",
        ),
        click.option(
            "--behind-proxy",
            type=click.IntRange(0, 16),
            metavar="N",
            help="Believe the X-Forwarded- headers of N proxies.",
        ),
        click.option(
            "--prefix", metavar="PATH", help="Path that a proxy serves it under, such as /archive."
        ),
        click.option("--https", is_flag=True, default=None, help="Readers reach it by https."),
    ):
        command = option(command)
    return command


@backfile.command()
@_serving_options
@home_option
@click.pass_obj
def serve(session: Session, **chosen: Any) -> None:  # noqa: ANN401 - values of settings
    """Serve the archive as web pages until Ctrl-C.

    On this machine everybody who reaches it may change it. For others it needs --public, or users
    who log in: 'backfile users add'. docs/serving.md says how.
    """
    _serve(session, chosen)


@backfile.command()
@_serving_options
@home_option
@click.pass_obj
def demo(session: Session, **chosen: Any) -> None:  # noqa: ANN401 - values of settings
    """Load the demo archive of fictional articles, and serve it."""
    if not session.states("home"):
        import platformdirs

        session.override(home=platformdirs.user_data_path("backfile-demo"))
    from archive.ingest.files import find_files
    from archive.ingest.ingest import add_files
    from archive.ingest.tally import Tally

    files = find_files([SEEDS / "pasted", SEEDS / "wire.jsonl", SEEDS / "clippings.csv"])
    with session.open_store(create=True) as store:
        add_files(store, files, {}, Tally())
        _update_index(session, store)
    _serve(session, chosen)


def _serve(session: Session, chosen: dict[str, Any]) -> None:
    from archive.store.user_accounts import UserAccounts
    from webui.access import is_local, policy_of
    from webui.server import Server

    settings = _with_options(session.settings, chosen)
    with session.open_store() as store:
        access = policy_of(settings, has_users=bool(UserAccounts(store.database).listed()))
    if access.users and not (access.https or is_local(settings.host)):
        say("passwords travel unencrypted: put a proxy with TLS before it, and say --https")
    server = Server(
        settings,
        access,
        ready=lambda address: click.echo(f"Backfile is at {address} (Ctrl-C stops it)"),
    )
    server.run()


def _with_options(settings: Settings, chosen: dict[str, Any]) -> Settings:
    """Settings with the options of a command line in place of some."""
    from archive.settings import with_options

    hosts = ",".join(chosen.get("allowed_hosts") or ()) or None
    return with_options(settings, chosen | {"allowed_hosts": hosts})


def _update_index(session: Session, store: Store) -> None:
    from indexer.cli.index import update_index

    update_index(session, store)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Characters that the terminal's encoding lacks are printed as escapes.
            stream.reconfigure(errors="backslashreplace")
    backfile(obj=Session(None, after_change=_update_index), prog_name="backfile")

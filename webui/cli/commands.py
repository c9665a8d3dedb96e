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

from archive.cli.session import Session, home_option
from webui.cli.lazy_group import LazyGroup

if TYPE_CHECKING:
    from archive.settings import Settings
    from archive.store.store import Store

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

# Commands of the other packages, with the import path of each.
_ELSEWHERE = {
    "add": "archive.cli.articles.add",
    "engines": "indexer.cli.index.engines",
    "feeds": "archive.cli.feeds.feeds",
    "inspect": "archive.cli.articles.inspect",
    "names": "archive.cli.authority.names",
    "quarantine": "archive.cli.quarantine.quarantine",
    "rebuild": "indexer.cli.index.rebuild",
    "regions": "archive.cli.authority.regions",
    "remove": "archive.cli.articles.remove",
    "search": "indexer.cli.search.search",
    "show": "archive.cli.articles.show",
    "sources": "archive.cli.source_names.sources",
    "stats": "indexer.cli.search.stats",
    "time-zone": "archive.cli.authority.time_zone",
    "update": "indexer.cli.index.update",
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
    ):
        command = option(command)
    return command


@backfile.command()
@_serving_options
@home_option
@click.pass_obj
def serve(session: Session, **chosen: str | int | None) -> None:
    """Serve the archive as web pages until Ctrl-C."""
    session.open_store().close()
    _serve(session.settings, chosen)


@backfile.command()
@_serving_options
@home_option
@click.pass_obj
def demo(session: Session, **chosen: str | int | None) -> None:
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
    _serve(session.settings, chosen)


def _serve(settings: Settings, chosen: dict[str, Any]) -> None:
    from dataclasses import replace

    from webui.server import Server

    given = {name: value for name, value in chosen.items() if value is not None}
    server = Server(
        replace(settings, **given),
        ready=lambda address: click.echo(f"Backfile is at {address} (Ctrl-C stops it)"),
    )
    server.run()


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

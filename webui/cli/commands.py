"""The command `backfile`: `serve` and `demo`, and the other packages' commands, loaded lazily.

A command is imported when it is called: a process that serves for months holds no file readers in
memory.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.cli.session import Commands, Session, home_option

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
    "quarantine": "archive.cli.articles.quarantine",
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


class LazyGroup(Commands):
    """Lazy group: a command group that imports a subcommand when it is called.

    `lazy_subcommands` maps names to import paths. The recipe is click's ("Lazily Loading
    Subcommands"), whose suggestions for a misspelled command lack the lazy ones; here they are
    included.
    """

    def __init__(self, *, lazy_subcommands: Mapping[str, str], **settings: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(**settings)
        self._lazy_subcommands = lazy_subcommands

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, sorted, without importing any."""
        return sorted([*super().list_commands(ctx), *self._lazy_subcommands])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported where it is lazy; None for an unknown name."""
        if cmd_name not in self._lazy_subcommands:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._lazy_subcommands[cmd_name].rpartition(".")
        return getattr(import_module(module), name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named by the first argument, and the remaining arguments.

        Raises `click.NoSuchCommand`, which suggests commands of similar spelling.
        """
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(
                error.command_name, possibilities=self.list_commands(ctx), ctx=ctx
            ) from error


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
    backfile(obj=Session(None, after_change=_update_index))

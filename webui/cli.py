"""The commands that show the archive, and all commands together as `backfile`.

What a command needs is imported when it is called: a process that serves for months has nothing
in memory that reads files.
"""

import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

import click
import platformdirs
from pydantic import ValidationError

from archive.by_name import ByName
from archive.cli.session import Commands, Session, home_option, say
from archive.errors import UserError
from archive.settings import Settings
from archive.store.store import Store

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

# The commands that other packages bring, by module.
_ELSEWHERE = {
    "archive.cli.articles": ("add", "inspect", "show", "remove", "quarantine"),
    "archive.cli.authority": ("names", "regions", "time-zone"),
    "archive.cli.feeds": ("feeds",),
    "indexer.cli.search": ("search", "stats"),
    "indexer.cli.index": ("update", "rebuild", "engines"),
}


def _imported(module: str, name: str) -> click.Command:
    return getattr(import_module(module), name.replace("-", "_"))


@click.group(
    cls=Commands,
    commands=ByName(
        {
            name: partial(_imported, module, name)
            for module, names in _ELSEWHERE.items()
            for name in names
        }
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@home_option
@click.version_option(package_name="backfile", message="%(version)s")
def backfile() -> None:
    """Keep news articles in an archive, and search it."""


def _serving_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--workers", type=click.IntRange(1, 64), help="How many processes serve."),
        click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 takes a free one."),
        click.option("--host", help="The address to listen on (default: this machine only)."),
    ):
        command = option(command)
    return command


@backfile.command()
@_serving_options
@home_option
@click.pass_obj
def serve(session: Session, **chosen: str | int | None) -> None:
    """Serve the archive to browsers until Ctrl-C."""
    session.open_store().close()
    _serve(session.settings, chosen)


@backfile.command()
@_serving_options
@home_option
@click.pass_obj
def demo(session: Session, **chosen: str | int | None) -> None:
    """Load the demo archive of fictional articles, and serve it."""
    if "home" not in session.settings.model_fields_set:
        session.settings = session.settings.model_copy(
            update={"home": platformdirs.user_data_path("backfile-demo")}
        )
    from archive.ingest.files import find_files
    from archive.ingest.ingest import Tally, add_files

    files = find_files([SEEDS / "pasted", SEEDS / "wire.jsonl", SEEDS / "clippings.csv"])
    with session.open_store(create=True) as store:
        add_files(store, files, {}, Tally())
        _update_index(session, store)
    _serve(session.settings, chosen)


def _serve(settings: Settings, chosen: dict[str, str | int | None]) -> None:
    from webui.server import Server

    given = {name: value for name, value in chosen.items() if value is not None}
    server = Server(
        settings.model_copy(update=given),
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
            # A terminal that cannot show a letter shows its number.
            stream.reconfigure(errors="backslashreplace")
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"BACKFILE_{first['loc'][0]}".upper()
        say(f"{name}: {first['msg']}: correct it or unset it")
        sys.exit(UserError.exit_code)
    backfile(obj=Session(settings, after_change=_update_index))

"""The options of commands that say which column holds a field, and what is the same in all."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from archive.cli.session import Session
from archive.ingest.map_files import read_map, stated_mapping

Command = TypeVar("Command", bound=Callable[..., Any])

_MAP = click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column (or dotted path) of JSON Lines or CSV holds a field; can be repeated. "
    "#2 is the second column of a table without a header.",
)
_SET = click.option(
    "--set",
    "constants",
    multiple=True,
    metavar="FIELD=VALUE",
    help="What a field is in all articles (source=Reuters), in place of what the files say of it; "
    "can be repeated.",
)
_MAP_FILE = click.option(
    "--map-file",
    metavar="NAME|PATH",
    help="A map that was kept under a name, or a file like it; --map and --set go before it.",
)


def mapping_options(command: Command) -> Command:
    """Add `--map`, `--set` and `--map-file` to a command."""
    return _MAP(_SET(_MAP_FILE(command)))


def stated_by(
    session: Session, pairs: tuple[str, ...], constants: tuple[str, ...], map_file: str | None
) -> dict[str, str]:
    """The mapping that the options state; raises `MappingError`."""
    kept = read_map(session.settings.maps, map_file) if map_file else {}
    return stated_mapping(pairs, constants, kept)

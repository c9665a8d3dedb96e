"""Shared by all commands: session, common options, output, errors as one sentence."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click

from archive.errors import BackfileError
from archive.settings import Settings
from archive.store.store import Store

# 128 + SIGINT, the shell's exit code for a command ended by Ctrl-C.
INTERRUPTED = 130


@dataclass(slots=True)
class Session:
    """Context of one run: settings, and the hook that updates the index after a change."""

    settings: Settings
    after_change: Callable[["Session", Store], object]

    def open_store(self, *, create: bool = False) -> Store:
        """Open the store of this run's home; the caller closes it."""
        zone = self.settings.time_zone
        return Store.open(self.settings.database, create=create, time_zone=zone)


class Commands(click.Group):
    """Command group that turns a `BackfileError` into one sentence and its exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BackfileError as error:
            say(str(error))
            stop(error.exit_code)


def _choose_home(ctx: click.Context, _option: click.Parameter, home: Path | None) -> None:
    if home is not None:
        session = ctx.find_object(Session)
        if session is not None:
            session.settings = session.settings.model_copy(update={"home": home})


home_option = click.option(
    "--home",
    type=click.Path(path_type=Path, readable=False),
    expose_value=False,
    is_eager=True,
    callback=_choose_home,
    help="The folder that holds the archive (default: BACKFILE_HOME, else the platform's).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def print_json(document: Any) -> None:  # noqa: ANN401 - anything that JSON holds
    """Print a document as one line of JSON."""
    click.echo(json.dumps(document, ensure_ascii=False))


def say(sentence: str) -> None:
    """Print a message to stderr, prefixed with the program's name."""
    click.echo(f"backfile: {sentence}", err=True)


def stop_interrupted(stored: int) -> NoReturn:
    """End a command that adds, after Ctrl-C; `stored` is the number of articles written."""
    say(f"stopped: {stored:,} articles of this run are stored: run the same command again to go on")
    stop(INTERRUPTED)


def stop(exit_code: int) -> NoReturn:
    """End the command with an exit code, printing nothing."""
    sys.exit(exit_code)

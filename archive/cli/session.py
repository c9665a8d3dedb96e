"""What all commands share: the home they work on, and errors said in one sentence."""

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

# The exit code that a shell gives a command that Ctrl-C ended.
INTERRUPTED = 130


@dataclass(slots=True)
class Session:
    """One run of the command line: its settings, and what follows a change of the store."""

    settings: Settings
    after_change: Callable[["Session", Store], object]

    def open_store(self, *, create: bool = False) -> Store:
        """The store of this run's home."""
        zone = self.settings.time_zone
        return Store.open(self.settings.database, create=create, time_zone=zone)


class Commands(click.Group):
    """A group of commands whose errors become one sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command that was called."""
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
    """Tell the person in front of the terminal something, beside the command's output."""
    click.echo(f"backfile: {sentence}", err=True)


def stop_interrupted(stored: int) -> NoReturn:
    """End a command that adds, which Ctrl-C has stopped after so many articles."""
    say(f"stopped: {stored:,} articles of this run are stored: run the same command again to go on")
    stop(INTERRUPTED)


def stop(exit_code: int) -> NoReturn:
    """End the command with an exit code; everything has been said."""
    sys.exit(exit_code)

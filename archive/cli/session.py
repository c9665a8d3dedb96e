"""Shared by all commands: session, common options, output, errors as one sentence.

Every command imports this first: what takes long to import is imported where it is used.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from archive.errors import BackfileError, DiskFullError, UserError, from_system

if TYPE_CHECKING:
    from archive.settings import Settings
    from archive.store.reader import StoreReader
    from archive.store.store import Store

# 128 + SIGINT, the shell's exit code for a command ended by Ctrl-C.
INTERRUPTED = 130


class Session:
    """Context of one run: settings, and the hook that updates the index after a change.

    Settings are read from the environment when they are first asked for, unless given.
    """

    def __init__(
        self, settings: Settings | None, after_change: Callable[[Session, Store], object]
    ) -> None:
        self._settings = settings
        self._options: dict[str, Any] = {}
        self.after_change = after_change

    @property
    def settings(self) -> Settings:
        """Settings of this run; `UserError` where the environment states wrong ones."""
        from dataclasses import replace

        if self._settings is None:
            from archive.settings import read_settings

            self._settings = read_settings()
        return replace(self._settings, **self._options)

    def override(self, **options: Any) -> None:  # noqa: ANN401 - of any setting's type
        """Let options of the command override settings of these names."""
        self._options |= options

    def states(self, name: str) -> bool:
        """Whether a setting was stated, by an option or in the environment."""
        from archive.settings import is_stated

        return name in self._options or self._settings is not None or is_stated(name)

    def open_store(self, *, create: bool = False) -> Store:
        """Open the store of this run's home; the caller closes it."""
        from archive.store.store import Store

        settings = self.settings
        return Store.open(settings.database, create=create, time_zone=settings.time_zone)

    def open_reader(self) -> StoreReader:
        """Open the store of this run's home for reading; the caller closes it."""
        from archive.store.reader import StoreReader

        return StoreReader.open(self.settings.database)


class Commands(click.Group):
    """Command group that turns a `BackfileError` into one sentence and its exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BackfileError as error:
            say(str(error))
            stop(error.exit_code)
        except OSError as error:
            # What is written to files is named where it is written: this is standard output.
            full = from_system(Path("standard output"), error.errno or 0)
            if not isinstance(full, DiskFullError):
                raise
            say(str(full))
            stop(full.exit_code)
        except UnicodeEncodeError:
            # Bytes of the command line that are no text come as lone surrogates.
            if all(map(_is_text, sys.argv)):
                raise
            say("an argument is not text in UTF-8: write it in that encoding")
            stop(UserError.exit_code)


def _is_text(argument: str) -> bool:
    return not any("\ud800" <= each <= "\udfff" for each in argument)


def _choose_home(ctx: click.Context, _option: click.Parameter, home: Path | None) -> None:
    if home is not None:
        session = ctx.find_object(Session)
        if session is not None:
            session.override(home=home)


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

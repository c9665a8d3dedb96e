"""Lazy group of commands: each is imported when it is called, and not before."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from archive.cli.session import Commands

_LONGEST_SUMMARY = 1_000


class LazyGroup(Commands):
    """Lazy group: a command group that imports a subcommand when it is called.

    `lazy_subcommands` maps names to import paths. The recipe is click's ("Lazily Loading
    Subcommands"), whose suggestions for a misspelled command lack the lazy ones; here they are
    included. The list of commands and its completion need no import either: they read the
    commands' docstrings in their source.
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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands with a summary of each, without importing any."""
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._summary(ctx, name, room)) for name in names])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Completions of a command's name, or of an option, without importing any command."""
        named = [
            CompletionItem(name, help=self._summary(ctx, name, _LONGEST_SUMMARY))
            for name in self.list_commands(ctx)
            if name.startswith(incomplete)
        ]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]

    def _summary(self, ctx: click.Context, name: str, room: int) -> str:
        """First sentence of a command's help, in so many characters."""
        path = self._lazy_subcommands.get(name)
        if path is None:
            command = super().get_command(ctx, name)
            return command.get_short_help_str(room) if command else ""
        module, _, function = path.rpartition(".")
        return click.Command(name, help=_docstrings(module).get(function)).get_short_help_str(room)


@cache
def _docstrings(module: str) -> dict[str, str]:
    """Docstrings of a module's functions by name, read from its source."""
    return dict(_documented(module))


def _documented(module: str) -> Iterator[tuple[str, str]]:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return
    for node in ast.parse(Path(spec.origin).read_bytes()).body:
        if isinstance(node, ast.FunctionDef) and (said := ast.get_docstring(node)):
            yield node.name, said

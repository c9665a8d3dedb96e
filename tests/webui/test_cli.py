"""Commands are imported when they are called, and not before."""

import json
import subprocess
import sys

import click
import pytest

from webui.cli.commands import backfile

MODULES = {
    "archive.cli.articles",
    "archive.cli.authority",
    "archive.cli.feeds",
    "indexer.cli.search",
    "indexer.cli.index",
    "webui.server",
}
# Runs a command line and tells which modules are there then.
PROGRAM = """
import json, sys
from webui.cli.commands import main
sys.argv = ["backfile", *sys.argv[1:]]
try:
    main()
except SystemExit:
    print("\\n" + json.dumps(sorted(sys.modules)))
"""


def imported_by(*arguments):
    """The modules of commands that a new process has imported after a command line."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return MODULES & set(json.loads(said.splitlines()[-1]))


@pytest.mark.parametrize(
    ("arguments", "modules"),
    [
        (["--version"], set()),
        (["serch"], set()),
        (["serve", "--help"], set()),
        (["search", "--help"], {"indexer.cli.search"}),
        (["--help"], MODULES - {"webui.server"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_line_imports_the_command_that_is_called_and_no_other(arguments, modules):
    assert imported_by(*arguments) == modules


def test_every_command_is_found_by_its_name():
    context = click.Context(backfile)
    names = backfile.list_commands(context)
    assert [backfile.get_command(context, name).name for name in names] == names
    assert backfile.get_command(context, "serch") is None

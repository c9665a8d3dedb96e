"""Commands are imported when they are called, and not before."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from archive.cli.article_id import ArticleId
from indexer.cli.query_command import QueryCommand
from webui.cli.commands import backfile

MODULES = {
    "archive.cli.articles",
    "archive.cli.audit_trail",
    "archive.cli.authority",
    "archive.cli.feeds",
    "archive.cli.tokens",
    "archive.cli.users",
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


def ran(*arguments, env=None):
    """What a new process says, and last the modules that it has imported."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout


def all_imported_by(*arguments):
    """The modules that a new process has imported after a command line."""
    return set(json.loads(ran(*arguments).splitlines()[-1]))


def imported_by(*arguments):
    """Those of them that are of commands."""
    return MODULES & all_imported_by(*arguments)


@pytest.mark.parametrize(
    ("arguments", "modules"),
    [
        (["--version"], set()),
        (["serch"], set()),
        (["serve", "--help"], set()),
        (["search", "--help"], {"indexer.cli.search"}),
        (["--help"], set()),
        ([], set()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_line_imports_the_command_that_is_called_and_no_other(arguments, modules):
    assert imported_by(*arguments) == modules


# What takes long to import, and is no need of every command.
HEAVY = {
    "archive.facts.regions",
    "archive.store.store",
    "asyncio",
    "numpy",
    "pydantic",
    "rich",
    "sqlalchemy",
    "tomlkit",
    "whoosh",
}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["serch"]], ids=" ".join)
def test_what_asks_nothing_of_the_archive_imports_nothing_heavy(arguments):
    assert HEAVY & all_imported_by(*arguments) == set()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The home of an archive with one article."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "ferry.txt").write_text("Ferry runs\n\nThe ferry to the island runs again.\n")
    ran("add", "--home", str(folder), str(folder / "ferry.txt"))
    return folder


# What a command that only reads has no need of.
NO_NEED_OF_READERS = {
    "archive.authority",
    "archive.facts.credits.credit_lines",
    "archive.facts.regions",
    "archive.ingest.ingest",
    "archive.store.store",
    "archive.store.tables",
    "asyncio",
    "concurrent.futures",
    "filelock",
    "importlib.metadata",
    "indexer.engines.whoosh.writer",
    "rich",
    "sqlalchemy",
    "tomlkit",
}


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "ferry"],
        ["search", "ferry", "--json"],
        ["search", "ferry", "--format", "csv"],
        ["stats"],
        ["export"],
        ["export", "ferry", "--format", "csv"],
        ["export", "--format", "ris"],
        ["export", "--format", "html"],
    ],
    ids=" ".join,
)
def test_what_only_reads_imports_nothing_that_writes(arguments, home):
    *printed, modules = ran(*arguments, "--home", str(home)).splitlines()
    assert "ferry" in "".join(printed).lower() or arguments == ["stats"]
    assert NO_NEED_OF_READERS & set(json.loads(modules)) == set()


def test_an_article_is_shown_and_cited_without_it_too(home):
    said, _, _ = ran("search", "ferry", "--format", "jsonl", "--home", str(home)).splitlines()
    article = json.loads(said)["id"]
    shown, cited = (
        set(json.loads(ran(command, article, "--home", str(home)).splitlines()[-1]))
        for command in ("show", "cite")
    )
    assert NO_NEED_OF_READERS & (shown | cited) == set()


def completed(words, **environment):
    """What the shell's completion is told for the last of some words; what is imported for it."""
    told = {
        "_BACKFILE_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    *said, modules = ran(env={**os.environ, **told, **environment}).splitlines()
    return [line.split(",", 1)[1] for line in said if line], set(json.loads(modules))


def test_the_names_of_commands_are_completed_without_importing_any():
    names, modules = completed("backfile reb")
    assert names == ["rebuild"]
    assert modules & (MODULES | HEAVY) == set()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("backfile search --fo", ["--format"]),
        ("backfile search -date:* --quie", ["--quiet"]),
        ("backfile search ferry --format js", ["json", "jsonl"]),
        ("backfile --home nowhere feeds p", ["poll"]),
        ("backfile show 15bd --jso", ["--json"]),
        ("backfile add fer", ["fer"]),
    ],
)
def test_options_values_and_parts_of_a_command_are_completed(words, wanted):
    assert completed(words, BACKFILE_PORT="high")[0] == wanted


def test_a_real_bash_completes(tmp_path):
    (tmp_path / "backfile").write_text(f'#!/bin/sh\nexec {sys.executable} -m webui "$@"\n')
    (tmp_path / "backfile").chmod(0o755)
    script = """
    eval "$(_BACKFILE_COMPLETE=bash_source backfile)"
    complete -p backfile
    COMP_WORDS=(backfile quarantine l) COMP_CWORD=2
    _backfile_completion backfile
    echo "${COMPREPLY[@]}"
    """
    path = f"{tmp_path}:{os.environ['PATH']}"
    home = str(Path(__file__).parents[2])
    said = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path, "PYTHONPATH": home},
    )
    assert (said.stdout.splitlines(), said.stderr) == (
        ["complete -o nosort -F _backfile_completion backfile", "list"],
        "",
    )


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_told_how(shell):
    said = ran(env={**os.environ, "_BACKFILE_COMPLETE": f"{shell}_source"})
    assert f"_BACKFILE_COMPLETE={shell}_complete" in said


def test_the_summaries_read_from_the_source_are_those_of_the_commands():
    context = click.Context(backfile)
    for name in backfile.list_commands(context):
        command = backfile.get_command(context, name)
        assert backfile._summary(context, name, 60) == command.get_short_help_str(60) != ""


def test_every_command_that_takes_a_query_takes_one_that_begins_with_a_minus():
    context = click.Context(backfile)
    for name in backfile.list_commands(context):
        command = backfile.get_command(context, name)
        if any(each.name == "query" for each in command.params):
            assert isinstance(command, QueryCommand)


def test_every_command_that_takes_an_id_takes_the_beginning_of_one():
    ids = {"article_id", "article_ids"}
    for command in every_command(backfile):
        for each in command.params:
            if each.name in ids or (each.metavar or "").startswith("ID"):
                assert isinstance(each.type, ArticleId)


def every_command(group):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield command
        if isinstance(command, click.Group):
            yield from every_command(command)


def test_every_command_is_found_by_its_name():
    context = click.Context(backfile)
    names = backfile.list_commands(context)
    assert [backfile.get_command(context, name).name for name in names] == names
    assert backfile.get_command(context, "serch") is None

"""Queries on the command line: which arguments are options, and which are text."""

import click
import pytest
from click.testing import CliRunner

from indexer.cli.query_command import QueryCommand


@click.command(cls=QueryCommand, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("query", default="")
@click.option("--region", multiple=True)
@click.option("--limit", type=int)
@click.option("-q", "--quiet", is_flag=True)
def ask(query, region, limit, quiet):
    click.echo(repr((query, region, limit, quiet)))


def run(*arguments):
    return CliRunner().invoke(ask, arguments)


@pytest.mark.parametrize(
    "query",
    [
        "-date:*",
        "-weed",
        '-"ice storm"',
        "-(ferry OR ice)",
        "-region:Kenya",
        "-漁",
        "-é",
        "-q5",
        "-12",
    ],
)
@pytest.mark.parametrize("behind", [True, False])
def test_what_begins_with_a_minus_is_a_query_wherever_it_stands(query, behind):
    options = ("--limit", "3", "--region", "Kenya", "-q")
    arguments = (*options, query) if behind else (query, *options)
    assert run(*arguments).output == f"{(query, ('Kenya',), 3, True)!r}\n"
    assert run(*options, "--", query).output == f"{(query, ('Kenya',), 3, True)!r}\n"


def test_what_follows_the_end_of_options_is_text_whatever_it_is():
    assert run("--", "--limit").output == "('--limit', (), None, False)\n"
    assert run("--", "-q").output == "('-q', (), None, False)\n"


def test_the_value_of_an_option_may_begin_with_a_minus():
    assert run("--region", "-weed", "ice").output == "('ice', ('-weed',), None, False)\n"
    assert run("--limit", "-3").output == "('', (), -3, False)\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--limt=3", "ice"], "No such option '--limt'. (Did you mean one of"),
        (["--weed"], "No such option '--weed'."),
        (["-z"], "No such option '-z'."),
        (["-limit", "3"], "No such option '-limit'. Did you mean '--limit'?"),
        (["-region=Kenya"], "No such option '-region=Kenya'. Did you mean '--region=Kenya'?"),
        (["ice", "-weed"], "Got unexpected extra argument (-weed)"),
        (["-weed", "--region"], "Option '--region' requires an argument."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_that_are_misspelled_are_refused(arguments, sentence):
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert f"Error: {sentence}" in refused.output

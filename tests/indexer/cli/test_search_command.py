"""`backfile search` prints near-duplicates as one hit."""

import re

import click
import pytest
from click.testing import CliRunner

import indexer.cli.index
import indexer.cli.search
from archive.cli.session import Session
from archive.settings import Settings
from archive.store.store import Store
from indexer.engines.registry import engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations
from tests.indexer.search.test_service import COPIES, RECORDS


@pytest.fixture
def search(tmp_path):
    """Runs the command on three copies of one story and four other articles."""
    settings = Settings(home=tmp_path)
    with Store.open(settings.database, create=True) as store:
        store.add([*RECORDS, *COPIES])
        update(store, Generations(settings.index), engine_kind("whoosh"))

    session = Session(settings, after_change=indexer.cli.index.update_index)

    def run(*arguments, **invocation):
        result = CliRunner().invoke(
            indexer.cli.search.search,
            arguments,
            obj=session,
            catch_exceptions=False,
            **invocation,
        )
        return re.sub(r"\d+ ms", "N ms", result.stdout)

    return run


def test_a_hit_says_for_how_many_others_it_stands(search):
    shown = search('headline:gulf "maize and soap"')
    assert shown.startswith("Gulf ferry held by weed (and 1 more)\n")
    assert shown.endswith("\n\n1 found (N ms)\n")


def test_shown_near_duplicates_are_hits_of_their_own(search):
    shown = search("motorcycles duplicates:show")
    assert "more)" not in shown
    assert shown.endswith("3 found (N ms)\n")


def test_a_hit_that_stands_for_itself_says_nothing(search):
    assert search("island -gulf").startswith("Ice stops the island ferry\n")


def test_hits_stand_out_on_a_terminal_that_has_styles(search):
    on_a_terminal = {"color": True, "env": {"TERM": "xterm"}}
    shown = search("island -gulf", **on_a_terminal)
    styled = "\x1b[1mIce stops the \x1b[0m\x1b[1m\x1b[7misland\x1b[0m\x1b[1m ferry\x1b[0m\n"
    assert shown.startswith(styled)
    plain = search("island -gulf", color=True, env={"TERM": "dumb"})
    assert plain == search("island -gulf") == click.unstyle(shown)

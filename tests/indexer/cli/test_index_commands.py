"""`backfile update` and `rebuild` report what they did, and why."""

import json
import re

import pytest
from click.testing import CliRunner

import indexer.cli.index
from archive.cli.session import Session
from archive.settings import Settings
from archive.store.store import Store
from indexer.engines.registry import engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations, Manifest
from tests.support.articles import record


@pytest.fixture
def settings(tmp_path):
    """A home of one article, which is indexed."""
    settings = Settings(home=tmp_path)
    with Store.open(settings.database, create=True) as store:
        store.add([record("Ferry runs again")])
        update(store, Generations(settings.index), engine_kind("whoosh"))
    return settings


@pytest.fixture
def run(settings):
    """Runs a command on that home, and gives what it prints, with the time left open."""

    def run_command(command, *arguments):
        session = Session(settings, after_change=indexer.cli.index.update_index)
        shown = CliRunner().invoke(command, arguments, obj=session, catch_exceptions=False).stdout
        return re.sub(r"\d+\.\d+", "N", shown)

    return run_command


@pytest.fixture
def of_another_version(settings):
    """Makes the index one of an older format."""
    Generations(settings.index).current().record(Manifest("whoosh", format=1, sequence=1))


def test_counts_and_nouns_agree_in_number(run, settings):
    assert run(indexer.cli.index.rebuild) == ("Index built anew: 1 change read, 1 article, N s\n")
    assert run(indexer.cli.index.update) == (
        "Index brought up to date: 0 changes read, 1 article, N s\n"
    )


def test_an_update_says_why_it_built_the_index_of_another_version_anew(run, of_another_version):
    assert run(indexer.cli.index.update) == (
        "The index was made by another version of Backfile, so it was built anew: "
        "1 change read, 1 article, N s\n"
    )
    assert run(indexer.cli.index.update).startswith("Index brought up to date: ")


def test_a_rebuild_that_was_asked_for_needs_no_reason(run, of_another_version):
    assert run(indexer.cli.index.rebuild).startswith("Index built anew: ")


def test_as_json_the_outcome_is_as_documented(run, of_another_version):
    assert set(json.loads(run(indexer.cli.index.update, "--json").replace("N", "0"))) == {
        "generation", "changes", "articles", "sequence", "seconds", "rebuilt",
        "refreshed", "refresh_seconds",
    }  # fmt: skip


def test_a_command_that_indexes_what_it_added_says_why_it_took_so_long(
    settings, of_another_version, capsys
):
    session = Session(settings, after_change=indexer.cli.index.update_index)
    with session.open_store() as store:
        indexer.cli.index.update_index(session, store)
    assert re.sub(r"\d+\.\d+", "N", capsys.readouterr().err) == (
        "backfile: the index was made by another version of Backfile, so it was built anew (N s)\n"
    )

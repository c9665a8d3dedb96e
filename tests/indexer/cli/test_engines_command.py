"""`backfile engines` lists the engines, and measures each."""

import json

import pytest
from click.testing import CliRunner

import indexer.cli.index
from archive.cli.session import Session
from archive.settings import Settings
from archive.store.store import Store
from indexer.cli.benchmark import EngineMeasurement, questions
from indexer.cli.output import print_engines
from indexer.engines.registry import ENGINES, KNOWN_ENGINES, engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations
from tests.indexer.search.test_service import RECORDS


@pytest.fixture
def home(tmp_path):
    settings = Settings(home=tmp_path)
    with Store.open(settings.database, create=True) as store:
        store.add(RECORDS)
        update(store, Generations(settings.index), engine_kind("whoosh"))
    return settings


@pytest.fixture
def engines(home):
    """Runs the command on four articles, and gives what it prints."""

    def run(*arguments):
        return (
            CliRunner()
            .invoke(
                indexer.cli.index.engines,
                arguments,
                obj=Session(home, after_change=indexer.cli.index.update_index),
                catch_exceptions=False,
            )
            .stdout
        )

    return run


def test_every_known_engine_is_listed_with_its_state(engines):
    lines = engines().splitlines()
    assert [line.partition(":")[0] for line in lines] == ["whoosh", "tantivy"]
    assert lines[0].startswith("whoosh: in use (")
    assert lines[1].startswith("tantivy: installed (tantivy ")


def test_what_can_be_opened_is_known():
    assert set(ENGINES) <= {known.name for known in KNOWN_ENGINES}


def test_each_engine_is_measured_on_the_archive_and_leaves_nothing_behind(engines, home):
    before = sorted(path.name for path in home.home.iterdir())
    answer = {each["name"]: each["measured"] for each in json.loads(engines("--measure", "--json"))}
    for name in ENGINES:
        measured = answer[name]
        assert measured["articles"] == len(RECORDS)
        assert measured["index_bytes"] > 1_000
        assert 0 < measured["p50_ms"] <= measured["p95_ms"]
        assert measured["articles_per_s"] > 1
    assert sorted(path.name for path in home.home.iterdir()) == before


def test_nothing_is_measured_unasked(engines):
    assert [each["measured"] for each in json.loads(engines("--json"))] == [None, None]


def test_the_questions_are_words_that_stand_together_in_headlines(home):
    with Store.open(home.database) as store:
        first, again = questions(store), questions(store)
    assert first == again
    headlines = [record.article.headline.casefold() for record in RECORDS]
    assert len(first) == len(headlines)
    for question in first:
        assert any(question in headline for headline in headlines)


@pytest.mark.parametrize(
    ("used", "whoosh_ms", "advice"),
    [
        ("whoosh", 199.0, "whoosh is fast enough for this archive."),
        ("whoosh", 201.0, "Switch with 'backfile rebuild --engine tantivy'."),
        ("tantivy", 900.0, "tantivy is fast enough for this archive."),
    ],
)
def test_the_advice_follows_from_what_was_measured(capsys, used, whoosh_ms, advice):
    numbers = {
        "whoosh": EngineMeasurement("whoosh", 250_000, 1_400.0, 120_000_000, 80.0, whoosh_ms),
        "tantivy": EngineMeasurement("tantivy", 250_000, 9_000.0, 40_000_000, 4.0, 12.0),
    }
    print_engines(used, numbers)
    shown = capsys.readouterr().out.splitlines()
    assert shown[-1] == advice
    assert shown[1] == (
        "  250,000 articles: 1,400 indexed a second, 120.0 MB, half of the answers within 80 ms, "
        f"95 of 100 within {whoosh_ms:.0f} ms"
    )

"""The examples of docs/query.md, asked of the demo archive."""

import sys
from pathlib import Path

import pytest

from archive.files import find_files
from archive.ingest import Tally, add_files
from archive.store import Store
from indexer.build import update
from indexer.engines import ENGINES
from indexer.generations import Generations
from indexer.results import Question
from indexer.search import SearchService

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))
from generate import DATE_WORDS, QUERY_FORMS  # noqa: E402 - docs is a folder of scripts, no package


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    home = tmp_path_factory.mktemp("demo")
    seeds = [ROOT / "seeds" / name for name in ("pasted", "wire.jsonl", "clippings.csv")]
    with Store.open(home / "archive.sqlite3", create=True) as store:
        add_files(store, find_files(seeds), {}, Tally())
        update(store, Generations(home / "index"), ENGINES["whoosh"])
        with SearchService(store, Generations(home / "index")) as service:
            yield service


@pytest.mark.parametrize("form", [form for form, _ in QUERY_FORMS])
def test_every_example_is_taken_as_it_stands_and_finds_something_but_not_everything(demo, form):
    results = demo.search(Question(form))
    assert results.notices == ()
    assert 0 < results.total < demo.state().articles


@pytest.mark.parametrize("words", DATE_WORDS)
def test_every_day_counted_from_today_can_stand_wherever_a_date_can(demo, words):
    for form in (f"date:{words}", f"before:{words}", f"after:{words}", f"date:2019..{words}"):
        assert demo.search(Question(form)).notices == ()

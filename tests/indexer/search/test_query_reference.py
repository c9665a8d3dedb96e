"""The examples of the help page and docs/query.md, asked of the demo archive."""

from pathlib import Path

import pytest

from archive.ingest.files import find_files
from archive.ingest.ingest import add_files
from archive.ingest.tally import Tally
from archive.store.store import Store
from indexer.engines.registry import engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations
from indexer.schema.fields import TEXT_FIELDS
from indexer.search.query_reference import DATE_WORDS, INTRODUCTION, SECTIONS, forms
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    home = tmp_path_factory.mktemp("demo")
    seeds = [ROOT / "seeds" / name for name in ("pasted", "wire.jsonl", "clippings.csv")]
    with Store.open(home / "archive.sqlite3", create=True) as store:
        add_files(store, find_files(seeds), {}, Tally())
        update(store, Generations(home / "index"), engine_kind("whoosh"))
        with SearchService(store, Generations(home / "index")) as service:
            yield service


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.typed)
def test_every_example_is_taken_as_it_stands_and_finds_something_but_not_everything(demo, form):
    results = demo.search(SearchQuery(form.typed, any_word=form.any_word))
    assert results.notices == ()
    assert 0 < results.total < demo.state().articles


def test_a_hyphen_makes_no_difference(demo):
    totals = {
        demo.search(SearchQuery(text)).total
        for text in ("co-operative", "cooperative", "co operative")
    }
    assert len(totals) == 1


@pytest.mark.parametrize("words", DATE_WORDS)
def test_every_day_counted_from_today_can_stand_wherever_a_date_can(demo, words):
    for form in (f"date:{words}", f"before:{words}", f"after:{words}", f"date:2019..{words}"):
        assert demo.search(SearchQuery(form)).notices == ()


def test_every_field_of_the_language_is_in_the_table_of_fields():
    (table,) = (section.table for section in SECTIONS if section.title == "Fields")
    listed = {name.strip("`:") for row in table.rows for name in ", ".join(row[:2]).split(", ")}
    assert {
        *(field.name for field in TEXT_FIELDS),
        "before",
        "after",
        "date",
        "like",
        "words",
        "cluster",
    } <= listed


def test_what_is_typed_stands_in_pairs_of_backticks():
    texts = [INTRODUCTION, *(section.prose for section in SECTIONS), *(f.finds for f in forms())]
    cells = [cell for s in SECTIONS if s.table for row in s.table.rows for cell in row]
    assert [text for text in (*texts, *cells) if text.count("`") % 2] == []

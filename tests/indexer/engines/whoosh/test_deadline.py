"""A search that runs out of time has what it found until then, and says so."""

from pathlib import Path

import pytest

from archive import time_budget
from indexer.engines.engine import SearchRequest
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.writer import WhooshWriter
from indexer.query.parser import parse
from tests.indexer.engines.corpus import NEWS, name_of
from tests.indexer.engines.engine_contract import apply


@pytest.fixture
def engine(tmp_path):
    apply(WhooshWriter(Path(tmp_path)), NEWS)
    engine = WhooshEngine(Path(tmp_path))
    yield engine
    engine.close()


@pytest.fixture
def looks(monkeypatch):
    """Lets time run out after so many looks at the clock."""

    def after(number):
        clock = iter([0.0] * number)
        monkeypatch.setattr(time_budget.time, "monotonic", lambda: next(clock, 2.0))

    return after


def names(page):
    return {name_of(hit.id) for hit in page.hits}


def asked(engine, text):
    return engine.search(SearchRequest(parse(text).query, facets=("year",), deadline=1.0))


def test_with_no_time_at_all_nothing_is_found(engine, looks):
    looks(0)
    page = asked(engine, "rice")
    assert (page.total, page.hits, page.complete) == (0, (), False)


def test_what_was_found_in_time_is_listed_and_counted(engine, looks):
    looks(2)
    page = asked(engine, "army OR rice OR elección")
    # The group and its first clause.
    assert (page.complete, names(page)) == (False, set())
    looks(3)
    page = asked(engine, "missile OR harvest OR elección")
    assert (page.complete, page.total) == (False, 2)
    assert names(page) == {"harvest", "note"}
    assert page.facets == {"year": {"2019": 1, "undated": 1}}


def test_what_was_found_in_time_is_ranked_by_what_is_quickly_told(engine, looks):
    looks(3)
    page = asked(engine, "missile OR rice OR elección")
    assert (page.complete, [name_of(hit.id) for hit in page.hits][-1:]) == (False, ["trade"])
    assert all(hit.score > 0 for hit in page.hits)
    # The phrase was found, and there is no time to look for it in all articles.
    looks(1)
    page = asked(engine, '"rice harvest"')
    assert (page.complete, [hit.score for hit in page.hits]) == (False, [0])


def test_what_is_denied_has_to_be_known_to_the_end(engine, looks):
    looks(1)
    page = asked(engine, "-rice")
    assert (page.complete, names(page)) == (False, set())


def test_an_expansion_is_broken_off(engine, looks):
    looks(2)
    page = asked(engine, "body:*ar*")
    # "are" comes before "carri" and "market".
    assert (page.complete, names(page)) == (False, {"harvest"})


def test_in_time_everything_is_found(engine, looks):
    looks(1_000)
    page = asked(engine, "missile OR harvest OR elección")
    assert (page.complete, page.total) == (True, 3)


def test_the_next_search_has_time_again(engine, looks):
    looks(0)
    assert not asked(engine, "rice").complete
    looks(1_000)
    assert asked(engine, "rice").complete

"""Tantivy cannot be interrupted: what would take it long is asked in pieces, up to the deadline."""

from pathlib import Path

import pytest

from archive import time_budget
from archive.time_budget import OutOfTime
from indexer.engines.engine import SearchRequest
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.search import translator
from indexer.engines.tantivy.writer import TantivyWriter
from indexer.query.parser import parse
from tests.indexer.engines.corpus import NEWS, name_of
from tests.indexer.engines.engine_contract import apply

LONG = "rice NEAR/40 harvest"


@pytest.fixture
def engine(tmp_path):
    apply(TantivyWriter(Path(tmp_path)), NEWS)
    engine = TantivyEngine(Path(tmp_path))
    yield engine
    engine.close()


def asked(engine, text, deadline=None):
    request = SearchRequest(parse(text).query, facets=("year",), deadline=deadline)
    return engine.search(request)


def test_a_proximity_clause_finds_the_same_in_pieces_as_at_once(engine, monkeypatch):
    in_pieces = asked(engine, LONG)
    monkeypatch.setattr(translator, "_FEW_PHRASES", 1_000)
    at_once = asked(engine, f"{LONG} OR zebra")
    assert {name_of(hit.id) for hit in in_pieces.hits} == {name_of(hit.id) for hit in at_once.hits}
    assert in_pieces.total == at_once.total > 0
    assert [hit.score for hit in in_pieces.hits] == [hit.score for hit in at_once.hits]


def test_what_may_well_take_long_is_given_up_before_tantivy_is_asked(engine):
    def is_given_up(text):
        patience = time_budget.Patience(0.1, 0.1, lambda: False)
        try:
            with time_budget.with_patience(patience):
                asked(engine, text)
        except time_budget.TooSlow:
            return True
        return False

    pairs = [f"{a}{b}" for a in "abcdefgh" for b in "abcdefgh"]
    assert is_given_up(" OR ".join(f"{pair}*" for pair in pairs))
    assert is_given_up("-(" + " OR ".join(f'"{pair} rice"' for pair in pairs) + ")")
    assert not is_given_up(" OR ".join(pairs))


def test_past_the_deadline_tantivy_is_not_asked(engine):
    late = asked(engine, "rice", deadline=0.0)
    assert (late.total, late.hits, late.facets, late.complete) == (0, (), {"year": {}}, False)


@pytest.mark.parametrize("text", [LONG, "ri*", "*ic*"])
def test_a_query_that_is_not_translated_in_time_has_no_hits_and_says_so(engine, text):
    with time_budget.within(-1):
        assert not asked(engine, text).complete
        with pytest.raises(OutOfTime):
            engine.ids(parse(text).query)
    assert asked(engine, text).complete

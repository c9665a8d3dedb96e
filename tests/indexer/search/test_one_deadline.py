"""All parts of a question share one deadline: past it nothing is begun, and nothing untrue said."""

import time

import pytest

from archive import time_budget
from archive.time_budget import OutOfTime
from indexer.engines.engine import SearchRequest
from indexer.highlight.snippets import Highlighter, to_html
from indexer.query.parser import parse
from indexer.search.explain import explained
from indexer.search.hit_counts import HitCounts
from indexer.search.relaxation import alternatives
from indexer.search.verification import Verifier
from indexer.search.vocabulary import Vocabulary
from tests.indexer.engines.corpus import article
from tests.support.oracle_engine import MemoryEngine

ARTICLES = {
    each.id: each
    for each in (
        article("one", "Lobster boats return", "The ferry waits. The harbour is open."),
        article("two", "Ferry delayed", "No harbour is open to the ferry."),
    )
}
ENGINE = MemoryEngine(ARTICLES)


@pytest.fixture
def past():
    """Whatever is done meanwhile is late."""
    with time_budget.within(-1):
        yield


class Hits:
    """Counts some queries, and then has no more time."""

    def __init__(self, counts):
        self.left = counts
        self.asked = 0

    def __call__(self, query):
        self.asked += 1
        if not self.left:
            raise OutOfTime
        self.left -= 1
        return ENGINE.search(SearchRequest(query, limit=0)).total


def test_a_count_that_there_is_no_time_for_ends_the_counting():
    hits = Hits(1)
    counted = HitCounts(hits, 9)
    totals = [counted.total(parse(text).query) for text in ["ferry", "lobster", "harbour", "ferry"]]
    assert (totals, counted.left, counted.out_of_time) == ([2, 0, 0, 2], 0, True)
    assert hits.asked == 2


@pytest.mark.parametrize(
    "text", ["ferry", "lobster ferry", "zebra ferry lobster", "ferry OR (ice snow)"]
)
def test_an_explanation_is_whole_or_there_is_none(text):
    """A clause that was not counted must not be told to have no hits."""
    query = parse(text).query
    all_counts = Hits(1_000)
    whole = explained(query, all_counts)
    for counts in range(all_counts.asked):
        assert explained(query, Hits(counts)) is None
    assert explained(query, Hits(all_counts.asked)) == whole


def test_other_ways_to_ask_are_only_those_that_were_counted():
    words = Vocabulary(ENGINE.vocabulary())
    query = parse("lobstar ferry").query
    every = alternatives(query, Hits(1_000), words)
    assert every
    for counts in range(20):
        assert set(alternatives(query, Hits(counts), words)) <= set(every)


def test_past_the_deadline_snippets_are_the_beginning_and_nothing_is_marked(past):
    highlighter, one = Highlighter(parse("fer* harbour").query), ARTICLES[article("one", "", "").id]
    assert [to_html(each) for each in highlighter.snippets(one)] == [one.body[0]]
    assert to_html(highlighter.mark(one.headline, "headline")) == one.headline


def test_past_the_deadline_no_clause_is_verified(past):
    class Poor(MemoryEngine):
        def finds(self, leaf):
            return False

    verifier = Verifier(Poor(ARTICLES), lambda ids: {i: ARTICLES[i] for i in ids}, time.monotonic())
    found = verifier.checked(parse("ferry NEAR/5 harbour").query)
    assert not found.complete
    assert ENGINE.ids(found.query) == set()

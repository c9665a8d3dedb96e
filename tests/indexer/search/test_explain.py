import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from indexer.engines.engine import SearchRequest
from indexer.query.ast import And
from indexer.query.parser import parse
from indexer.search.explain import explained
from indexer.search.relaxation import alternatives
from indexer.search.results import Alternative
from indexer.search.vocabulary import Vocabulary
from tests.indexer.engines.corpus import article
from tests.support.oracle_engine import MemoryEngine

ARCHIVE = MemoryEngine(
    {
        each.id: each
        for each in (
            article("one", "Lobster boats return", "The ferry waits.", published="2019"),
            article("two", "Lobster prices fall", "Buyers co-operate.", published="2020"),
            article("three", "Ferry delayed", "No harbour is open.", published="2020"),
            article("four", "Rice harvest", "The harbour is full."),
        )
    }
)


class Hits:
    """Counts in the archive, and how many were asked for."""

    def __init__(self):
        self.counts = 0

    def __call__(self, query):
        self.counts += 1
        return ARCHIVE.search(SearchRequest(query, limit=0)).total


def outline(clause, depth=0):
    """An explanation, a clause a line, with a mark for what empties the result."""
    mark = " EMPTIES" if clause.empties else ""
    yield f"{'  ' * depth}{clause.query} = {clause.hits}{mark}"
    for inner in clause.clauses:
        yield from outline(inner, depth + 1)


EXPLANATIONS = {
    "ferry": ["ferry = 2"],
    "co-operate": ["co-operate = 1"],
    "(lobster OR rice) W/5 (prices OR harvest)": ["(lobster OR rice) W/5 (prices OR harvest) = 2"],
    "": ["* = 4"],
    "zebra": ["zebra = 0"],
    "lobster ferry": ["lobster ferry = 1", "  lobster = 2", "  ferry = 2"],
    "lobster rice ferry": [
        "lobster rice ferry = 0",
        "  lobster = 2",
        "  rice = 1 EMPTIES",
        "  ferry = 2",
    ],
    "lobster ferry zebra rice": [
        "lobster ferry zebra rice = 0",
        "  lobster = 2",
        "  ferry = 2",
        "  zebra = 0 EMPTIES",
        "  rice = 1",
    ],
    "lobster OR co-operate": ["lobster OR co-operate = 2", "  lobster = 2", "  co-operate = 1"],
    "zebra OR lion": ["zebra OR lion = 0", "  zebra = 0", "  lion = 0"],
    "harbour -(ferry rice)": [
        "harbour -(ferry rice) = 2",
        "  harbour = 2",
        "  -(ferry rice) = 4",
        "    ferry = 2",
        "    rice = 1",
    ],
    "rice -harbour": ["rice -harbour = 0", "  rice = 1", "  -harbour = 2 EMPTIES"],
    "ferry (zebra OR rice lobster)^2 date:2020": [
        "ferry (zebra OR rice lobster)^2 date:2020 = 0",
        "  ferry = 2",
        "  (zebra OR rice lobster)^2 = 0 EMPTIES",
        "    zebra = 0",
        "    rice lobster = 0",
        "      rice = 1",
        "      lobster = 2 EMPTIES",
        "  date:2020 = 2",
    ],
}


@pytest.mark.parametrize("text", EXPLANATIONS, ids=ascii)
def test_a_query_is_explained_clause_by_clause(text):
    assert list(outline(explained(parse(text).query, Hits()))) == EXPLANATIONS[text]


def test_each_clause_is_read_out_in_plain_words():
    clause = explained(parse("headline:ferry date:2020").query, Hits())
    assert (clause.meaning, [inner.meaning for inner in clause.clauses]) == (
        "all of: “ferry” in the headline, dated 2020",
        ["articles with “ferry” in the headline", "dated 2020"],
    )


def test_clauses_beyond_the_counts_stand_together():
    hits = Hits()
    clause = explained(parse(" ".join(f"w{i}" for i in range(70))).query, hits)
    assert hits.counts <= 60
    assert [inner.query for inner in clause.clauses[:2]] == ["w0", "w1"]
    assert clause.clauses[-1].query == " ".join(f"w{i}" for i in range(len(clause.clauses) - 1, 70))
    assert [inner.empties for inner in clause.clauses].index(True) == 0


def test_clauses_of_clauses_are_left_out_beyond_the_counts():
    text = " ".join(f"(a{i} OR b{i} OR c{i})" for i in range(25))
    hits = Hits()
    clause = explained(parse(text).query, hits)
    assert hits.counts <= 60
    assert len(clause.clauses) == 25
    assert len(clause.clauses[0].clauses) == 3
    assert clause.clauses[-1].clauses == ()


WORDS = st.sampled_from(
    ["ferry", "-rice", "zebra", "co-operate", "headline:lobster", "date:2020", "(", ")", "OR",
     "NEAR/5", "^2", "ATLEAST2(", "harb*", "-(", "lobstar"]
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_query_is_explained_with_true_counts(text):
    query = parse(text).query
    hits = Hits()
    clause = explained(query, hits)
    assert hits.counts <= 60
    assert_is_true(clause)


def assert_is_true(clause):
    query = parse(clause.query).query
    assert clause.hits == Hits()(query)
    emptying = [inner for inner in clause.clauses if inner.empties]
    expected = isinstance(query, And) and clause.hits == 0 and clause.clauses
    assert len(emptying) <= bool(expected)
    for inner in clause.clauses:
        assert_is_true(inner)


# One of which the last article is gone, too.
ARCHIVES_WORDS = Vocabulary([*ARCHIVE.vocabulary(), ("zebra", 1)])


ALTERNATIVES = {
    "lobstar": [Alternative("lobster", 2, "“lobster” instead of “lobstar”")],
    "headline:lobstar^2": [Alternative("headline:lobster^2", 2, "“lobster” instead of “lobstar”")],
    '"Lobstar boats"': [Alternative('"lobster boats"', 1, "“lobster” instead of “Lobstar”")],
    "lobstar W/2 boats": [Alternative("lobster W/2 boats", 1, "“lobster” instead of “lobstar”")],
    "rice lobstar OR harvast rice": [
        Alternative(
            "rice lobster OR harvest rice",
            1,
            "“lobster” instead of “lobstar”, “harvest” instead of “harvast”",
        )
    ],
    "zebbra": [],
    "lobstar ferry": [
        Alternative("lobster ferry", 1, "“lobster” instead of “lobstar”"),
        Alternative("ferry", 2, "without “lobstar”"),
    ],
    "rice lobster ferry": [
        Alternative("lobster ferry", 1, "without “rice”"),
    ],
    "zebra ferry": [Alternative("ferry", 2, "without “zebra”")],
    "zebra ferry headline:lion": [Alternative("ferry", 2, "without “zebra” and “headline:lion”")],
    "rice -harbour": [Alternative("rice", 1, "without “-harbour”")],
    "rice boats prices delayed date:2020": [
        Alternative("(rice OR boats OR prices OR delayed) date:2020", 2, "any of the words")
    ],
    "lobstar-boats": [Alternative("lobster-boats", 1, "“lobster” instead of “lobstar”")],
    '"lobster return"': [Alternative("lobster return", 1, "the words anywhere")],
    "rice W/1 harbour": [Alternative("rice harbour", 1, "the words anywhere")],
    '"the co-operate buyers" date:2020': [
        Alternative("date:2020", 2, "without “the co-operate buyers”"),
    ],
    "zebra OR lion": [],
    "-*": [],
}


@pytest.mark.parametrize("text", ALTERNATIVES, ids=ascii)
def test_where_nothing_is_found_the_nearest_queries_are_offered(text):
    query = parse(text).query
    assert Hits()(query) == 0
    assert list(alternatives(query, Hits(), ARCHIVES_WORDS)) == ALTERNATIVES[text]


def test_any_of_many_words_is_offered_before_the_counts_are_used_up():
    unknown = [f"zebra{i}" for i in range(12)]
    found = alternatives(parse(" ".join([*unknown, "rice", "ferry"])).query, Hits(), ARCHIVES_WORDS)
    query = " OR ".join([*unknown, "rice", "ferry"])
    assert found == (Alternative(query, 3, "any of the words"),)


def test_three_alternatives_at_most_are_offered_after_forty_counts_at_most():
    hits = Hits()
    found = alternatives(
        parse(" ".join([*["ferry", "lobster", "rice", "harvast"] * 5, "-zebra"])).query,
        hits,
        ARCHIVES_WORDS,
    )
    assert hits.counts <= 40
    assert len(found) <= 3
    hits = Hits()
    alternatives(parse(" ".join(f"zebra{i}" for i in range(30))).query, hits, ARCHIVES_WORDS)
    assert hits.counts <= 40


# Words that together find nothing, with others between them.
NOT_TOGETHER = st.tuples(
    st.lists(WORDS, max_size=8),
    st.sampled_from(["zebra", "lobstar", "rice -rice", '"ferry rice"', "rice W/1 harbour"]),
    st.lists(WORDS, max_size=8),
).map(lambda parts: " ".join([*parts[0], parts[1], *parts[2]]))


@settings(max_examples=40)
@given(NOT_TOGETHER)
def test_every_alternative_finds_what_it_says(text):
    query = parse(text).query
    hits = Hits()
    nothing = not hits(query)
    event(f"it finds nothing: {nothing}")
    if nothing:
        found = alternatives(query, hits, ARCHIVES_WORDS)
        assert hits.counts <= 41
        assert len({each.query for each in found}) == len(found) <= 3
        assert [each.total for each in found] == [Hits()(parse(each.query).query) for each in found]
        assert all(each.total > 0 for each in found)
